// Resonant high-pass, 12 dB an octave.
#include "../parts/svf_node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct HighPassTap {
  template <class V>
  HOCKET_INLINE V operator()(const SvfOutputs<V>& from, [[maybe_unused]] V damping) const {
    return from.high;
  }
};
template <class V>
using HighPass = SvfFilter<V, HighPassTap, FromResonance>;

constexpr Port hpfPorts[] = {
    signalIn("signal to filter"),
    also("freq", controlled("hcutoff", param("cutoff", Unit::hz, 20, 20000, 1000, "cutoff frequency"))),
    also("q", controlled("hresonance", number("resonance", 0, 1, 0, "peak at the cutoff: 0 none, 1 rings"))),
};
constexpr NodeSpec hpfSpec = {
    .name = "hpf",
    .category = "filter",
    .doc = "Resonant high-pass filter, 12 dB an octave.",
    .ports = hpfPorts,
    .aliases = "highpass",
    .example = "d1 $ sound \"bd*4\" # hpf 200",
};

HOCKET_NODES(nodeType<HighPass>(hpfSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
