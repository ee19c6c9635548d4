// The plan after validation: every index is in range, every name known, nothing leads back to itself.
// The form is that of language-server/src/compiler/plan.ts; native/graph/load_plan.h makes it from JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hocket::pattern {
class PatternGraph;
}
namespace hocket::dsp {
struct NodeType;
}

namespace hocket::graph {

using PatternId = std::int32_t;
using SpanId = std::int32_t;
inline constexpr std::int32_t none = -1;  // of any optional index

struct PlanSpan {
  std::uint32_t file, start, end;  // UTF-16 offsets
};

/// What feeds a port or an output channel.
struct Ref {
  enum class Kind : std::uint8_t { constant, node, pattern, bus, control };
  Kind kind = Kind::constant;
  float value = 0;                      // constant; what `d` says: what a voice without the control gets, or what holds
                                        // before the pattern's first event
  bool hasDefault = false;              // control, pattern: `d` was given
  std::int32_t index = none;            // node, pattern
  std::int32_t channel = none;          // node, bus: one channel, or all of them
  std::string name;                     // bus, control
  std::shared_ptr<const Ref> fallback;  // control whose default is itself a ref
};

struct PlanInput {
  std::string port;
  std::vector<Ref> refs;  // never empty; several are channels
};

struct PlanOption {
  std::string name;
  float value = 0;
  std::string text;  // when the option is a word; DSP nodes take numbers only
  bool isText = false;
};

/// How a pattern's events become a stream.
enum class HeldUse : std::uint8_t {
  value,  // each event's number, from its onset on
  trig,   // an impulse at each onset
  gate,   // 1 from onset to end
};

struct PlanNode {
  std::string key;
  std::string kind;
  const dsp::NodeType* type = nullptr;  // null: one of the engine's own: voices, trig, gate
  SpanId span = none;
  std::vector<PlanInput> in;
  std::vector<PlanOption> options;
  PatternId pattern = none;        // voices, trig, gate
  std::int32_t effects = none;     // voices
  std::string when;                // in effects: the control that switches it on; empty: always on
  std::vector<std::string> buses;  // voices: what its voices may read (voice signals, effects, synths it names), sorted
  std::vector<std::string> sounds;  // voices: words of its pattern that may name a sound, without numbers, sorted
};

struct PlanGraph {
  std::vector<PlanNode> nodes;
  std::vector<Ref> out;
};

enum class DefinitionKind : std::uint8_t { track, output, bus };

struct PlanDefinition : PlanGraph {
  std::string name;
  DefinitionKind kind = DefinitionKind::bus;
  SpanId span = none;
  bool mute = false, solo = false;  // applied by whoever mixes: the graph goes on computing
};

struct PlanSynth : PlanGraph {
  std::string name;
  SpanId span = none;
};

/// What the graph needs to know of a pattern without querying it.
struct PatternDigest {
  std::uint64_t hash[2];  // of its content, spans left out: equal hashes, equal events
};

struct Plan {
  float cps = 0.5F;
  PatternId cpsPattern = none;  // instead of the constant, when not none
  std::uint64_t seed = 0;
  std::optional<std::int64_t> cycle;  // where the beat jumps to as the plan is taken
  std::vector<std::string> files;
  std::vector<PlanSpan> spans;
  std::vector<PatternDigest> digests;  // one a pattern
  std::shared_ptr<const pattern::PatternGraph> patterns;
  std::vector<PlanDefinition> definitions;
  std::vector<PlanSynth> synths;
  std::vector<PlanGraph> effects;
  std::vector<PlanGraph> voiceSignals;
};

/// Sizes that no plan may exceed; beyond them the loader answers tooLarge.
struct PlanLimits {
  std::size_t bytes = 64U << 20U;
  std::size_t patterns = 1'000'000, spans = 1'000'000, files = 10'000;
  std::size_t definitions = 4'096, graphs = 16'384, nodes = 65'536;  // nodes: of all graphs together
  std::size_t refsPerPort = 1'024, nameBytes = 4'096, depth = 64;
};

/// A node of a plan by place, for reports.
struct NodePlace {
  std::string definition;
  std::string key;
  std::string kind;
  SpanId span = none;
};

}  // namespace hocket::graph
