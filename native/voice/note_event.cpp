#include "native/voice/note_event.h"

#include <limits>

namespace hocket::voice {

ControlNames::ControlNames(pattern::Strings& strings)
    : s(strings.intern("s")),
      n(strings.intern("n")),
      note(strings.intern("note")),
      up(strings.intern("up")),
      octave(strings.intern("octave")),
      midinote(strings.intern("midinote")),
      freq(strings.intern("freq")),
      gain(strings.intern("gain")),
      overgain(strings.intern("overgain")),
      pan(strings.intern("pan")),
      channel(strings.intern("channel")),
      velocity(strings.intern("velocity")),
      speed(strings.intern("speed")),
      begin(strings.intern("begin")),
      end(strings.intern("end")),
      unit(strings.intern("unit")),
      accelerate(strings.intern("accelerate")),
      cut(strings.intern("cut")),
      loop(strings.intern("loop")),
      legato(strings.intern("legato")),
      sustain(strings.intern("sustain")),
      attack(strings.intern("attack")),
      hold(strings.intern("hold")),
      release(strings.intern("release")),
      nudge(strings.intern("nudge")),
      cps(strings.intern("cps")),
      gate(strings.intern("gate")) {}

float wordValue(std::string_view word) {
  if (word.size() == 1) {
    for (std::string_view letters : {std::string_view("aeiou"), std::string_view("rcs")}) {
      if (const auto at = letters.find(word[0]); at != letters.npos) return static_cast<float>(at);
    }
  }
  return std::numeric_limits<float>::quiet_NaN();
}

}  // namespace hocket::voice
