// What the engine tells its host: plain data handed to a sink by Engine::poll, on the thread that polls.
//
// Views (`std::span`, `std::string_view`, `const char*`) are valid during the call only. Spans are indices into
// `Plan.spans` of the plan numbered `plan` (what Engine::submit returned), because every plan has its own span table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace hocket::engine {

/// Numbers plans in the order of submission, from 1; 0 is "no plan".
using PlanNumber = std::uint32_t;

inline constexpr std::int32_t noSpan = -1;

/// A place in the source: `span` indexes the span table of plan `plan`; noSpan when there is none.
struct SourcePlace {
  PlanNumber plan = 0;
  std::int32_t span = noSpan;
};

/// Where the audio thread is: the first frame that it has not made yet.
struct Position {
  std::int64_t frame = 0;
  double cycle = 0;
  double cps = 0;
  PlanNumber plan = 0;  // that plays
};

/// Level since the last poll, linear, 1 is full scale.
struct Meter {
  std::string_view name;  // "d1", "o3", "out", or "master"
  float peak[2];          // left, right
  float rms[2];
};

/// The newest samples of a track or of the master: enough for an oscilloscope and a spectrum.
struct Scope {
  std::string_view name;               // as in Meter
  std::int64_t endFrame;               // the frame after the last sample
  std::span<const float> left, right;  // oldest first, up to scopeFrames
};

inline constexpr int scopeFrames = 2048;

/// An atom of mini-notation that sounds from `startFrame` to `endFrame`; told when the audio thread starts it.
struct LitAtom {
  SourcePlace place;
  std::int64_t startFrame, endFrame;
  float value;  // the number that it carries; 0 for voices
};

/// A parameter that is fed by a pattern or a signal: what it did since the last poll, in the port's unit.
struct MovingParameter {
  SourcePlace place;      // the node whose parameter it is
  std::string_view port;  // the port's name in the manifest
  float current, min, max;
};

enum class Severity : std::uint8_t { warning, error };

enum class ProblemCode : std::uint8_t {
  planRefused,    // text says what and where in the plan; what played goes on
  missingSound,   // name says which
  badNumber,      // a node made NaN or infinity and was silenced
  tooManyEvents,  // a pattern makes more events than the budget; the rest of that window is left out
  voiceDropped,   // no voice was free, or the CPU was overloaded; the oldest was cut
  lateEvent,      // an event came after its time and was started late, or not at all
  queryFailed,    // arithmetic overflow in a pattern
  queueFull,      // a command or event was lost because a queue was full
};

struct Problem {
  ProblemCode code;
  Severity severity;
  SourcePlace place;
  std::string_view name;  // definition or sound concerned; may be empty
  std::string_view text;  // a sentence for a person
  std::uint32_t count;    // how often since the last poll
};

enum class NodeFate : std::uint8_t { kept, changed, added, faded, dropped };

struct SwapItem {
  NodeFate fate;
  SourcePlace place;            // in the new plan; dropped and faded nodes: in the old plan
  std::string_view definition;  // "d1", "~lfo"
  std::string_view key;
};

/// What one swap did, told after the audio thread has taken the new graph.
struct SwapReport {
  PlanNumber plan;
  std::int64_t frame;     // the first frame of the new graph
  double latencySeconds;  // from submit to the block that took it; offline: 0
  std::span<const SwapItem> items;
};

struct Load {
  float average, worst;    // share of the block's duration used since the last poll; 1 is all of it
  std::uint32_t blocks;    // blocks made since the last poll
  std::uint32_t voices;    // sounding now
  std::uint32_t missed;    // events that came too late, since the start
  std::uint32_t dropped;   // voices stolen or refused, since the start
  std::uint32_t overruns;  // blocks that took longer than their duration, since the start
};

enum class LoggedKind : std::uint8_t { submit, command, sample };

/// One entry of the session log: what changed the sound, and the frame from which on it did.
struct LogEntry {
  LoggedKind kind;
  std::int64_t frame;
  PlanNumber plan;        // submit
  std::string_view text;  // submit: the plan's JSON; command: its name; sample: its name
  std::int32_t index;     // sample: index in its folder
  double value;           // command: its argument
};

/// Overridden by whoever polls; each function is called on the polling thread. [control]
class TelemetrySink {
 public:
  virtual ~TelemetrySink() = default;
  virtual void position(const Position&) {}
  virtual void meter(const Meter&) {}
  virtual void scope(const Scope&) {}
  virtual void atom(const LitAtom&) {}
  virtual void parameter(const MovingParameter&) {}
  virtual void swap(const SwapReport&) {}
  virtual void problem(const Problem&) {}
  virtual void load(const Load&) {}
  virtual void log(const LogEntry&) {}
};

/// One sentence for each code, for logs and tests. [any]
const char* describe(ProblemCode);

}  // namespace hocket::engine
