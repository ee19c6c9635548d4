// What patterns know of signals: the values of the buses, sampled by the audio thread on a fixed grid of cycles, each
// some time before the place in the grid is reached, so that the events there can be made in time.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "native/dsp/kernel.h"
#include "native/graph/instance.h"

namespace hocket::engine {

/// Where a bus can be read, by the slot that the builder gave to its name.
struct BusTap {
  std::size_t slot;
  const graph::BusView* view;
};

/// The value of a bus' first channel at the end of the block.
inline float lastOf(const graph::BusView& bus) HOCKET_AUDIO {
  return bus.count > 0 ? bus.channels[0][dsp::blockFrames - 1] : 0;
}

/// Step k of the grid begins at cycle k / perCycle, as if the beat had never jumped. Its values are those at the end of
/// the block in which the transport comes within the look-ahead of that cycle, of its first channel: they depend on
/// what plays, never on when somebody asks. The audio thread writes, any other reads; steps that have been overwritten
/// read as the oldest that are left.
class BusSamples {
 public:
  static constexpr int perCycle = 128;
  static constexpr std::size_t mostBuses = 128, steps = 512;

  explicit BusSamples(double lookaheadSeconds);

  /// From the next step on. [control]
  void setLookahead(double seconds) { lookahead_.store(seconds, std::memory_order_relaxed); }

  /// At the end of a block; `cycle` is where the next one begins. A value that is not finite leaves the one before.
  /// [audio]
  void sample(double cycle, double cps, std::span<const BusTap> taps) HOCKET_AUDIO;

  /// [any]
  bool has(std::int64_t step) const { return step < end_.load(std::memory_order_acquire); }
  /// Of a step that is there: the bus' value; none where no bus had that slot. [any]
  std::optional<float> value(std::int64_t step, std::size_t slot) const;

 private:
  using Row = std::array<std::atomic<float>, mostBuses>;
  Row& row(std::int64_t step) const HOCKET_AUDIO { return rows_[static_cast<std::size_t>(step) % steps]; }

  std::atomic<double> lookahead_;  // seconds
  const std::unique_ptr<Row[]> rows_;
  std::array<float, mostBuses> held_{};  // audio thread's
  std::atomic<std::int64_t> end_;        // of the steps sampled
};

}  // namespace hocket::engine
