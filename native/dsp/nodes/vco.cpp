// Hard-synced saw, band-limited: all its steps follow from the phase of the master, so each is spread where it truly is.
#include "../parts/blep.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// A step of height -jump that lies `after` samples back and another, or the same one a turn later, `before` samples ahead.
template <class V>
HOCKET_INLINE V downwardSteps(V jumpBack, V after, V jumpAhead, V before) {
  return jumpBack * stepResidue(after) - jumpAhead * stepResidue(before);
}

template <class V>
class SyncedSaw {
 public:
  explicit SyncedSaw(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto sync) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          for (int i = 0; i < block.frames; ++i)
            out.set(i, at(ramp.phase[i], clamp(sync[i], 1.0F, 64.0F), samplesPerTurn(turnsPerSample(freq[i], period_))));
        },
        block.in[0], block.in[1]);
  }

 private:
  /// master: the phase of the master; ratio: turns of the saw in one of the master.
  static HOCKET_INLINE V at(Bits<V> master, V ratio, V samples) {
    const V m = toFloat(master >> 8) * V(1.0F / 16777216.0F);
    const V turns = ratio * m;
    const V whole = floor(turns);
    const V part = turns - whole;
    const V own = samples / ratio;  // samples a turn of the saw
    // Where the saw begins its turn: at the master's step, or at a step of its own; likewise where it will end.
    const V last = ratio - floor(ratio);
    const V cut = V(2.0F) * select(last > V(0.0F), last, V(1.0F));
    const V back = select(whole > V(0.0F), V(2.0F), cut);
    const V toOwn = (V(1.0F) - part) * own, toMaster = (V(1.0F) - m) * samples;
    const V ahead = select(toOwn <= toMaster, V(2.0F), cut);
    return part + part - V(1.0F) + downwardSteps(back, part * own, ahead, min(toOwn, toMaster));
  }

  Phasor<V> phasor_;
  float period_;
};

constexpr Port vcoPorts[] = {
    frequency("frequency of the master, which is the pitch heard"),
    number("sync", 1, 64, 1, "turns of the saw in one of the master"),
};
constexpr NodeSpec vcoSpec = {
    .name = "vco",
    .category = "source",
    .doc = "Band-limited saw oscillator, hard-synced to a master.",
    .ports = vcoPorts,
    .aliases = "syncsaw",
    .example = "d1 $ vco 110 (sine 0.2 >> range 1 6) * 0.2",
};

HOCKET_NODES(nodeType<SyncedSaw>(vcoSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
