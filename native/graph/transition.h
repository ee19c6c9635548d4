// The network that sounds while a swap's fade lasts: the new one, with fades on every edge whose source has changed and
// with what is left of the old one behind them.
#pragma once

#include <vector>

#include "native/graph/match.h"
#include "native/graph/network.h"
#include "native/graph/order.h"

namespace hocket::graph {

struct Transition {
  Network net;  // the new network's ids come first, unchanged
  Order order;
  std::vector<std::int32_t> oldUnit;              // by unit of `net`: the old unit whose state it takes, or none
  std::vector<std::int32_t> oldHeld;              // by held of `net`: the old one whose value it takes, or none
  std::vector<bool> sameHeld;                     // ... and which has the same events
  std::vector<Fate> fates;                        // by new node
  std::vector<Fate> oldFates;                     // by old node: kept means that it has a new one
  std::vector<std::vector<UnitId>> extraOutputs;  // by new group: channels beyond its own that fade out
  std::size_t leavingGroups = 0;                  // at the end of net.groups
  bool fades = false;                             // otherwise the new network itself will do
};

Transition makeTransition(const Network& old, const Plan& oldPlan, const Network& now, const Plan& nowPlan);

}  // namespace hocket::graph
