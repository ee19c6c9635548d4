// Sine oscillator: no aliasing as long as the frequency is held.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Sine {
 public:
  explicit Sine(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto offset) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          eachFrame<V>(block.frames, [&](auto at) { out.set(at, sinPhase(ramp[at] + wrappedPhase(offset[at]))); });
        },
        block.in[0], block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

constexpr Port sinePorts[] = {
    frequency("frequency"),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec sineSpec = {
    .name = "sine",
    .category = "source",
    .doc = "Sine oscillator, -1 to 1.",
    .ports = sinePorts,
    .aliases = "sin",
    .example = "d1 $ sine 220 * 0.3",
};

HOCKET_NODES(nodeType<Sine>(sineSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
