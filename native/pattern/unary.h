// Tidal's functions of one number, on values and on control maps.
#pragma once

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

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

/// Numbers keep their kind where the function allows it; on a map it works on each number in it. What is no number:
/// kind none.
Value unary(Evaluation& e, Unary op, const Value& v);

}  // namespace hocket::pattern
