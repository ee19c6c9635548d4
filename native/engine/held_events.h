// Patterns that are read as signals: their values, triggers and gates as timed events.
#pragma once

#include <cstdint>
#include <vector>

#include "native/engine/event_problems.h"
#include "native/engine/window_output.h"
#include "native/graph/graph.h"
#include "native/pattern/query.h"

namespace hocket::engine {

struct HeldSource {
  pattern::PatternId pattern;
  graph::HeldUse use;
  ControlEvent::Kind kind;
  std::int32_t target = 0, input = 0;
  bool current = true;  // at the start, send the value that holds already
};

class HeldEvents {
 public:
  static constexpr int continuousSteps = 512;  // values sent of a continuous pattern in a cycle

  /// `scalars`: numbers without a rhythm are sent where they change, as buses move them. [builder]
  HeldEvents(const pattern::PatternGraph&, std::vector<HeldSource>, bool scalars);

  /// What holds at the beginning of window `window` of `perCycle` in a cycle.
  void makeCurrent(pattern::Query&, std::int64_t window, int perCycle, WindowOutput&, EventProblems&);
  /// All events of the window.
  void make(pattern::Query&, std::int64_t window, int perCycle, WindowOutput&, EventProblems&);

 private:
  struct Work {
    pattern::Query& query;
    WindowOutput& out;
    EventProblems& problems;
    std::int64_t window;
    int perCycle;
  };
  /// A source, and what is known of what it has sent.
  struct State {
    HeldSource source;
    double gateEnd;  // cycles; infinity: closed
    float sent;      // of a scalar; NaN: nothing yet
  };
  bool isScalar(const HeldSource&) const;
  void makeCurrent(const Work&, State&);
  void makeScalar(const Work&, State&);
  void makeHeld(const Work&, State&);
  void send(const Work&, State&, const pattern::Event&);
  static void closeGates(std::vector<State>&, double before, WindowOutput&);

  const pattern::PatternGraph& graph_;
  const bool scalars_;
  std::vector<State> states_;
  std::vector<const pattern::Event*> inOrder_;
};

}  // namespace hocket::engine
