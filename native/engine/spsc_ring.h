// A bounded queue from one thread to one other: commands and events to the audio thread, reports back from it.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

#include "native/dsp/kernel.h"

namespace hocket::engine {

/// Neither side waits: push fails when full, front is null when empty. Each side keeps a copy of the other's index, so
/// that the shared cache line is read only when the copy says full or empty.
template <class T>
class SpscRing {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  /// Holds at least `capacity` items. [control]
  explicit SpscRing(std::size_t capacity) : mask_(std::bit_ceil(capacity) - 1), slots_(allocate(mask_ + 1)) {}

  /// [producer]
  bool push(const T& item) HOCKET_AUDIO {
    T* slot = claim();
    if (slot == nullptr) return false;
    *slot = item;
    commit();
    return true;
  }

  /// The slot that commit() publishes, to be filled in place; null when full. [producer]
  T* claim() HOCKET_AUDIO {
    const std::size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - knownHead_ > mask_) {
      knownHead_ = head_.load(std::memory_order_acquire);
      if (tail - knownHead_ > mask_) return nullptr;
    }
    return &slots_[tail & mask_];
  }
  void commit() HOCKET_AUDIO { tail_.store(tail_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  /// The oldest item, or null; stays valid until pop(). [consumer]
  T* front() HOCKET_AUDIO {
    const std::size_t head = head_.load(std::memory_order_relaxed);
    if (head == knownTail_) {
      knownTail_ = tail_.load(std::memory_order_acquire);
      if (head == knownTail_) return nullptr;
    }
    return &slots_[head & mask_];
  }
  void pop() HOCKET_AUDIO { head_.store(head_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  /// Room for this many more at least. [producer]
  std::size_t room() HOCKET_AUDIO { return mask_ + 1 - waiting(); }
  /// So many at most have not been popped. [producer]
  std::size_t waiting() HOCKET_AUDIO {
    knownHead_ = head_.load(std::memory_order_acquire);
    return tail_.load(std::memory_order_relaxed) - knownHead_;
  }

 private:
  static constexpr std::align_val_t alignment{alignof(T) < 64 ? 64 : alignof(T)};
  const std::size_t mask_;
  // Not constructed: what is never filled is never touched, and costs no page.
  struct Free {
    void operator()(T* slots) const { ::operator delete(static_cast<void*>(slots), alignment); }
  };
  static T* allocate(std::size_t slots) { return static_cast<T*>(::operator new(slots * sizeof(T), alignment)); }
  const std::unique_ptr<T[], Free> slots_;
  alignas(64) std::atomic<std::size_t> tail_{0};  // written by the producer
  std::size_t knownHead_ = 0;                     // producer's
  alignas(64) std::atomic<std::size_t> head_{0};  // written by the consumer
  std::size_t knownTail_ = 0;                     // consumer's
};

}  // namespace hocket::engine
