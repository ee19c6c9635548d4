// Continuous patterns: a value for every moment, read in the middle of the span asked for.
#include <numbers>

#include "native/pattern/combinators.h"
#include "native/pattern/primitives.h"
#include "native/pattern/random.h"

namespace hocket::pattern {

namespace {

using Signal = Value (*)(Rational t);

Value exactOr(Rational r) {
  const Value v = Value::ofRational(r);
  return v.kind == Value::Kind::none ? Value::ofNumber(r.toDouble()) : v;
}

Rational position(Rational t) { return floorMod(t, Rational{1, 1}); }
double clamped(double t) { return t < 0 ? 0 : t > 1 ? 1 : t; }
double halfTurn(Rational t) { return std::numbers::pi / 2 * clamped(1 - t.toDouble()); }
double sineAt(Rational t) { return std::sin(std::numbers::pi * 2 * t.toDouble()); }

Value sine(Rational t) { return Value::ofNumber((sineAt(t) + 1) / 2); }
Value sine2(Rational t) { return Value::ofNumber(sineAt(t)); }
Value cosine(Rational t) { return sine(t - Rational{1, 4}); }
Value cosine2(Rational t) { return sine2(t - Rational{1, 4}); }
Value saw(Rational t) { return exactOr(position(t)); }
Value saw2(Rational t) { return exactOr(position(t) * Rational{2, 1} - Rational{1, 1}); }
Value isaw(Rational t) { return exactOr(Rational{1, 1} - position(t)); }
Value isaw2(Rational t) { return exactOr(Rational{1, 1} - position(t) * Rational{2, 1}); }
Value square(Rational t) { return Value::ofNumber(position(t) < Rational{1, 2} ? 0 : 1); }
Value square2(Rational t) { return Value::ofNumber(position(t) < Rational{1, 2} ? -1 : 1); }
Value envL(Rational t) { return exactOr(t.num < 0 ? Rational{0, 1} : Rational{1, 1} < t ? Rational{1, 1} : t); }
Value envLR(Rational t) {
  return exactOr(t.num < 0 ? Rational{1, 1} : Rational{1, 1} < t ? Rational{0, 1} : Rational{1, 1} - t);
}
Value envEq(Rational t) { return Value::ofNumber(std::sqrt(std::sin(halfTurn(t)))); }
Value envEqR(Rational t) { return Value::ofNumber(std::sqrt(std::cos(halfTurn(t)))); }
Value time(Rational t) { return exactOr(t); }

template <Signal signal>
void evalSignal(Evaluation& e, const Node& node, const Span& span) {
  const Rational t = span.middle();
  if (!t.valid()) return e.overflow(node);
  if (e.spend(node, 1)) pushContinuous(e, span, signal(t));
}

/// Rises in the first half of each cycle, falls in the second; an event for each half that is asked for.
template <Signal up, Signal down>
void evalTriangle(Evaluation& e, const Node& node, const Span& span) {
  const Span doubled = scale(span, Rational{2, 1});
  const std::size_t from = e.out.size();
  forEachCycle(doubled, [&](std::int64_t half, const Span& piece) {
    if (piece.middle().valid()) pushContinuous(e, piece, (floorMod(half, 2) == 0 ? up : down)(piece.middle()));
    return e.spend(node, 1);
  });
  e.affine(node, from, Rational{1, 2}, Rational{0, 1});
}

double smootherStep(double x) { return x * x * x * (x * (x * 6 - 15) + 10); }

double perlinAt(double p) {
  const double below = std::floor(p);
  const double a = timeToRand(below), b = timeToRand(below + 1);
  return a + smootherStep(p - below) * (b - a);
}

/// Gradient noise on the integer grid, 0 to 1.
double perlin2At(double x, double y) {
  const double x0 = std::floor(x), y0 = std::floor(y), dx = x - x0, dy = y - y0;
  const auto corner = [&](double i, double k) {
    const double angle = 2 * std::numbers::pi * timeToRand(x0 + i + 0.0001 * (y0 + k));
    return std::cos(angle) * (dx - i) + std::sin(angle) * (dy - k);
  };
  const double sx = smootherStep(dx), sy = smootherStep(dy);
  const double value = (1 - sx) * (1 - sy) * corner(0, 0) + sx * (1 - sy) * corner(1, 0) +
                       (1 - sx) * sy * corner(0, 1) + sx * sy * corner(1, 1);
  return (value + 1) / 2;
}

Value perlin(Rational t) { return Value::ofNumber(perlinAt(t.toDouble())); }

Value scalarPerlinWith(Evaluation& e, const Node& node) {
  const Value v = e.scalar(*node.args[0]);
  return v.isNumeric() ? Value::ofNumber(perlinAt(v.asDouble())) : Value();
}

void evalPerlinWith(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  for (std::size_t i = from; i < e.out.size(); i++)
    e.out[i].value = Value::ofNumber(perlinAt(e.out[i].value.asDouble()));
}

void evalPerlin2With(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& x, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    for (std::size_t i = from; i < e.out.size(); i++) {
      e.out[i].value = Value::ofNumber(perlin2At(x.asDouble(), e.out[i].value.asDouble()));
    }
  });
}

void evalRand(Evaluation& e, const Node& node, const Span& span) {
  if (e.spend(node, 1)) pushContinuous(e, span, Value::ofNumber(randAt(span.begin, span.end, span.den, node.seed)));
}

constexpr std::uint32_t signalTraits = traitContinuous | traitUnsteady;

constexpr Primitive table[] = {
    {"sine", "sine", "Pattern Number", 0, fieldNone, evalSignal<sine>, "A sine wave, one period a cycle, from 0 to 1.",
     "segment 8 sine", signalTraits},
    {"sine2", "sine2", "Pattern Number", 0, fieldNone, evalSignal<sine2>, "A sine wave from -1 to 1.",
     "segment 8 sine2", signalTraits},
    {"cosine", "cosine", "Pattern Number", 0, fieldNone, evalSignal<cosine>, "`sine` a quarter of a cycle later.",
     "segment 8 cosine", signalTraits},
    {"cosine2", "cosine2", "Pattern Number", 0, fieldNone, evalSignal<cosine2>, "`sine2` a quarter of a cycle later.",
     "segment 8 cosine2", signalTraits},
    {"saw", "saw", "Pattern Number", 0, fieldNone, evalSignal<saw>, "Rises from 0 to 1 in each cycle.", "segment 4 saw",
     signalTraits},
    {"saw2", "saw2", "Pattern Number", 0, fieldNone, evalSignal<saw2>, "Rises from -1 to 1 in each cycle.",
     "segment 4 saw2", signalTraits},
    {"isaw", "isaw", "Pattern Number", 0, fieldNone, evalSignal<isaw>, "Falls from 1 to 0 in each cycle.",
     "segment 4 isaw", signalTraits},
    {"isaw2", "isaw2", "Pattern Number", 0, fieldNone, evalSignal<isaw2>, "Falls from 1 to -1 in each cycle.",
     "segment 4 isaw2", signalTraits},
    {"tri", "tri", "Pattern Number", 0, fieldNone, evalTriangle<saw, isaw>,
     "Rises from 0 to 1 and falls back in each cycle.", "segment 8 tri", signalTraits},
    {"tri2", "tri2", "Pattern Number", 0, fieldNone, evalTriangle<saw2, isaw2>, "A triangle from -1 to 1.",
     "segment 8 tri2", signalTraits},
    {"square", "square", "Pattern Number", 0, fieldNone, evalSignal<square>,
     "0 in the first half of each cycle, 1 in the second.", "segment 4 square", signalTraits},
    {"square2", "square2", "Pattern Number", 0, fieldNone, evalSignal<square2>,
     "-1 in the first half of each cycle, 1 in the second.", "segment 4 square2", signalTraits},
    {"envL", "envL", "Pattern Number", 0, fieldNone, evalSignal<envL>,
     "Rises from 0 to 1 in the first cycle ever, and stays.", "segment 4 envL", signalTraits},
    {"envLR", "envLR", "Pattern Number", 0, fieldNone, evalSignal<envLR>,
     "Falls from 1 to 0 in the first cycle ever, and stays.", "segment 4 envLR", signalTraits},
    {"envEq", "envEq", "Pattern Number", 0, fieldNone, evalSignal<envEq>,
     "Fades out in the first cycle ever, at equal power.", "segment 4 envEq", signalTraits},
    {"envEqR", "envEqR", "Pattern Number", 0, fieldNone, evalSignal<envEqR>,
     "Fades in in the first cycle ever, at equal power.", "segment 4 envEqR", signalTraits},
    {"time", "time", "Pattern Time", 0, fieldNone, evalSignal<time>, "The time in cycles.", "segment 4 time",
     signalTraits},
    {"rand", "rand", "Pattern Number", 0, fieldNone, evalRand,
     "Random numbers from 0 to 1; at the same time always the same one.", "segment 4 rand", signalTraits},
    {"perlin", "perlin", "Pattern Number", 0, fieldNone, evalSignal<perlin>,
     "Smooth noise from 0 to 1: a new random number each cycle, with a curve between.", "segment 4 perlin",
     signalTraits},
    {"perlinWith", "perlinWith", "Pattern Number -> Pattern Number", 1, fieldNone, evalPerlinWith,
     "Smooth noise read at the position that a pattern gives.", "segment 4 (perlinWith (saw * 4))", traitValuewise,
     scalarPerlinWith},
    {"perlin2With", "perlin2With", "Pattern Number -> Pattern Number -> Pattern Number", 2, fieldNone, evalPerlin2With,
     "Smooth noise in two dimensions.", "segment 4 (perlin2With (cosine * 2) (sine * 2))",
     traitContinuous | traitUnsteady},
};

}  // namespace

std::span<const Primitive> signalPrimitives() { return table; }

}  // namespace hocket::pattern
