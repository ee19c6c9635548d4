// Band-limited steps and ramps by the integrals of the cubic B-spline: a discontinuity is spread over four samples,
// which puts what would alias to f below Nyquist down by sinc^4((rate - f) / rate): 75 dB at 5 kHz and 49 dB at 10 kHz
// (of 48), beside what the harmonic itself has lost; the top octave loses 2.5 dB at 10 kHz. (Valimaki, Pekonen, Nam:
// "Perceptually informed synthesis of bandlimited classical waveforms", 2012.)
#pragma once

#include "phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// What a unit step still lacks, a >= 0 samples after it; the same, negative, before it.
template <class V>
HOCKET_INLINE V stepResidue(V a) {
  const V outer = max(V(2.0F) - a, V(0.0F));
  const V square = outer * outer;
  const V inner = V(0.5F) - a * (V(0.666666667F) - a * a * (V(0.333333333F) - a * V(0.125F)));
  return select(a < V(1.0F), inner, square * square * V(1.0F / 24.0F));
}

/// How far a ramp that starts here is rounded off, a >= 0 samples from its start on either side; for a slope of 1 a
/// sample.
template <class V>
HOCKET_INLINE V rampResidue(V a) {
  const V outer = max(V(2.0F) - a, V(0.0F));
  const V square = outer * outer;
  const V inner = V(0.233333333F) - a * (V(0.5F) - a * (V(0.333333333F) - a * a * (V(0.0833333333F) - a * V(0.025F))));
  return select(a < V(1.0F), inner, square * square * outer * V(1.0F / 120.0F));
}

/// Samples a turn, for a step in turns a sample.
template <class V>
HOCKET_INLINE V samplesPerTurn(V step) {
  return V(1.0F) / max(abs(step), V(1e-9F));
}

/// A saw from -1 to 1 that passes 0, rising, at phase 0.
template <class V>
HOCKET_INLINE V sawAt(Bits<V> phase, V samples) {
  const V t = turnsOf(phase);
  const V residue = stepResidue((V(0.5F) - abs(t)) * samples);
  return V(2.0F) * (t - copySign(residue, t));
}

/// A triangle from -1 to 1 that passes 0, rising, at phase 0.
template <class V>
HOCKET_INLINE V triangleAt(Bits<V> phase, V samples, V step) {
  const V t = turnsOf(phase);
  const V corner = abs(V(0.25F) - abs(t));
  const V height = V(1.0F) - V(4.0F) * corner - V(8.0F) * abs(step) * rampResidue(corner * samples);
  return floatOf(bitsOf(height) ^ (bitsOf(t) & Bits<V>(0x80000000U)));
}

/// A pulse, 1 for `width` of the turn and -1 for the rest.
template <class V>
HOCKET_INLINE V pulseAt(Bits<V> phase, V width, V samples) {
  return sawAt(phase - phaseOf(width - V(0.5F)), samples) - sawAt(phase + Bits<V>(0x80000000U), samples) +
         (width + width - V(1.0F));
}

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
