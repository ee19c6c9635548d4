// Phase accumulators: one for all oscillators. A phase is 32 bits of a turn, so that it wraps exactly and never drifts
// by rounding; a frequency is exact to 6e-8 of itself.
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Turns a sample of a frequency; at most half a turn, either way.
template <class V>
HOCKET_INLINE V turnsPerSample(V hz, float period) {
  return clamp(hz * V(period), -0.4999F, 0.4999F);
}

/// A number of turns in -0.5..0.5 as a phase.
template <class V>
HOCKET_INLINE Bits<V> phaseOf(V turns) {
  return truncate(turns * V(turn));
}

/// Any number of turns as a phase.
template <class V>
HOCKET_INLINE Bits<V> wrappedPhase(V turns) {
  return phaseOf(clamp(turns - floor(turns + V(0.5F)), -0.5F, 0.49999997F));
}

/// A phase as turns in -0.5..0.5.
template <class B>
HOCKET_INLINE auto turnsOf(B phase) {
  return toFloat(phase) * (1.0F / turn);
}

/// The phases of one block, computed ahead of the waveform so that the waveform's loop depends on no other frame.
template <class V>
struct PhaseRamp {
  Bits<V> phase[blockFrames];
};

template <class V>
class Phasor {
 public:
  HOCKET_INLINE void reset(LaneMask lanes) { assign(phase_, maskOf<V>(lanes), Bits<V>(0)); }
  HOCKET_INLINE Bits<V> phase() const { return phase_; }
  HOCKET_INLINE void set(Mask<V> lanes, Bits<V> phase) { assign(phase_, lanes, phase); }
  HOCKET_INLINE void advance(Bits<V> step) { phase_ += step; }

  /// Phases of the frames of a block at a frequency that is held or streams.
  template <class Freq>
  HOCKET_INLINE void ramp(PhaseRamp<V>& to, const Freq& hz, int frames, float period) {
    if constexpr (Freq::varies) {
      Bits<V> phase = phase_;
      for (int i = 0; i < frames; ++i) {
        to.phase[i] = phase;
        phase += phaseOf(turnsPerSample(hz[i], period));
      }
      phase_ = phase;
    } else {
      const Bits<V> step = phaseOf(turnsPerSample(hz[0], period));
      for (int i = 0; i < frames; ++i) to.phase[i] = phase_ + step * Bits<V>(static_cast<std::uint32_t>(i));
      phase_ += step * Bits<V>(static_cast<std::uint32_t>(frames));
    }
  }

 private:
  Bits<V> phase_{0};
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
