// The audio thread's work: blocks of 64 frames cut to what the device asks for. Everything here is [audio].
#pragma once

#include <cstdint>
#include <memory>

#include "native/engine/crossing.h"
#include "native/engine/engine.h"
#include "native/engine/mixer.h"
#include "native/engine/nudged_notes.h"
#include "native/engine/transport.h"
#include "native/voice/voice_bank.h"

namespace hocket::engine {

class Renderer {
 public:
  Renderer(const EngineConfig&, Crossing&, const voice::ControlNames&, voice::Rack& builtIn);  // [control]
  ~Renderer();                                                                                 // [control]

  void process(float* const* out, const float* const* in, int frames) HOCKET_AUDIO;
  /// Frames that can be had before the next block has to be made. [audio]
  int ready() const HOCKET_AUDIO { return dsp::blockFrames - served_; }

  voice::BlockContext& voiceContext() { return voices_.context(); }
  int voiceCapacity() const { return voices_.capacity(); }

 private:
  void makeBlock() HOCKET_AUDIO;
  void obey(const CommandItem&) HOCKET_AUDIO;
  void takeTables() HOCKET_AUDIO;
  void takePlan() HOCKET_AUDIO;
  void welcome(LivePlan& next) HOCKET_AUDIO;
  void dispatch() HOCKET_AUDIO;
  void takeNudged(SpscRing<voice::NoteEvent>&, double earliest) HOCKET_AUDIO;
  void dispatchControl(const ControlEvent&, std::int64_t frame) HOCKET_AUDIO;
  bool isDue(const voice::NoteEvent&, std::int64_t frame) HOCKET_AUDIO;
  void startNote(LivePlan&, const voice::NoteEvent&, std::int64_t frame) HOCKET_AUDIO;
  static std::int32_t spanOf(const voice::NoteEvent&) HOCKET_AUDIO;
  void reportDropped(const LivePlan&, const voice::NoteEvent&, std::int64_t frame) HOCKET_AUDIO;
  void finish() HOCKET_AUDIO;
  void watchRack(voice::Rack&, PlanNumber) HOCKET_AUDIO;
  void dismiss() HOCKET_AUDIO;
  void watchGraph() HOCKET_AUDIO;
  void watchPorts() HOCKET_AUDIO;
  void light(const LivePlan&, std::uint32_t span, std::int64_t start, std::int64_t end, float value) HOCKET_AUDIO;
  void report(const Report&) HOCKET_AUDIO;

  EngineConfig config_;
  Crossing& crossing_;
  voice::VoiceBank voices_;
  voice::Rack& builtIn_;
  Transport transport_;
  std::int64_t frame_ = 0;  // where the block in work begins

  LivePlan* live_ = nullptr;
  voice::FixedList<LivePlan*> draining_;  // plans whose voices still ring, oldest first
  NudgedNotes nudged_;
  // Seconds that notes may sound before their time: events are made further ahead, those that buses drive less.
  const double mostEarlier_, mostEarlierFollowing_;
  const voice::SoundTable noSounds_;
  voice::SoundTable* sounds_ = nullptr;
  const voice::Buses noBuses_;
  bool justTaken_ = false;
  bool wasFading_ = false;
  Mixer mixer_;

  int served_ = dsp::blockFrames;  // frames of the block that the device has got
  int portAt_ = 0;
  std::int64_t blocks_ = 0;
};

}  // namespace hocket::engine
