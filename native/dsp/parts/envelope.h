// The shape that envelopes share: straight up in the attack time, exponentially down to a sustain level in the decay
// time, and to 0 in the release time. Each segment begins at the sample where its cause is and ends exactly its time
// later; a retriggered or interrupted segment starts from the level reached.
#pragma once

#include "gate.h"
#include "ramp.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// From 1 at 0 to 0 at 1, bent as if it fell by 40 dB and were then stretched to end at 0.
template <class V>
HOCKET_INLINE V fall(V position) {
  const V curve = V(1.0F) - (V(1.0F) - exp2(position * V(-6.64385619F))) * V(1.0F / 0.99F);
  return select(position >= V(1.0F), V(0.0F), curve);
}

template <class V>
class Envelope {
 public:
  /// The segments' steps, as Ramp has them, and the sustain level.
  struct Segments {
    Bits<V> attack, decay;
    V sustain;
    Bits<V> release;
  };

  HOCKET_INLINE void reset(LaneMask lanes) {
    const auto which = maskOf<V>(lanes);
    gate_.reset(lanes);
    assign(from_, which, V(0.0F));
    assign(level_, which, V(0.0F));
    assign(rising_, which, V(0.0F));
    assign(released_, which, V(1.0F));
    ramp_.finish(which);
  }

  /// With a gate that must stay open: released when it closes.
  HOCKET_INLINE V tick(V gate, const Segments& segments) {
    const GateState<V> state = gate_.tick(gate);
    begin(state.opens);
    const auto closes = both(!state.open, released_ == V(0.0F));
    assign(from_, closes, level_);
    assign(released_, closes, V(1.0F));
    assign(rising_, closes, V(0.0F));
    ramp_.restart(closes);
    return step(segments);
  }

  /// Percussive: runs through, however long the gate; `release` is not used, `sustain` is where it ends.
  HOCKET_INLINE V tickThrough(V gate, const Segments& segments) {
    begin(gate_.tick(gate).opens);
    return step(segments);
  }

 private:
  HOCKET_INLINE void begin(Mask<V> opens) {
    assign(from_, opens, level_);
    assign(rising_, opens, V(1.0F));
    assign(released_, opens, V(0.0F));
    ramp_.restart(opens);
  }

  HOCKET_INLINE V step(const Segments& segments) {
    const auto risen = both(rising_ > V(0.0F), ramp_.arrived());
    assign(rising_, risen, V(0.0F));
    ramp_.restart(risen);
    const auto rising = rising_ > V(0.0F), released = released_ > V(0.0F);
    const V position = ramp_.position();
    ramp_.advance(select(rising, segments.attack, select(released, segments.release, segments.decay)));
    const V down = fall(position);
    const V sustain = clamp(segments.sustain, 0.0F, 1.0F);
    const V falling = select(released, from_ * down, sustain + (V(1.0F) - sustain) * down);
    level_ = select(rising, from_ + (V(1.0F) - from_) * position, falling);
    return level_;
  }

  GateEdge<V> gate_;
  Ramp<V> ramp_;
  V from_ = V(0.0F), level_ = V(0.0F);
  V rising_ = V(0.0F), released_ = V(1.0F);  // 0 or 1
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
