// Hi-hats and cymbal: clangour and noise above a cutoff, short, longer or long.
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class MetalSound {
 public:
  explicit MetalSound(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    clangour_.reset(which);
    filter_.reset(lanes);
    again_.reset(lanes);
    decay_.reset(which);
  }
  HOCKET_INLINE void strike(Mask<V> which) { decay_.strike(which); }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    const V mix = clamp(in[3][i], 0.0F, 1.0F);
    const V metal = clangour_.tick(clamp(in[2][i], 0.1F, 10.0F), 1.0F / rate_);
    const V source = metal + (bipolar(random_.next()) * V(0.5F) - metal) * mix;
    const SvfCoefficients<V> colour(in[0][i], V(0.9F), 1.0F / rate_);
    const V high = again_.tick(filter_.tick(source, colour).high, colour).high;
    return high * decay_.tick(decayOf(in[1][i], rate_)) * V(1.4F);
  }

 private:
  float rate_;
  Random<V> random_;
  Clangour<V> clangour_;
  Svf<V> filter_, again_;
  Decay<V> decay_;
};
template <class V>
using Metal = Drum<V, MetalSound, 4>;

constexpr Port metalTune() { return number("tune", 0.1F, 10, 1, "pitch of the metal, relative"); }
constexpr Port metalNoise(float initial) {
  return controlled("hiss", number("noise", 0, 1, initial, "noise against metal"));
}

constexpr Port hatPorts[] = {
    tuning(7000, "what is below is cut"), decaying(0.07F), metalTune(), metalNoise(0.4F), strike(), velocity(),
};
constexpr Port openHatPorts[] = {
    tuning(6500, "what is below is cut"), decaying(0.5F), metalTune(), metalNoise(0.4F), strike(), velocity(),
};
constexpr Port cymbalPorts[] = {
    tuning(3500, "what is below is cut"), decaying(2), metalTune(), metalNoise(0.6F), strike(), velocity(),
};
constexpr NodeSpec hatSpec = {
    .name = "hat",
    .category = "drum",
    .doc = "Closed hi-hat.",
    .ports = hatPorts,
    .aliases = "closedhat",
    .example = "d1 $ sound \"hat*8\"",
};
constexpr NodeSpec openHatSpec = {
    .name = "openhat",
    .category = "drum",
    .doc = "Open hi-hat.",
    .ports = openHatPorts,
    .example = "d1 $ sound \"~ openhat\"",
};
constexpr NodeSpec cymbalSpec = {
    .name = "cymbal",
    .category = "drum",
    .doc = "Cymbal.",
    .ports = cymbalPorts,
    .example = "d1 $ sound \"cymbal\"",
};

HOCKET_NODES(nodeType<Metal>(hatSpec), nodeType<Metal>(openHatSpec), nodeType<Metal>(cymbalSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
