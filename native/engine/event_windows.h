// Turns a plan's patterns into timed events, window by window, ahead of the audio thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "native/engine/bus_reads.h"
#include "native/engine/held_events.h"
#include "native/engine/note_events.h"

namespace hocket::engine {

/// Queries in windows on a fixed grid: what is asked, and so what is answered, does not depend on when. Windows are
/// 1/16 cycle long, or, of patterns that read buses, the steps of BusSamples. One thread at a time may fill; the audio
/// thread reads the rings of the output. After warm-up nothing is allocated.
class EventWindows {
 public:
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
  std::vector<EventProblem> takeProblems() { return problems_.take(); }

  WindowOutput out;

 private:
  double cycleOf(std::int64_t window) const { return static_cast<double>(window) / perCycle_; }
  void makeNext();

  const std::optional<BusReads> buses_;
  const int perCycle_;
  NoteEvents notes_;
  HeldEvents held_;
  pattern::Query query_;
  EventProblems problems_;
  std::int64_t next_ = 0;  // window
  bool begun_ = false;     // what holds at the beginning has been sent
  std::atomic<double> until_{0};
};

}  // namespace hocket::engine
