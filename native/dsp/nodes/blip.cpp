// Impulse train of a given number of harmonics, all of the same strength: the closed form of a sum of cosines.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Blip {
 public:
  explicit Blip(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { half_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto harmonics) {
          const Output<V> out(block.out[0]);
          for (int i = 0; i < block.frames; ++i) {
            const V step = turnsPerSample(freq[i], period_);
            const V below = floor(V(0.5F) / max(abs(step), V(1e-5F)));  // Nyquist
            out.set(i, at(half_.phase(), max(min(floor(harmonics[i]), below), V(1.0F))));
            half_.advance(phaseOf(step * V(0.5F)));
          }
        },
        block.in[0], block.in[1]);
  }

 private:
  /// 1 + 2 (cos a + .. + cos n a) = sin((2n + 1) a/2) / sin(a/2), where a/2 is the phase held.
  static HOCKET_INLINE V at(Bits<V> half, V n) {
    const Bits<V> odd = truncate(n) * Bits<V>(2U) + Bits<V>(1U);
    const V below = sinPhase(half);
    const V count = n + n + V(1.0F);
    const V sum = select(abs(below) > V(1e-7F), sinPhase(half * odd) / below, count);
    return (sum - V(1.0F)) / (n + n);
  }

  Phasor<V> half_;
  float period_;
};

constexpr Port blipPorts[] = {
    frequency("frequency"),
    number("harmonics", 1, 1000, 50, "how many, as far as they fit below half the sample rate"),
};
constexpr NodeSpec blipSpec = {
    .name = "blip",
    .category = "source",
    .doc = "Band-limited impulses: the first harmonics, equally strong.",
    .ports = blipPorts,
    .example = "d1 $ blip 110 (sine 0.1 >> range 1 40) * 0.3",
};

HOCKET_NODES(nodeType<Blip>(blipSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
