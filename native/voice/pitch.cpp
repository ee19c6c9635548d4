#include "native/voice/pitch.h"

#include <algorithm>
#include <cmath>

namespace hocket::voice {
namespace {

constexpr double middle = 60;  // MIDI number of note 0 in octave 5

}  // namespace

double frequencyOf(const NoteEvent& event, const ControlNames& names, bool sampled) HOCKET_AUDIO {
  const double freq = event.number(names.freq, 0);
  if (freq > 0) return std::min(freq, 1e5);
  const double note = event.number(names.note, sampled ? 0 : event.number(names.n, 0));
  const double midi =
      event.number(names.midinote, note + event.number(names.up, 0) + 12 * event.number(names.octave, 5));
  const double hz = middleHz * std::exp2((midi - middle) / 12);
  return std::isfinite(hz) ? std::clamp(hz, 1e-3, 1e5) : middleHz;
}

double drumFrequencyOf(const NoteEvent& event, const ControlNames& names, double tuning) HOCKET_AUDIO {
  const bool absolute = event.find(names.midinote) != nullptr;
  return absolute ? frequencyOf(event, names, true) : tuning * frequencyOf(event, names, true) / middleHz;
}

double gateSeconds(const NoteEvent& event, const ControlNames& names, double cps) HOCKET_AUDIO {
  const double length = event.duration / cps * event.number(names.legato, 1);
  const double seconds = event.number(names.sustain, length);
  return std::isfinite(seconds) ? std::clamp(seconds, 0.0, 1e5) : 0;
}

SpeedUnit speedUnitOf(const NoteEvent& event, const ControlNames& names) HOCKET_AUDIO {
  // wordValue() counts "r", "c", "s".
  return static_cast<SpeedUnit>(static_cast<int>(std::clamp(event.number(names.unit, 0), 0.0, 2.0)));
}

Sampler::Part partOf(const NoteEvent& event, const ControlNames& names, const Sample& sample, double cps,
                     double sampleRate) HOCKET_AUDIO {
  const double length = static_cast<double>(sample.frames()) / sample.sampleRate();
  const double given = event.number(names.speed, 1);
  double speed = std::isfinite(given) ? given : 1;
  const SpeedUnit unit = speedUnitOf(event, names);
  if (unit == SpeedUnit::cycles) speed *= length * cps;
  if (unit == SpeedUnit::seconds) speed = speed == 0 ? 0 : length / speed;
  Sampler::Part part;
  part.begin = event.number(names.begin, 0);
  part.end = event.number(names.end, 1);
  const ControlValue* freq = event.find(names.freq);
  part.rate = freq != nullptr && freq->signal >= 0 ? speed : speed * frequencyOf(event, names, true) / middleHz;
  part.times = static_cast<int>(std::clamp(event.number(names.loop, 1), 1.0, 1e6));
  part.glide = event.number(names.accelerate, 0);
  if (!std::isfinite(part.glide)) part.glide = 0;
  if (!(part.begin >= 0)) part.begin = 0;
  if (!(part.end >= 0)) part.end = 1;
  const double average = (1 + std::abs(1 + part.glide)) / 2;
  const double ratio = std::max(1e-6, std::abs(part.rate) * average);
  part.glideFrames = std::abs(part.end - part.begin) * length * sampleRate * part.times / ratio;
  return part;
}

}  // namespace hocket::voice
