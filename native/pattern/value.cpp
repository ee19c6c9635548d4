// Conversions and comparisons of values.
#include "native/pattern/value.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hocket::pattern {

using Kind = Value::Kind;

Value Value::ofRational(Rational r) {
  if (!r.valid() || r.den > std::numeric_limits<std::uint32_t>::max()) return {};
  Value v(Kind::rational);
  v.integer = r.num;
  v.den = static_cast<std::uint32_t>(r.den);
  return v;
}

double Value::asDouble() const {
  switch (kind) {
    case Kind::integer:
    case Kind::boolean:
      return static_cast<double>(integer);
    case Kind::number:
    case Kind::note:
      return number;
    case Kind::rational:
      return static_cast<double>(integer) / static_cast<double>(den);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

std::int64_t Value::asInt() const {
  switch (kind) {
    case Kind::integer:
    case Kind::boolean:
      return integer;
    case Kind::rational:
      return floorDiv(integer, static_cast<std::int64_t>(den));
    case Kind::number:
    case Kind::note:
      return std::abs(number) < 9e18 ? static_cast<std::int64_t>(std::floor(number)) : 0;
    default:
      return 0;
  }
}

Rational Value::asRational() const {
  switch (kind) {
    case Kind::integer:
    case Kind::boolean:
      return {integer, 1};
    case Kind::rational:
      return {integer, static_cast<std::int64_t>(den)};
    case Kind::number:
    case Kind::note:
      return fromDouble(number);
    default:
      return Rational::invalid();
  }
}

namespace {

bool equalMaps(const ControlMap& a, const ControlMap& b) {
  if (a.size != b.size) return false;
  for (std::uint32_t i = 0; i < a.size; i++) {
    if (a.entries[i].control != b.entries[i].control || !equal(a.entries[i].value, b.entries[i].value)) return false;
  }
  return true;
}

bool equalLists(const ValueList& a, const ValueList& b) {
  if (a.size != b.size) return false;
  for (std::uint32_t i = 0; i < a.size; i++) {
    if (!equal(a.items[i], b.items[i])) return false;
  }
  return true;
}

template <class T>
int order(T a, T b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

/// Strings before truth values before numbers, as Tidal has it.
int rank(Kind kind) { return kind == Kind::string ? 0 : kind == Kind::boolean ? 1 : 2; }

/// As lists of names and values in alphabetical order: what decides is the first name at which the maps differ.
int compareMaps(const ControlMap& a, const ControlMap& b, const Strings& strings) {
  StringId first = Strings::none;
  const Value *left = nullptr, *right = nullptr;
  const auto differ = [&](StringId control, const Value* x, const Value* y) {
    if (first != Strings::none && strings.view(first) < strings.view(control)) return;
    first = control;
    left = x;
    right = y;
  };
  for (const ControlEntry& entry : a.all()) {
    const Value* other = b.find(entry.control);
    if (other == nullptr || compareValues(entry.value, *other, strings) != 0)
      differ(entry.control, &entry.value, other);
  }
  for (const ControlEntry& entry : b.all()) {
    if (a.find(entry.control) == nullptr) differ(entry.control, nullptr, &entry.value);
  }
  if (first == Strings::none) return 0;
  if (left != nullptr && right != nullptr) return compareValues(*left, *right, strings);
  const ControlMap& other = left == nullptr ? a : b;  // it goes on with a later name, or has ended
  const bool ended = std::ranges::none_of(
      other.all(), [&](const ControlEntry& entry) { return strings.view(first) < strings.view(entry.control); });
  return (left == nullptr) == ended ? -1 : 1;
}

}  // namespace

bool equal(const Value& a, const Value& b) {
  if (a.kind != b.kind) return a.isNumeric() && b.isNumeric() && a.asDouble() == b.asDouble();
  switch (a.kind) {
    case Kind::none:
      return true;
    case Kind::number:
    case Kind::note:
      return a.number == b.number;
    case Kind::rational:
      return a.integer == b.integer && a.den == b.den;
    case Kind::string:
      return a.string == b.string;
    case Kind::map:
      return equalMaps(*a.map, *b.map);
    case Kind::list:
      return equalLists(*a.list, *b.list);
    default:
      return a.integer == b.integer;
  }
}

int compareValues(const Value& a, const Value& b, const Strings& strings) {
  if (a.isNumeric() && b.isNumeric()) return order(a.asDouble(), b.asDouble());
  if (a.kind != b.kind) return order(rank(a.kind), rank(b.kind));
  switch (a.kind) {
    case Kind::string:
      return a.string == b.string ? 0 : order(strings.view(a.string), strings.view(b.string));
    case Kind::map:
      return compareMaps(*a.map, *b.map, strings);
    case Kind::list:
      return order(a.list->size, b.list->size);
    default:
      return order(a.integer, b.integer);
  }
}

}  // namespace hocket::pattern
