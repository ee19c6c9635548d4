// The numeric tower is int < rational < float < note; maps recurse.
#include "native/pattern/numeric.h"

#include <cmath>
#include <string>

#include "native/pattern/unary.h"

namespace hocket::pattern {

using Kind = Value::Kind;

namespace {

std::int64_t wrap(std::uint64_t n) { return static_cast<std::int64_t>(n); }
std::uint64_t bits(std::int64_t n) { return static_cast<std::uint64_t>(n); }

std::int64_t raise(std::int64_t base, std::int64_t exponent) {
  std::uint64_t result = 1, b = bits(base);
  for (; exponent > 0; exponent >>= 1, b *= b) {
    if (exponent & 1) result *= b;
  }
  return wrap(result);
}

Value arithInts(Arith op, std::int64_t a, std::int64_t b) {
  const bool bad = b == 0 || (b == -1 && a == std::numeric_limits<std::int64_t>::min());
  switch (op) {
    case Arith::add:
      return Value::ofInt(wrap(bits(a) + bits(b)));
    case Arith::subtract:
      return Value::ofInt(wrap(bits(a) - bits(b)));
    case Arith::multiply:
      return Value::ofInt(wrap(bits(a) * bits(b)));
    case Arith::divide:
      return b == 0 ? Value::ofNumber(static_cast<double>(a) / 0.0) : Value::ofRational(Rational::reduce(a, b));
    case Arith::power:
      return b >= 0 ? Value::ofInt(raise(a, b))
                    : Value::ofNumber(std::pow(static_cast<double>(a), static_cast<double>(b)));
    case Arith::modulo:
    case Arith::intModulo:
      if (bad) return b == -1 ? Value::ofInt(0) : Value();
      return Value::ofInt(b > 0 ? floorMod(a, b) : -floorMod(-a, -b));
    case Arith::intDivide:
      if (bad) return {};
      return Value::ofInt(b > 0 ? floorDiv(a, b) : floorDiv(-a, -b));
    case Arith::quotient:
      return bad ? Value() : Value::ofInt(a / b);
    case Arith::remainder:
      return bad ? (b == -1 ? Value::ofInt(0) : Value()) : Value::ofInt(a % b);
    case Arith::minimum:
      return Value::ofInt(a < b ? a : b);
    case Arith::maximum:
      return Value::ofInt(a < b ? b : a);
    case Arith::bitAnd:
      return Value::ofInt(a & b);
    case Arith::bitOr:
      return Value::ofInt(a | b);
    case Arith::bitXor:
      return Value::ofInt(a ^ b);
    case Arith::shiftLeft:
      return b >= 0 && b < 64 ? Value::ofInt(wrap(bits(a) << b)) : Value::ofInt(0);
    case Arith::shiftRight:
      return b >= 0 && b < 64 ? Value::ofInt(a >> b) : Value::ofInt(a < 0 ? -1 : 0);
    default:
      return {};
  }
}

Value arithRationals(Arith op, Rational a, Rational b) {
  switch (op) {
    case Arith::add:
      return Value::ofRational(a + b);
    case Arith::subtract:
      return Value::ofRational(a - b);
    case Arith::multiply:
      return Value::ofRational(a * b);
    case Arith::divide:
      return Value::ofRational(a / b);
    case Arith::modulo:
    case Arith::intModulo:
      if (b.num == 0) return {};
      return Value::ofRational(b.num > 0 ? floorMod(a, b) : -floorMod(-a, -b));
    case Arith::minimum:
      return Value::ofRational(a < b ? a : b);
    case Arith::maximum:
      return Value::ofRational(a < b ? b : a);
    default:
      return {};
  }
}

/// Exact, and with the sign of b: 1 is not a multiple of 0.2.
double floatModulo(double a, double b) {
  const double r = std::fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

bool arithDoubles(Arith op, double a, double b, double& r) {
  switch (op) {
    case Arith::add:
      r = a + b;
      return true;
    case Arith::subtract:
      r = a - b;
      return true;
    case Arith::multiply:
      r = a * b;
      return true;
    case Arith::divide:
      r = a / b;
      return true;
    case Arith::power:
      r = std::pow(a, b);
      return true;
    case Arith::modulo:
    case Arith::intModulo:
      r = floatModulo(a, b);
      return true;
    case Arith::minimum:
      r = a <= b ? a : b;
      return true;
    case Arith::maximum:
      r = a <= b ? b : a;
      return true;
    case Arith::intDivide:
      r = std::floor(a / b);
      return true;
    case Arith::quotient:
      r = std::trunc(a / b);
      return true;
    case Arith::remainder:
      r = std::fmod(a, b);
      return true;
    default:
      return false;
  }
}

Value arithNumbers(Arith op, const Value& a, const Value& b) {
  if (a.kind == Kind::integer && b.kind == Kind::integer) return arithInts(op, a.integer, b.integer);
  const bool aExact = a.kind == Kind::integer || a.kind == Kind::rational;
  const bool bExact = b.kind == Kind::integer || b.kind == Kind::rational;
  if (aExact && bExact) {
    const Value exact = arithRationals(op, a.asRational(), b.asRational());
    if (exact.kind != Kind::none) return exact;
  }
  double r;
  if (!arithDoubles(op, a.asDouble(), b.asDouble(), r)) return {};
  return a.kind == Kind::note || b.kind == Kind::note ? Value::ofNote(r) : Value::ofNumber(r);
}

bool isComparison(Arith op) { return op >= Arith::equal && op <= Arith::greaterOrEqual; }

Value compared(Evaluation& e, Arith op, const Value& a, const Value& b) {
  if (op == Arith::equal) return Value::ofBool(equal(a, b));
  if (op == Arith::notEqual) return Value::ofBool(!equal(a, b));
  const int c = compareValues(a, b, *e.strings);
  switch (op) {
    case Arith::less:
      return Value::ofBool(c < 0);
    case Arith::lessOrEqual:
      return Value::ofBool(c <= 0);
    case Arith::greater:
      return Value::ofBool(c > 0);
    default:
      return Value::ofBool(c >= 0);
  }
}

Value appended(Evaluation& e, const Value& a, const Value& b) {
  if (a.kind != Kind::string || b.kind != Kind::string) return {};
  constexpr std::size_t longest = 1024;
  const std::string_view x = e.strings->view(a.string), y = e.strings->view(b.string);
  if (x.size() + y.size() > longest) return {};
  char text[longest];
  x.copy(text, x.size());
  y.copy(text + x.size(), y.size());
  const StringId id = e.strings->intern({text, x.size() + y.size()});
  return id == Strings::none ? Value() : Value::ofString(id);
}

/// Inside a control map: what is not two numbers of kinds that mix stays the left one's.
Value arithControls(Evaluation& e, Arith op, const Value& a, const Value& b) {
  if (op == Arith::setRight) return b;
  if (op == Arith::setLeft) return a;
  if (op == Arith::append && a.kind == Kind::string && b.kind == Kind::string) return appended(e, a, b);
  const auto mixes = [](const Value& v) {
    return v.kind == Kind::integer || v.kind == Kind::number || v.kind == Kind::note || v.kind == Kind::rational;
  };
  if (!mixes(a) || !mixes(b)) return a;
  if ((a.kind == Kind::note && b.kind == Kind::integer) || (a.kind == Kind::integer && b.kind == Kind::note)) return a;
  const Value r = arithNumbers(op, a, b);
  return r.kind == Kind::none ? a : r;
}

/// What only the right map has.
Value rightOnly(Evaluation& e, Arith op, const Value& v) {
  if (op == Arith::minus && v.isNumeric()) return unary(e, Unary::negate, v);
  if (op == Arith::over && (v.kind == Kind::number || v.kind == Kind::note)) return unary(e, Unary::recip, v);
  return v;
}

Arith onNumbers(Arith op) { return op == Arith::minus ? Arith::subtract : op == Arith::over ? Arith::divide : op; }

Value arithMaps(Evaluation& e, Arith op, const ControlMap& a, const ControlMap& b) {
  ControlMap* r = e.newMap(a.size + b.size);
  std::uint32_t i = 0, k = 0, n = 0;
  while (i < a.size || k < b.size) {
    ControlEntry& to = r->entries[n++];
    if (k >= b.size || (i < a.size && a.entries[i].control < b.entries[k].control)) {
      to = a.entries[i++];
    } else if (i >= a.size || b.entries[k].control < a.entries[i].control) {
      to = b.entries[k++];
      to.value = rightOnly(e, op, to.value);
    } else {
      to.control = a.entries[i].control;
      to.value = arithControls(e, onNumbers(op), a.entries[i++].value, b.entries[k++].value);
    }
  }
  r->size = n;
  return Value::ofMap(r);
}

}  // namespace

Value arith(Evaluation& e, Arith op, const Value& a, const Value& b) {
  const bool picks = op == Arith::minimum || op == Arith::maximum;
  if (a.kind == Kind::map && b.kind == Kind::map && !isComparison(op) && !picks)
    return arithMaps(e, op, *a.map, *b.map);
  op = onNumbers(op);
  if (op == Arith::setRight) return b;
  if (op == Arith::setLeft) return a;
  if (isComparison(op)) return compared(e, op, a, b);
  if (op == Arith::both) return Value::ofBool(a.isTrue() && b.isTrue());
  if (op == Arith::either) return Value::ofBool(a.isTrue() || b.isTrue());
  if (a.isNumeric() && b.isNumeric()) return arithNumbers(op, a, b);
  if (op == Arith::append || op == Arith::add) return appended(e, a, b);
  if (a.kind == b.kind && picks) {
    return (compareValues(a, b, *e.strings) <= 0) == (op == Arith::minimum) ? a : b;
  }
  return {};
}

}  // namespace hocket::pattern
