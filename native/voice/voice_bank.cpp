#include "native/voice/voice_bank.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "native/voice/pitch.h"

namespace hocket::voice {
namespace {

constexpr int spareVoices = 64;             // fading out beyond the most that may sound
constexpr std::size_t reservedVoices = 16;  // of the spare ones, for tracks that do not play the most

}  // namespace

VoiceBank::VoiceBank(int maxVoices, double sampleRate, const ControlNames& names)
    : names_(names),
      sampleRate_(sampleRate),
      maxVoices_(maxVoices),
      fadeFrames_(static_cast<int>(fadeSeconds * sampleRate)),
      storage_(static_cast<std::size_t>(maxVoices + spareVoices)),
      free_(storage_.size()),
      sounding_(storage_.size()) {
  context_.silenceFrames = static_cast<int>(0.05 * sampleRate);
  for (auto voice = storage_.rbegin(); voice != storage_.rend(); ++voice) free_.add(&*voice);
}

void VoiceBank::beginBlock(std::int64_t blockStart) HOCKET_AUDIO {
  ++context_.block;
  for (Voice* voice : sounding_) {
    voice->startAt = -1;
    voice->released = voice->releaseFrame < blockStart;
    const std::int64_t release = voice->releaseFrame - blockStart;
    voice->releaseAt = release >= 0 && release < dsp::blockFrames ? static_cast<int>(release) : -1;
    if (voice->releaseAt >= 0 && voice->gated) voice->release.begin(voice->releaseAt, fadeFrames_);
  }
}

Started VoiceBank::start(const NoteEvent& event, const StartContext& context, int& stolen) HOCKET_AUDIO {
  const Instrument* instrument = context.rack.instrument(event.sound);
  const Sample* sample = nullptr;
  if (instrument == nullptr) {
    const double n = event.number(names_.n, 0);
    sample = context.sounds.find(event.sound, std::abs(n) < 1e9 ? static_cast<std::int64_t>(std::floor(n)) : 0);
    if (sample == nullptr) instrument = context.builtIn.instrument(event.sound);
    if (sample == nullptr && instrument == nullptr) return Started::missing;
  }
  Voice* voice = allocate(context.track, context.frame, stolen);
  if (voice == nullptr) return Started::dropped;
  *voice = Voice{};
  voice->track = &context.track;
  voice->rack = &context.rack;
  voice->sample = sample;
  if (!takeLanes(*voice, event, context, instrument)) {
    free_.add(voice);
    return Started::dropped;
  }
  fill(*voice, event, context, instrument);
  if (voice->cutGroup != 0) cutGroup(*voice, context.track, context.frame);
  if (sample != nullptr) sample->users.fetch_add(1, std::memory_order_relaxed);
  ++context.rack.voices;
  sounding_.add(voice);
  context.track.add(*voice);
  return Started::yes;
}

// Who makes room: in the track that plays most, so that one with too many events takes nothing from the others, the
// oldest of those whose gate is closed, or else the oldest. The last spare voices are for the other tracks too.
Voice* VoiceBank::allocate(const Track& starting, int frame, int& stolen) HOCKET_AUDIO {
  int audible = 0;
  const Track* busiest = nullptr;
  for (const Voice* voice : sounding_) {
    if (voice->ending.running() || voice->finished) continue;
    ++audible;
    if (busiest == nullptr || voice->track->voices().size() > busiest->voices().size()) busiest = voice->track;
  }
  if (free_.size() <= reservedVoices && busiest == &starting) return nullptr;
  if (audible >= maxVoices_ && !free_.empty()) {
    Voice* oldest = nullptr;
    Voice* oldestReleased = nullptr;
    for (Voice* voice : busiest->voices()) {
      if (voice->ending.running() || voice->finished) continue;
      if (oldest == nullptr) oldest = voice;
      if (oldestReleased == nullptr && (voice->released || voice->sourceOver)) oldestReleased = voice;
    }
    (oldestReleased != nullptr ? oldestReleased : oldest)->ending.begin(frame, fadeFrames_);
    ++stolen;
  }
  if (free_.empty()) return nullptr;
  return free_.takeLast();
}

bool VoiceBank::takeLanes(Voice& voice, const NoteEvent& event, const StartContext& context,
                          const Instrument* instrument) HOCKET_AUDIO {
  const auto giveBack = [&] {
    for (int i = 0; i < voice.signalCount; ++i) voice.signals[i].lane.group->pool.release(voice.signals[i].lane);
    if (voice.instrument) voice.instrument.group->pool.release(voice.instrument);
    return false;
  };
  for (const ControlValue& control : event.all()) {
    Pool* pool = control.signal < 0 ? nullptr : context.rack.signal(control.signal);
    if (pool == nullptr || voice.signal(control.signal) || voice.signalCount == Voice::maxSignals) continue;
    const Lane lane = pool->acquire(context.track, voice, context.frame);
    if (!lane) return giveBack();
    voice.signals[voice.signalCount++] = {control.signal, lane};
  }
  if (instrument != nullptr) {
    voice.instrument = instrument->pool->acquire(context.track, voice, context.frame);
    if (!voice.instrument) return giveBack();
  }
  if (Pool* effects = context.rack.effects(context.effects)) {
    voice.effects = effects->acquire(context.track, voice, context.frame);
    if (!voice.effects) return giveBack();
  }
  return true;
}

void VoiceBank::fill(Voice& voice, const NoteEvent& event, const StartContext& context,
                     const Instrument* instrument) HOCKET_AUDIO {
  const double gate = gateSeconds(event, names_, context.cps);
  for (const ControlValue& control : event.all()) voice.controls[voice.controlCount++] = control;
  const auto derive = [&](Name name, double value) {
    if (voice.find(name) == nullptr) voice.controls[voice.controlCount++] = {name, static_cast<float>(value), -1};
  };
  const double tuning = instrument == nullptr ? 0 : static_cast<double>(instrument->tuning);
  derive(names_.freq,
         tuning > 0 ? drumFrequencyOf(event, names_, tuning) : frequencyOf(event, names_, voice.sample != nullptr));
  derive(names_.sustain, gate);
  derive(names_.velocity, 1);
  voice.seed = event.seed;
  voice.startAt = context.frame;
  voice.startFrame = context.blockStart + context.frame;
  voice.releaseFrame = voice.startFrame + std::max<std::int64_t>(1, std::llround(gate * sampleRate_));
  const std::int64_t release = voice.releaseFrame - context.blockStart;
  voice.releaseAt = release < dsp::blockFrames ? static_cast<int>(release) : -1;
  voice.gain = voice.mixInput(names_.gain, 1);
  voice.overgain = voice.mixInput(names_.overgain, 0);
  voice.pan = voice.mixInput(names_.pan, 0.5f);
  voice.channel = voice.mixInput(names_.channel, 0);
  voice.placed = voice.find(names_.channel) != nullptr;
  // A synth that reads the velocity decides itself what it means.
  voice.velocity = instrument != nullptr && instrument->pool->reads(names_.velocity)
                       ? MixInput{}
                       : voice.mixInput(names_.velocity, 1);
  const float place = voice.pan.constant;
  panGains(voice.placed ? folded(place + voice.channel.constant / 2) : place, voice.left, voice.right);
  shape(voice, instrument);
  const double cut = event.number(names_.cut, 0);
  voice.cutGroup = std::abs(cut) < 1e6 ? static_cast<int>(cut) : 0;
  voice.cutSound = event.sound;
  if (voice.sample == nullptr) return;
  voice.speed = voice.mixInput(names_.speed, 1);
  voice.pitch = voice.mixInput(names_.freq, 1);
  voice.inSeconds = speedUnitOf(event, names_) == SpeedUnit::seconds;
  voice.sampler.start(*voice.sample, partOf(event, names_, *voice.sample, context.cps, sampleRate_), sampleRate_);
  voice.gated = event.find(names_.legato) != nullptr || event.find(names_.sustain) != nullptr;
  if (voice.gated && voice.releaseAt >= 0) voice.release.begin(voice.releaseAt, fadeFrames_);
}

// A synth that reads one of the envelope's times makes its own.
void VoiceBank::shape(Voice& voice, const Instrument* instrument) HOCKET_AUDIO {
  const bool asked = voice.find(names_.attack) != nullptr || voice.find(names_.release) != nullptr;
  const auto isRead = [&](Name name) { return instrument != nullptr && instrument->pool->reads(name); };
  voice.shaped = asked && !isRead(names_.attack) && !isRead(names_.hold) && !isRead(names_.release);
  if (!voice.shaped) return;
  voice.attack = voice.mixInput(names_.attack, 0);
  voice.hold = voice.mixInput(names_.hold, 0);
  voice.fall = voice.mixInput(names_.release, std::numeric_limits<float>::infinity());
  voice.envelope.begin(sampleRate_);
}

// A positive group silences what the track plays in it; a negative one only the same sound.
void VoiceBank::cutGroup(const Voice& starting, const Track& track, int frame) HOCKET_AUDIO {
  for (Voice* voice : track.voices()) {
    if (voice->cutGroup != starting.cutGroup) continue;
    if (starting.cutGroup < 0 && voice->cutSound != starting.cutSound) continue;
    voice->ending.begin(frame, fadeFrames_);
  }
}

void VoiceBank::end(Voice& voice) HOCKET_AUDIO {
  for (int i = 0; i < voice.signalCount; ++i) voice.signals[i].lane.group->pool.release(voice.signals[i].lane);
  if (voice.instrument) voice.instrument.group->pool.release(voice.instrument);
  if (voice.effects) voice.effects.group->pool.release(voice.effects);
  if (voice.sample != nullptr) voice.sample->users.fetch_sub(1, std::memory_order_release);
  --voice.rack->voices;
}

void VoiceBank::endBlock() HOCKET_AUDIO {
  bool some = false;
  for (Voice* voice : sounding_) {
    some = some || voice->finished;
    voice->ending.nextBlock();
    voice->release.nextBlock();
  }
  if (!some) return;
  for (Voice* voice : sounding_) {
    if (voice->finished) voice->track->removeFinished();
  }
  for (Voice* voice : sounding_) {
    if (!voice->finished) continue;
    end(*voice);
    free_.add(voice);
  }
  sounding_.keepIf([](const Voice* v) { return !v->finished; });
}

void VoiceBank::cutLeaving() HOCKET_AUDIO {
  for (Voice* voice : sounding_) voice->finished = voice->finished || voice->track->leaving;
  endBlock();
}

void VoiceBank::cutAll() HOCKET_AUDIO {
  for (Voice* voice : sounding_) voice->finished = true;
  endBlock();
}

void VoiceBank::fadeOut(const Rack* rack) HOCKET_AUDIO {
  for (Voice* voice : sounding_) {
    if (rack == nullptr || voice->rack == rack) voice->ending.begin(0, fadeFrames_);
  }
}

}  // namespace hocket::voice
