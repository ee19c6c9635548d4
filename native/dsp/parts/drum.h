// What drum synths are made of: a strike at a sample, decays from it, and the clangour of six squares.
#pragma once

#include "gate.h"
#include "phase.h"
#include "random.h"
#include "svf.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// From 1 at the strike, exponentially, to 1/1000 after a time.
template <class V>
class Decay {
 public:
  HOCKET_INLINE void reset(Mask<V> lanes) { assign(level_, lanes, V(0.0F)); }
  HOCKET_INLINE void strike(Mask<V> lanes) { assign(level_, lanes, V(1.0F)); }
  HOCKET_INLINE V tick(V factor) {
    const V level = level_;
    level_ = select(level > V(1e-7F), level * factor, V(0.0F));
    return level;
  }

 private:
  V level_ = V(0.0F);
};

/// The factor a sample for a decay of `seconds`.
template <class V>
HOCKET_INLINE V decayOf(V seconds, float rate) {
  return decayFactor(clamp(seconds, 0.001F, 60.0F) * V(rate));
}

/// Six squares that fit no scale, as in the drum machines of the eighties; not band-limited, as there.
template <class V>
class Clangour {
 public:
  HOCKET_INLINE void reset(Mask<V> lanes) {
    for (Bits<V>& phase : phases_) phase = select(lanes, Bits<V>(0U), phase);
  }
  HOCKET_INLINE V tick(V tune, float period) {
    constexpr float hz[6] = {205.3F, 304.4F, 369.6F, 522.7F, 540.0F, 800.0F};
    V sum = V(0.0F);
    for (int k = 0; k < 6; ++k) {
      sum += select(negative(phases_[k]), V(-1.0F / 6.0F), V(1.0F / 6.0F));
      phases_[k] += phaseOf(turnsPerSample(tune * V(hz[k]), period));
    }
    return sum;
  }

 private:
  Bits<V> phases_[6] = {0U, 0U, 0U, 0U, 0U, 0U};
};

/// A node struck by a gate. Sound: `Sound(float rate)`, `reset(Mask, LaneMask, seed)`, `strike(Mask)`,
/// `V tick(const Either<V>* parameters, int frame)`. Ports: `parameters` of them, then gate and velocity.
template <class V, template <class> class Sound, int parameters>
class Drum {
 public:
  explicit Drum(const Prepare& prepare) : sound_(prepare.sampleRate) { reset(allLanes, prepare.seed); }

  void reset(LaneMask lanes, std::uint64_t seed) {
    const auto which = maskOf<V>(lanes);
    gate_.reset(lanes);
    assign(loudness_, which, V(0.0F));
    sound_.reset(which, lanes, seed);
  }

  void process(const Block& block) {
    static_assert(parameters == 4);
    const Either<V> ports[parameters] = {Either<V>(block.in[0]), Either<V>(block.in[1]), Either<V>(block.in[2]),
                                         Either<V>(block.in[3])};
    const Either<V> gate(block.in[parameters]), velocity(block.in[parameters + 1]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const auto struck = gate_.tick(gate[i]).opens;
      if (any(struck)) {
        assign(loudness_, struck, clamp(velocity[i], 0.0F, 2.0F));
        sound_.strike(struck);
      }
      out.set(i, sound_.tick(ports, i) * loudness_);
    }
  }

 private:
  GateEdge<V> gate_;
  V loudness_ = V(0.0F);
  Sound<V> sound_;
};

}  // namespace HOCKET_ISA_NAMESPACE

constexpr Port tuning(float initial, const char* doc) { return param("freq", Unit::hz, 10, 10000, initial, doc); }
constexpr Port decaying(float initial) {
  return param("decay", Unit::seconds, 0.01F, 10, initial, "time to fall by 60 dB");
}
constexpr Port strike() { return gate("strikes when it opens"); }

}  // namespace hocket::dsp
