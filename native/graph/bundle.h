// Isomorphic kernels run side by side in the lanes of one wide kernel: which do, and in which lane.
#pragma once

#include <array>
#include <vector>

#include "native/graph/network.h"
#include "native/graph/order.h"

namespace hocket::graph {

/// One kernel object: narrow with one unit, or wide with up to eight.
struct Box {
  bool wide = false;
  std::array<UnitId, dsp::wideLanes> units;  // by lane; none where a lane is free
  std::int32_t from = none;                  // the old graph's box whose state it takes
  bool copies = false;                       // ... by copying, because another takes the object itself

  UnitId first() const {
    for (const UnitId unit : units) {
      if (unit != none) return unit;
    }
    return none;
  }
};

struct Bundling {
  std::vector<Box> boxes;
  std::vector<std::int32_t> boxOf;  // by unit; none: no kernel
  std::vector<std::int32_t> laneOf;
};

/// A network with the order that it has without bundling.
struct Ordered {
  const Network& net;
  const Order& order;
};

/// Units of one kind, with equal options, that are equally far from their sources both with and without a swap's fade
/// share a box: none of them can depend on another. A unit that is kept stays in the lane that it had, so that no state
/// is taken apart; what has come to stand elsewhere leaves its box with a copy of it.
Bundling bundleUnits(const Ordered& largest, const Ordered& clean, const std::vector<std::int32_t>& oldUnit,
                     const Bundling* old, bool enabled);

}  // namespace hocket::graph
