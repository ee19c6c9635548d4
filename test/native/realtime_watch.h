// As realtime_count.h, and tests that it finds what it should. For one file of a program only.
#pragma once

#include <doctest/doctest.h>

#include <mutex>

#include "realtime_count.h"

TEST_CASE("the watch finds faults") {
  static void* volatile kept = nullptr;
  CHECK(realtime::finds([] { kept = std::malloc(10); }));
  std::free(kept);
  kept = std::malloc(10);
  CHECK(realtime::finds([] { std::free(kept); }));
  CHECK(realtime::finds([] {
    kept = ::operator new(10);
    ::operator delete(kept);
  }));
  CHECK(realtime::finds([] {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
  }));
#if defined(HOCKET_RTSAN) || defined(HOCKET_COUNTING)
  CHECK_FALSE(realtime::finds([] { kept = nullptr; }));
#endif
}
