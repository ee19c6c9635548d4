// The mixer behind the graph: outputs through their strips onto hardware pairs, then the master's gain, hush and
// safety.
#pragma once

#include <memory>
#include <vector>

#include "native/engine/crossing.h"
#include "native/engine/engine.h"
#include "native/engine/output_stage.h"

namespace hocket::engine {

/// Of one engine; everything but the constructor is [audio].
class Mixer {
 public:
  Mixer(const EngineConfig&, Crossing&);  // [control]

  /// Fades out and stays silent until resume(); at once with `cut`.
  void hush(bool cut) HOCKET_AUDIO;
  /// A new plan is heard again, faded in where nothing was heard before.
  void resume() HOCKET_AUDIO;
  void setGain(double gain) HOCKET_AUDIO;  // linear, 0..4
  void setLimiter(bool on) HOCKET_AUDIO { limiter_ = on; }
  void setDcBlock(bool on) HOCKET_AUDIO { dcBlock_ = on; }

  bool hushed() const HOCKET_AUDIO { return hushed_; }
  /// Hushed, and the fade is over.
  bool silent() const HOCKET_AUDIO { return hushed_ && audible_ == 0; }

  /// Makes a block of all hardware channels; null: silence.
  void mix(const LivePlan*) HOCKET_AUDIO;
  /// The block's frames of a hardware channel.
  const float* channel(int c) const HOCKET_AUDIO { return &hardware_[static_cast<std::size_t>(c * dsp::blockFrames)]; }

 private:
  void addOutputs(const LivePlan&) HOCKET_AUDIO;
  float perBlock(double seconds) const HOCKET_AUDIO {
    return static_cast<float>(dsp::blockFrames / (seconds * sampleRate_));
  }

  Crossing& crossing_;
  double sampleRate_;
  int pairs_;
  std::vector<OutputStage> stages_;    // one a hardware pair
  std::unique_ptr<float[]> hardware_;  // [channel][frame]
  float gain_ = 1, gainTarget_ = 1;
  float audible_ = 1;  // falls to 0 after hush
  bool hushed_ = false;
  bool resuming_ = false;  // after hush or panic: what leaves was silent already
  bool limiter_, dcBlock_;
};

}  // namespace hocket::engine
