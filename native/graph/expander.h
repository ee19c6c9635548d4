// Expansion of plan graphs to single channels: every node becomes one unit for each channel, or one that joins them.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "native/graph/channels.h"
#include "native/graph/network.h"

namespace hocket::graph {

class Expander {
 public:
  explicit Expander(std::uint64_t seed) : seed_(seed) {}
  /// Of a graph that voices run.
  Expander(std::uint64_t seed, const ProgramOptions& voice);

  /// Names to groups; a bus `~a` is also found as `a`.
  void addName(const std::string& name, int group);
  const std::unordered_map<std::string, int>& names() const { return names_; }

  void addGroup(Group, int channels);
  /// Adds the graph's units to a group that is there; false when there are too many.
  bool expand(const PlanGraph&, std::int32_t group, const GraphChannels&);

  Network take() { return std::move(net_); }

 private:
  void engineNode(const PlanNode& node, std::vector<ValueId>& outputs);
  void dspNode(const PlanNode& node, int channels, std::vector<ValueId>& outputs);
  void gateBy(const PlanNode& node, const dsp::NodeSpec& spec, const std::vector<std::vector<ValueId>>& fed,
              std::int32_t copy, Unit& unit);
  static std::vector<float> optionValues(const PlanNode& node, const dsp::NodeSpec& spec);
  /// The values that feed a port, in channels; at least one.
  void feed(const PlanNode& node, const dsp::Port& port, std::vector<ValueId>& to);
  /// One source goes to all channels, too few repeat, too many are folded to their mean.
  void match(const std::vector<ValueId>& sources, int channels, std::int32_t copy, std::vector<ValueId>& to);
  /// `initial`: what the port has before the first event of a pattern.
  void flatten(const Ref& ref, float initial, std::vector<ValueId>& to);
  static void pick(const std::vector<ValueId>& channels, std::int32_t channel, std::vector<ValueId>& to);
  void bus(const Ref& ref, std::vector<ValueId>& to);
  void outsideBus(const std::string& name, std::vector<ValueId>& to);
  void controlRef(const Ref& ref, float initial, std::vector<ValueId>& to);
  std::int32_t control(const std::string& name, float initial, bool fallback);
  ValueId controlValue(std::int32_t index, float number);
  ValueId held(PatternId pattern, HeldUse use, float initial);
  Unit newUnit(Unit::Kind kind, std::int32_t copy);
  void add(Unit unit, std::vector<ValueId>& outputs);

  Network net_;
  std::uint64_t seed_;
  const ProgramOptions* voice_ = nullptr;
  std::unordered_map<std::string, int> names_;
  std::vector<std::vector<ValueId>> outputs_;  // of the nodes of the graph at hand
  std::int32_t group_ = 0, node_ = 0;
};

}  // namespace hocket::graph
