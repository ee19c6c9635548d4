// A bump allocator for what one query makes, with room for most from the beginning on. `reset` keeps the memory. One
// thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace hocket::pattern {

class Arena {
 public:
  Arena() { grow(1); }

  /// Uninitialised, aligned to 16 bytes, valid until `reset`.
  void* allocate(std::size_t bytes) {
    bytes = (bytes + 15) & ~std::size_t{15};
    if (static_cast<std::size_t>(end_ - next_) < bytes) grow(bytes);
    void* p = next_;
    next_ += bytes;
    return p;
  }

  template <class T>
  T* array(std::size_t count) {
    return static_cast<T*>(allocate(count * sizeof(T)));
  }

  void reset();

 private:
  struct Block {
    std::unique_ptr<std::byte[]> memory;
    std::size_t bytes;
  };

  void grow(std::size_t bytes);

  std::vector<Block> blocks_;
  std::size_t current_ = 0;  // the block that next_ points into, when there is one
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace hocket::pattern
