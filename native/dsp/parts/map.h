// Kernels without state: a function of the ports at each frame.
#pragma once

#include <utility>

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// F is called with the value of each of its `ports` ports and returns the output.
template <class V, class F, int ports>
class Map {
 public:
  explicit Map(const Prepare&) {}
  void reset(LaneMask, std::uint64_t) {}
  void process(const Block& block) { run(block, std::make_integer_sequence<int, ports>()); }

 private:
  template <int... port>
  HOCKET_INLINE void run(const Block& block, std::integer_sequence<int, port...>) {
    specialise<V>(
        [&](auto... in) {
          const Output<V> out(block.out[0]);
          eachFrame<V>(block.frames, [&](auto at) { out.set(at, F{}(in[at]...)); });
        },
        block.in[port]...);
  }
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
