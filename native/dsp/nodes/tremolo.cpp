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
    specialise<V>(
        [&](auto in, auto rate, auto depth) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, rate, block.frames, period_);
          eachFrame<V>(block.frames, [&]<class G>(Frames<G> at) {
            const G dip = G(0.5F) - G(0.5F) * sinPhase(ramp[at] + Bits<G>(0x40000000U));
            out.set(at, in[at] * (G(1.0F) - clamp(depth[at], 0.0F, 1.0F) * dip));
          });
        },
        block.in[0], block.in[1], block.in[2]);
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
    specialise<V>(
        [&](auto in, auto freq, auto mix) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          phasor_.ramp(ramp, freq, block.frames, period_);
          eachFrame<V>(block.frames,
                       [&](auto at) { out.set(at, blendOf(in[at], in[at] * sinPhase(ramp[at]), mix[at])); });
        },
        block.in[0], block.in[1], block.in[2]);
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
