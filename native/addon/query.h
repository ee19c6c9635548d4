// Asks a pattern for its events.
#pragma once

#include <napi.h>

namespace hocket::addon {

/// `query(patterns, pattern, begin, end)`, as hocket.d.ts says.
Napi::Value query(const Napi::CallbackInfo&);

}  // namespace hocket::addon
