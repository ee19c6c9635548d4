// Rows of onsets and rows of rests are paired until at most one row of a kind is left over.
#include "native/pattern/euclid.h"

#include <algorithm>

namespace hocket::pattern {

namespace {

using Row = std::vector<bool>;
constexpr std::int64_t limit = 65536;

Row distribute(std::int64_t onsets, std::int64_t rests) {
  // All rows of a kind are equal: a row and how many of them.
  Row head{true}, tail{false};
  std::int64_t heads = onsets, tails = std::max<std::int64_t>(rests, 0);
  std::int64_t i = onsets, j = rests;
  while (std::min(i, j) > 1) {
    Row paired = head;
    paired.insert(paired.end(), tail.begin(), tail.end());
    if (i > j) {
      tail = head;
      tails = i - j;
      heads = j;
      i = heads;
      j = tails;
    } else {
      heads = i;
      tails = j - i;
      j = tails;
    }
    head = std::move(paired);
  }
  Row result;
  for (std::int64_t k = 0; k < heads; k++) result.insert(result.end(), head.begin(), head.end());
  for (std::int64_t k = 0; k < tails; k++) result.insert(result.end(), tail.begin(), tail.end());
  return result;
}

}  // namespace

std::vector<bool> bjorklund(std::int64_t onsets, std::int64_t steps) {
  const bool inverted = onsets < 0;
  onsets = std::clamp(onsets, -limit, limit);
  steps = std::clamp(steps, -limit, limit);
  const std::int64_t count = inverted ? -onsets : onsets;
  Row row = distribute(count, steps - count);
  if (inverted) row.flip();
  return row;
}

std::uint64_t bjorklundBits(std::int64_t onsets, std::int64_t& steps) {
  const Row row = bjorklund(onsets, steps);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < row.size() && i < 64; i++) bits |= static_cast<std::uint64_t>(row[i]) << i;
  steps = static_cast<std::int64_t>(row.size());
  return bits;
}

}  // namespace hocket::pattern
