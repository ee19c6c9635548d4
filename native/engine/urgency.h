// The engine's own threads go before the editor's, where the system allows it: late events are heard, a late repaint is
// not.
#pragma once

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace hocket::engine {

/// For the calling thread; below the audio thread's real-time priority. Quietly does nothing where it is not allowed.
/// [any]
inline void goBeforeTheEditor() {
#ifdef __linux__
  constexpr int urgent = -11;  // of -20 (first) to 19
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), urgent);
#endif
}

}  // namespace hocket::engine
