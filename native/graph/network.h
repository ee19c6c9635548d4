// A signal graph expanded to single channels: units that compute, and the values that flow between them.
// The form that matching, ordering and buffer assignment work on; built once, then only read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/graph/graph.h"
#include "native/graph/plan.h"
#include "native/graph/program.h"

namespace hocket::graph {

using ValueId = std::int32_t;
using UnitId = std::int32_t;

/// One channel of numbers.
struct Value {
  enum class Kind : std::uint8_t {
    constant,
    held,     // index: of Network::held
    control,  // index: of Network::controls; number: what a lane without the control gets
    bus,      // index: of Network::buses, and its channel
    voice,    // a channel of {bus: "voice"}
    unit,     // index: the unit, and its output channel
  };
  Kind kind = Kind::constant;
  std::int32_t index = none;
  std::int32_t channel = 0;
  float number = 0;
};

/// What computes values.
struct Unit {
  enum class Kind : std::uint8_t {
    kernel,  // a DSP node, one copy of it
    voices,  // a VoiceSource
    fold,    // the mean of its inputs
    select,  // lane by lane: in[0] where the control `when` is present, else in[1]
    output,  // one channel of a definition (or of a program): a copy of its input at a fixed address
    fade,    // from in[1] to in[0]: only while a swap's fade lasts
  };
  Kind kind = Kind::kernel;
  const dsp::NodeType* type = nullptr;  // kernel
  std::int32_t node = none;             // index into Network::nodes
  std::int32_t group = none;            // the definition; loops are cut between groups only
  std::int32_t copy = 0;                // kernel: channel of the expansion; output: channel
  std::vector<float> options;           // in the order of the spec
  std::uint64_t seed = 0;
  std::vector<ValueId> in;
  ValueId out = none;  // the first; further channels follow
  std::int32_t outs = 1;
  std::int32_t when = none;     // kernel, select: index of a control
  std::vector<ValueId> bypass;  // one an output: what lanes without `when` get
  std::int32_t voices = none;   // index into Network::voices
  std::vector<UnitId> after;    // voices: outputs that its voices read
};

struct Node {
  NodePlace place;
  std::int32_t group = none;
  std::vector<UnitId> units;  // its copies, by channel; none for trig and gate
  ValueId value = none;       // trig, gate
};

/// A definition, or the one graph of a program.
struct Group {
  std::string name;
  DefinitionKind kind = DefinitionKind::bus;
  bool mute = false, solo = false;
  std::vector<UnitId> outputs;
};

/// A parameter that is not constant, neither a signal input nor an operand; or a bus that the voices of a track read.
struct PortUse {
  std::int32_t node;
  std::string_view port;  // of the node's spec; of voices the bus, a name in the plan
  ValueId value;
};

struct Network {
  int width = 1;
  std::vector<Value> values;
  std::vector<Unit> units;
  std::vector<Node> nodes;
  std::vector<Group> groups;
  std::vector<HeldInput> held;
  std::vector<ControlInput> controls;
  std::vector<BusInput> buses;
  std::vector<VoicesNode> voices;
  std::vector<PortUse> ports;

  ValueId addValue(const Value&);  // constants and sources are shared
  ValueId constant(float number) { return addValue({Value::Kind::constant, none, 0, number}); }
  UnitId addUnit(Unit);  // makes its output values
  const Value& value(ValueId id) const { return values[static_cast<std::size_t>(id)]; }
  const Unit& unit(UnitId id) const { return units[static_cast<std::size_t>(id)]; }
  Unit& unit(UnitId id) { return units[static_cast<std::size_t>(id)]; }

 private:
  std::map<std::pair<std::uint64_t, std::uint64_t>, ValueId> shared_;
};

/// Kernels with more inputs or outputs than this are refused.
inline constexpr std::size_t maxUnitPorts = 96;
/// Channels of any node or definition.
inline constexpr int maxChannels = 512;
/// Units of one network.
inline constexpr std::size_t maxUnits = 1U << 18U;

Result<Network> mainNetwork(const Plan&);
Result<Network> voiceNetwork(const PlanGraph&, const Plan&, const ProgramOptions&, std::string_view path);

std::uint64_t mixSeed(std::uint64_t a, std::uint64_t b) HOCKET_AUDIO;
std::uint64_t hashText(std::string_view);

}  // namespace hocket::graph
