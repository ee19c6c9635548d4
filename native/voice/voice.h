// One sounding event: an instrument (sampler, or a lane of a program), then the track's effects, then its place in the
// track.
#pragma once

#include <cstdint>

#include "native/voice/envelope.h"
#include "native/voice/fade.h"
#include "native/voice/note_event.h"
#include "native/voice/pool.h"
#include "native/voice/sampler.h"

namespace hocket::voice {

class Rack;

/// Where a voice's numbers for its place in the mix come from: a constant, or a signal that its event carries.
struct MixInput {
  const float* data = nullptr;  // [frame * stride]; null: the constant
  int stride = 0;
  float constant = 1;

  float at(int frame) const HOCKET_AUDIO { return data == nullptr ? constant : data[frame * stride]; }
};

/// Plain state, kept in a fixed pool; VoiceBank starts and ends voices, Track renders them.
struct Voice {
  static constexpr int maxSignals = 8;
  static constexpr int derivedControls = 4;
  struct Signal {
    std::int32_t id;
    Lane lane;
  };

  const ControlValue* find(Name name) const HOCKET_AUDIO {
    for (int i = 0; i < controlCount; ++i) {
      if (controls[i].name == name) return &controls[i];
    }
    return nullptr;
  }
  Lane signal(std::int32_t id) const HOCKET_AUDIO {
    for (int i = 0; i < signalCount; ++i) {
      if (signals[i].id == id) return signals[i].lane;
    }
    return {};
  }
  MixInput mixInput(Name name, float otherwise) const HOCKET_AUDIO;

  Track* track;
  Rack* rack;            // owns the lanes of effects and signals
  const Sample* sample;  // null: the instrument is a lane
  Lane instrument, effects;
  Signal signals[maxSignals];
  int signalCount;
  ControlValue controls[NoteEvent::maxControls + derivedControls];  // the event's, then freq, velocity, sustain
  int controlCount;
  Sampler sampler;
  MixInput speed, pitch;  // where they are signals, they multiply the sampler's rate
  bool inSeconds;         // the speed is how long the sample lasts
  MixInput gain, overgain, velocity;
  MixInput pan, channel;  // a channel moves the place by half of the field, and is counted round
  float left, right;      // of a constant place
  bool placed;            // `channel` is given
  bool shaped;            // by the envelope
  MixInput attack, hold, fall;
  Envelope envelope;
  std::uint64_t seed;
  std::int64_t startFrame;
  std::int64_t releaseFrame;  // when the gate closes
  int startAt;                // frame of the block where it starts, -1 when it did before
  int releaseAt;              // frame of the block where it is released, -1 when not in this block
  bool released;              // in an earlier block
  bool gated;                 // the sampler is cut off at the release
  bool sourceOver;            // the sampler has come to its end
  bool finished;
  Name cutSound;  // what a negative cut group compares
  int cutGroup;
  Fade release;      // of the sampler, before the effects
  Fade ending;       // of all, for cutting, stealing and hushing
  int silentFrames;  // for so long nothing came out
};

}  // namespace hocket::voice
