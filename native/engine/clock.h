// The time that passes, for measuring; nothing that sounds depends on it.
#pragma once

#include "native/dsp/kernel.h"

namespace hocket::engine {

/// Seconds of a clock that never jumps. [any]
double steadySeconds() HOCKET_AUDIO;

}  // namespace hocket::engine
