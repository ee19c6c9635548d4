// Plays a sample at any speed: forwards and backwards, a part of it, in a loop, gliding.
#pragma once

#include <cstdint>

#include "native/voice/sample.h"

namespace hocket::voice {

/// Interpolates between frames with a cubic (4 points, Catmull-Rom). Where the part played is cut out of the sound, its
/// edges are faded over `edgeSeconds`, so that no slice clicks.
class Sampler {
 public:
  static constexpr double edgeSeconds = 0.001;

  struct Part {
    double begin = 0, end = 1;  // of the whole length; begin > end plays backwards
    double rate = 1;            // 1 is the pitch of the recording; negative plays backwards
    double glide = 0;           // the rate changes by this share of itself over `glideFrames`
    double glideFrames = 1;
    int times = 1;  // 1..: the part is repeated
  };

  /// The sample's users are not counted here. [audio]
  void start(const Sample&, const Part&, double sampleRate) HOCKET_AUDIO;

  /// Frames until the end at the rate given at the start. [audio]
  double length() const HOCKET_AUDIO { return length_; }

  /// Adds nothing: overwrites `left` and `right` (`stride` floats apart). `factor` multiplies the rate. False once it
  /// has come to the end; what is behind the end is zero. [audio]
  bool process(float* left, float* right, int stride, int frames, const dsp::Input& factor,
               int factorStride) HOCKET_AUDIO;

 private:
  const Sample* sample_ = nullptr;
  double position_ = 0;   // frames into the part, in playing direction: 0..span_
  double first_ = 0;      // where the part begins in the sample, in playing direction
  double span_ = 0;       // frames
  double direction_ = 1;  // 1 or -1
  double rate_ = 1;       // sample frames per frame, 0 or more
  double glide_ = 0;      // share of rate_ per frame
  double glideLeft_ = 0;  // frames
  double glideFactor_ = 1;
  double length_ = 0;
  double edge_ = 1;       // frames
  std::int64_t age_ = 0;  // frames since the start
  int times_ = 1;
  bool cutBegin_ = false, cutEnd_ = false;
};

}  // namespace hocket::voice
