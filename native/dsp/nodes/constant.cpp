// A value as a signal.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct Same {
  template <class V>
  HOCKET_INLINE V operator()(V value) const {
    return value;
  }
};
template <class V>
using Constant = Map<V, Same, 1>;

constexpr Port constantPorts[] = {
    number("value", -1, 1, 0, "the value"),
};
constexpr NodeSpec constantSpec = {
    .name = "constant",
    .category = "source",
    .doc = "A value, as a signal.",
    .ports = constantPorts,
    .aliases = "sig dc",
    .example = "~cutoff: constant \"400 800\"",
};

HOCKET_NODES(nodeType<Constant>(constantSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
