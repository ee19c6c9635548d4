#include "native/engine/clock.h"

#include <chrono>

namespace hocket::engine {

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored \
    "-Wfunction-effects"  // reading the clock is no system call on the systems that we run on
#endif

double steadySeconds() HOCKET_AUDIO {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace hocket::engine
