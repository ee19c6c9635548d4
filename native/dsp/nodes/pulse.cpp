// Pulse oscillator with a modulated width, band-limited: the difference of two saws.
#include "../parts/blep.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Pulse {
 public:
  explicit Pulse(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto width) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          const float period = period_;
          phasor_.ramp(ramp, freq, block.frames, period);
          eachFrame<V>(block.frames, [&](auto at) {
            const auto samples = samplesPerTurn(turnsPerSample(freq[at], period));
            out.set(at, pulseAt(ramp[at], clamp(width[at], 0.001F, 0.999F), samples));
          });
        },
        block.in[0], block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

constexpr Port pulsePorts[] = {
    frequency("frequency"),
    number("width", 0, 1, 0.5F, "part of the turn that is high"),
};
constexpr NodeSpec pulseSpec = {
    .name = "pulse",
    .category = "source",
    .doc = "Band-limited pulse oscillator, -1 to 1, with a width.",
    .ports = pulsePorts,
    .example = "d1 $ pulse 110 (sine 0.5 >> range 0.1 0.9) * 0.2",
};

HOCKET_NODES(nodeType<Pulse>(pulseSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
