// What a window of events becomes: notes and controls in the order of time, on their way to the audio thread.
#pragma once

#include <cstdint>
#include <vector>

#include "native/engine/spsc_ring.h"
#include "native/voice/note_event.h"

namespace hocket::engine {

/// Anything timed that is not a note.
struct ControlEvent {
  enum class Kind : std::uint8_t {
    held,      // target: slot of the graph
    poolHeld,  // target: pool of the rack, `input`: its held input
    tempo,     // value: cps
  };
  double cycle, end;
  float value;
  std::int32_t target = 0, input = 0;
  std::uint32_t atom = 0;
  Kind kind;
  bool impulse = false;    // a trigger: nothing when it comes late
  bool beforeEnd = false;  // a gate that closes: one frame earlier, so that the next one is seen to open
  bool lit = false;        // `atom` is the place that sounds
};

/// One thread at a time makes windows; the audio thread reads the rings. After warm-up nothing is allocated.
class WindowOutput {
 public:
  static constexpr std::size_t maxNotes = 2048, maxControls = 8192;

  /// One more note of this window; null when it is full. To be filled in, then confirmed by addNote() or taken back.
  voice::NoteEvent* newNote();
  void addNote();
  void takeBack() { notes_.pop_back(); }
  /// So many more notes fit.
  std::size_t room() const { return maxNotes - notes_.size(); }
  /// The notes of the window so far.
  const std::vector<voice::NoteEvent>& made() const { return notes_; }
  /// What does not fit is left out.
  void addControl(const ControlEvent&);

  /// The window is complete: puts it in order.
  void sort();
  /// Sends as much of it as the rings have room for; false when some is left.
  bool send();

  /// [audio] reads these.
  SpscRing<voice::NoteEvent> notes{maxNotes};
  SpscRing<voice::NoteEvent> nudged{maxNotes / 2};  // those that do not sound at their own time
  SpscRing<ControlEvent> controls{maxControls};

 private:
  struct Key {
    double cycle;
    std::uint32_t order;
  };
  std::vector<voice::NoteEvent> notes_;
  std::vector<ControlEvent> controls_;
  std::vector<Key> noteOrder_, controlOrder_;
  std::size_t notesSent_ = 0, controlsSent_ = 0;
};

}  // namespace hocket::engine
