// Bjorklund's distribution of k onsets over n steps.
#pragma once

#include <cstdint>
#include <span>

#include "native/pattern/arena.h"

namespace hocket::pattern {

/// Steps, true for an onset. Up to 64 of them are kept by value.
class Rhythm {
 public:
  Rhythm() = default;
  /// Longer ones stay where they are.
  explicit Rhythm(std::span<const bool> steps);

  std::int64_t size() const { return size_; }
  bool operator[](std::int64_t step) const { return more_ != nullptr ? more_[step] : (bits_ >> step & 1) != 0; }

 private:
  std::uint64_t bits_ = 0;  // step 0 is the lowest
  std::int64_t size_ = 0;
  const bool* more_ = nullptr;
};

/// How many steps the rhythm has.
std::size_t rhythmSize(std::int64_t onsets, std::int64_t steps);

/// More onsets than steps, or no steps: `onsets` times true. Negative onsets: the rhythm of -k, inverted. Both are
/// limited to 65536. Good for as long as what the arena has made.
Rhythm bjorklund(std::int64_t onsets, std::int64_t steps, Arena&);

}  // namespace hocket::pattern
