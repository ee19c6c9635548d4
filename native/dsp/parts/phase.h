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

/// The phases of one block, computed ahead of the waveform so that the waveform depends on no other frame.
template <class V>
struct PhaseRamp {
  Ahead<V> bits;
  template <class G>
  HOCKET_INLINE Bits<G> operator[](Frames<G> frames) const {
    return bitsOf(load<G>(bits.data + frames.at * laneCount<V>));
  }
  HOCKET_INLINE Bits<V> operator[](int frame) const { return bitsOf(bits[frame]); }
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
      eachFrame<V>(frames, [&](auto at) { to.bits.set(at, floatOf(phaseOf(turnsPerSample(hz[at], period)))); });
      Bits<V> phase = phase_;
      for (int i = 0; i < frames; ++i) {
        const Bits<V> step = to[i];
        store(to.bits.data + i * laneCount<V>, floatOf(phase));
        phase += step;
      }
      phase_ = phase;
    } else {
      const Bits<V> step = phaseOf(turnsPerSample(hz[0], period)), from = phase_;
      eachFrame<V>(frames, [&]<class G>(Frames<G> at) {
        Bits<G> ahead(static_cast<std::uint32_t>(at.at));
        if constexpr (laneCount<G> != laneCount<V>) {
          setToIndices(ahead);
          ahead += Bits<G>(static_cast<std::uint32_t>(at.at));
        }
        to.bits.set(at, floatOf(Bits<G>(from) + Bits<G>(step) * ahead));
      });
      phase_ += step * Bits<V>(static_cast<std::uint32_t>(frames));
    }
  }

 private:
  Bits<V> phase_{0};
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
