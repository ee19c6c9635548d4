// Keeps the event windows of the plans that play, or wait to, filled ahead of the audio thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

#include "native/engine/crossing.h"
#include "native/engine/reporter.h"

namespace hocket::engine {

class Sequencer {
 public:
  Sequencer(const Crossing& crossing, Reporter& reporter, double lookaheadSeconds)
      : crossing_(crossing), reporter_(reporter), lookahead_(lookaheadSeconds) {}

  /// [control]
  void setLookahead(double seconds) { lookahead_.store(seconds, std::memory_order_relaxed); }

  /// What waits is filled from `plan.begin` on. [builder]
  void add(LivePlan& plan);
  /// After that nobody touches the plan's windows but the audio thread. [builder]
  void remove(const LivePlan& plan);

  /// [sequencer]; offline between blocks
  void fill();
  /// Up to where the newest plan is filled. [any]
  double filledUntil() const { return filled_.load(std::memory_order_acquire); }

 private:
  const Crossing& crossing_;
  Reporter& reporter_;
  std::atomic<double> lookahead_;  // seconds
  std::mutex mutex_;
  std::vector<LivePlan*> plans_;
  std::atomic<double> filled_{0};
};

}  // namespace hocket::engine
