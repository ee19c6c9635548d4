// Arithmetic on signals, sample by sample. What has no value (a division by 0) is 0.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct AddOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return a + b;
  }
};
struct SubOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return a - b;
  }
};
struct MulOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return a * b;
  }
};
struct DivOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return select(abs(b) > V(1e-20F), a / b, V(0.0F));
  }
};
/// The remainder has the sign of b, as in Haskell and Tidal.
struct ModOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return select(abs(b) > V(1e-20F), a - b * floor(clamp(a / b, -1e30F, 1e30F)), V(0.0F));
  }
};
/// |a|^b with the sign of a: no base is without a value.
struct PowOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return select(a == V(0.0F), select(b == V(0.0F), V(1.0F), V(0.0F)), copySign(exp2(b * log2(abs(a))), a));
  }
};
struct MinOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return min(a, b);
  }
};
struct MaxOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V b) const {
    return max(a, b);
  }
};
struct NegOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return -a;
  }
};
struct AbsOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return abs(a);
  }
};
struct SignOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return select(a > V(0.0F), V(1.0F), select(a < V(0.0F), V(-1.0F), V(0.0F)));
  }
};
struct FloorOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return floor(a);
  }
};
struct RoundOp {
  template <class V>
  HOCKET_INLINE V operator()(V a, V step) const {
    const V by = abs(step);
    return select(by > V(1e-20F), floor(clamp(a / by, -1e30F, 1e30F) + V(0.5F)) * by, a);
  }
};
struct SqrtOp {
  template <class V>
  HOCKET_INLINE V operator()(V a) const {
    return sqrt(max(a, V(0.0F)));
  }
};

template <class V>
using Add = Map<V, AddOp, 2>;
template <class V>
using Sub = Map<V, SubOp, 2>;
template <class V>
using Mul = Map<V, MulOp, 2>;
template <class V>
using Div = Map<V, DivOp, 2>;
template <class V>
using Mod = Map<V, ModOp, 2>;
template <class V>
using Pow = Map<V, PowOp, 2>;
template <class V>
using Min = Map<V, MinOp, 2>;
template <class V>
using Max = Map<V, MaxOp, 2>;
template <class V>
using Neg = Map<V, NegOp, 1>;
template <class V>
using Abs = Map<V, AbsOp, 1>;
template <class V>
using Sign = Map<V, SignOp, 1>;
template <class V>
using Floor = Map<V, FloorOp, 1>;
template <class V>
using Round = Map<V, RoundOp, 2>;
template <class V>
using Sqrt = Map<V, SqrtOp, 1>;

constexpr Port onePort[] = {number("a", -1, 1, 0, "the value")};
constexpr Port twoPorts[] = {number("a", -1, 1, 0, "left operand"), number("b", -1, 1, 0, "right operand")};
constexpr Port factorPorts[] = {number("a", -1, 1, 1, "left operand"), number("b", -1, 1, 1, "right operand")};
constexpr Port roundPorts[] = {number("a", -1, 1, 0, "the value"), number("step", 0, 100, 1, "to multiples of this")};

constexpr NodeSpec operation(const char* name, const char* doc, std::span<const Port> ports, const char* example) {
  return {.name = name, .category = "math", .doc = doc, .ports = ports, .example = example};
}
constexpr NodeSpec addSpec = operation("add", "Sum.", twoPorts, "d1 $ sine 220 * 0.2 + sine 330 * 0.2");
constexpr NodeSpec subSpec = operation("sub", "Difference.", twoPorts, "d1 $ saw 110 * 0.2 - saw 111 * 0.2");
constexpr NodeSpec mulSpec = operation("mul", "Product.", factorPorts, "d1 $ sine 220 * 0.2");
constexpr NodeSpec divSpec = operation("div", "Quotient; 0 where divided by 0.", factorPorts, "d1 $ sine 220 / 4");
constexpr NodeSpec modSpec =
    operation("mod", "Remainder, of the sign of the right operand.", factorPorts, "~steps: phasor 1 * 8 % 3");
constexpr NodeSpec powSpec = operation("pow", "Power of the size, with the sign of the left operand.", factorPorts,
                                       "d1 $ pow (sine 220) 3 * 0.3");
constexpr NodeSpec minSpec = operation("min", "The smaller of two.", twoPorts, "d1 $ min (saw 110) 0.3");
constexpr NodeSpec maxSpec = operation("max", "The greater of two.", twoPorts, "d1 $ max (saw 110) (-0.3)");
constexpr NodeSpec negSpec = operation("neg", "The value turned over.", onePort, "~down: neg ~up");
constexpr NodeSpec absSpec = operation("abs", "The size, without the sign.", onePort, "~bump: abs (sine 0.5)");
constexpr NodeSpec signSpec = operation("sign", "-1, 0 or 1.", onePort, "d1 $ sign (sine 110) * 0.1");
constexpr NodeSpec floorSpec =
    operation("floor", "The next whole number below.", onePort, "~steps: floor (phasor 1 * 8)");
constexpr NodeSpec roundSpec =
    operation("round", "The nearest multiple of a step.", roundPorts, "~steps: round (sine 0.5) 0.25");
constexpr NodeSpec sqrtSpec = operation("sqrt", "Square root; 0 below 0.", onePort, "~bent: sqrt (phasor 1)");

HOCKET_NODES(nodeType<Add>(addSpec), nodeType<Sub>(subSpec), nodeType<Mul>(mulSpec), nodeType<Div>(divSpec),
             nodeType<Mod>(modSpec), nodeType<Pow>(powSpec), nodeType<Min>(minSpec), nodeType<Max>(maxSpec),
             nodeType<Neg>(negSpec), nodeType<Abs>(absSpec), nodeType<Sign>(signSpec), nodeType<Floor>(floorSpec),
             nodeType<Round>(roundSpec), nodeType<Sqrt>(sqrtSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
