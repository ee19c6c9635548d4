// Blocks grow geometrically and are reused in order.
#include "native/pattern/arena.h"

#include <algorithm>

namespace hocket::pattern {

void Arena::reset() {
  current_ = 0;
  next_ = blocks_.empty() ? nullptr : blocks_[0].memory.get();
  end_ = blocks_.empty() ? nullptr : next_ + blocks_[0].bytes;
}

void Arena::grow(std::size_t bytes) {
  while (++current_ < blocks_.size() && blocks_[current_].bytes < bytes) {
  }
  if (blocks_.empty() || current_ >= blocks_.size()) {
    constexpr std::size_t first = 64 * 1024, largest = 16 * 1024 * 1024;
    const std::size_t next = blocks_.empty() ? first : std::min(blocks_.back().bytes * 2, largest);
    const std::size_t size = std::max(next, bytes);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    current_ = blocks_.size() - 1;
  }
  next_ = blocks_[current_].memory.get();
  end_ = next_ + blocks_[current_].bytes;
}

}  // namespace hocket::pattern
