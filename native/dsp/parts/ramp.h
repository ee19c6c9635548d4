// A position that goes from 0 to 1 in a time that may change meanwhile; in fixed point, so that long ramps arrive when
// they should (to one part in 10^3 at a minute, 10^6 at 100 ms).
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
  HOCKET_INLINE Mask<V> arrived() const { return negative(position_ + Bits<V>(1U)); }

  /// What a sample adds: `period` seconds a sample, `time` seconds from 0 to 1.
  template <class G>
  static HOCKET_INLINE Bits<G> stepOf(G time, float period) {
    const G part = min(G(period) / max(time, G(1e-9F)), G(0.999999F));
    // A hair too fast, by more than the rounding of all that went in: a ramp of n samples has arrived at the n-th.
    const Bits<G> exact = truncate(part * G(2147483648.0F) + G(0.5F));
    return exact + (exact >> 21) + Bits<G>(1U);
  }
  HOCKET_INLINE void advance(Bits<V> step) {
    const Bits<V> next = position_ + step;
    position_ = select(negative(next), Bits<V>(0x7fffffffU), next);
  }

 private:
  Bits<V> position_{0U};
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
