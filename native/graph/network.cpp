#include "native/graph/network.h"

#include <bit>

#include "native/graph/expander.h"

namespace hocket::graph {

std::uint64_t mixSeed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a + 0x9e3779b97f4a7c15U * (b + 1);
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

std::uint64_t hashText(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

ValueId Network::addValue(const Value& value) {
  const auto id = static_cast<ValueId>(values.size());
  const std::pair<std::uint64_t, std::uint64_t> key{
      static_cast<std::uint64_t>(value.kind) << 32U | static_cast<std::uint32_t>(value.index),
      static_cast<std::uint64_t>(value.channel) << 32U | std::bit_cast<std::uint32_t>(value.number)};
  const auto [at, isNew] = shared_.emplace(key, id);
  if (isNew) values.push_back(value);
  return at->second;
}

UnitId Network::addUnit(Unit unit) {
  const auto id = static_cast<UnitId>(units.size());
  unit.out = static_cast<ValueId>(values.size());
  for (std::int32_t channel = 0; channel < unit.outs; ++channel) {
    values.push_back({Value::Kind::unit, id, channel, 0});
  }
  units.push_back(std::move(unit));
  return id;
}

namespace {

PlanError tooManyUnits(std::string_view path) {
  return {PlanErrorCode::tooLarge, "more than " + std::to_string(maxUnits) + " nodes after expansion to channels",
          std::string(path)};
}

}  // namespace

Result<Network> mainNetwork(const Plan& plan) {
  Expander expander(plan.seed);
  std::vector<const PlanGraph*> graphs;
  for (const PlanDefinition& definition : plan.definitions) {
    expander.addName(definition.name, static_cast<int>(graphs.size()));
    graphs.push_back(&definition);
  }
  auto channels = ChannelCount::count(graphs, expander.names(), {}, "/definitions");
  if (!channels) return channels.error();
  for (std::size_t d = 0; d < graphs.size(); ++d) {
    const PlanDefinition& definition = plan.definitions[d];
    expander.addGroup({definition.name, definition.kind, definition.mute, definition.solo, {}}, (*channels)[d].out);
  }
  for (std::size_t d = 0; d < graphs.size(); ++d) {
    if (!expander.expand(*graphs[d], static_cast<std::int32_t>(d), (*channels)[d])) {
      return tooManyUnits("/definitions/" + std::to_string(d));
    }
  }
  return expander.take();
}

Result<Network> voiceNetwork(const PlanGraph& graph, const Plan& plan, const ProgramOptions& options,
                             std::string_view path) {
  Expander expander(plan.seed ^ options.seed, options);
  const ChannelCount::Outside outside = [&](std::string_view name) {
    return name == "voice" ? options.voiceChannels : options.busChannels ? options.busChannels(name) : 0;
  };
  auto channels = ChannelCount::count({&graph}, {}, outside, path);
  if (!channels) return channels.error();
  expander.addGroup({options.name, DefinitionKind::bus, false, false, {}}, (*channels)[0].out);
  if (!expander.expand(graph, 0, (*channels)[0])) return tooManyUnits(path);
  return expander.take();
}

}  // namespace hocket::graph
