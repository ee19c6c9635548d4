// Hands an object from a control thread to the audio thread, and what the audio thread no longer uses back to be freed.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "native/dsp/kernel.h"
#include "native/engine/spsc_ring.h"

namespace hocket::engine {

/// When something happens: not before that frame, and not before that cycle.
struct Due {
  std::int64_t frame = 0;
  double cycle = 0;
};

/// One object at most waits to be taken, and not before it is due; publishing another before that replaces it. Objects
/// come back through retire() and are freed by collect(), so that the audio thread never frees.
template <class T>
class PlanSlot {
 public:
  /// `retired` bounds how many objects wait for collect(); retire() fails beyond.
  explicit PlanSlot(std::size_t retired = 64) : retired_(retired) {}
  ~PlanSlot() {
    collect();
    delete waiting_.load(std::memory_order_acquire);
  }

  /// The object that was waiting and now never will be taken, or null. [control]
  std::unique_ptr<T> publish(std::unique_ptr<T> next, Due due = {}) {
    std::unique_ptr<T> replaced = withdraw();
    dueFrame_.store(due.frame, std::memory_order_relaxed);
    dueCycle_.store(due.cycle, std::memory_order_relaxed);
    waiting_.store(next.release(), std::memory_order_release);
    return replaced;
  }
  /// Takes back what waits, if it still does. [control]
  std::unique_ptr<T> withdraw() { return std::unique_ptr<T>(waiting_.exchange(nullptr, std::memory_order_acq_rel)); }

  /// The object that waits and is due by `now`, or null. Whoever takes it gives it back by retire(). [audio]
  T* take(Due now = {}) HOCKET_AUDIO {
    T* next = waiting_.load(std::memory_order_acquire);
    if (next == nullptr) return nullptr;
    if (dueFrame_.load(std::memory_order_relaxed) > now.frame || dueCycle_.load(std::memory_order_relaxed) > now.cycle)
      return nullptr;
    // Fails when it was withdrawn meanwhile: the times may have been those of its successor.
    return waiting_.compare_exchange_strong(next, nullptr, std::memory_order_acq_rel) ? next : nullptr;
  }

  /// Gives an object back. False when too many wait already: keep it, and try again later. [audio]
  bool retire(T* old) HOCKET_AUDIO { return retired_.push(old); }

  /// Frees what was retired; the number of them. [control]
  int collect() {
    return collect([](std::unique_ptr<T>) {});
  }
  /// The same, handing each to `last` first. [control]
  template <class F>
  int collect(F&& last) {
    int count = 0;
    for (; T** old = retired_.front(); ++count) {
      std::unique_ptr<T> owned(*old);
      retired_.pop();
      last(std::move(owned));
    }
    return count;
  }

 private:
  alignas(64) std::atomic<T*> waiting_{nullptr};
  std::atomic<std::int64_t> dueFrame_{0};
  std::atomic<double> dueCycle_{0};
  SpscRing<T*> retired_;
};

}  // namespace hocket::engine
