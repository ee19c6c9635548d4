// Notes: the events of patterns of control maps, flattened so that they can cross.
#pragma once

#include <cstdint>
#include <vector>

#include "native/engine/event_problems.h"
#include "native/engine/window_output.h"
#include "native/pattern/query.h"

namespace hocket::engine {

/// A pattern and where its events go.
struct NoteSource {
  pattern::PatternId pattern;
  std::int32_t track;  // index into Graph::voices()
  std::uint64_t seed;  // of the track, the same from plan to plan
  bool once = false;   // cycle 0 is played once, from `start` on
  double start = 0;
};

class NoteEvents {
 public:
  static constexpr std::size_t mostEach = 1024;   // of one pattern in a window
  static constexpr std::size_t roomForEach = 64;  // that patterns with too many events leave to each of the others

  NoteEvents(const pattern::PatternGraph&, const voice::ControlNames&, std::vector<NoteSource>);  // [builder]

  /// All notes of window `window` of `perCycle` in a cycle.
  void make(pattern::Query&, std::int64_t window, int perCycle, WindowOutput&, EventProblems&);

 private:
  struct Work {
    pattern::Query& query;
    WindowOutput& out;
    EventProblems& problems;
  };
  void makeOnce(const Work&, const NoteSource&, std::int64_t window, int perCycle, std::size_t most);
  void makeNotes(const Work&, const NoteSource&, const pattern::Span&, double shift, std::size_t most);
  bool flatten(pattern::Query&, const pattern::Event&, voice::NoteEvent&) const;

  const pattern::PatternGraph& graph_;
  const voice::ControlNames& names_;
  std::vector<NoteSource> sources_;
};

/// Bits that look random, for seeds. [any]
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

}  // namespace hocket::engine
