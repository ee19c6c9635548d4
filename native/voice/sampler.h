// Plays a sample at any speed: forwards and backwards, a part of it, in a loop, gliding.
#pragma once

#include "native/voice/sample.h"

namespace hocket::voice {

/// Interpolates between frames with a cubic (4 points, Catmull-Rom). Where the part played is cut out of the sound, its
/// edges are faded over `edgeSeconds`, so that no slice clicks.
///
/// The playing head may turn round while it plays. Where it leaves the part, at either end, it comes in again at the
/// other one as long as there are passes left, and is at its end otherwise.
class Sampler {
 public:
  static constexpr double edgeSeconds = 0.001;

  struct Part {
    double begin = 0, end = 1;  // of the whole length; begin > end plays backwards
    double rate = 1;            // 1 is the pitch of the recording; negative plays backwards
    double glide = 0;           // the rate changes by this share of itself over `glideFrames`
    double glideFrames = 1;
    int times = 1;  // 1..: passes
  };

  /// The sample's users are not counted here. [audio]
  void start(const Sample&, const Part&, double sampleRate) HOCKET_AUDIO;

  /// Adds nothing: overwrites `left` and `right`. `factor`, which may be null, multiplies the rate frame by frame; its
  /// first sign says at which end the head begins, and until it has one nothing sounds. False once the head has come to
  /// its end, or to where it will never move again; what is behind that is zero. [audio]
  bool process(float* left, float* right, int frames, const float* factor) HOCKET_AUDIO;

 private:
  bool moves() const HOCKET_AUDIO { return rate_ > 0 && span_ > 0; }
  int play(float* left, float* right, int first, int frames, const float* factor) HOCKET_AUDIO;
  void face(bool backwards) HOCKET_AUDIO;
  bool stayInside() HOCKET_AUDIO;
  double fade(double step) HOCKET_AUDIO;
  void glideOn() HOCKET_AUDIO;
  bool isStill() const HOCKET_AUDIO { return glideEnd_ == 0 && !(glideLeft_ > 0); }

  const Sample* sample_ = nullptr;
  double low_ = 0, high_ = 0;  // the part, in frames of the sample
  double position_ = 0;        // frames from where the head began, in the direction in which it began: -1..span_
  double span_ = 0;            // frames
  double first_ = 0;           // where the head began, in frames of the sample
  double direction_ = 0;       // 1 or -1; 0: it has not begun
  double turn_ = 1;            // the factor's sign when it began
  double rate_ = 1;            // sample frames per frame, 0 or more
  double glide_ = 0;           // share of rate_ per frame
  double glideLeft_ = 0;       // frames
  double glideFactor_ = 1, glideEnd_ = 1;
  double edge_ = 1;   // frames
  double level_ = 1;  // of the fades at the edges
  int times_ = 1;     // passes left, this one counted
  bool facesBack_ = false;
  bool cutBegin_ = false, cutEnd_ = false;  // there is more of the sound beyond, seen from where the head began
};

}  // namespace hocket::voice
