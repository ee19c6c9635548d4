// The smallest of the last n values, in constant time a value on average: minima of the finished half from its end, and
// of the running half from its start (van Herk; Gil and Werman).
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class SlidingMin {
 public:
  SlidingMin(Memory& memory, int window, float start)
      : window_(window),
        values_(static_cast<float*>(memory.allocate(sizeof(float) * static_cast<std::size_t>(window * laneCount<V>)))),
        start_(start) {
    reset(allLanes);
  }
  HOCKET_INLINE void reset(LaneMask lanes) {
    const auto which = maskOf<V>(lanes);
    for (int k = 0; k < window_; ++k) put(k, select(which, V(start_), at(k)));
    assign(running_, which, V(start_));
  }
  HOCKET_INLINE V tick(V in) {
    running_ = min(in, running_);
    put(next_, in);
    if (++next_ == window_) {
      for (int k = window_ - 2; k >= 0; --k) put(k, min(at(k), at(k + 1)));
      next_ = 0;
      running_ = V(start_);
      return at(0);
    }
    return min(running_, at(next_));
  }

 private:
  HOCKET_INLINE V at(int k) const { return load<V>(values_ + k * laneCount<V>); }
  HOCKET_INLINE void put(int k, V v) { store(values_ + k * laneCount<V>, v); }

  int window_, next_ = 0;
  float* values_;
  float start_;
  V running_ = V(start_);
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
