// How many channels each node and definition has: a node takes the widest of its inputs, unless it joins channels
// itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/graph/plan.h"
#include "native/graph/result.h"

namespace hocket::graph {

/// Copied for each channel of its widest input. [any]
bool expands(const dsp::NodeSpec&);

struct GraphChannels {
  std::vector<int> nodes;
  int out = 0;
};

class ChannelCount {
 public:
  /// Channels of a bus that is none of the graphs counted; 0 when there is none.
  using Outside = std::function<int(std::string_view)>;

  /// Counts until nothing changes any more: loops may widen each other. Names are those that refs use for the graphs.
  static Result<std::vector<GraphChannels>> count(const std::vector<const PlanGraph*>&,
                                                  const std::unordered_map<std::string, int>& names,
                                                  const Outside& outside, std::string_view path);
};

/// Channels of one ref, given those of the nodes of its graph and a function for buses.
template <class Bus>
int refChannels(const Ref& ref, const std::vector<int>& nodes, Bus&& bus) {
  switch (ref.kind) {
    case Ref::Kind::node:
      return ref.channel != none ? 1 : nodes[static_cast<std::size_t>(ref.index)];
    case Ref::Kind::bus:
      return ref.channel != none ? 1 : std::max(1, bus(ref.name));
    case Ref::Kind::control:
      return ref.fallback ? refChannels(*ref.fallback, nodes, bus) : 1;
    default:
      return 1;
  }
}

/// Nodes of a graph, sources first. The loader has made sure that there is no cycle.
std::vector<std::int32_t> sourcesFirst(const PlanGraph&);

}  // namespace hocket::graph
