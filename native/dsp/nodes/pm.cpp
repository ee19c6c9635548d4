// Phase modulation by any signal, and by the oscillator itself.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Pm {
 public:
  explicit Pm(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    const auto which = maskOf<V>(lanes);
    assign(last_, which, V(0.0F));
    assign(previous_, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> by(block.in[1]), feedback(block.in[2]);
    specialise<V>(
        [&](auto freq) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          for (int i = 0; i < block.frames; ++i) {
            // The mean of two samples keeps the self-modulation from hunting at half the sample rate.
            const V self = clamp(feedback[i], -16.0F, 16.0F) * V(0.5F) * (last_ + previous_);
            const V radians = clamp(by[i], -1e5F, 1e5F) + self;
            previous_ = last_;
            last_ = sinPhase(ramp[i] + wrappedPhase(radians * V(0.5F / pi)));
            out.set(i, last_);
          }
        },
        block.in[0]);
  }

 private:
  Phasor<V> phasor_;
  V last_ = V(0.0F), previous_ = V(0.0F);
  float period_;
};

constexpr Port pmPorts[] = {
    frequency("frequency"),
    number("by", -32, 32, 0, "phase offset in radians: the modulator"),
    number("feedback", 0, 4, 0, "how much the output modulates itself, in radians"),
};
constexpr NodeSpec pmSpec = {
    .name = "pm",
    .category = "source",
    .doc = "Sine oscillator whose phase is modulated by a signal and by itself.",
    .ports = pmPorts,
    .example = "d1 $ pm 110 (sine 330 * 2) * 0.3",
};

HOCKET_NODES(nodeType<Pm>(pmSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
