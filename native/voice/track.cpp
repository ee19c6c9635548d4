#include "native/voice/track.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "native/voice/pitch.h"

namespace hocket::voice {

void panGains(float pan, float& left, float& right) HOCKET_AUDIO {
  const float angle = std::numbers::pi_v<float> / 2 * std::clamp(pan, 0.0f, 1.0f);
  left = std::cos(angle);
  right = std::sin(angle);
}

float folded(float place) HOCKET_AUDIO {
  const float around = place - 2 * std::floor(place / 2);
  return around > 1 ? 2 - around : around;
}

MixInput Voice::mixInput(Name name, float otherwise) const HOCKET_AUDIO {
  const ControlValue* control = find(name);
  if (control == nullptr) return {nullptr, 0, otherwise};
  if (control->signal < 0) return {nullptr, 0, control->value};
  const Lane lane = signal(control->signal);
  if (!lane) return {nullptr, 0, otherwise};
  return {lane.output(0), dsp::wideLanes, otherwise};
}

Track::Track(std::string name, const BlockContext& context, int maxVoices)
    : name_(std::move(name)), context_(context), voices_(static_cast<std::size_t>(maxVoices)) {}

void Track::removeFinished() HOCKET_AUDIO {
  voices_.keepIf([](const Voice* v) { return !v->finished; });
}

void Track::render(float* const* out, int first, int frames) HOCKET_AUDIO {
  for (int c = 0; c < graph::voiceOutputs; ++c) std::fill(out[c] + first, out[c] + first + frames, 0.0f);
  for (Voice* voice : voices_) renderSource(*voice, first, frames);
  for (Voice* voice : voices_) {
    const Source source = result(*voice, first, frames);
    mix(*voice, source, out, first, frames);
    watch(*voice, source, first, frames);
  }
}

// The voice's signals and its instrument; with effects, the instrument's output goes into their input lane.
void Track::renderSource(Voice& voice, int first, int frames) HOCKET_AUDIO {
  const Buses& buses = *context_.buses;
  for (int i = 0; i < voice.signalCount; ++i)
    voice.signals[i].lane.group->process(context_.block, first, frames, buses);
  if (voice.instrument) voice.instrument.group->process(context_.block, first, frames, buses);
  if (!voice.effects) return;
  const Source source = voice.sample != nullptr
                            ? sampled(voice, first, frames)
                            : Source{{voice.instrument.output(0), voice.instrument.output(1)}, dsp::wideLanes};
  const int start = std::max(first, voice.startAt);
  for (int c = 0; c < 2; ++c) {
    float* to = voice.effects.group->input(c) + voice.effects.index;
    for (int i = first; i < std::min(start, first + frames); ++i) to[i * dsp::wideLanes] = 0;
    for (int i = start; i < first + frames; ++i) to[i * dsp::wideLanes] = source.channel[c][i * source.stride];
  }
}

Track::Source Track::sampled(Voice& voice, int first, int frames) HOCKET_AUDIO {
  const int start = std::max(first, voice.startAt), end = first + frames;
  for (float* channel : scratch_) std::fill(channel + first, channel + std::min(start, end), 0.0f);
  if (start < end) {
    if (voice.sourceOver) {
      for (float* channel : scratch_) std::fill(channel + start, channel + end, 0.0f);
    } else if (!voice.sampler.process(scratch_[0] + start, scratch_[1] + start, end - start,
                                      rates(voice, start, end))) {
      voice.sourceOver = true;
    }
    if (voice.gated && voice.release.running()) {
      for (int i = start; i < end; ++i) {
        const float level = voice.release.next(i);
        scratch_[0][i] *= level;
        scratch_[1][i] *= level;
      }
      if (voice.release.over()) voice.sourceOver = true;
    }
  }
  return {{scratch_[0], scratch_[1]}, 1};
}

// How much faster than its rate the sampler plays from frame to frame; null: at its rate.
const float* Track::rates(const Voice& voice, int start, int end) HOCKET_AUDIO {
  const MixInput &speed = voice.speed, &pitch = voice.pitch;
  if (speed.data == nullptr && pitch.data == nullptr) return nullptr;
  for (int i = start; i < end; ++i) {
    float rate = speed.data == nullptr ? 1 : speed.at(i);
    if (voice.inSeconds && speed.data != nullptr && rate != 0) rate = 1 / rate;
    if (pitch.data != nullptr) rate *= std::max(0.0f, pitch.at(i)) / static_cast<float>(middleHz);
    rates_[i] = rate;
  }
  return rates_ + start;
}

Track::Source Track::result(Voice& voice, int first, int frames) HOCKET_AUDIO {
  if (voice.effects) {
    voice.effects.group->process(context_.block, first, frames, *context_.buses);
    return {{voice.effects.output(0), voice.effects.output(1)}, dsp::wideLanes};
  }
  if (voice.sample != nullptr) return sampled(voice, first, frames);
  return {{voice.instrument.output(0), voice.instrument.output(1)}, dsp::wideLanes};
}

void Track::mix(Voice& voice, const Source& source, float* const* out, int first, int frames) HOCKET_AUDIO {
  const int start = std::max(first, voice.startAt), end = first + frames;
  const float* const in[2] = {source.channel[0], source.channel[1]};
  const bool still = voice.pan.data == nullptr && voice.channel.data == nullptr;
  if (voice.gain.data == nullptr && voice.overgain.data == nullptr && voice.velocity.data == nullptr && still &&
      !voice.shaped && !voice.ending.running()) {
    const float level = (voice.gain.constant + voice.overgain.constant) * voice.velocity.constant;
    const float left = level * voice.left, right = level * voice.right;
    for (int i = start; i < end; ++i) {
      out[0][i] += in[0][i * source.stride] * left;
      out[1][i] += in[1][i * source.stride] * right;
    }
    return;
  }
  float left = voice.left, right = voice.right;
  for (int i = start; i < end; ++i) {
    float level = (voice.gain.at(i) + voice.overgain.at(i)) * voice.velocity.at(i) * voice.ending.next(i);
    if (voice.shaped) level *= voice.envelope.next(voice.attack.at(i), voice.hold.at(i), voice.fall.at(i));
    if (!still)
      panGains(voice.placed ? folded(voice.pan.at(i) + voice.channel.at(i) / 2) : voice.pan.at(i), left, right);
    out[0][i] += in[0][i * source.stride] * (level * left);
    out[1][i] += in[1][i * source.stride] * (level * right);
  }
  if (voice.ending.over() || (voice.shaped && voice.envelope.over())) voice.finished = true;
}

// A voice ends when it was released, or its sample is over, and nothing has come out of it for a while.
void Track::watch(Voice& voice, const Source& source, int first, int frames) HOCKET_AUDIO {
  const bool over = voice.sample != nullptr ? voice.sourceOver : voice.released || voice.releaseAt >= 0;
  if (!over) return;
  if (voice.sample != nullptr && !voice.effects) {
    voice.finished = true;
    return;
  }
  float peak = 0;
  for (int i = first; i < first + frames; ++i) {
    peak = std::max(
        {peak, std::abs(source.channel[0][i * source.stride]), std::abs(source.channel[1][i * source.stride])});
  }
  voice.silentFrames = peak < silence ? voice.silentFrames + frames : 0;
  if (voice.silentFrames >= context_.silenceFrames) voice.finished = true;
}

}  // namespace hocket::voice
