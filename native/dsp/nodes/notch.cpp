// Notch: takes out one frequency.
#include "../parts/svf_node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct NotchTap {
  template <class V>
  HOCKET_INLINE V operator()(const SvfOutputs<V>& from, [[maybe_unused]] V damping) const {
    return from.low + from.high;
  }
};
template <class V>
using Notch = SvfFilter<V, NotchTap, FromQ>;

constexpr Port notchPorts[] = {
    signalIn("signal to filter"),
    also("freq", param("cutoff", Unit::hz, 20, 20000, 1000, "the frequency taken out")),
    number("q", 0.1F, 100, 1, "that frequency divided by the width at -3 dB"),
};
constexpr NodeSpec notchSpec = {
    .name = "notch",
    .category = "filter",
    .doc = "Notch filter: takes out one frequency.",
    .ports = notchPorts,
    .aliases = "brf bandstop",
    .example = "d1 $ saw 110 * 0.3 # notch 440 2",
};

HOCKET_NODES(nodeType<Notch>(notchSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
