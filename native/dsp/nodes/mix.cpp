// Mixing: gain, cross-fade, selection.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct GainOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V amount) const {
    return in * select(abs(amount) <= V(1000.0F), amount, V(0.0F));  // nobody means +60 dB: silence rather than that
  }
};
/// Equal power: halfway, both are at 0.71.
struct CrossFadeOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b, V mix) const {
    const V quarter = clamp(mix, 0.0F, 1.0F) * V(0.25F);
    return a * cosQuarter(quarter) + b * sinQuarter(quarter);
  }
};
struct SelectOp {
  template <class V>
  HOCKET_INLINE V operator()(V which, V a, V b, V c) const {
    return select(which < V(0.5F), a, select(which < V(1.5F), b, c));
  }
};
template <class V>
using Gain = Map<V, GainOp, 2>;
template <class V>
using CrossFade = Map<V, CrossFadeOp, 3>;
template <class V>
using Select = Map<V, SelectOp, 4>;

constexpr Port gainPorts[] = {
    signalIn("signal"),
    controlled("gain", param("amount", Unit::ratio, 0, 4, 1, "factor, or a level in dB")),
};
constexpr NodeSpec gainSpec = {
    .name = "gain",
    .category = "mix",
    .doc = "Makes a signal louder or softer.",
    .ports = gainPorts,
    .aliases = "amp",
    .example = "d1 $ saw 110 # gain (-12db)",
};
constexpr Port crossFadePorts[] = {
    number("a", -1, 1, 0, "heard at 0"),
    number("b", -1, 1, 0, "heard at 1"),
    number("mix", 0, 1, 0.5F, "from a to b"),
};
constexpr NodeSpec crossFadeSpec = {
    .name = "xfade",
    .category = "mix",
    .doc = "Cross-fade of two signals, of equal power.",
    .ports = crossFadePorts,
    .aliases = "crossfade",
    .example = "d1 $ xfade (saw 110) (square 55) (lfo 0.1 >> range 0 1) * 0.2",
};
constexpr Port selectPorts[] = {
    number("which", 0, 2, 0, "0 a, 1 b, 2 c: the nearest"),
    number("a", -1, 1, 0, "first"),
    number("b", -1, 1, 0, "second"),
    number("c", -1, 1, 0, "third"),
};
constexpr NodeSpec selectSpec = {
    .name = "select",
    .category = "mix",
    .doc = "One of three signals.",
    .ports = selectPorts,
    .example = "d1 $ select \"0 1\" (saw 110) (square 110) * 0.2",
};

HOCKET_NODES(nodeType<Gain>(gainSpec), nodeType<CrossFade>(crossFadeSpec), nodeType<Select>(selectSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
