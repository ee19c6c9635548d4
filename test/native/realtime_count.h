// Watches a thread at the audio thread's work, where each allocation, free and lock is a fault. Built with the realtime
// sanitizer, a fault ends the program; otherwise they are counted, by functions that stand in for the C library's.
// For one file of a program only.
#pragma once

#include <cstdlib>

#include "native/dsp/kernel.h"

#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
#define HOCKET_RTSAN 1
#include <sys/wait.h>
#include <unistd.h>
#endif
#endif
#if defined(__GLIBC__) && !defined(HOCKET_RTSAN) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HOCKET_COUNTING 1
#include <dlfcn.h>
#include <pthread.h>
#endif

namespace realtime {

inline thread_local bool watched = false;
/// What this thread did that it must not.
struct Counted {
  int allocations = 0, frees = 0, locks = 0;
  int all() const { return allocations + frees + locks; }
};
inline constinit thread_local Counted counted;
inline void note(int& count) {
  if (watched) ++count;
}
inline int faults() { return counted.all(); }

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wfunction-effects"  // what it calls may do anything: that is found out by running it
#endif
/// Does `work` as the audio thread would.
template <class Work>
void watch(Work&& work) HOCKET_AUDIO {
  watched = true;
  work();
  watched = false;
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// Whether a fault in `work` is found.
template <class Work>
bool finds(Work&& work) {
#if defined(HOCKET_RTSAN)
  const pid_t child = fork();
  if (child == 0) {
    close(STDERR_FILENO);
    watch(work);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status != 0;
#elif defined(HOCKET_COUNTING)
  const Counted before = counted;
  watch(work);
  const bool found = counted.all() > before.all();
  counted = before;
  return found;
#else
  static_cast<void>(work);
  return true;
#endif
}

}  // namespace realtime

#if defined(HOCKET_COUNTING)
#define HOCKET_STAND_IN extern "C" __attribute__((visibility("default")))
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}
HOCKET_STAND_IN void* malloc(std::size_t bytes) {
  return realtime::note(realtime::counted.allocations), __libc_malloc(bytes);
}
HOCKET_STAND_IN void* calloc(std::size_t n, std::size_t bytes) {
  return realtime::note(realtime::counted.allocations), __libc_calloc(n, bytes);
}
HOCKET_STAND_IN void* realloc(void* p, std::size_t bytes) {
  return realtime::note(realtime::counted.allocations), __libc_realloc(p, bytes);
}
HOCKET_STAND_IN void* aligned_alloc(std::size_t a, std::size_t n) {
  return realtime::note(realtime::counted.allocations), __libc_memalign(a, n);
}
HOCKET_STAND_IN void* memalign(std::size_t a, std::size_t n) {
  return realtime::note(realtime::counted.allocations), __libc_memalign(a, n);
}
HOCKET_STAND_IN int posix_memalign(void** p, std::size_t alignment, std::size_t bytes) {
  realtime::note(realtime::counted.allocations);
  *p = __libc_memalign(alignment, bytes);
  return *p == nullptr ? 12 : 0;
}
HOCKET_STAND_IN void free(void* p) {
  if (p != nullptr) realtime::note(realtime::counted.frees);
  __libc_free(p);
}
HOCKET_STAND_IN int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  using Lock = int (*)(pthread_mutex_t*);
  static Lock next = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  realtime::note(realtime::counted.locks);
  return next(mutex);
}
#undef HOCKET_STAND_IN
#endif
