// Cowbell: two squares through a band-pass, loud at first and then ringing.
#include "../parts/blep.h"
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class CowbellSound {
 public:
  explicit CowbellSound(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t) {
    low_.reset(lanes);
    high_.reset(lanes);
    filter_.reset(lanes);
    hit_.reset(which);
    ring_.reset(which);
  }
  HOCKET_INLINE void strike(Mask<V> which) {
    hit_.strike(which);
    ring_.strike(which);
  }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    const V freq = clamp(in[0][i], 1.0F, 5000.0F);
    const V a = turnsPerSample(freq, 1.0F / rate_);
    const V b = turnsPerSample(freq * clamp(in[2][i], 0.1F, 10.0F), 1.0F / rate_);
    const V squares =
        pulseAt(low_.phase(), V(0.5F), samplesPerTurn(a)) + pulseAt(high_.phase(), V(0.5F), samplesPerTurn(b));
    low_.advance(phaseOf(a));
    high_.advance(phaseOf(b));
    const SvfCoefficients<V> colour(freq * V(1.5F), V(1.0F) - V(0.8F) * clamp(in[3][i], 0.0F, 1.0F), 1.0F / rate_);
    const V loud = V(0.6F) * hit_.tick(decayOf(V(0.03F), rate_)) + V(0.4F) * ring_.tick(decayOf(in[1][i], rate_));
    return filter_.tick(squares, colour).band * loud * V(0.5F);
  }

 private:
  float rate_;
  Phasor<V> low_, high_;
  Svf<V> filter_;
  Decay<V> hit_, ring_;
};
template <class V>
using Cowbell = Drum<V, CowbellSound, 4>;

constexpr Port cowbellPorts[] = {
    tuning(540, "lower pitch"),
    decaying(0.4F),
    number("ratio", 0.1F, 10, 1.48F, "upper pitch, relative to the lower"),
    controlled("narrow", number("focus", 0, 1, 0.5F, "narrowness of the band")),
    strike(),
    velocity(),
};
constexpr NodeSpec cowbellSpec = {
    .name = "cowbell",
    .category = "drum",
    .doc = "Cowbell.",
    .ports = cowbellPorts,
    .example = "d1 $ sound \"cowbell*4\"",
};

HOCKET_NODES(nodeType<Cowbell>(cowbellSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
