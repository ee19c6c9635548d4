// Rim shot: two short high modes and a click of noise.
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class RimSound {
 public:
  explicit RimSound(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    low_.reset(lanes);
    high_.reset(lanes);
    body_.reset(which);
    click_.reset(which);
  }
  HOCKET_INLINE void strike(Mask<V> which) {
    low_.set(which, Bits<V>(0U));
    high_.set(which, Bits<V>(0U));
    body_.strike(which);
    click_.strike(which);
  }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    const V freq = clamp(in[0][i], 1.0F, 8000.0F);
    const V body = (sinPhase(low_.phase()) + sinPhase(high_.phase())) * body_.tick(decayOf(in[1][i], rate_));
    const V click = bipolar(random_.next()) * click_.tick(decayOf(V(0.008F), rate_));
    low_.advance(phaseOf(turnsPerSample(freq, 1.0F / rate_)));
    high_.advance(phaseOf(turnsPerSample(freq * clamp(in[2][i], 0.1F, 10.0F), 1.0F / rate_)));
    return body * V(0.4F) + click * clamp(in[3][i], 0.0F, 1.0F);
  }

 private:
  float rate_;
  Random<V> random_;
  Phasor<V> low_, high_;
  Decay<V> body_, click_;
};
template <class V>
using Rim = Drum<V, RimSound, 4>;

constexpr Port rimPorts[] = {
    tuning(480, "lower mode"),
    decaying(0.06F),
    number("ratio", 0.1F, 10, 3.55F, "upper mode, relative to the lower"),
    number("click", 0, 1, 0.4F, "noise of the stick"),
    strike(),
    velocity(),
};
constexpr NodeSpec rimSpec = {
    .name = "rim",
    .category = "drum",
    .doc = "Rim shot.",
    .ports = rimPorts,
    .aliases = "rimshot",
    .example = "d1 $ sound \"rim(5,16)\"",
};

HOCKET_NODES(nodeType<Rim>(rimSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
