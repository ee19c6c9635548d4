// The state-variable filter of two integrators, discretised by the trapezoidal rule (Zavalishin, "The Art of VA Filter
// Design", ch. 4; Simper, "Linear trapezoidal integrated SVF"): its response is the analogue one warped by tan, at any
// modulation it stays stable, and its coefficients need one division and no tan. Written as a state-space update, so
// that two multiplications are all that stands between one sample's state and the next.
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// 1/Q of a resonance 0..1: 0 is flat (Butterworth, Q 0.7071), 1 rings (Q 70.7).
template <class V>
HOCKET_INLINE V dampingOfResonance(V resonance) {
  return V(1.41421356F) * exp2(clamp(resonance, 0.0F, 1.0F) * V(-6.64385619F));
}
/// 1/Q of a Q.
template <class V>
HOCKET_INLINE V dampingOfQ(V q) {
  return V(1.0F) / clamp(q, 0.1F, 1000.0F);
}

/// What one sample of the filter needs: with g = tan(pi f / rate), k = 1/Q and d = 1 + g (g + k),
/// a1 = 1/d, a2 = g/d, a3 = g^2/d; here computed from sine and cosine.
template <class V>
struct SvfCoefficients {
  V a1, a2, a3, k;

  SvfCoefficients() = default;
  HOCKET_INLINE SvfCoefficients(V hz, V damping, float period) : k(damping) {
    const V half = clamp(hz * V(period), 1e-5F, 0.49F) * V(0.5F);
    const V s = sinQuarter(half);
    const V c = cosQuarter(half);
    const V sc = s * c;
    const V d = V(1.0F) / (V(1.0F) + k * sc);  // sine and cosine squared add up to 1
    a1 = c * c * d;
    a2 = sc * d;
    a3 = s * s * d;
  }

  /// With g times `scale`, as shelves need it.
  HOCKET_INLINE SvfCoefficients(V hz, V damping, V scale, float period) : k(damping) {
    const V half = clamp(hz * V(period), 1e-5F, 0.49F) * V(0.5F);
    const V s = sinQuarter(half) * scale;
    const V c = cosQuarter(half);
    const V d = V(1.0F) / (c * c + s * s + k * s * c);
    a1 = c * c * d;
    a2 = s * c * d;
    a3 = s * s * d;
  }
};

/// Coefficients of a block, computed ahead of the recursion.
template <class V>
struct SvfAhead {
  Ahead<V> a1, a2, a3, k;
  template <class G>
  HOCKET_INLINE void set(Frames<G> at, const SvfCoefficients<G>& c) {
    a1.set(at, c.a1);
    a2.set(at, c.a2);
    a3.set(at, c.a3);
    k.set(at, c.k);
  }
  HOCKET_INLINE SvfCoefficients<V> operator[](int frame) const {
    SvfCoefficients<V> c;
    c.a1 = a1[frame];
    c.a2 = a2[frame];
    c.a3 = a3[frame];
    c.k = k[frame];
    return c;
  }
};

template <class V>
struct SvfOutputs {
  V low, band, high;
};

template <class V>
class Svf {
 public:
  HOCKET_INLINE void reset(LaneMask lanes) {
    assign(band_, maskOf<V>(lanes), V(0.0F));
    assign(low_, maskOf<V>(lanes), V(0.0F));
  }

  HOCKET_INLINE SvfOutputs<V> tick(V in, const SvfCoefficients<V>& c) {
    const V fedBand = c.a2 * in, fedLow = c.a3 * in;
    const V twiceA2 = c.a2 + c.a2, twiceA3 = c.a3 + c.a3;
    const V band = fedBand + (c.a1 * band_ - c.a2 * low_);
    const V low = (low_ + fedLow) + (c.a2 * band_ - c.a3 * low_);
    const V nextLow = (low_ + (fedLow + fedLow)) + (twiceA2 * band_ - twiceA3 * low_);
    band_ = (fedBand + fedBand) + ((c.a1 + c.a1 - V(1.0F)) * band_ - twiceA2 * low_);
    low_ = nextLow;
    return {low, band, in - c.k * band - low};
  }

 private:
  V band_ = V(0.0F), low_ = V(0.0F);
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
