// In which order units run, and where loops are cut.
#pragma once

#include <vector>

#include "native/graph/network.h"

namespace hocket::graph {

/// Units sequence[begin .. end - 1] depend on each other and run frame by frame.
struct Loop {
  std::size_t begin, end;
};

struct Order {
  std::vector<UnitId> sequence;  // what no output needs is not in it
  std::vector<Loop> loops;       // ascending
  std::vector<Loop> bundles;     // ascending: units that are one step, side by side in lanes
  /// For each unit the inputs that are read with one sample of delay, because their source runs later; mostly empty.
  std::vector<std::vector<bool>> delayed;
  /// Units that lead back to themselves within their group, where no delay belongs; empty when all is well.
  std::vector<UnitId> knot;

  bool isDelayed(UnitId unit, std::size_t input) const {
    const auto& flags = delayed[static_cast<std::size_t>(unit)];
    return !flags.empty() && flags[input];
  }
};

/// Sources first. Within a loop of definitions one edge of every cycle is delayed: that which closes it when
/// definitions are followed in their order, those first that voices read (what voices read is never delayed unless they
/// read themselves). `bundleOf`: by unit, units of one number (none: by itself) come together; the caller knows that
/// they may.
Order orderUnits(const Network&, const std::vector<std::int32_t>& bundleOf = {});

}  // namespace hocket::graph
