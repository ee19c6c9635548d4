// Bjorklund's distribution of k onsets over n steps.
#pragma once

#include <cstdint>
#include <vector>

namespace hocket::pattern {

/// true for an onset. More onsets than steps, or no steps: `onsets` times true. Negative onsets: the rhythm of -k,
/// inverted. Both are limited to 65536.
std::vector<bool> bjorklund(std::int64_t onsets, std::int64_t steps);

/// The same for up to 64 steps as bits, step 0 lowest; `steps` becomes how many there are.
std::uint64_t bjorklundBits(std::int64_t onsets, std::int64_t& steps);

}  // namespace hocket::pattern
