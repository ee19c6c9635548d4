// Comparisons of signals: 1 where it holds, 0 elsewhere.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
HOCKET_INLINE V truthOf(Mask<V> m) {
  return select(m, V(1.0F), V(0.0F));
}
struct LessOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(a < b);
  }
};
struct GreaterOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(a > b);
  }
};
struct LessEqualOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(a <= b);
  }
};
struct GreaterEqualOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(a >= b);
  }
};
struct EqualOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(a == b);
  }
};
struct AndOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(both(a > V(0.0F), b > V(0.0F)));
  }
};
struct OrOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return truthOf<V>(either(a > V(0.0F), b > V(0.0F)));
  }
};
struct NotOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return truthOf<V>(a <= V(0.0F));
  }
};

template <class V>
using Less = Map<V, LessOp, 2>;
template <class V>
using Greater = Map<V, GreaterOp, 2>;
template <class V>
using LessEqual = Map<V, LessEqualOp, 2>;
template <class V>
using GreaterEqual = Map<V, GreaterEqualOp, 2>;
template <class V>
using Equal = Map<V, EqualOp, 2>;
template <class V>
using And = Map<V, AndOp, 2>;
template <class V>
using Or = Map<V, OrOp, 2>;
template <class V>
using Not = Map<V, NotOp, 1>;

constexpr Port comparedPorts[] = {number("a", -1, 1, 0, "left operand"), number("b", -1, 1, 0, "right operand")};
constexpr Port logicPort[] = {param("a", Unit::gate, 0, 1, 0, "true above 0")};
constexpr Port logicPorts[] = {param("a", Unit::gate, 0, 1, 0, "true above 0"),
                               param("b", Unit::gate, 0, 1, 0, "true above 0")};

constexpr NodeSpec comparison(const char* name, const char* doc, std::span<const Port> ports, const char* example) {
  return {.name = name, .category = "math", .doc = doc, .ports = ports, .example = example};
}
constexpr NodeSpec ltSpec = comparison("lt", "1 where a < b, else 0.", comparedPorts, "~on: lt (sine 1) 0.5");
constexpr NodeSpec gtSpec = comparison("gt", "1 where a > b, else 0.", comparedPorts, "~on: gt (sine 1) 0.5");
constexpr NodeSpec leSpec = comparison("le", "1 where a <= b, else 0.", comparedPorts, "~on: le (sine 1) 0.5");
constexpr NodeSpec geSpec = comparison("ge", "1 where a >= b, else 0.", comparedPorts, "~on: ge (sine 1) 0.5");
constexpr NodeSpec eqSpec =
    comparison("eq", "1 where a and b are equal, else 0.", comparedPorts, "~on: eq (floor (phasor 1 * 4)) 2");
constexpr NodeSpec andSpec = comparison("and", "1 where both are above 0.", logicPorts, "~on: and ~a ~b");
constexpr NodeSpec orSpec = comparison("or", "1 where one is above 0.", logicPorts, "~on: or ~a ~b");
constexpr NodeSpec notSpec = comparison("not", "1 where it is not above 0.", logicPort, "~off: not ~on");

HOCKET_NODES(nodeType<Less>(ltSpec), nodeType<Greater>(gtSpec), nodeType<LessEqual>(leSpec),
             nodeType<GreaterEqual>(geSpec), nodeType<Equal>(eqSpec), nodeType<And>(andSpec), nodeType<Or>(orSpec),
             nodeType<Not>(notSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
