// Everything that crosses between the audio thread and the others, in one place. Nothing else is shared.
#pragma once

#include <array>
#include <cstdint>

#include "native/engine/bus_samples.h"
#include "native/engine/live_plan.h"
#include "native/engine/plan_slot.h"
#include "native/engine/spsc_ring.h"
#include "native/engine/strip.h"
#include "native/engine/telemetry.h"
#include "native/engine/telemetry_ring.h"

namespace hocket::engine {

enum class Command : std::uint8_t;

struct CommandItem {
  Command command;
  double value;
};

/// What the audio thread tells the polling thread. Each is told once; numbers that flow go through telemetry rings.
struct Report {
  enum class Kind : std::uint8_t { taken, tableTaken, command, missingSound, fault, dropped, late };
  Kind kind;
  bool inGraph = false;  // fault: `index` counts the graph's nodes, otherwise those of pool `pool`
  PlanNumber plan = 0;
  std::int32_t index = -1;  // fault: node; missingSound: span
  std::int32_t pool = -1;
  voice::Name name = voice::noName;
  std::uint32_t count = 1;
  std::int64_t frame = 0;
  double value = 0;  // command: argument; taken: seconds of the steady clock; tableTaken: version
};

/// A group of lanes on its way to its pool, which the builder keeps until it has arrived.
struct GrownPool {
  voice::Pool* pool;
  voice::Group* group;
};

struct AtomRecord {
  std::int64_t startFrame, endFrame;
  PlanNumber plan;
  std::uint32_t span;
  float value;
  std::uint32_t unused = 0;
};
struct PortRecord {
  PlanNumber plan;
  std::int32_t port;  // index into Graph::ports()
  float current, min, max;
};
struct LoadRecord {
  float share;  // of the block's duration
  std::uint32_t voices;
};

struct Crossing {
  explicit Crossing(double busLookaheadSeconds) : buses(busLookaheadSeconds) {}

  SpscRing<CommandItem> commands{256};     // control to audio
  PlanSlot<LivePlan> plans{64};            // builder to audio and back
  PlanSlot<voice::SoundTable> sounds{64};  // builder to audio and back
  SpscRing<GrownPool> grown{256};          // builder to audio
  SpscRing<std::uint64_t> growth{256};     // audio to builder: ids of pools that want another group
  SpscRing<Report> reports{4096};          // audio to polling
  BusSamples buses;                        // audio to builder and sequencer
  TelemetryRing<Position> positions{64};   // audio to any
  TelemetryRing<AtomRecord> atoms{4096};
  TelemetryRing<PortRecord> ports{8192};
  TelemetryRing<LoadRecord> loads{4096};
  std::array<Strip, stripCount> strips;
};

/// The newest position that the audio thread has told. [any]
Position latestPosition(const Crossing&);

}  // namespace hocket::engine
