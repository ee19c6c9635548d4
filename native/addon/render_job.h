// Renders a performance into a file, on a thread of its own.
#pragma once

#include <napi.h>

namespace hocket::addon {

/// `render(options) -> { done, cancel }`, as hocket.d.ts says.
Napi::Value render(const Napi::CallbackInfo&);

}  // namespace hocket::addon
