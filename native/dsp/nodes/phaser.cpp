// Phaser: notches that sweep, made by six all-passes added to the signal.
#include "../parts/one_pole.h"
#include "../parts/phase.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Phaser {
 public:
  explicit Phaser(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    for (auto& pole : poles_) pole.reset(lanes);
    assign(last_, maskOf<V>(lanes), V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), rate(block.in[1]), depth(block.in[2]), feedback(block.in[3]), mix(block.in[4]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      // Around 800 Hz, two octaves either way at full depth.
      const V octaves = sinPhase(phasor_.phase()) * clamp(depth[i], 0.0F, 1.0F) * V(2.0F);
      const V coefficient = onePoleCoefficient(V(800.0F) * exp2(octaves), period_);
      V x = in[i] + clamp(feedback[i], -0.95F, 0.95F) * last_;
      for (OnePole<V>& pole : poles_) {
        const V low = pole.low(x, coefficient);
        x = low + low - x;
      }
      last_ = x;
      out.set(i, blendOf(in[i], x, mix[i]));
      phasor_.advance(phaseOf(turnsPerSample(rate[i], period_)));
    }
  }

 private:
  Phasor<V> phasor_;
  OnePole<V> poles_[6];
  V last_ = V(0.0F);
  float period_;
};

constexpr Port phaserPorts[] = {
    signalIn("signal"),
    controlled("phaserrate", param("rate", Unit::hz, 0, 20, 0.3F, "sweeps a second")),
    controlled("phaserdepth", number("depth", 0, 1, 0.7F, "how far it sweeps: 1 is four octaves")),
    number("feedback", -0.95F, 0.95F, 0.3F, "sharpness of the notches"),
    effectMix(0.5F),
};
constexpr NodeSpec phaserSpec = {
    .name = "phaser",
    .category = "effect",
    .doc = "Phaser: notches that sweep.",
    .ports = phaserPorts,
    .example = "d1 $ saw 55 * 0.2 # phaser 0.2 0.9",
};

HOCKET_NODES(nodeType<Phaser>(phaserSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
