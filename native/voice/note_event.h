// What starts a voice: one event of a pattern of control maps, flattened so that it crosses to the audio thread by
// value.
#pragma once

#include <cstdint>
#include <span>

#include "native/dsp/kernel.h"
#include "native/pattern/strings.h"

namespace hocket::voice {

/// The session's words: names of controls, sounds and buses.
using Name = pattern::StringId;
inline constexpr Name noName = pattern::Strings::none;

struct ControlValue {
  Name name;
  float value;               // of a word that stands for a number, that number
  std::int32_t signal = -1;  // index into Plan.voiceSignals, or -1: `value` counts
};

/// The controls that the engine itself reads; every other one is a matter of synths and effects.
struct ControlNames {
  explicit ControlNames(pattern::Strings&);  // [control]

  Name s, n, note, up, octave, midinote, freq, gain, overgain, pan, channel, velocity, speed, begin, end, unit,
      accelerate, cut, loop, legato, sustain, attack, hold, release, nudge, cps, gate;
};

struct NoteEvent {
  static constexpr int maxControls = 32, maxAtoms = 8;

  double cycle = 0;     // of the onset
  double duration = 0;  // cycles
  double nudge = 0;     // seconds that it sounds after its onset
  std::uint64_t seed = 0;
  std::int32_t track = -1;  // index into Graph::voices()
  Name sound = noName;
  std::int32_t controlCount = 0, atomCount = 0;
  ControlValue controls[maxControls];
  std::uint32_t atoms[maxAtoms];  // span ids

  std::span<const ControlValue> all() const HOCKET_AUDIO { return {controls, static_cast<std::size_t>(controlCount)}; }
  const ControlValue* find(Name name) const HOCKET_AUDIO {
    for (const ControlValue& control : all()) {
      if (control.name == name) return &control;
    }
    return nullptr;
  }
  /// The control's number; `otherwise` when it is not given or is a signal.
  double number(Name name, double otherwise) const HOCKET_AUDIO {
    const ControlValue* control = find(name);
    return control != nullptr && control->signal < 0 ? static_cast<double>(control->value) : otherwise;
  }
};

/// How a word in a control's place reads as a number: a vowel's place in `aeiou`, a unit's in `rcs`. NaN for any other.
/// [any]
float wordValue(std::string_view word);

}  // namespace hocket::voice
