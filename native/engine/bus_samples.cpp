#include "native/engine/bus_samples.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hocket::engine {
namespace {

constexpr double mostAhead = 1;  // cycles: a quarter of the steps kept
constexpr double firstCps = 0.5;
constexpr float absent = std::numeric_limits<float>::quiet_NaN();

std::int64_t stepsUntil(double cycle, double seconds, double cps) HOCKET_AUDIO {
  const double end = cycle + std::min(seconds * cps, mostAhead);
  return static_cast<std::int64_t>(std::floor(end * BusSamples::perCycle)) + 1;
}

}  // namespace

// What comes before the first block counts as sampled: no bus was there.
BusSamples::BusSamples(double lookaheadSeconds)
    : lookahead_(lookaheadSeconds),
      rows_(std::make_unique<Row[]>(steps)),
      end_(stepsUntil(0, lookaheadSeconds, firstCps)) {
  for (std::size_t i = 0; i < steps; ++i) {
    for (std::atomic<float>& value : rows_[i]) value.store(absent, std::memory_order_relaxed);
  }
}

void BusSamples::sample(double cycle, double cps, std::span<const BusTap> taps) HOCKET_AUDIO {
  const std::int64_t end = stepsUntil(cycle, lookahead_.load(std::memory_order_relaxed), cps);
  const std::int64_t done = end_.load(std::memory_order_relaxed);
  if (end <= done) return;
  for (std::int64_t step = std::max(done, end - static_cast<std::int64_t>(steps)); step < end; ++step) {
    Row& values = row(step);
    for (std::atomic<float>& value : values) value.store(absent, std::memory_order_relaxed);
    for (const BusTap& tap : taps) {
      const float now = lastOf(*tap.view);
      if (std::isfinite(now)) held_[tap.slot] = now;
      values[tap.slot].store(held_[tap.slot], std::memory_order_relaxed);
    }
  }
  end_.store(end, std::memory_order_release);
}

std::optional<float> BusSamples::value(std::int64_t step, std::size_t slot) const {
  // The row that is being overwritten, and a few after it, are out of bounds.
  const std::int64_t oldest = end_.load(std::memory_order_acquire) - static_cast<std::int64_t>(steps) / 2;
  const float value =
      slot < mostBuses ? row(std::max({step, oldest, std::int64_t{0}}))[slot].load(std::memory_order_relaxed) : absent;
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

}  // namespace hocket::engine
