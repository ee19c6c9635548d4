// Modulation of loudness: tremolo by a slow sine, ring modulation by a fast one.
#include "../parts/phase.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Tremolo {
 public:
  explicit Tremolo(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), depth(block.in[2]);
    specialise<V>(
        [&](auto rate) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, rate, block.frames, period_);
          for (int i = 0; i < block.frames; ++i) {
            const V dip = V(0.5F) - V(0.5F) * sinPhase(ramp.phase[i] + Bits<V>(0x40000000U));
            out.set(i, in[i] * (V(1.0F) - clamp(depth[i], 0.0F, 1.0F) * dip));
          }
        },
        block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

template <class V>
class Ring {
 public:
  explicit Ring(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), mix(block.in[2]);
    specialise<V>(
        [&](auto freq) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          for (int i = 0; i < block.frames; ++i) out.set(i, blendOf(in[i], in[i] * sinPhase(ramp.phase[i]), mix[i]));
        },
        block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

constexpr Port tremoloPorts[] = {
    signalIn("signal"),
    controlled("tremolorate", param("rate", Unit::hz, 0, 50, 5, "dips a second")),
    controlled("tremolodepth", number("depth", 0, 1, 0.6F, "how deep they are: 1 is down to silence")),
};
constexpr NodeSpec tremoloSpec = {
    .name = "tremolo",
    .category = "effect",
    .doc = "Tremolo: moves the loudness.",
    .ports = tremoloPorts,
    .example = "d1 $ saw 110 * 0.2 # tremolo 6 0.8",
};
constexpr Port ringPorts[] = {
    signalIn("signal"),
    controlled("ringf", param("freq", Unit::hz, 0, 20000, 300, "frequency of the modulator")),
    controlled("ring", effectMix(1)),
};
constexpr NodeSpec ringSpec = {
    .name = "ring",
    .category = "effect",
    .doc = "Ring modulation by a sine: sums and differences of frequencies.",
    .ports = ringPorts,
    .aliases = "ringmod",
    .example = "d1 $ sound \"superpiano\" # ring 440 0.5",
};

HOCKET_NODES(nodeType<Tremolo>(tremoloSpec), nodeType<Ring>(ringSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
