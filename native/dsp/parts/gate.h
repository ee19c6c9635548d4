// Gates and triggers: above 0 is open; opening is passing from 0 or below to above it, at the sample.
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
struct GateState {
  Mask<V> opens, open;
};

template <class V>
class GateEdge {
 public:
  HOCKET_INLINE void reset(LaneMask lanes) { assign(last_, maskOf<V>(lanes), V(0.0F)); }
  HOCKET_INLINE GateState<V> tick(V gate) {
    const Mask<V> open = gate > V(0.0F);
    const GateState<V> state = {both(open, last_ <= V(0.0F)), open};
    last_ = select(open, gate, V(0.0F));
    return state;
  }

 private:
  V last_ = V(0.0F);
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
