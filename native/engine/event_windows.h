// Turns a plan's patterns into timed events, window by window, ahead of the audio thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "native/engine/bus_samples.h"
#include "native/engine/spsc_ring.h"
#include "native/graph/graph.h"
#include "native/pattern/query.h"
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

/// A pattern and where its events go.
struct NoteSource {
  pattern::PatternId pattern;
  std::int32_t track;  // index into Graph::voices()
  std::uint64_t seed;  // of the track, the same from plan to plan
  bool once = false;   // cycle 0 is played once, from `start` on
  double start = 0;
};
struct HeldSource {
  pattern::PatternId pattern;
  graph::HeldUse use;
  ControlEvent::Kind kind;
  std::int32_t target = 0, input = 0;
  bool current = true;  // at the start, send the value that holds already
};

/// A bus that patterns read.
struct BusRead {
  pattern::StringId name;
  std::size_t slot;   // of BusSamples
  float initial = 0;  // what counts for places of the grid where it was not there yet
};

/// What windows of patterns that read buses need: they are made when the buses are known.
struct BusReads {
  const BusSamples& samples;
  std::vector<BusRead> reads;
  double jumped = 0;  // cycles by which the beat has left the grid of the samples
};

/// A reason why events are missing. The audio thread is not concerned.
struct EventProblem {
  pattern::QueryError error;
  pattern::PatternId pattern;  // of the source
  bool operator==(const EventProblem&) const = default;
};

/// Queries in windows on a fixed grid: what is asked, and so what is answered, does not depend on when. Windows are
/// 1/16 cycle long; those of patterns that read buses are the steps of BusSamples, in each of which a bus has one
/// value. One thread at a time may fill; the audio thread reads the rings. After warm-up nothing is allocated.
class EventWindows {
 public:
  static constexpr int continuousSteps = 512;  // values sent of a continuous pattern in a cycle
  static constexpr std::size_t maxNotes = 2048, maxControls = 8192;
  static constexpr std::size_t maxNotesEach = 1024;  // of one pattern in a window: the others keep their room

  EventWindows(const pattern::PatternGraph&, const voice::ControlNames&, std::vector<NoteSource>,
               std::vector<HeldSource>, std::optional<BusReads> = {});

  /// Begins with the window that contains `cycle`, preceded by the values that hold there. [builder]
  void begin(double cycle);
  /// Makes all windows that begin before `cycle`; stops early when a ring is full, or a bus not known yet. [builder],
  /// then [sequencer]
  void fill(double cycle);
  /// All that happens before has been made. [any]
  double filledUntil() const { return until_.load(std::memory_order_acquire); }
  /// Hands over what went wrong since the last call; each thing once.
  std::vector<EventProblem> takeProblems();

  SpscRing<voice::NoteEvent> notes;
  SpscRing<ControlEvent> controls;

 private:
  struct Key {
    double cycle;
    std::uint32_t order;
  };
  bool readBuses(std::int64_t window);
  void makeWindow(std::int64_t window);
  void makeNotes(const NoteSource&, const pattern::Span&, double shift);
  void makeOnce(const NoteSource&, std::int64_t window);
  void makeHeld(std::size_t source, const pattern::Span&);
  bool isScalar(const HeldSource&) const;
  void makeScalar(std::size_t source, const pattern::Span&);
  void sendHeld(const HeldSource&, const pattern::Event&, double& gateEnd);
  void sortWindow();
  void makeCurrent(const HeldSource&, std::int64_t window);
  void sendPending();
  void closeGates(double before);
  bool flatten(const pattern::Event&, voice::NoteEvent&);
  void addControl(const ControlEvent&);
  ControlEvent eventOf(const HeldSource&, const pattern::Event&, double cycle, float value);
  static ControlEvent closing(const HeldSource&, double cycle, bool anotherFollows);
  void checkQuery(pattern::PatternId source);
  void problem(const EventProblem&);

  const pattern::PatternGraph& graph_;
  const voice::ControlNames& names_;
  std::vector<NoteSource> noteSources_;
  std::vector<HeldSource> heldSources_;
  pattern::Query query_;
  std::vector<double> gateEnds_;  // of each held source; infinity: closed
  std::vector<float> sent_;       // of each scalar held source; NaN: nothing yet
  const std::optional<BusReads> buses_;
  const int perCycle_;
  std::int64_t next_ = 0;  // window
  bool begun_ = false;     // what holds at the beginning has been sent
  std::atomic<double> until_{0};

  // The window in work, until it has crossed.
  std::vector<voice::NoteEvent> noteBuffer_;
  std::vector<ControlEvent> controlBuffer_;
  std::vector<Key> noteOrder_, controlOrder_;
  std::vector<const pattern::Event*> inOrder_;
  std::size_t notesSent_ = 0, controlsSent_ = 0;

  std::vector<EventProblem> problems_, told_;
};

/// Bits that look random, for seeds. [any]
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

}  // namespace hocket::engine
