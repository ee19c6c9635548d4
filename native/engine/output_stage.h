// What stands between the mix and a pair of hardware channels: a DC block and a safety limiter.
#pragma once

#include "native/dsp/kernel.h"

namespace hocket::engine {

/// Without latency: the limiter's gain falls at once to what the sample needs and recovers slowly; both channels share
/// it, so the image stays. Below the ceiling it multiplies by exactly 1. What is not a finite number becomes silence.
class OutputStage {
 public:
  static constexpr float ceiling = 0.98f;        // linear, about -0.2 dBFS
  static constexpr double releaseSeconds = 0.1;  // time constant
  static constexpr double cornerHz = 5;          // DC block, -3 dB

  explicit OutputStage(double sampleRate);

  /// In place. [audio]
  void process(float* left, float* right, int frames, bool dcBlock, bool limit) HOCKET_AUDIO;
  void reset() HOCKET_AUDIO;

 private:
  float pole_, recover_;
  float in_[2] = {0, 0}, out_[2] = {0, 0};  // DC block: last input and output
  float gain_ = 1;
};

}  // namespace hocket::engine
