#include "native/graph/expander.h"

#include <algorithm>
#include <bit>

namespace hocket::graph {

Expander::Expander(std::uint64_t seed, const ProgramOptions& voice) : seed_(seed), voice_(&voice) {
  net_.width = voice.width;
}

void Expander::addName(const std::string& name, int group) {
  names_[name] = group;
  if (name.starts_with('~')) names_.try_emplace(name.substr(1), group);
}

void Expander::addGroup(Group group, int channels) {
  const auto index = static_cast<std::int32_t>(net_.groups.size());
  for (int channel = 0; channel < channels; ++channel) {
    Unit unit;
    unit.kind = Unit::Kind::output;
    unit.group = index;
    unit.copy = channel;
    unit.in.assign(1, net_.constant(0));
    group.outputs.push_back(net_.addUnit(std::move(unit)));
  }
  net_.groups.push_back(std::move(group));
}

bool Expander::expand(const PlanGraph& graph, std::int32_t group, const GraphChannels& channels) {
  group_ = group;
  outputs_.assign(graph.nodes.size(), {});
  const auto base = static_cast<std::int32_t>(net_.nodes.size());
  const std::string& definition = net_.groups[static_cast<std::size_t>(group)].name;
  for (const PlanNode& node : graph.nodes) {
    net_.nodes.push_back({{definition, node.key, node.kind, node.span}, group, {}, none});
  }
  for (const std::int32_t n : sourcesFirst(graph)) {
    const auto at = static_cast<std::size_t>(n);
    node_ = base + n;
    if (graph.nodes[at].type == nullptr) {
      engineNode(graph.nodes[at], outputs_[at]);
    } else {
      dspNode(graph.nodes[at], channels.nodes[at], outputs_[at]);
    }
    if (net_.units.size() > maxUnits) return false;
  }
  std::vector<ValueId> out;
  for (const Ref& ref : graph.out) flatten(ref, 0, out);
  const std::vector<UnitId>& outputs = net_.groups[static_cast<std::size_t>(group)].outputs;
  for (std::size_t channel = 0; channel < outputs.size() && channel < out.size(); ++channel) {
    net_.unit(outputs[channel]).in[0] = out[channel];
  }
  return true;
}

void Expander::engineNode(const PlanNode& node, std::vector<ValueId>& outputs) {
  Node& entry = net_.nodes[static_cast<std::size_t>(node_)];
  if (node.kind != "voices") {
    entry.value = held(node.pattern, node.kind == "trig" ? HeldUse::trig : HeldUse::gate, 0);
    outputs.push_back(entry.value);
    return;
  }
  Unit unit = newUnit(Unit::Kind::voices, 0);
  unit.outs = voiceOutputs;
  unit.voices = static_cast<std::int32_t>(net_.voices.size());
  for (const std::string& bus : node.buses) {
    const auto found = names_.find(bus);
    if (found == names_.end()) continue;
    const auto& read = net_.groups[static_cast<std::size_t>(found->second)].outputs;
    unit.after.insert(unit.after.end(), read.begin(), read.end());
    if (!read.empty()) net_.ports.push_back({node_, bus, net_.unit(read.front()).out});
  }
  VoicesNode voices;
  voices.definition = entry.place.definition;
  voices.key = node.key;
  voices.pattern = node.pattern;
  voices.effects = node.effects;
  voices.span = node.span;
  net_.voices.push_back(std::move(voices));
  add(std::move(unit), outputs);
}

void Expander::dspNode(const PlanNode& node, int channels, std::vector<ValueId>& outputs) {
  const dsp::NodeSpec& spec = *node.type->spec;
  std::vector<std::vector<ValueId>> fed(spec.ports.size());
  for (std::size_t p = 0; p < spec.ports.size(); ++p) feed(node, spec.ports[p], fed[p]);
  const bool each = expands(spec);
  for (std::int32_t copy = 0; copy < (each ? channels : 1); ++copy) {
    Unit unit = newUnit(Unit::Kind::kernel, copy);
    unit.type = node.type;
    unit.options = optionValues(node, spec);
    unit.outs = spec.outputs;
    for (std::size_t p = 0; p < spec.ports.size(); ++p) {
      if (each) {
        unit.in.push_back(fed[p][static_cast<std::size_t>(copy) % fed[p].size()]);
      } else {
        match(fed[p], spec.ports[p].channels, copy, unit.in);
      }
    }
    if (!node.when.empty()) gateBy(node, spec, fed, copy, unit);
    add(std::move(unit), outputs);
  }
}

void Expander::gateBy(const PlanNode& node, const dsp::NodeSpec& spec, const std::vector<std::vector<ValueId>>& fed,
                      std::int32_t copy, Unit& unit) {
  unit.when = control(node.when, 0, false);
  for (std::int32_t out = 0; out < unit.outs; ++out) {
    const auto port = std::find_if(spec.ports.begin(), spec.ports.end(), [](const dsp::Port& p) { return p.signal; });
    if (port == spec.ports.end()) {
      unit.bypass.push_back(net_.constant(0));
    } else {
      const auto& sources = fed[static_cast<std::size_t>(port - spec.ports.begin())];
      unit.bypass.push_back(sources[static_cast<std::size_t>(copy + out) % sources.size()]);
    }
  }
}

std::vector<float> Expander::optionValues(const PlanNode& node, const dsp::NodeSpec& spec) {
  std::vector<float> values;
  for (const dsp::Option& option : spec.options) {
    float value = option.initial;
    for (const PlanOption& given : node.options) {
      if (given.name == option.name) value = given.value;
    }
    values.push_back(value);
  }
  return values;
}

// The values that feed a port, in channels; at least one.
void Expander::feed(const PlanNode& node, const dsp::Port& port, std::vector<ValueId>& to) {
  for (const PlanInput& input : node.in) {
    if (input.port != port.name) continue;
    for (const Ref& ref : input.refs) flatten(ref, port.initial, to);
    const auto moving =
        std::find_if(to.begin(), to.end(), [&](ValueId v) { return net_.value(v).kind != Value::Kind::constant; });
    const bool operand = std::string_view(node.type->spec->category) == "math";
    if (!port.signal && !operand && moving != to.end()) net_.ports.push_back({node_, port.name, *moving});
    if (!to.empty()) return;
  }
  if (voice_ != nullptr && port.implicit != nullptr) {
    to.push_back(controlValue(control(port.implicit, port.initial, false), port.initial));
  } else {
    to.push_back(net_.constant(port.initial));
  }
}

// One source goes to all channels, too few repeat, too many are folded to their mean.
void Expander::match(const std::vector<ValueId>& sources, int channels, std::int32_t copy, std::vector<ValueId>& to) {
  const auto wanted = static_cast<std::size_t>(channels);
  for (std::size_t channel = 0; channel < wanted; ++channel) {
    if (sources.size() <= wanted) {
      to.push_back(sources[channel % sources.size()]);
      continue;
    }
    Unit fold = newUnit(Unit::Kind::fold, copy);
    fold.node = none;
    for (std::size_t s = channel; s < sources.size(); s += wanted) fold.in.push_back(sources[s]);
    to.push_back(fold.in.size() == 1 ? fold.in[0] : net_.unit(net_.addUnit(std::move(fold))).out);
  }
}

// `initial`: what the port has before the first event of a pattern.
void Expander::flatten(const Ref& ref, float initial, std::vector<ValueId>& to) {
  switch (ref.kind) {
    case Ref::Kind::constant:
      to.push_back(net_.constant(ref.value));
      break;
    case Ref::Kind::pattern:
      to.push_back(held(ref.index, HeldUse::value, ref.hasDefault ? ref.value : initial));
      break;
    case Ref::Kind::node:
      pick(outputs_[static_cast<std::size_t>(ref.index)], ref.channel, to);
      break;
    case Ref::Kind::bus:
      bus(ref, to);
      break;
    case Ref::Kind::control:
      controlRef(ref, initial, to);
      break;
  }
}

void Expander::pick(const std::vector<ValueId>& channels, std::int32_t channel, std::vector<ValueId>& to) {
  if (channel == none) {
    to.insert(to.end(), channels.begin(), channels.end());
  } else {
    to.push_back(channels[static_cast<std::size_t>(channel) % channels.size()]);
  }
}

void Expander::bus(const Ref& ref, std::vector<ValueId>& to) {
  std::vector<ValueId> channels;
  if (voice_ != nullptr) {
    outsideBus(ref.name, channels);
  } else if (const auto found = names_.find(ref.name); found != names_.end()) {
    for (const UnitId unit : net_.groups[static_cast<std::size_t>(found->second)].outputs) {
      channels.push_back(net_.unit(unit).out);
    }
  }
  if (channels.empty()) channels.push_back(net_.constant(0));
  pick(channels, ref.channel, to);
}

void Expander::outsideBus(const std::string& name, std::vector<ValueId>& to) {
  if (name == "voice") {
    for (int c = 0; c < voice_->voiceChannels; ++c) to.push_back(net_.addValue({Value::Kind::voice, 0, c, 0}));
    return;
  }
  const int channels = voice_->busChannels ? voice_->busChannels(name) : 0;
  if (channels == 0) return;
  auto found = std::find_if(net_.buses.begin(), net_.buses.end(), [&](const BusInput& b) { return b.name == name; });
  if (found == net_.buses.end()) found = net_.buses.insert(net_.buses.end(), {name, channels});
  const auto index = static_cast<std::int32_t>(found - net_.buses.begin());
  for (int c = 0; c < channels; ++c) to.push_back(net_.addValue({Value::Kind::bus, index, c, 0}));
}

void Expander::controlRef(const Ref& ref, float initial, std::vector<ValueId>& to) {
  if (!ref.fallback) {
    const float number = ref.hasDefault ? ref.value : initial;
    to.push_back(controlValue(control(ref.name, number, false), number));
    return;
  }
  std::vector<ValueId> fallback;
  flatten(*ref.fallback, initial, fallback);
  const std::int32_t index = control(ref.name, initial, true);
  for (const ValueId value : fallback) {
    Unit unit = newUnit(Unit::Kind::select, 0);
    unit.when = index;
    unit.in = {controlValue(index, initial), value};
    to.push_back(net_.unit(net_.addUnit(std::move(unit))).out);
  }
}

std::int32_t Expander::control(const std::string& name, float initial, bool fallback) {
  for (std::size_t c = 0; c < net_.controls.size(); ++c) {
    if (net_.controls[c].name == name) return static_cast<std::int32_t>(c);
  }
  net_.controls.push_back({name, initial, fallback});
  return static_cast<std::int32_t>(net_.controls.size() - 1);
}

ValueId Expander::controlValue(std::int32_t index, float number) {
  return net_.addValue({Value::Kind::control, index, 0, number});
}

ValueId Expander::held(PatternId pattern, HeldUse use, float initial) {
  auto& all = net_.held;
  auto found = std::find_if(all.begin(), all.end(), [&](const HeldInput& h) {
    return h.pattern == pattern && h.use == use &&
           std::bit_cast<std::uint32_t>(h.initial) == std::bit_cast<std::uint32_t>(initial);
  });
  if (found == all.end()) found = all.insert(all.end(), {pattern, use, initial});
  return net_.addValue({Value::Kind::held, static_cast<std::int32_t>(found - all.begin()), 0, 0});
}

Unit Expander::newUnit(Unit::Kind kind, std::int32_t copy) {
  Unit unit;
  unit.kind = kind;
  unit.node = node_;
  unit.group = group_;
  unit.copy = copy;
  const NodePlace& place = net_.nodes[static_cast<std::size_t>(node_)].place;
  unit.seed =
      mixSeed(mixSeed(seed_ ^ hashText(place.definition), hashText(place.key)), static_cast<std::uint64_t>(copy));
  return unit;
}

void Expander::add(Unit unit, std::vector<ValueId>& outputs) {
  const UnitId id = net_.addUnit(std::move(unit));
  net_.nodes[static_cast<std::size_t>(node_)].units.push_back(id);
  const Unit& made = net_.unit(id);
  for (std::int32_t out = 0; out < made.outs; ++out) outputs.push_back(made.out + out);
}

}  // namespace hocket::graph
