// Hard-synced saw, band-limited: all its steps follow from the phase of the master, so each is spread where it truly
// is.
#include "../parts/blep.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// A step of height -jump that lies `after` samples back and another, or the same one a turn later, `before` samples
/// ahead.
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
          const float period = period_;
          phasor_.ramp(ramp, freq, block.frames, period);
          eachFrame<V>(block.frames, [&](auto at) {
            out.set(at, wave(ramp[at], clamp(sync[at], 1.0F, 64.0F), samplesPerTurn(turnsPerSample(freq[at], period))));
          });
        },
        block.in[0], block.in[1]);
  }

 private:
  /// master: the phase of the master; ratio: turns of the saw in one of the master.
  template <class G>
  static HOCKET_INLINE G wave(Bits<G> master, G ratio, G samples) {
    const G m = toFloat(master >> 8) * G(1.0F / 16777216.0F);
    const G turns = ratio * m;
    const G whole = floor(turns);
    const G part = turns - whole;
    const G own = samples / ratio;  // samples a turn of the saw
    // Where the saw begins its turn: at the master's step, or at a step of its own; likewise where it will end.
    const G last = ratio - floor(ratio);
    const G cut = G(2.0F) * select(last > G(0.0F), last, G(1.0F));
    const G back = select(whole > G(0.0F), G(2.0F), cut);
    const G toOwn = (G(1.0F) - part) * own, toMaster = (G(1.0F) - m) * samples;
    const G ahead = select(toOwn <= toMaster, G(2.0F), cut);
    return part + part - G(1.0F) + downwardSteps(back, part * own, ahead, min(toOwn, toMaster));
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
