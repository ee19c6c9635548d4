// Where the steps of a sequence begin and end.
#pragma once

#include <span>

#include "native/pattern/arena.h"
#include "native/pattern/node.h"

namespace hocket::pattern {

/// The borders of steps of these weights, none of which is negative, over their common denominator. False when the
/// weights come to nothing, or the borders do not fit. [any thread]
bool makeSteps(std::span<const Rational> weights, Arena& arena, Steps& steps);

}  // namespace hocket::pattern
