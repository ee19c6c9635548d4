// Hands an object from a control thread to the audio thread, and what the audio thread no longer uses back to be freed.
#pragma once

#include <atomic>
#include <memory>

#include "native/dsp/kernel.h"
#include "native/engine/spsc_ring.h"

namespace hocket::engine {

/// One object at most waits to be taken; publishing another before that replaces it. Objects come back through retire() and
/// are freed by collect(), so that the audio thread never frees.
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
  std::unique_ptr<T> publish(std::unique_ptr<T> next) {
    return std::unique_ptr<T>(waiting_.exchange(next.release(), std::memory_order_acq_rel));
  }
  /// Takes back what waits, if it still does. [control]
  std::unique_ptr<T> withdraw() { return publish(nullptr); }

  /// The object that waits, or null. Whoever takes it gives it back by retire(). [audio]
  T* take() HOCKET_AUDIO {
    if (waiting_.load(std::memory_order_relaxed) == nullptr) return nullptr;
    return waiting_.exchange(nullptr, std::memory_order_acq_rel);
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
  SpscRing<T*> retired_;
};

}  // namespace hocket::engine
