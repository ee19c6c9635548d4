// A position that goes from 0 to 1 in a time that may change meanwhile; in fixed point, so that long ramps arrive when they
// should (to one part in 10^3 at a minute, 10^6 at 100 ms).
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Ramp {
 public:
  HOCKET_INLINE void restart(Mask<V> lanes) { assign(position_, lanes, Bits<V>(0U)); }
  HOCKET_INLINE void finish(Mask<V> lanes) { assign(position_, lanes, Bits<V>(0x7fffffffU)); }
  /// 0 to 1; exactly 1 when it has arrived.
  HOCKET_INLINE V position() const { return toFloat(position_) * V(1.0F / 2147483648.0F); }
  HOCKET_INLINE Mask<V> arrived() const { return position() >= V(1.0F); }
  /// One sample on; `period` seconds a sample, `time` seconds from 0 to 1.
  HOCKET_INLINE void advance(V time, float period) {
    const V part = min(V(period) / max(time, V(1e-9F)), V(0.999999F));
    // A hair too fast, by more than the rounding of all that went in: a ramp of n samples has arrived at the n-th.
    const Bits<V> exact = truncate(part * V(2147483648.0F) + V(0.5F));
    const Bits<V> next = position_ + exact + (exact >> 21) + Bits<V>(1U);
    position_ = select(negative(next), Bits<V>(0x7fffffffU), next);
  }

 private:
  Bits<V> position_{0U};
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
