// Linear scan over the sequence. In a loop every value lives until the loop's end, because each pass reads the one
// before.
#include "native/graph/buffers.h"

#include <algorithm>

namespace hocket::graph {

BufferPlan assignBuffers(const Network& net, const Order& order, const std::vector<bool>& pinned) {
  const auto at = [](std::int32_t id) { return static_cast<std::size_t>(id); };
  const std::size_t size = order.sequence.size();
  std::vector<std::size_t> loopEnd(size);  // the last position of the loop around a position, or itself
  for (std::size_t p = 0; p < size; ++p) loopEnd[p] = p;
  for (const Loop& loop : order.loops) {
    for (std::size_t p = loop.begin; p < loop.end; ++p) loopEnd[p] = loop.end - 1;
  }
  std::vector<std::size_t> lastUse(net.values.size(), 0);
  for (std::size_t p = 0; p < size; ++p) {
    const Unit& unit = net.unit(order.sequence[p]);
    const auto use = [&](ValueId value) { lastUse[at(value)] = std::max(lastUse[at(value)], loopEnd[p]); };
    for (const ValueId value : unit.in) use(value);
    for (const ValueId value : unit.bypass) use(value);
    for (std::int32_t out = 0; out < unit.outs; ++out) use(unit.out + out);
  }
  BufferPlan plan;
  plan.bufferOf.assign(net.values.size(), none);
  std::vector<std::int32_t> free;
  std::vector<std::vector<std::int32_t>> ending(size);
  for (std::size_t p = 0; p < size; ++p) {
    const Unit& unit = net.unit(order.sequence[p]);
    for (ValueId value = unit.out; value < unit.out + unit.outs; ++value) {
      if (pinned[at(value)]) continue;
      if (free.empty()) free.push_back(plan.count++);
      plan.bufferOf[at(value)] = free.back();
      free.pop_back();
      ending[lastUse[at(value)]].push_back(plan.bufferOf[at(value)]);
    }
    free.insert(free.end(), ending[p].begin(), ending[p].end());
  }
  return plan;
}

}  // namespace hocket::graph
