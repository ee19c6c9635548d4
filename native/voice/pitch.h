// What a note event means for an instrument: its frequency, its length, and how fast a sample plays.
#pragma once

#include "native/voice/note_event.h"
#include "native/voice/sampler.h"

namespace hocket::voice {

/// Hz, as SuperDirt has it: `freq`, or from `midinote`, or from note (for a synth also `n`), `up` and `octave`; note 0
/// is c5 = 261.63 Hz. For a sample `n` chooses the recording and is no pitch. [audio]
double frequencyOf(const NoteEvent&, const ControlNames&, bool sampled) HOCKET_AUDIO;

/// Hz of a drum that is tuned to `tuning`: moved by note, `up` and `octave`, set by `midinote`. `n` is no pitch.
/// [audio]
double drumFrequencyOf(const NoteEvent&, const ControlNames&, double tuning) HOCKET_AUDIO;

/// Seconds that the gate is open: `sustain`, or the event's length times `legato`. [audio]
double gateSeconds(const NoteEvent&, const ControlNames&, double cps) HOCKET_AUDIO;

/// Which part of the sample at which speed: `begin`, `end`, `speed` in the `unit` given, pitch, `accelerate`, `loop`.
/// [audio]
Sampler::Part partOf(const NoteEvent&, const ControlNames&, const Sample&, double cps, double sampleRate) HOCKET_AUDIO;

}  // namespace hocket::voice
