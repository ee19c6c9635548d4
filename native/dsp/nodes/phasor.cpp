// Ramp from 0 to 1, not band-limited: for control, wavetables and shaping.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class PhasorNode {
 public:
  explicit PhasorNode(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto offset) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          eachFrame<V>(block.frames, [&](auto at) {
            out.set(at, toFloat((ramp[at] + wrappedPhase(offset[at])) >> 8) * (1.0F / 16777216.0F));
          });
        },
        block.in[0], block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

constexpr Port phasorPorts[] = {
    frequency("ramps a second", 1),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec phasorSpec = {
    .name = "phasor",
    .category = "source",
    .doc = "Ramp from 0 to 1, again and again; for control.",
    .ports = phasorPorts,
    .example = "~ramp: phasor 0.5",
};

HOCKET_NODES(nodeType<PhasorNode>(phasorSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
