// Reverberation: eight delays whose lengths share no factor, mixed by a Hadamard matrix and fed back (Jot), each losing
// as much as its length asks for, behind two all-passes a side.
#include "../parts/delay_line.h"
#include "../parts/one_pole.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr int reverbLines = 8, reverbSmears = 4;
/// Seconds; the primes nearest to these at 48 kHz were the starting point.
inline constexpr float reverbLength[reverbLines] = {0.02998F, 0.03510F, 0.04044F, 0.04519F,
                                                    0.05140F, 0.05744F, 0.06340F, 0.07002F};
inline constexpr float smearLength[reverbSmears] = {0.00748F, 0.01098F, 0.00681F, 0.01219F};

template <class V>
class Reverb {
 public:
  explicit Reverb(const Prepare& prepare)
      : rate_(prepare.sampleRate),
        lines_{line(prepare, 0), line(prepare, 1), line(prepare, 2), line(prepare, 3),
               line(prepare, 4), line(prepare, 5), line(prepare, 6), line(prepare, 7)},
        smears_{smear(prepare, 0), smear(prepare, 1), smear(prepare, 2), smear(prepare, 3)} {}

  void reset(LaneMask lanes, std::uint64_t) {
    for (auto& each : lines_) each.reset(lanes);
    for (auto& each : smears_) each.reset(lanes);
    for (auto& each : damping_) each.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> left(block.in[0]), right(block.in[1]), mix(block.in[2]);
    specialise<V>([&](auto size, auto damp) { run(block, left, right, mix, size, damp); }, block.in[3], block.in[4]);
  }

 private:
  static DelayLine<V> line(const Prepare& prepare, int k) {
    return DelayLine<V>(prepare.memory, reverbLength[k] * prepare.sampleRate);
  }
  static DelayLine<V> smear(const Prepare& prepare, int k) {
    return DelayLine<V>(prepare.memory, smearLength[k] * prepare.sampleRate);
  }
  HOCKET_INLINE std::uint32_t samples(float seconds) const { return static_cast<std::uint32_t>(seconds * rate_); }

  HOCKET_INLINE V smeared(V in, int k) {
    const V echo = smears_[k].read(samples(smearLength[k]) - 1);
    const V into = in + V(0.6F) * echo;
    smears_[k].write(into);
    return echo - V(0.6F) * into;
  }

  template <class Size, class Damp>
  HOCKET_INLINE void run(const Block& block, const Either<V>& left, const Either<V>& right, const Either<V>& mix,
                         const Size& size, const Damp& damp) {
    const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
    V loss[reverbLines], bright = V(0.0F);
    for (int i = 0; i < block.frames; ++i) {
      if (i == 0 || Size::varies || Damp::varies) {
        const V seconds = V(0.2F) * exp2(clamp(size[i], 0.0F, 1.0F) * V(6.0F));  // 0.2 .. 12.8
        for (int k = 0; k < reverbLines; ++k) loss[k] = exp2(V(-9.96578428F * reverbLength[k]) / seconds);
        bright = onePoleCoefficient(V(16000.0F) * exp2(clamp(damp[i], 0.0F, 1.0F) * V(-5.0F)), 1.0F / rate_);
      }
      V x[reverbLines];
      for (int k = 0; k < reverbLines; ++k)
        x[k] = damping_[k].low(lines_[k].read(samples(reverbLength[k]) - 1), bright) * loss[k];
      const V wetLeft = x[0] + x[2] - x[4] + x[6], wetRight = x[1] - x[3] + x[5] + x[7];
      mixed(x);
      const V feedLeft = smeared(smeared(left[i], 0), 1), feedRight = smeared(smeared(right[i], 2), 3);
      for (int k = 0; k < reverbLines; ++k) lines_[k].write(x[k] + (k % 2 == 0 ? feedLeft : feedRight));
      outLeft.set(i, blendOf(left[i], wetLeft * V(0.5F), mix[i]));
      outRight.set(i, blendOf(right[i], wetRight * V(0.5F), mix[i]));
    }
  }

  /// Times the Hadamard matrix of order 8, scaled to keep the energy.
  static HOCKET_INLINE void mixed(V (&x)[reverbLines]) {
    for (int step = 1; step < reverbLines; step *= 2)
      for (int k = 0; k < reverbLines; ++k)
        if ((k & step) == 0) {
          const V a = x[k], b = x[k + step];
          x[k] = a + b;
          x[k + step] = a - b;
        }
    for (V& each : x) each *= V(0.353553391F);
  }

  float rate_;
  DelayLine<V> lines_[reverbLines];
  DelayLine<V> smears_[reverbSmears];
  OnePole<V> damping_[reverbLines];
};

constexpr Port reverbPorts[] = {
    stereoIn("signal to reverberate"),
    controlled("room", also("room", effectMix(0.3F))),
    controlled("size", number("size", 0, 1, 0.5F, "0.2 s to 12.8 s until it has fallen by 60 dB")),
    number("damp", 0, 1, 0.4F, "how much sooner the highs die away"),
};
constexpr NodeSpec reverbSpec = {
    .name = "reverb",
    .category = "effect",
    .doc = "Reverberation of a room or hall, in stereo.",
    .ports = reverbPorts,
    .outputs = 2,
    .example = "out $ ~drums >> reverb 0.4 0.6",
};

HOCKET_NODES(nodeType<Reverb>(reverbSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
