// Patterns that read buses: their windows are the steps in which a bus has one value.
#pragma once

#include <cstdint>
#include <vector>

#include "native/engine/bus_samples.h"
#include "native/pattern/query.h"

namespace hocket::engine {

/// A bus that patterns read.
struct BusRead {
  pattern::StringId name;
  std::size_t slot;   // of BusSamples
  float initial = 0;  // what counts for places of the grid where it was not there yet
};

/// The buses that some patterns read, and when they are known.
struct BusReads {
  const BusSamples& samples;
  std::vector<BusRead> reads;
  double jumped = 0;  // cycles by which the beat has left the grid of the samples

  /// Gives the query the buses' values in that step; false when they are not known yet.
  bool give(pattern::Query&, std::int64_t step) const;
};

}  // namespace hocket::engine
