// A plan made ready for the audio thread: graph, voices, events and where its outputs go.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "native/engine/event_windows.h"
#include "native/engine/plan_slot.h"
#include "native/engine/telemetry.h"
#include "native/graph/graph.h"
#include "native/voice/rack.h"
#include "native/voice/track.h"

namespace hocket::engine {

/// A voices node of the graph.
struct TrackRoute {
  std::shared_ptr<voice::Track> track;  // null for one that leaves
  std::int32_t effects = graph::none;
  bool once = false;
};

/// A track or output of the graph. Buses have none.
struct OutputRoute {
  const graph::OutputView* view;
  int strip;
  int pair;      // of hardware channels
  bool audible;  // neither muted nor beside a soloed one
  bool fresh;    // the strip was another's before
};

struct LivePlan {
  PlanNumber number = 0;
  std::shared_ptr<const graph::Plan> plan;
  std::unique_ptr<graph::Graph> graph;
  std::unique_ptr<voice::Rack> rack;
  std::unique_ptr<EventWindows> events;
  std::unique_ptr<EventWindows> following;   // of patterns that read buses; null when none does
  std::vector<graph::SpanId> patternPlaces;  // by pattern
  std::vector<BusTap> taps;                  // of all buses
  std::vector<BusRead> reads;                // those that patterns read
  std::vector<TrackRoute> tracks;            // as Graph::voices()
  std::vector<OutputRoute> outputs;
  voice::Buses buses;
  int ports = 0;  // Graph::ports()
  Due due;
  double begin = 0;      // cycle that its first block begins with
  double jump = 0;       // cycles by which the beat then has jumped
  double jumped = 0;     // by that and all jumps before it
  double submitted = 0;  // seconds of the steady clock
  bool taken = false;    // [audio]
  bool follows = false;  // another plan [audio]
};

}  // namespace hocket::engine
