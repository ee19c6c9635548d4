// Buffer assignment: which buffer each value of a schedule lives in, like registers in a compiler.
#pragma once

#include <vector>

#include "native/graph/network.h"
#include "native/graph/order.h"

namespace hocket::graph {

struct BufferPlan {
  std::vector<std::int32_t> bufferOf;  // by value; none: constant, source, pinned or never computed
  std::int32_t count = 0;
};

/// `pinned` values have memory of their own for the whole block and are left out.
BufferPlan assignBuffers(const Network&, const Order&, const std::vector<bool>& pinned);

}  // namespace hocket::graph
