// Functions of lanes without libm, so that every machine and instruction set gives the same bits. Polynomials are
// minimax fits over the range given; errors are against the exact function, rounding in single precision included.
#pragma once

#include "lanes.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr float pi = 3.14159265F;

/// sin(2 pi x) for |x| <= 1/4; error 1.5e-7 of the result.
template <class V>
HOCKET_INLINE V sinQuarter(V x) {
  const V z = x * x;
  return x *
         (V(6.28318549F) + z * (V(-41.3416787F) + z * (V(81.6022338F) + z * (V(-76.5749830F) + z * V(39.7108650F)))));
}

/// cos(2 pi x) for |x| <= 1/4; error 1.5e-7.
template <class V>
HOCKET_INLINE V cosQuarter(V x) {
  const V z = x * x;
  return V(1.0F) + z * (V(-19.7392083F) +
                        z * (V(64.9393463F) + z * (V(-85.4535751F) + z * (V(60.1440125F) + z * V(-24.9822159F)))));
}

/// A phase is a fraction of a turn as an unsigned integer: 2^32 is a turn, and wrapping is free.
inline constexpr float turn = 4294967296.0F;

/// sin of a phase; error 1.8e-7.
template <class B>
HOCKET_INLINE auto sinPhase(B phase) {
  const B folded = select(negative(phase ^ (phase << 1)), B(0x80000000U) - phase, phase);
  return sinQuarter(toFloat(folded) * (1.0F / turn));
}

/// sin(2 pi x), |x| < 2^20; error 2e-7, plus the rounding of x.
template <class V>
HOCKET_INLINE V sin2pi(V x) {
  const V r = x - floor(x + V(0.5F));
  return sinQuarter(select(abs(r) > V(0.25F), copySign(V(0.5F), r) - r, r));
}
template <class V>
HOCKET_INLINE V cos2pi(V x) {
  return sin2pi(x + V(0.25F));
}

/// tan(pi x) for 0 <= x <= 0.499, as in prewarping a frequency: error 3e-7 of the result.
template <class V>
HOCKET_INLINE V tanPi(V x) {
  const V half = x * V(0.5F);
  return sinQuarter(half) / cosQuarter(half);
}

/// 2^x, x clamped to -126..127; error 2e-7 of the result.
template <class V>
HOCKET_INLINE V exp2(V x) {
  const V c = clamp(x, -126.0F, 127.0F);
  const V whole = floor(c + V(0.5F));
  const V f = c - whole;
  const V p =
      V(1.0F) +
      f * (V(0.693147182F) +
           f * (V(0.240226462F) +
                f * (V(0.0555032864F) + f * (V(0.00961848907F) + f * (V(0.00133999344F) + f * V(0.000153458212F))))));
  return p * floatOf((truncate(whole) + Bits<V>(127U)) << 23);
}

/// log2(x), x clamped to the normal positive floats; error 1.2e-7, or that fraction of the result if greater.
template <class V>
HOCKET_INLINE V log2(V x) {
  const V c = clamp(x, 1.17549435e-38F, 3.40282347e38F);
  const auto exponent = ((bitsOf(c) - Bits<V>(0x3f3504f3U)) >> 23 ^ Bits<V>(0x100U)) - Bits<V>(0x100U);  // signed
  const V m = floatOf(bitsOf(c) - (exponent << 23));  // sqrt(1/2) .. sqrt(2)
  const V t = (m - V(1.0F)) / (m + V(1.0F));
  const V z = t * t;
  return toFloat(exponent) + t * (V(2.88539004F) + z * (V(0.961798847F) + z * (V(0.576714337F) + z * V(0.431736648F))));
}

/// tanh(x); error 2e-7.
template <class V>
HOCKET_INLINE V tanh(V x) {
  const V e = exp2(clamp(x, -10.0F, 10.0F) * V(2.88539008F));
  return V(1.0F) - V(2.0F) / (e + V(1.0F));
}

/// A square root without a library call: 1/sqrt by three Newton steps; x >= 0, error 3e-7 of the result.
template <class V>
HOCKET_INLINE V sqrt(V x) {
  const V half = x * V(0.5F);
  V y = floatOf(Bits<V>(0x5f3759dfU) - (bitsOf(x) >> 1));
  for (int step = 0; step < 3; ++step) y = y * (V(1.5F) - half * y * y);
  return select(x > V(0.0F), x * y, V(0.0F));
}

template <class V>
HOCKET_INLINE V gainOfDb(V db) {
  return exp2(db * V(0.166096405F));
}
template <class V>
HOCKET_INLINE V dbOfGain(V gain) {
  return log2(gain) * V(6.02059991F);
}

/// Hz of a MIDI note number: 69 is 440 Hz.
template <class V>
HOCKET_INLINE V hzOfMidi(V note) {
  return V(440.0F) * exp2((note - V(69.0F)) * V(1.0F / 12.0F));
}

/// The factor that, applied n times, leaves 1/1000 (-60 dB).
template <class V>
HOCKET_INLINE V decayFactor(V samples) {
  return exp2(V(-9.96578428F) / max(samples, V(1.0F)));
}

/// The coefficient a of y += a * (x - y), whose response to a step comes within 1/e in that many samples.
template <class V>
HOCKET_INLINE V smoothing(V samples) {
  return V(1.0F) - exp2(V(-1.44269504F) / max(samples, V(0.01F)));
}

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
