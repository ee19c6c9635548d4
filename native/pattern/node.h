// A loaded op, and the table entry (`Primitive`) that says what the op is: its spec and its code side by side.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "native/pattern/event.h"

namespace hocket::pattern {

class Evaluation;
struct Node;
struct Primitive;

/// Appends the events of a span to `Evaluation::out`.
using EvalFunction = void (*)(Evaluation&, const Node&, const Span&);
/// The value of an op whose arguments are all scalar.
using ScalarFunction = Value (*)(Evaluation&, const Node&);

/// The steps of a sequence: `bounds` has one entry more than there are steps, from 0 to `den`.
struct Steps {
  std::int64_t den = 1;
  std::span<const std::int64_t> bounds;
};

struct Node {
  EvalFunction eval = nullptr;
  const Primitive* primitive = nullptr;
  std::span<const Node* const> args;
  std::uint32_t id = 0;
  ContextId context = 0;  // of an atom
  bool scalar = false;    // the same value at every time, given the bindings in force
  bool constant = false;  // scalar, and needs no bindings: the value is `value`
  bool bound = false;     // a value that a function is given, not a pattern of it
  bool silent = false;
  bool continuous = false;  // all events are without a whole
  bool steady = false;      // the events of a part of a span are those of the span, clipped
  bool strays = false;      // events may lie outside of the span asked for
  Value value;
  std::span<const Value> values;
  std::span<const Rational> times;
  std::span<const StringId> names;
  std::span<const std::int64_t> ints;
  StringId name = Strings::none;
  std::uint64_t seed = 0;
  std::uint32_t param = 0;  // slot of the binding
  const Node* body = nullptr;
  Steps steps;

  /// A pattern of one event a cycle: meeting it cuts what is continuous at the borders of cycles.
  bool cutsCycles() const { return constant && !bound; }
};

/// Fields of a plan pattern beside `args`, as bits.
enum Field : std::uint32_t {
  fieldNone = 0,
  fieldValue = 1,
  fieldValues = 2,
  fieldTimes = 4,
  fieldName = 8,
  fieldNames = 16,
  fieldInts = 32,
  fieldSeed = 64,
  fieldBody = 128,
  fieldParam = 256,
};

/// How an op bears on its arguments' properties.
enum Trait : std::uint32_t {
  traitNone = 0,
  traitContinuous = 1,                 // its events have no whole, whatever its arguments are
  traitUnsteady = 2,                   // what it answers depends on the span asked for
  traitValuewise = 4,                  // it changes values only: continuous where its first argument is
  traitFragments = 8 | traitUnsteady,  // it tells fragments of an event apart, which are Tidal's then: cut at cycles
  traitBoth = 16,                      // structure from both arguments: continuous where one of them is
  traitStrays = 32 | traitUnsteady,    // its events may lie outside of the span asked for, as those of Tidal's `zoom`
};

inline constexpr int variadic = -1;

/// A pattern op and the library function that it is. `type` says how a function's arguments become the node's fields,
/// in order: `Pattern a` and `[Pattern a]` go to `args`; `Time`, `(Time, Time)` to `times`; `[a]`, `a` to `values`;
/// `Int` to `ints`; `String` to `name`, `[String]` to `names`; `[(Time, Pattern a)]` to `times` and `args`; `[(String,
/// Pattern a)]` to `names` and `args`; `[(Pattern a, Number)]` to `args` and `values`; `[(a, Number)]` to `values` by
/// turns; `a -> Pattern b` to `param` and `body`; `a -> b -> Pattern c` to `param` and, as `body`, a `function` of b.
struct Primitive {
  const char* name;  // in the language; several entries may share an op
  const char* op;    // in the plan
  const char* type;
  int args;              // how many patterns; `variadic`: any number
  std::uint32_t fields;  // that must be there
  EvalFunction eval;
  const char* doc;
  const char* example = "";
  std::uint32_t traits = traitNone;
  ScalarFunction scalar = nullptr;
  const char* words = "";              // what `Node::names` is when the plan gives none, space-separated
  std::string (*choices)() = nullptr;  // what the first argument, a string, may be; space-separated
};

}  // namespace hocket::pattern
