// A stable sort that takes its memory from the query's arena: std::stable_sort allocates.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>

#include "native/pattern/arena.h"

namespace hocket::pattern {

/// `before(a, b)`: a strict weak order.
template <class T, class Before>
void stableSort(std::span<T> items, Arena& arena, Before&& before) {
  static_assert(std::is_trivially_copyable_v<T>);
  constexpr std::size_t run = 8;
  const std::size_t n = items.size();
  for (std::size_t begin = 0; begin < n; begin += run) {
    for (std::size_t i = begin + 1; i < std::min(begin + run, n); i++) {
      const T item = items[i];
      std::size_t at = i;
      for (; at > begin && before(item, items[at - 1]); at--) items[at] = items[at - 1];
      items[at] = item;
    }
  }
  if (n <= run) return;
  T* from = items.data();
  T* to = arena.array<T>(n);
  for (std::size_t width = run; width < n; width *= 2, std::swap(from, to)) {
    for (std::size_t begin = 0; begin < n; begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, n), end = std::min(begin + 2 * width, n);
      std::merge(from + begin, from + middle, from + middle, from + end, to + begin, before);
    }
  }
  if (from != items.data()) std::memcpy(static_cast<void*>(items.data()), from, n * sizeof(T));
}

}  // namespace hocket::pattern
