// Limiter that looks ahead: the gain is the smallest that any sample within the look-ahead asks for, averaged over the
// look-ahead, so that it has arrived when the peak comes out: no sample exceeds the ceiling, and no corner is heard.
#include "../parts/delay_line.h"
#include "../parts/sliding_min.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Limiter {
 public:
  explicit Limiter(const Prepare& prepare)
      : rate_(prepare.sampleRate),
        window_(windowOf(prepare)),
        left_(prepare.memory, static_cast<float>(window_)),
        right_(prepare.memory, static_cast<float>(window_)),
        smallest_(prepare.memory, window_, 1.0F),
        past_(static_cast<float*>(
            prepare.memory.allocate(sizeof(float) * static_cast<std::size_t>(window_ * laneCount<V>)))) {
    reset(allLanes, prepare.seed);
  }

  void reset(LaneMask lanes, std::uint64_t) {
    const auto which = maskOf<V>(lanes);
    left_.reset(lanes);
    right_.reset(lanes);
    smallest_.reset(lanes);
    assign(held_, which, V(1.0F));
    for (int k = 0; k < window_; ++k) store(at(k), select(which, floatOf(Bits<V>(unit)), load<V>(at(k))));
    sum_ = select(which, Bits<V>(unit) * Bits<V>(static_cast<std::uint32_t>(window_)), sum_);
  }

  void process(const Block& block) {
    const Either<V> left(block.in[0]), right(block.in[1]), ceiling(block.in[2]), release(block.in[3]);
    const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
    for (int i = 0; i < block.frames; ++i) {
      const V loud = max(abs(left[i]), abs(right[i]));
      const V most = gainOfDb(clamp(ceiling[i], -60.0F, 0.0F));
      const V asked = min(most / max(loud, V(1e-20F)), V(1.0F));
      const V gain = averaged(released(smallest_.tick(asked), release[i]));
      left_.write(left[i]);
      right_.write(right[i]);
      const auto ago = static_cast<std::uint32_t>(window_ - 1);
      // Rounding may exceed the ceiling by a hair: cut.
      outLeft.set(i, min(max(left_.read(ago) * gain, -most), most));
      outRight.set(i, min(max(right_.read(ago) * gain, -most), most));
    }
  }

 private:
  /// Gains are summed as whole numbers of 2^-22, so that the sum never drifts; 2^9 of them fit.
  static constexpr std::uint32_t unit = 1U << 22;
  static int windowOf(const Prepare& prepare) {
    const float samples = prepare.options[0] * prepare.sampleRate;
    return samples < 2.0F ? 2 : samples > 511.0F ? 511 : static_cast<int>(samples);
  }

  HOCKET_INLINE V released(V wanted, V release) {
    const V rising = held_ + (wanted - held_) * smoothing(release * V(rate_));
    held_ = select(wanted < held_, wanted, min(rising, wanted));
    return held_;
  }

  HOCKET_INLINE V averaged(V gain) {
    const Bits<V> whole = truncate(gain * V(static_cast<float>(unit)));
    sum_ = sum_ + whole - bitsOf(load<V>(at(next_)));
    store(at(next_), floatOf(whole));
    next_ = next_ + 1 == window_ ? 0 : next_ + 1;
    return toFloat(sum_) * V(1.0F / static_cast<float>(unit)) / V(static_cast<float>(window_));
  }
  HOCKET_INLINE float* at(int k) const { return past_ + k * laneCount<V>; }

  float rate_;
  int window_, next_ = 0;
  DelayLine<V> left_, right_;
  SlidingMin<V> smallest_;
  float* past_;  // the bits of whole numbers
  V held_ = V(1.0F);
  Bits<V> sum_{0U};
};

constexpr Port limiterPorts[] = {
    stereoIn("signal to limit"),
    param("ceiling", Unit::decibels, -60, 0, -0.3F, "the loudest that comes out"),
    param("release", Unit::seconds, 0.001F, 2, 0.06F, "time constant of letting go"),
};
constexpr Option limiterOptions[] = {
    {"lookahead", Unit::seconds, 0.0001F, 0.01F, 0.0015F,
     "how early it turns down, which is how late everything comes out"},
};
constexpr NodeSpec limiterSpec = {
    .name = "limiter",
    .category = "dynamics",
    .doc = "Limiter that looks ahead: nothing exceeds the ceiling.",
    .ports = limiterPorts,
    .options = limiterOptions,
    .outputs = 2,
    .aliases = "limit",
    .example = "out $ ~drums * 2 >> limiter (-1db)",
};

HOCKET_NODES(nodeType<Limiter>(limiterSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
