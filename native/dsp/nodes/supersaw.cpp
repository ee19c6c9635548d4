// Seven saws side by side, detuned; their phases are random, so that they do not start as one.
#include "../parts/blep.h"
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr int supersawVoices = 7;
/// Where each stands between the outermost two.
inline constexpr float supersawSpread[supersawVoices] = {-1.0F, -0.57F, -0.18F, 0.0F, 0.17F, 0.56F, 0.97F};

template <class V>
class Supersaw {
 public:
  explicit Supersaw(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) { reset(allLanes, prepare.seed); }

  void reset(LaneMask lanes, std::uint64_t seed) {
    const auto which = maskOf<V>(lanes);
    for (int k = 0; k < supersawVoices; ++k) {
      Random<V> random;
      random.reset(lanes, seed, static_cast<std::uint64_t>(k));
      saws_[k].set(which, random.next());
    }
  }

  void process(const Block& block) {
    const Either<V> detune(block.in[1]), mix(block.in[2]);
    specialise<V>(
        [&](auto freq) {
          const Output<V> out(block.out[0]);
          for (int i = 0; i < block.frames; ++i) out.set(i, tick(freq[i], detune[i], mix[i]));
        },
        block.in[0]);
  }

 private:
  HOCKET_INLINE V tick(V freq, V detune, V mix) {
    const V spread = clamp(detune, 0.0F, 1.0F) * V(0.06F);
    V middle = V(0.0F), sides = V(0.0F);
    for (int k = 0; k < supersawVoices; ++k) {
      const V step = turnsPerSample(freq * (V(1.0F) + spread * V(supersawSpread[k])), period_);
      const V saw = sawAt(saws_[k].phase(), samplesPerTurn(step));
      (k == supersawVoices / 2 ? middle : sides) += saw;
      saws_[k].advance(phaseOf(step));
    }
    // Six saws that are not in phase add up to sqrt(6) times one.
    return middle + clamp(mix, 0.0F, 1.0F) * (sides * V(0.408248290F) - middle * V(0.5F));
  }

  Phasor<V> saws_[supersawVoices];
  float period_;
};

constexpr Port supersawPorts[] = {
    frequency("frequency of the middle saw"),
    number("detune", 0, 1, 0.3F, "how far the outer saws are off: 1 is a semitone"),
    number("mix", 0, 1, 0.7F, "the six outer saws against the middle one"),
};
constexpr NodeSpec supersawSpec = {
    .name = "supersaw",
    .category = "source",
    .doc = "Seven detuned band-limited saws.",
    .ports = supersawPorts,
    .example = "d1 $ supersaw 110 0.3 * 0.2 # lpf 2000",
};

HOCKET_NODES(nodeType<Supersaw>(supersawSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
