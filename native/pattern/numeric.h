// Tidal's arithmetic on values: the kinds of numbers, strings, and control maps.
#pragma once

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

enum class Arith : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  modulo,
  power,
  setRight,
  setLeft,
  append,
  minimum,
  maximum,
  intDivide,
  intModulo,
  quotient,
  remainder,
  equal,
  notEqual,
  less,
  lessOrEqual,
  greater,
  greaterOrEqual,
  both,
  either,
  bitAnd,
  bitOr,
  bitXor,
  shiftLeft,
  shiftRight,
};

/// a op b. Numbers keep their kind (int with float is float, anything with a note is a note); strings take `append` and
/// the comparisons; on maps it works control by control, one that only one side has passes unchanged, and strings in it
/// stay the left one's. No answer (1 mod 0, text times number): kind none.
Value arith(Evaluation& e, Arith op, const Value& a, const Value& b);

enum class Unary : std::uint8_t {
  negate,
  absolute,
  signum,
  sqrt,
  exp,
  log,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  recip,
  floor,
  ceiling,
  round,
  truncate,
  invert,
  even,
  odd,
  toInt,
  toNumber,
  toNote,
  toRational,
  toBool,
  toBipolar,
  fromBipolar,
  octave,
};

Value unary(Evaluation& e, Unary op, const Value& v);

/// A copy of a map with one control set. `map` may be null: empty.
const ControlMap* withControl(Evaluation& e, const ControlMap* map, StringId control, const Value& value);
/// Two controls set at once.
const ControlMap* withControls(Evaluation& e, const ControlMap* map, StringId c1, const Value& v1, StringId c2,
                               const Value& v2);

}  // namespace hocket::pattern
