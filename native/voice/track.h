// Renders the voices that one `voices` node of the graph plays.
#pragma once

#include <cstdint>
#include <string>

#include "native/graph/graph.h"
#include "native/voice/voice.h"

namespace hocket::voice {

/// What all tracks of an engine share in a block. Written by VoiceBank. [audio]
struct BlockContext {
  std::uint64_t block = 1;
  const Buses* buses = nullptr;
  int silenceFrames = 2400;  // a released voice ends after so many silent frames
};

/// Constant power: 0 is left, 1 is right, both are 0.707 in the middle. [audio]
void panGains(float pan, float& left, float& right) HOCKET_AUDIO;
/// A place that runs back and forth between 0 and 1. [audio]
float folded(float place) HOCKET_AUDIO;

/// Outlives plans: as long as the node is kept, it goes on with the voices that sound.
class Track final : public graph::VoiceSource {
 public:
  /// Voices below this level, linear, count as silent (-100 dB).
  static constexpr float silence = 1e-5f;

  Track(std::string name, const BlockContext&, int maxVoices);  // [builder]

  const std::string& name() const { return name_; }

  void render(float* const* out, int first, int frames) HOCKET_AUDIO override;

  void add(Voice& voice) HOCKET_AUDIO { voices_.add(&voice); }  // [audio]
  void removeFinished() HOCKET_AUDIO;
  const FixedList<Voice*>& voices() const HOCKET_AUDIO { return voices_; }

  bool leaving = false;  // the current plan has no such node [audio]

 private:
  struct Source {
    const float* channel[2];
    int stride;
  };
  void renderSource(Voice&, int first, int frames) HOCKET_AUDIO;
  Source sampled(Voice&, int first, int frames) HOCKET_AUDIO;
  const float* rates(const Voice&, int start, int end) HOCKET_AUDIO;
  Source result(Voice&, int first, int frames) HOCKET_AUDIO;
  void mix(Voice&, const Source&, float* const* out, int first, int frames) HOCKET_AUDIO;
  void watch(Voice&, const Source&, int first, int frames) HOCKET_AUDIO;

  std::string name_;
  const BlockContext& context_;
  FixedList<Voice*> voices_;  // in the order of their starts, which is the order of summing
  alignas(64) float scratch_[2][dsp::blockFrames];
  float rates_[dsp::blockFrames];
};

}  // namespace hocket::voice
