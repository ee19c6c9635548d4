// Resonant low-pass, 12 dB an octave.
#include "../parts/svf_node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct LowPassTap {
  template <class V>
  HOCKET_INLINE V operator()(const SvfOutputs<V>& from, [[maybe_unused]] V damping) const {
    return from.low;
  }
};
template <class V>
using LowPass = SvfFilter<V, LowPassTap, FromResonance>;

constexpr Port lpfPorts[] = {
    signalIn("signal to filter"),
    also("freq", controlled("cutoff", param("cutoff", Unit::hz, 20, 20000, 1000, "cutoff frequency"))),
    also("q", controlled("resonance", number("resonance", 0, 1, 0, "peak at the cutoff: 0 none, 1 rings"))),
};
constexpr NodeSpec lpfSpec = {
    .name = "lpf",
    .category = "filter",
    .doc = "Resonant low-pass filter, 12 dB an octave.",
    .ports = lpfPorts,
    .aliases = "lowpass",
    .example = "d1 $ saw 110 # lpf 800 0.3",
};

HOCKET_NODES(nodeType<LowPass>(lpfSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
