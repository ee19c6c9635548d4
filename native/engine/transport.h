// The beat: which cycle position a frame has, and which frame a cycle position falls on.
#pragma once

#include <cmath>
#include <cstdint>

#include "native/dsp/kernel.h"

namespace hocket::engine {

/// A straight line from frames to cycles, replaced by another through the same point when the tempo changes: positions
/// are computed from the anchor, never accumulated, so nothing drifts and a change keeps the phase.
class Transport {
 public:
  static constexpr double minCps = 1e-4, maxCps = 1e3;

  Transport(double sampleRate, double cps) : sampleRate_(sampleRate), cps_(limit(cps)) {}

  double cycleAt(std::int64_t frame) const HOCKET_AUDIO {
    return anchorCycle_ + (static_cast<double>(frame) - anchorFrame_) * cps_ / sampleRate_;
  }

  /// The frame nearest to a cycle position.
  std::int64_t frameAt(double cycle) const HOCKET_AUDIO {
    return static_cast<std::int64_t>(std::floor(exactFrameAt(cycle) + 0.5));
  }

  /// The tempo from `cycle` on.
  void setCps(double cycle, double cps) HOCKET_AUDIO {
    anchorFrame_ = exactFrameAt(cycle);
    anchorCycle_ = cycle;
    cps_ = limit(cps);
  }

  /// `frame` is at `cycle` from now on.
  void jump(std::int64_t frame, double cycle) HOCKET_AUDIO {
    jumped_ += cycle - cycleAt(frame);
    anchorFrame_ = static_cast<double>(frame);
    anchorCycle_ = cycle;
  }

  /// By how many cycles in all.
  double jumped() const HOCKET_AUDIO { return jumped_; }

  double cps() const HOCKET_AUDIO { return cps_; }
  double sampleRate() const HOCKET_AUDIO { return sampleRate_; }

 private:
  static double limit(double cps) HOCKET_AUDIO {
    if (!(cps >= minCps)) return minCps;  // NaN, too
    return cps > maxCps ? maxCps : cps;
  }
  double exactFrameAt(double cycle) const HOCKET_AUDIO {
    return anchorFrame_ + (cycle - anchorCycle_) * sampleRate_ / cps_;
  }

  double sampleRate_;       // Hz
  double cps_;              // cycles per second
  double anchorFrame_ = 0;  // not a whole number in general
  double anchorCycle_ = 0;
  double jumped_ = 0;
};

}  // namespace hocket::engine
