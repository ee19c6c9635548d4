// The one-pole low-pass by the trapezoidal rule (6 dB an octave), and what is left above it.
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// g / (1 + g), g = tan(pi f / rate).
template <class V>
HOCKET_INLINE V onePoleCoefficient(V hz, float period) {
  const V half = clamp(hz * V(period), 1e-6F, 0.49F) * V(0.5F);
  const V s = sinQuarter(half);
  return s / (s + cosQuarter(half));
}

template <class V>
class OnePole {
 public:
  HOCKET_INLINE void reset(LaneMask lanes) { assign(state_, maskOf<V>(lanes), V(0.0F)); }
  HOCKET_INLINE V low(V in, V coefficient) {
    const V moved = (in - state_) * coefficient;
    const V out = moved + state_;
    state_ = out + moved;
    return out;
  }
  HOCKET_INLINE V high(V in, V coefficient) { return in - low(in, coefficient); }

 private:
  V state_ = V(0.0F);
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
