// What an event carries: a small tagged union of Tidal's kinds of value. Maps and lists live in the query's arena,
// or in the graph for constants; they are never changed once made. [any thread]
#pragma once

#include <cstdint>
#include <span>

#include "native/pattern/rational.h"
#include "native/pattern/strings.h"

namespace hocket::pattern {

struct ControlMap;
struct ValueList;

struct Value {
  /// `none` is the result of an operation that has no answer (1 mod 0): the event is dropped.
  enum class Kind : std::uint8_t { none, integer, number, note, rational, string, boolean, map, list, signal };

  Kind kind = Kind::none;
  std::uint32_t den = 0;  // of a rational
  union {
    std::int64_t integer;  // integer, boolean, signal; the numerator of a rational
    double number;         // number, note (semitones from c5)
    StringId string;
    const ControlMap* map;
    const ValueList* list;
  };

  Value() : integer(0) {}
  static Value ofInt(std::int64_t n) {
    Value v(Kind::integer);
    v.integer = n;
    return v;
  }
  static Value ofNumber(double x) {
    Value v(Kind::number);
    v.number = x;
    return v;
  }
  static Value ofNote(double x) {
    Value v(Kind::note);
    v.number = x;
    return v;
  }
  static Value ofBool(bool b) {
    Value v(Kind::boolean);
    v.integer = b ? 1 : 0;
    return v;
  }
  static Value ofString(StringId id) {
    Value v(Kind::string);
    v.string = id;
    return v;
  }
  static Value ofMap(const ControlMap* m) {
    Value v(Kind::map);
    v.map = m;
    return v;
  }
  static Value ofList(const ValueList* l) {
    Value v(Kind::list);
    v.list = l;
    return v;
  }
  static Value ofSignal(std::uint32_t id) {
    Value v(Kind::signal);
    v.integer = id;
    return v;
  }
  /// A rational whose denominator needs more than 32 bits is `none`.
  static Value ofRational(Rational r);

  bool isNumeric() const { return kind >= Kind::integer && kind <= Kind::rational; }
  bool isTrue() const { return kind == Kind::boolean ? integer != 0 : isNumeric() && asDouble() != 0; }

  /// The number; strings and maps are NaN.
  double asDouble() const;
  /// Rounded down; not a number: 0.
  std::int64_t asInt() const;
  /// Exact where the value is; invalid when it is no number.
  Rational asRational() const;

 private:
  explicit Value(Kind k) : kind(k), integer(0) {}
};

static_assert(sizeof(Value) == 16);

struct ControlEntry {
  StringId control;
  Value value;
};

/// Entries are sorted by control id, each control once.
struct ControlMap {
  std::uint32_t size;
  ControlEntry entries[1];  // `size` of them

  std::span<const ControlEntry> all() const { return {entries, size}; }
  /// The control's value, or nullptr.
  const Value* find(StringId control) const {
    for (std::uint32_t i = 0; i < size; i++) {
      if (entries[i].control == control) return &entries[i].value;
    }
    return nullptr;
  }
  static constexpr std::size_t bytes(std::size_t n) {
    return sizeof(ControlMap) + (n > 1 ? n - 1 : 0) * sizeof(ControlEntry);
  }
};

struct ValueList {
  std::uint32_t size;
  Value items[1];  // `size` of them

  std::span<const Value> all() const { return {items, size}; }
  static constexpr std::size_t bytes(std::size_t n) { return sizeof(ValueList) + (n > 1 ? n - 1 : 0) * sizeof(Value); }
};

/// Same kind and content, as Tidal's `==` (an int equals the same float).
bool equal(const Value& a, const Value& b);
/// A total order for sorting events: by kind, then content; strings by their text.
int compareValues(const Value& a, const Value& b, const Strings& strings);

}  // namespace hocket::pattern
