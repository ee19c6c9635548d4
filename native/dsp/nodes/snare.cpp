// Snare drum: two modes of the skin, and noise for the wires.
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class SnareSound {
 public:
  explicit SnareSound(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    low_.reset(lanes);
    high_.reset(lanes);
    filter_.reset(lanes);
    skin_.reset(which);
    wires_.reset(which);
  }
  HOCKET_INLINE void strike(Mask<V> which) {
    low_.set(which, Bits<V>(0U));
    high_.set(which, Bits<V>(0U));
    skin_.strike(which);
    wires_.strike(which);
  }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    const V freq = clamp(in[0][i], 1.0F, 5000.0F), decay = in[1][i];
    const V skin =
        (sinPhase(low_.phase()) + V(0.6F) * sinPhase(high_.phase())) * skin_.tick(decayOf(decay * V(0.6F), rate_));
    const SvfCoefficients<V> colour(V(1800.0F) + V(5000.0F) * clamp(in[3][i], 0.0F, 1.0F), V(1.2F), 1.0F / rate_);
    const V wires = filter_.tick(bipolar(random_.next()), colour).high * wires_.tick(decayOf(decay, rate_));
    const V snap = clamp(in[2][i], 0.0F, 1.0F);
    low_.advance(phaseOf(turnsPerSample(freq, 1.0F / rate_)));
    high_.advance(phaseOf(turnsPerSample(freq * V(1.83F), 1.0F / rate_)));
    return skin * (V(0.7F) - V(0.4F) * snap) + wires * snap;
  }

 private:
  float rate_;
  Random<V> random_;
  Phasor<V> low_, high_;
  Svf<V> filter_;
  Decay<V> skin_, wires_;
};
template <class V>
using Snare = Drum<V, SnareSound, 4>;

constexpr Port snarePorts[] = {
    tuning(180, "pitch of the skin"),
    decaying(0.25F),
    number("snap", 0, 1, 0.6F, "wires against skin"),
    number("tone", 0, 1, 0.3F, "brightness of the wires"),
    strike(),
    velocity(),
};
constexpr NodeSpec snareSpec = {
    .name = "snare",
    .category = "drum",
    .doc = "Snare drum: a skin and wires.",
    .ports = snarePorts,
    .example = "d1 $ sound \"~ snare\"",
};

HOCKET_NODES(nodeType<Snare>(snareSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
