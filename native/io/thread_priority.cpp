#include "native/io/thread_priority.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <pthread.h>
#include <sched.h>
#endif

namespace hocket::io {

bool raiseThreadPriority() {
#if defined(_WIN32)
  return SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_TIME_CRITICAL) != 0;
#else
  int policy = 0;
  sched_param parameters{};
  if (pthread_getschedparam(pthread_self(), &policy, &parameters) == 0 && (policy == SCHED_FIFO || policy == SCHED_RR))
    return true;
  // Above ordinary real-time work, below the threads of audio servers, which are at 70 and more.
  parameters.sched_priority = 65;
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0;
#endif
}

}  // namespace hocket::io
