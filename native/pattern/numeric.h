// Tidal's arithmetic on values: the kinds of numbers, strings, and control maps.
#pragma once

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

enum class Arith : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  minus,  // a + (-b): on maps, what only b has is negated
  over,   // a * (1/b): on maps, what only b has is inverted
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
/// the comparisons; on maps it works control by control, one that only one side has passes unchanged (but see minus and
/// over), and strings in it stay the left one's. No answer (1 mod 0, text times number): kind none.
Value arith(Evaluation& e, Arith op, const Value& a, const Value& b);

}  // namespace hocket::pattern
