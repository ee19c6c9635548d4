// Band-pass with a gain of 1 at its centre.
#include "../parts/svf_node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct BandPassTap {
  template <class V>
  HOCKET_INLINE V operator()(const SvfOutputs<V>& from, [[maybe_unused]] V damping) const {
    return from.band * damping;
  }
};
template <class V>
using BandPass = SvfFilter<V, BandPassTap, FromQ>;

constexpr Port bpfPorts[] = {
    signalIn("signal to filter"),
    also("freq",
         controlled("bandf", param("cutoff", Unit::hz, 20, 20000, 1000, "centre frequency, where the gain is 1"))),
    controlled("bandq", number("q", 0.1F, 100, 1, "centre frequency divided by the width at -3 dB")),
};
constexpr NodeSpec bpfSpec = {
    .name = "bpf",
    .category = "filter",
    .doc = "Band-pass filter, gain 1 at its centre.",
    .ports = bpfPorts,
    .aliases = "bandpass",
    .example = "d1 $ noise * 0.3 # bpf 800 10",
};

HOCKET_NODES(nodeType<BandPass>(bpfSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
