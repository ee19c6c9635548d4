// A list whose memory is made once: the audio thread may add to it.
#pragma once

#include <cstddef>
#include <memory>

#include "native/dsp/kernel.h"

namespace hocket::voice {

template <class T>
class FixedList {
 public:
  explicit FixedList(std::size_t capacity)
      : capacity_(capacity), items_(std::make_unique<T[]>(capacity)) {}  // [control]

  /// False when it is full.
  bool add(T item) HOCKET_AUDIO {
    if (size_ == capacity_) return false;
    items_[size_++] = item;
    return true;
  }
  /// The last one, which it no longer holds; never of an empty list.
  T takeLast() HOCKET_AUDIO { return items_[--size_]; }
  /// Keeps those for which `keep` says so, in order.
  template <class F>
  void keepIf(F&& keep) HOCKET_AUDIO {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      if (keep(items_[i])) items_[kept++] = items_[i];
    }
    size_ = kept;
  }

  bool empty() const HOCKET_AUDIO { return size_ == 0; }
  bool full() const HOCKET_AUDIO { return size_ == capacity_; }
  std::size_t size() const HOCKET_AUDIO { return size_; }
  std::size_t capacity() const HOCKET_AUDIO { return capacity_; }
  T& operator[](std::size_t i) HOCKET_AUDIO { return items_[i]; }
  const T& operator[](std::size_t i) const HOCKET_AUDIO { return items_[i]; }
  T* begin() HOCKET_AUDIO { return items_.get(); }
  T* end() HOCKET_AUDIO { return items_.get() + size_; }
  const T* begin() const HOCKET_AUDIO { return items_.get(); }
  const T* end() const HOCKET_AUDIO { return items_.get() + size_; }

 private:
  std::size_t capacity_, size_ = 0;
  std::unique_ptr<T[]> items_;
};

}  // namespace hocket::voice
