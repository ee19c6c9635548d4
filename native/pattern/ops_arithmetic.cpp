// Arithmetic between patterns, in the three structure families, and functions of one value.
#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"
#include "native/pattern/unary.h"

namespace hocket::pattern {

namespace {

template <Arith op>
Value scalarArith(Evaluation& e, const Node& node) {
  const Value a = e.scalar(*node.args[0]), b = e.scalar(*node.args[1]);
  return arith(e, op, a, b);
}

template <Arith op>
void evalBoth(Evaluation& e, const Node& node, const Span& span) {
  joinBoth(e, node, *node.args[0], *node.args[1], span,
           [&](const Value& a, const Value& b) { return arith(e, op, a, b); });
}

template <Arith op>
void evalLeft(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  joinLeft(e, node, from, *node.args[1], false, [&](const Value& a, const Value& b) { return arith(e, op, a, b); });
}

template <Arith op>
void evalRight(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[1], span);
  joinLeft(e, node, from, *node.args[0], true, [&](const Value& b, const Value& a) { return arith(e, op, a, b); });
}

/// x from 0..1 to low..high.
Value ranged(Evaluation& e, const Value& low, const Value& high, const Value& x) {
  const Value scaled = arith(e, Arith::multiply, x, arith(e, Arith::subtract, high, low));
  return arith(e, Arith::add, scaled, low);
}

Value scalarRange(Evaluation& e, const Node& node) {
  return ranged(e, e.scalar(*node.args[0]), e.scalar(*node.args[1]), e.scalar(*node.args[2]));
}

/// The upper bound is read over the events, the lower one over the upper one's.
void evalRange(Evaluation& e, const Node& node, const Span& span) {
  const Node &low = *node.args[0], &high = *node.args[1];
  const std::size_t from = e.out.size();
  e.eval(*node.args[2], span);
  if (low.scalar && high.scalar) {
    const Value a = e.scalar(low), b = e.scalar(high);
    const ContextId context = e.combine(low.context, high.context);
    if (low.cutsCycles() || high.cutsCycles()) splitContinuous(e, node, from);
    mapScalar(e, from, b, context, true, [&](const Value& x, const Value&) { return ranged(e, a, b, x); });
    return;
  }
  const std::size_t to = e.out.size();
  for (std::size_t i = from; i < to && e.spend(node, 1); i++) {
    const Event outer = e.out[i];
    const std::size_t first = e.out.size();
    e.eval(high, outer.whole());
    joinLeft(e, node, first, low, true, [&](const Value& b, const Value& a) { return ranged(e, a, b, outer.value); });
    combineWith(e, outer, first, true, [](const Value&, const Value& v) { return v; });
  }
  e.out.erase(from, to);
}

template <Unary op>
Value scalarUnary(Evaluation& e, const Node& node) {
  return unary(e, op, e.scalar(*node.args[0]));
}

template <Unary op>
void evalUnary(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [&](const Event& event) { return unary(e, op, event.value); });
}

constexpr const char* number = "Num a => Pattern a -> Pattern a -> Pattern a";
constexpr const char* fraction = "Fractional a => Pattern a -> Pattern a -> Pattern a";
constexpr const char* any = "Pattern a -> Pattern a -> Pattern a";
constexpr const char* text = "Pattern String -> Pattern String -> Pattern String";
constexpr const char* whole = "Pattern Int -> Pattern Int -> Pattern Int";
constexpr const char* test = "Pattern a -> Pattern a -> Pattern Bool";
constexpr const char* logic = "Pattern Bool -> Pattern Bool -> Pattern Bool";
constexpr const char* function = "Num a => Pattern a -> Pattern a";
constexpr const char* toBool = "Num a => Pattern a -> Pattern Bool";

template <Arith op>
constexpr Primitive both(const char* name, const char* opName, const char* type, const char* doc, const char* example) {
  return {name, opName, type, 2, fieldNone, evalBoth<op>, doc, example, traitBoth, scalarArith<op>};
}
template <Arith op>
constexpr Primitive left(const char* name, const char* opName, const char* type, const char* doc, const char* example) {
  return {name, opName, type, 2, fieldNone, evalLeft<op>, doc, example, traitValuewise, scalarArith<op>};
}
template <Arith op>
constexpr Primitive right(const char* name, const char* opName, const char* type, const char* doc,
                          const char* example) {
  return {name, opName, type, 2, fieldNone, evalRight<op>, doc, example, traitNone, scalarArith<op>};
}
template <Unary op>
constexpr Primitive one(const char* name, const char* type, const char* doc, const char* example) {
  return {name, name, type, 1, fieldNone, evalUnary<op>, doc, example, traitValuewise, scalarUnary<op>};
}

#define HOCKET_FAMILY(op, opName, symbol, type, what, example1, example2)                            \
  both<Arith::op>("|" symbol "|", opName "Both", type, what "; the structure is that of both.",      \
                  example1 " |" symbol "| " example2),                                               \
      left<Arith::op>("|" symbol, opName "Left", type, what "; the structure is the left one's.",    \
                      example1 " |" symbol " " example2),                                            \
      right<Arith::op>(symbol "|", opName "Right", type, what "; the structure is the right one's.", \
                       example1 " " symbol "| " example2)

const Primitive table[] = {
    both<Arith::add>("+", "addBoth", number, "Adds; the structure is that of both. On voices, control by control.",
                     "\"1 2\" + \"10 20 30\""),
    both<Arith::minus>("-", "minusBoth", number,
                       "Subtracts; the structure is that of both. On voices it adds the opposite, as in Haskell.",
                       "\"10 20\" - \"1 2 3\""),
    both<Arith::multiply>("*", "multiplyBoth", number, "Multiplies; the structure is that of both.",
                          "\"1 2\" * \"10 20 30\""),
    both<Arith::over>("/", "overBoth", fraction,
                      "Divides; the structure is that of both. On voices it multiplies by the inverse, as in Haskell.",
                      "\"10 20\" / \"2 4 5\""),
    both<Arith::modulo>("%", "moduloBoth", number, "The remainder, with the sign of the divisor.",
                        "\"10 20\" % \"3 4 5\""),
    both<Arith::power>("**", "powerBoth", fraction, "Raises to a power.", "\"2 3\" ** \"2 3\""),
    both<Arith::append>("++", "appendBoth", text, "Puts words together.", "\"drum\" ++ \"a b\""),
    HOCKET_FAMILY(add, "add", "+", number, "Adds", "\"1 2\"", "\"10 20 30\""),
    HOCKET_FAMILY(subtract, "subtract", "-", number, "Subtracts", "\"10 20\"", "\"1 2 3\""),
    HOCKET_FAMILY(multiply, "multiply", "*", number, "Multiplies", "\"1 2\"", "\"10 20 30\""),
    HOCKET_FAMILY(divide, "divide", "/", fraction, "Divides", "\"10 20\"", "\"2 4 5\""),
    HOCKET_FAMILY(modulo, "modulo", "%", number, "The remainder, with the sign of the divisor", "\"10 20\"",
                  "\"3 4 5\""),
    HOCKET_FAMILY(power, "power", "**", fraction, "Raises to a power", "\"2 3\"", "\"2 3\""),
    HOCKET_FAMILY(append, "append", "++", text, "Puts words together", "\"drum\"", "\"a b\""),
    HOCKET_FAMILY(setRight, "setRight", ">", any,
                  "Values from the right (on voices: both, where they differ the right)", "\"1 2\"", "\"10 20 30\""),
    HOCKET_FAMILY(setLeft, "setLeft", "<", any, "Values from the left (on voices: both, where they differ the left)",
                  "\"1 2\"", "\"10 20 30\""),
    left<Arith::setRight>("#", "setRightLeft", any,
                          "Structure from the left; controls of both sides, where they differ the right one's.",
                          "s \"bd sn\" # gain \"1 0.8 0.6\""),
    both<Arith::minimum>("min", "min", any, "The smaller one.", "min \"1 5\" \"3\""),
    both<Arith::maximum>("max", "max", any, "The greater one.", "max \"1 5\" \"3\""),
    both<Arith::intDivide>("div", "div", whole, "Whole division, rounded down.", "div \"7 -7\" \"2\""),
    both<Arith::intModulo>("mod", "mod", whole, "The remainder of `div`.", "mod \"7 -7\" \"3\""),
    both<Arith::quotient>("quot", "quot", whole, "Whole division, rounded towards zero.", "quot \"7 -7\" \"2\""),
    both<Arith::remainder>("rem", "rem", whole, "The remainder of `quot`.", "rem \"7 -7\" \"3\""),
    both<Arith::equal>("==", "equal", test, "Whether two values are equal.", "\"1 2 3\" == \"2\""),
    both<Arith::notEqual>("/=", "notEqual", test, "Whether two values differ.", "\"1 2 3\" /= \"2\""),
    both<Arith::less>("<", "less", test, "Whether the left one is smaller.", "\"1 2 3\" < \"2\""),
    both<Arith::lessOrEqual>("<=", "lessOrEqual", test, "Whether the left one is not greater.", "\"1 2 3\" <= \"2\""),
    both<Arith::greater>(">", "greater", test, "Whether the left one is greater.", "\"1 2 3\" > \"2\""),
    both<Arith::greaterOrEqual>(">=", "greaterOrEqual", test, "Whether the left one is not smaller.",
                                "\"1 2 3\" >= \"2\""),
    both<Arith::both>("&&", "and", logic, "Whether both are true.", "\"t f\" && \"t t f\""),
    both<Arith::either>("||", "or", logic, "Whether one of them is true.", "\"t f\" || \"t t f\""),
    both<Arith::bitAnd>("band", "bitAnd", whole, "Bitwise and.", "band \"5 6\" \"3\""),
    both<Arith::bitOr>("bor", "bitOr", whole, "Bitwise or.", "bor \"5 6\" \"3\""),
    both<Arith::bitXor>("bxor", "bitXor", whole, "Bitwise exclusive or.", "bxor \"5 6\" \"3\""),
    both<Arith::shiftLeft>("blshift", "shiftLeft", whole, "Shifts bits to the left.", "blshift \"1 2\" \"3\""),
    both<Arith::shiftRight>("brshift", "shiftRight", whole, "Shifts bits to the right.", "brshift \"16 32\" \"3\""),
    {"range", "range", "Num a => Pattern a -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone, evalRange,
     "From 0..1 to another range; the structure is the last pattern's.", "segment 4 $ range 10 20 saw", traitNone,
     scalarRange},
    one<Unary::negate>("negate", function, "The opposite number.", "negate \"1 2\""),
    one<Unary::absolute>("abs", function, "The number without its sign.", "abs \"1 -2\""),
    one<Unary::signum>("signum", function, "-1, 0 or 1, as the sign is.", "signum \"-3 0 3\""),
    one<Unary::recip>("recip", function, "One divided by the number.", "recip \"2 4\""),
    one<Unary::sqrt>("sqrt", function, "The square root.", "sqrt \"4 9\""),
    one<Unary::exp>("exp", function, "e to the power of the number.", "exp \"0 1\""),
    one<Unary::log>("log", function, "The natural logarithm.", "log \"1 2\""),
    one<Unary::sin>("sin", function, "The sine of an angle in radians.", "sin \"0 1\""),
    one<Unary::cos>("cos", function, "The cosine of an angle in radians.", "cos \"0 1\""),
    one<Unary::tan>("tan", function, "The tangent of an angle in radians.", "tan \"0 1\""),
    one<Unary::asin>("asin", function, "The inverse of `sin`.", "asin \"0 1\""),
    one<Unary::acos>("acos", function, "The inverse of `cos`.", "acos \"0 1\""),
    one<Unary::atan>("atan", function, "The inverse of `tan`.", "atan \"0 1\""),
    one<Unary::sinh>("sinh", function, "The hyperbolic sine.", "sinh \"0 1\""),
    one<Unary::cosh>("cosh", function, "The hyperbolic cosine.", "cosh \"0 1\""),
    one<Unary::tanh>("tanh", function, "The hyperbolic tangent.", "tanh \"0 1\""),
    one<Unary::asinh>("asinh", function, "The inverse of `sinh`.", "asinh \"0 1\""),
    one<Unary::acosh>("acosh", function, "The inverse of `cosh`.", "acosh \"1 2\""),
    one<Unary::atanh>("atanh", function, "The inverse of `tanh`.", "atanh \"0 0.5\""),
    one<Unary::floor>("floor", "Pattern Number -> Pattern Int", "Rounds down.", "floor \"1.5 -1.5\""),
    one<Unary::ceiling>("ceiling", "Pattern Number -> Pattern Int", "Rounds up.", "ceiling \"1.5 -1.5\""),
    one<Unary::round>("round", "Pattern Number -> Pattern Int",
                      "Rounds to the nearest whole number, halves to the even one.", "round \"1.5 2.5\""),
    one<Unary::truncate>("truncate", "Pattern Number -> Pattern Int", "Rounds towards zero.", "truncate \"1.5 -1.5\""),
    one<Unary::toNumber>("toNumber", "Pattern a -> Pattern Number", "The same number as a float.", "toNumber (run 4)"),
    one<Unary::toRational>("toTime", "Num a => Pattern a -> Pattern Time", "The same number as an exact fraction.",
                           "toTime \"0.5 0.25\""),
    one<Unary::toNote>("toNote", "Num a => Pattern a -> Pattern Note", "The number as a note, in semitones from c5.",
                       "toNote \"0 7\""),
    one<Unary::toBipolar>("toBipolar", function, "From 0..1 to -1..1.", "toBipolar \"0 0.5 1\""),
    one<Unary::fromBipolar>("fromBipolar", function, "From -1..1 to 0..1.", "fromBipolar \"-1 0 1\""),
    one<Unary::invert>("inv", "Pattern Bool -> Pattern Bool", "Turns true and false round.", "inv \"t f\""),
    one<Unary::even>("even", toBool, "Whether a whole number is even.", "even \"1 2 3\""),
    one<Unary::odd>("odd", toBool, "Whether a whole number is odd.", "odd \"1 2 3\""),
};

}  // namespace

std::span<const Primitive> arithmeticPrimitives() { return table; }

}  // namespace hocket::pattern
