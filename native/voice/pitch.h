// What a note event means for an instrument: its frequency, its length, and how fast a sample plays.
#pragma once

#include "native/voice/note_event.h"
#include "native/voice/sampler.h"

namespace hocket::voice {

inline constexpr double middleHz = 261.6255653005986;  // of note 0, and of a recording

/// Hz, as SuperDirt has it: `freq`, or from `midinote`, or from note (for a synth also `n`), `up` and `octave`; note 0
/// is c5 = 261.63 Hz. For a sample `n` chooses the recording and is no pitch. [audio]
double frequencyOf(const NoteEvent&, const ControlNames&, bool sampled) HOCKET_AUDIO;

/// Hz of a drum that is tuned to `tuning`: moved by note, `up` and `octave`, set by `midinote`. `n` is no pitch.
/// [audio]
double drumFrequencyOf(const NoteEvent&, const ControlNames&, double tuning) HOCKET_AUDIO;

/// Seconds that the gate is open: `sustain`, or the event's length times `legato`. [audio]
double gateSeconds(const NoteEvent&, const ControlNames&, double cps) HOCKET_AUDIO;

/// What `unit` says that `speed` counts in.
enum class SpeedUnit { rate, cycles, seconds };
SpeedUnit speedUnitOf(const NoteEvent&, const ControlNames&) HOCKET_AUDIO;  // [audio]

/// Which part of the sample at which speed: `begin`, `end`, `speed` in the `unit` given, pitch, `accelerate`, `loop`.
/// A speed that is a signal counts as 1, a frequency as the recording's: they multiply the rate while it plays. [audio]
Sampler::Part partOf(const NoteEvent&, const ControlNames&, const Sample&, double cps, double sampleRate) HOCKET_AUDIO;

}  // namespace hocket::voice
