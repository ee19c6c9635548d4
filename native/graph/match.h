// Which nodes of the old network are which of the new: the first half of a hot swap.
#pragma once

#include <cstdint>
#include <vector>

#include "native/graph/network.h"

namespace hocket::graph {

struct Matching {
  std::vector<std::int32_t> oldOf;  // new node -> old node, or none
  std::vector<std::int32_t> newOf;  // old node -> new node, or none

  void pair(std::int32_t oldNode, std::int32_t newNode);
  void part(std::int32_t newNode);
};

/// Within definitions of one name: by key and kind, and the rest by the longest common subsequence of kinds in the
/// order of their graphs. Nodes of unlike kind or options never match.
Matching matchNodes(const Network& old, const Network& now);

/// By group of the new network: the old group of that name, or none; and the other way round.
std::vector<std::int32_t> matchGroups(const Network& from, const Network& to);

}  // namespace hocket::graph
