// All voices of an engine: starts them, steals when there are too many, and ends them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "native/voice/rack.h"
#include "native/voice/track.h"

namespace hocket::voice {

enum class Started : std::uint8_t { yes, missing, dropped };

struct StartContext {
  Track& track;
  Rack& rack;  // of the plan that the event comes from
  Rack& builtIn;
  const SoundTable& sounds;
  std::int32_t effects;  // index into the plan's effects, or none
  double cps;
  std::int64_t blockStart;  // frames
  int frame;                // of the block
};

class VoiceBank {
 public:
  static constexpr double fadeSeconds = 0.005;  // of a voice that is cut, stolen or released

  VoiceBank(int maxVoices, double sampleRate, const ControlNames&);  // [control]

  BlockContext& context() { return context_; }
  /// Voices that a track must have room for. [any]
  int capacity() const { return static_cast<int>(storage_.size()); }

  void beginBlock(std::int64_t blockStart) HOCKET_AUDIO;
  /// `stolen` counts voices that had to make room. [audio]
  Started start(const NoteEvent&, const StartContext&, int& stolen) HOCKET_AUDIO;
  /// Frees the voices that have ended. [audio]
  void endBlock() HOCKET_AUDIO;

  /// Ends the voices of tracks that have left, of a rack, or all of them (null), at once. [audio]
  void cutLeaving() HOCKET_AUDIO;
  void cutAll() HOCKET_AUDIO;
  void fadeOut(const Rack*) HOCKET_AUDIO;

  /// In the order of their starts. [audio]
  std::span<Voice* const> sounding() const HOCKET_AUDIO { return {sounding_.begin(), sounding_.end()}; }

 private:
  Voice* allocate(const Track& starting, int frame, int& stolen) HOCKET_AUDIO;
  bool takeLanes(Voice&, const NoteEvent&, const StartContext&, const Instrument* instrument) HOCKET_AUDIO;
  void fill(Voice&, const NoteEvent&, const StartContext&, const Instrument* instrument) HOCKET_AUDIO;
  void shape(Voice&, const Instrument* instrument) HOCKET_AUDIO;
  void cutGroup(const Voice&, const Track&, int frame) HOCKET_AUDIO;
  void end(Voice&) HOCKET_AUDIO;

  const ControlNames& names_;
  double sampleRate_;
  int maxVoices_;
  int fadeFrames_;
  BlockContext context_;
  std::vector<Voice> storage_;
  FixedList<Voice*> free_, sounding_;
};

}  // namespace hocket::voice
