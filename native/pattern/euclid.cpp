// Rows of onsets and rows of rests are paired until at most one row of a kind is left over.
#include "native/pattern/euclid.h"

#include <algorithm>

namespace hocket::pattern {

namespace {

constexpr std::int64_t limit = 65536;

/// `row`, `head` and `tail` have room for all steps.
void distribute(std::int64_t onsets, std::int64_t rests, bool* row, bool* head, bool* tail) {
  // All rows of a kind are equal: a row and how many of them.
  std::int64_t headLength = 1, tailLength = 1;
  head[0] = true;
  tail[0] = false;
  std::int64_t heads = onsets, tails = std::max<std::int64_t>(rests, 0);
  std::int64_t i = onsets, j = rests;
  while (std::min(i, j) > 1) {
    const std::int64_t before = headLength;
    std::copy_n(tail, tailLength, head + headLength);
    headLength += tailLength;
    if (i > j) {
      std::copy_n(head, before, tail);
      tailLength = before;
      tails = i - j;
      heads = j;
      i = heads;
      j = tails;
    } else {
      heads = i;
      tails = j - i;
      j = tails;
    }
  }
  for (std::int64_t k = 0; k < heads; k++) row = std::copy_n(head, headLength, row);
  for (std::int64_t k = 0; k < tails; k++) row = std::copy_n(tail, tailLength, row);
}

}  // namespace

Rhythm::Rhythm(std::span<const bool> steps) : size_(static_cast<std::int64_t>(steps.size())) {
  if (steps.size() > 64) {
    more_ = steps.data();
    return;
  }
  for (std::size_t i = 0; i < steps.size(); i++) bits_ |= std::uint64_t{steps[i]} << i;
}

std::size_t rhythmSize(std::int64_t onsets, std::int64_t steps) {
  return static_cast<std::size_t>(std::max(std::abs(std::clamp(onsets, -limit, limit)), std::min(steps, limit)));
}

Rhythm bjorklund(std::int64_t onsets, std::int64_t steps, Arena& arena) {
  const bool inverted = onsets < 0;
  onsets = std::clamp(onsets, -limit, limit);
  steps = std::clamp(steps, -limit, limit);
  const std::int64_t count = inverted ? -onsets : onsets;
  const std::size_t size = rhythmSize(onsets, steps);
  bool* row = arena.array<bool>(3 * (size + 1));
  distribute(count, steps - count, row, row + size + 1, row + 2 * (size + 1));
  if (inverted) std::transform(row, row + size, row, [](bool onset) { return !onset; });
  return Rhythm({row, size});
}

}  // namespace hocket::pattern
