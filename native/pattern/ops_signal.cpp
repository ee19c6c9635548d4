// Continuous patterns: a value for every moment, read in the middle of the span asked for.
#include <algorithm>
#include <numbers>

#include "native/pattern/joins.h"
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

/// One event a cycle, as a plain number is in Tidal.
void pushOnes(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    Event one = cycleEvent(cycle, piece);
    one.value = Value::ofNumber(1);
    e.out.push() = one;
    return e.spend(node, 1);
  });
}

/// Gradient noise on the integer grid, 0 to 1. As in Tidal the place within the grid's square and the slopes at its
/// corners are patterns of their own, joined one after the other: what is continuous is read anew for each.
void evalPerlin2With(Evaluation& e, const Node& node, const Span& span) {
  const auto read = [&](std::size_t arg, auto f) {
    return [&e, &node, arg, f](const Span& s) {
      const std::size_t from = e.out.size();
      e.eval(*node.args[arg], s);
      mapEvents(e, from, [&](const Event& event) { return Value::ofNumber(f(event.value.asDouble())); });
    };
  };
  const auto join = [&](auto left, auto right, auto f) {
    return [&e, &node, left, right, f](const Span& s) { joinEvents(e, node, s, false, left, right, f); };
  };
  const auto numbers = [](auto f) {
    return [f](const Value& a, const Value& b) { return Value::ofNumber(f(a.asDouble(), b.asDouble())); };
  };
  const auto plus = numbers([](double a, double b) { return a + b; });
  const auto minus = numbers([](double a, double b) { return a - b; });
  const auto times = numbers([](double a, double b) { return a * b; });
  const auto angle = [](double x, double y) { return 2 * std::numbers::pi * timeToRand(x + 0.0001 * y); };
  const auto cosine = numbers([&](double x, double y) { return std::cos(angle(x, y)); });
  const auto sine = numbers([&](double x, double y) { return std::sin(angle(x, y)); });
  const auto both = [&e](const Value& v, const Value& w) {  // a list of one more
    const std::span<const Value> values = v.kind == Value::Kind::list ? v.list->all() : std::span(&v, 1);
    ValueList* list = e.newList(values.size() + 1);
    std::copy(values.begin(), values.end(), list->items);
    list->items[values.size()] = w;
    return Value::ofList(list);
  };
  const auto grid = [&](std::size_t arg, int further) {
    return read(arg, [further](double v) { return std::floor(v) + further; });
  };
  const auto place = [&](std::size_t arg) { return join(read(arg, [](double v) { return v; }), grid(arg, 0), minus); };
  const auto ones = [&](const Span& s) { pushOnes(e, node, s); };
  const auto beyond = [&](std::size_t arg) { return join(place(arg), ones, minus); };
  const auto corner = [&](int right, int up, auto across, auto along) {
    return join(join(join(grid(0, right), grid(1, up), cosine), across, times),
                join(join(grid(0, right), grid(1, up), sine), along, times), plus);
  };
  const auto square = join(join(place(0), place(1), both), corner(0, 0, place(0), place(1)), both);
  const auto lower = join(square, corner(1, 0, beyond(0), place(1)), both);
  const auto upper = join(lower, corner(0, 1, place(0), beyond(1)), both);
  const std::size_t from = e.out.size();
  join(upper, corner(1, 1, beyond(0), beyond(1)), both)(span);
  mapEvents(e, from, [](const Event& event) {
    const Value* v = event.value.list->items;
    const double sx = smootherStep(v[0].asDouble()), sy = smootherStep(v[1].asDouble());
    const double value = (1 - sx) * (1 - sy) * v[2].asDouble() + sx * (1 - sy) * v[3].asDouble() +
                         (1 - sx) * sy * v[4].asDouble() + sx * sy * v[5].asDouble();
    return Value::ofNumber((value + 1) / 2);
  });
  splitContinuous(e, node, from);
}

void evalRand(Evaluation& e, const Node& node, const Span& span) {
  if (e.spend(node, 1)) pushContinuous(e, span, Value::ofNumber(randAt(span.begin, span.end, span.den, node.seed)));
}

constexpr std::uint32_t signalTraits = traitContinuous | traitUnsteady;

constexpr Primitive table[] = {
    {"sine", "sine", "Fractional a => Pattern a", 0, fieldNone, evalSignal<sine>,
     "A sine wave, one period a cycle, from 0 to 1.", "segment 8 sine", signalTraits},
    {"sine2", "sine2", "Fractional a => Pattern a", 0, fieldNone, evalSignal<sine2>, "A sine wave from -1 to 1.",
     "segment 8 sine2", signalTraits},
    {"cosine", "cosine", "Fractional a => Pattern a", 0, fieldNone, evalSignal<cosine>,
     "`sine` a quarter of a cycle later.", "segment 8 cosine", signalTraits},
    {"cosine2", "cosine2", "Fractional a => Pattern a", 0, fieldNone, evalSignal<cosine2>,
     "`sine2` a quarter of a cycle later.", "segment 8 cosine2", signalTraits},
    {"saw", "saw", "Fractional a => Pattern a", 0, fieldNone, evalSignal<saw>, "Rises from 0 to 1 in each cycle.",
     "segment 4 saw", signalTraits},
    {"saw2", "saw2", "Fractional a => Pattern a", 0, fieldNone, evalSignal<saw2>, "Rises from -1 to 1 in each cycle.",
     "segment 4 saw2", signalTraits},
    {"isaw", "isaw", "Fractional a => Pattern a", 0, fieldNone, evalSignal<isaw>, "Falls from 1 to 0 in each cycle.",
     "segment 4 isaw", signalTraits},
    {"isaw2", "isaw2", "Fractional a => Pattern a", 0, fieldNone, evalSignal<isaw2>,
     "Falls from 1 to -1 in each cycle.", "segment 4 isaw2", signalTraits},
    {"tri", "tri", "Fractional a => Pattern a", 0, fieldNone, evalTriangle<saw, isaw>,
     "Rises from 0 to 1 and falls back in each cycle.", "segment 8 tri", signalTraits},
    {"tri2", "tri2", "Fractional a => Pattern a", 0, fieldNone, evalTriangle<saw2, isaw2>, "A triangle from -1 to 1.",
     "segment 8 tri2", signalTraits},
    {"square", "square", "Fractional a => Pattern a", 0, fieldNone, evalSignal<square>,
     "0 in the first half of each cycle, 1 in the second.", "segment 4 square", signalTraits},
    {"square2", "square2", "Fractional a => Pattern a", 0, fieldNone, evalSignal<square2>,
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
    {"rand", "rand", "Fractional a => Pattern a", 0, fieldNone, evalRand,
     "Random numbers from 0 to 1; at the same time always the same one.", "segment 4 rand", signalTraits},
    {"perlin", "perlin", "Fractional a => Pattern a", 0, fieldNone, evalSignal<perlin>,
     "Smooth noise from 0 to 1: a new random number each cycle, with a curve between.", "segment 4 perlin",
     signalTraits},
    {"perlinWith", "perlinWith", "Fractional a => Pattern Number -> Pattern a", 1, fieldNone, evalPerlinWith,
     "Smooth noise read at the position that a pattern gives.", "segment 4 (perlinWith (saw * 4))", traitValuewise,
     scalarPerlinWith},
    {"perlin2With", "perlin2With", "Pattern Number -> Pattern Number -> Pattern Number", 2, fieldNone, evalPerlin2With,
     "Smooth noise in two dimensions.", "segment 4 (perlin2With (cosine * 2) (sine * 2))", traitBoth | traitUnsteady},
};

}  // namespace

std::span<const Primitive> signalPrimitives() { return table; }

}  // namespace hocket::pattern
