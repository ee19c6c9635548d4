// What matched nodes mean for units, values and held patterns: which of the old network is which of the new.
#pragma once

#include <map>
#include <vector>

#include "native/graph/match.h"
#include "native/graph/network.h"

namespace hocket::graph {

class Pairing {
 public:
  Pairing(const Network& old, const Plan& oldPlan, const Network& now, const Plan& nowPlan, const Matching&);

  /// The new value is what the old one has become.
  bool same(ValueId oldValue, ValueId value) const;
  /// Of a new node, as far as it does not depend on what feeds it.
  Fate fateOf(std::size_t node) const;

  std::vector<UnitId> oldUnit, newUnit;           // by new unit the old one, by old unit the new one, or none
  std::vector<std::int32_t> oldHeld;              // by new held pattern: the old one with the same events, or none
  std::vector<bool> sameHeld;                     // ... and whether there is one
  std::map<std::int32_t, std::int32_t> liveHeld;  // by old held pattern: the new one with the same events

 private:
  void pairUnits(const Matching&);
  void pairHeld();

  const Network& old_;
  const Plan& oldPlan_;
  const Network& now_;
  const Plan& nowPlan_;
  const Matching& matching_;
};

}  // namespace hocket::graph
