// Tidal's random numbers: a hash of the time, the same for ever. (Marsaglia's xorshift over 300 cycles in 2^29 steps.)
#pragma once

#include <cmath>
#include <cstdint>

#include "native/pattern/span.h"

namespace hocket::pattern {

constexpr std::int64_t xorwise(std::int64_t x) {
  const auto a = static_cast<std::int64_t>(static_cast<std::uint64_t>(x) << 13) ^ x;
  const auto b = (a >> 17) ^ a;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(b) << 5) ^ b;
}

/// 0 <= result < 1.
constexpr double seedToRand(std::int64_t seed) {
  constexpr std::int64_t range = 536870912;
  return static_cast<double>(floorMod(seed, range)) / static_cast<double>(range);
}

/// The seed of an exact time num / den.
constexpr std::int64_t timeToSeed(int128 num, int128 den) {
  den *= 300;
  return xorwise(static_cast<std::int64_t>((num % den) * 536870912 / den));
}

inline std::int64_t timeToSeed(double t) {
  const double cycles = std::isfinite(t) ? t / 300 : 0;
  return xorwise(static_cast<std::int64_t>((cycles - std::trunc(cycles)) * 536870912));
}

inline double timeToRand(double t) { return seedToRand(timeToSeed(t)); }

/// In the middle of a span, `later` 1/10000 cycles on (how mini-notation's seeds differ).
constexpr double randAt(std::int64_t begin, std::int64_t end, std::int64_t den, std::uint64_t later) {
  const int128 twice = static_cast<int128>(begin) + end;
  if (later == 0) return seedToRand(timeToSeed(twice, static_cast<int128>(den) * 2));
  constexpr int128 limit = static_cast<int128>(1) << 80;
  int128 num = twice, d = static_cast<int128>(den) * 2;
  if (num < limit && num > -limit) {
    num = num * 10000 + d * static_cast<int128>(later);
    d *= 10000;
  }
  return seedToRand(timeToSeed(num, d));
}

}  // namespace hocket::pattern
