// Half to even, exact where the number is.
#include "native/pattern/unary.h"

#include <cmath>

namespace hocket::pattern {

namespace {

using Kind = Value::Kind;

std::int64_t negated(std::int64_t n) { return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(n)); }

double realFunction(Unary op, double x) {
  switch (op) {
    case Unary::sqrt:
      return std::sqrt(x);
    case Unary::exp:
      return std::exp(x);
    case Unary::log:
      return std::log(x);
    case Unary::sin:
      return std::sin(x);
    case Unary::cos:
      return std::cos(x);
    case Unary::tan:
      return std::tan(x);
    case Unary::asin:
      return std::asin(x);
    case Unary::acos:
      return std::acos(x);
    case Unary::atan:
      return std::atan(x);
    case Unary::sinh:
      return std::sinh(x);
    case Unary::cosh:
      return std::cosh(x);
    case Unary::tanh:
      return std::tanh(x);
    case Unary::asinh:
      return std::asinh(x);
    case Unary::acosh:
      return std::acosh(x);
    case Unary::atanh:
      return std::atanh(x);
    case Unary::negate:
      return -x;
    case Unary::absolute:
      return std::abs(x);
    case Unary::signum:
      return x > 0 ? 1 : x < 0 ? -1 : x;
    case Unary::recip:
      return 1 / x;
    case Unary::toBipolar:
      return x * 2 - 1;
    case Unary::fromBipolar:
      return (x + 1) / 2;
    case Unary::octave:
      return x * 12;
    default:
      return x;
  }
}

/// Half to even, as Haskell rounds.
std::int64_t rounded(Unary op, const Value& v) {
  const double x = v.asDouble();
  if (!(std::abs(x) < 9e18)) return 0;
  switch (op) {
    case Unary::ceiling:
      return static_cast<std::int64_t>(std::ceil(x));
    case Unary::round:
      return static_cast<std::int64_t>(std::nearbyint(x));
    case Unary::truncate:
      return static_cast<std::int64_t>(std::trunc(x));
    default:
      return v.asInt();
  }
}

Value unaryNumber(Unary op, const Value& v) {
  switch (op) {
    case Unary::floor:
    case Unary::ceiling:
    case Unary::round:
    case Unary::truncate:
    case Unary::toInt:
      return Value::ofInt(rounded(op, v));
    case Unary::even:
      return Value::ofBool(v.asInt() % 2 == 0);
    case Unary::odd:
      return Value::ofBool(v.asInt() % 2 != 0);
    case Unary::toNumber:
      return Value::ofNumber(v.asDouble());
    case Unary::toNote:
      return Value::ofNote(v.asDouble());
    case Unary::toRational:
      return Value::ofRational(v.asRational());
    case Unary::toBool:
      return Value::ofBool(v.asDouble() != 0);
    default:
      break;
  }
  const bool whole = v.kind == Kind::integer;
  if (whole && op == Unary::negate) return Value::ofInt(negated(v.integer));
  if (whole && op == Unary::absolute) return Value::ofInt(v.integer < 0 ? negated(v.integer) : v.integer);
  if (whole && op == Unary::signum) return Value::ofInt(v.integer > 0 ? 1 : v.integer < 0 ? -1 : 0);
  if (v.kind == Kind::rational || whole) {
    const Rational r = v.asRational(), one{1, 1}, two{2, 1};
    switch (op) {
      case Unary::negate:
        return Value::ofRational(-r);
      case Unary::absolute:
        return Value::ofRational(r.num < 0 ? -r : r);
      case Unary::signum:
        return Value::ofRational({r.num > 0 ? 1 : r.num < 0 ? -1 : 0, 1});
      case Unary::recip:
        if (r.num != 0) return Value::ofRational(one / r);
        break;
      case Unary::toBipolar:
        return Value::ofRational(r * two - one);
      case Unary::fromBipolar:
        return Value::ofRational((r + one) / two);
      default:
        break;
    }
  }
  const double x = realFunction(op, v.asDouble());
  return v.kind == Kind::note ? Value::ofNote(x) : Value::ofNumber(x);
}

}  // namespace

Value unary(Evaluation& e, Unary op, const Value& v) {
  if (v.isNumeric()) return unaryNumber(op, v);
  if (v.kind == Kind::boolean) {
    if (op == Unary::invert) return Value::ofBool(v.integer == 0);
    if (op == Unary::toBool) return v;
    return op == Unary::toInt || op == Unary::toNumber ? Value::ofInt(v.integer) : Value();
  }
  if (v.kind != Kind::map) return {};
  ControlMap* r = e.newMap(v.map->size);
  for (std::uint32_t i = 0; i < r->size; i++) {
    const ControlEntry& from = v.map->entries[i];
    r->entries[i].control = from.control;
    const Value changed = from.value.isNumeric() ? unaryNumber(op, from.value) : from.value;
    r->entries[i].value = changed.kind == Kind::none ? from.value : changed;
  }
  return Value::ofMap(r);
}

}  // namespace hocket::pattern
