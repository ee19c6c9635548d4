// Moving delays: chorus, flanger and vibrato.
#include "../parts/delay_line.h"
#include "../parts/phase.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Chorus and flanger: a delay that sweeps, the sides a quarter of a turn apart.
template <class V, bool flanger>
class SweptDelay {
 public:
  explicit SweptDelay(const Prepare& prepare)
      : rate_(prepare.sampleRate),
        lines_{{prepare.memory, longest * prepare.sampleRate}, {prepare.memory, longest * prepare.sampleRate}} {}
  void reset(LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    for (auto& line : lines_) line.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> left(block.in[0]), right(block.in[1]), rate(block.in[2]), depth(block.in[3]), mix(block.in[4]),
        feedback(block.in[flanger ? 5 : 4]);
    const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
    for (int i = 0; i < block.frames; ++i) {
      const V deep = clamp(depth[i], 0.0F, 1.0F);
      const V back = flanger ? clamp(feedback[i], -0.97F, 0.97F) : V(0.0F);
      const V level = flanger ? mix[i] : clamp(mix[i], 0.0F, 1.0F);
      outLeft.set(i, side(lines_[0], left[i], phasor_.phase(), deep, level, back));
      outRight.set(i, side(lines_[1], right[i], phasor_.phase() + Bits<V>(0x40000000U), deep, level, back));
      phasor_.advance(phaseOf(turnsPerSample(rate[i], 1.0F / rate_)));
    }
  }

 private:
  static constexpr float longest = 0.04F;                      // s
  static constexpr float middle = flanger ? 0.0033F : 0.018F;  // s
  static constexpr float swing = flanger ? 0.003F : 0.006F;    // s, at full depth

  HOCKET_INLINE V side(DelayLine<V>& line, V in, Bits<V> phase, V depth, V mix, V feedback) {
    const V seconds = V(middle) + V(swing) * depth * sinPhase(phase);
    const V wet = line.readCubic(seconds * V(rate_) - V(1.0F));
    line.write(in + feedback * wet);
    return blendOf(in, wet, mix);
  }

  float rate_;
  Phasor<V> phasor_;
  DelayLine<V> lines_[sides];
};
template <class V>
using Chorus = SweptDelay<V, false>;
template <class V>
using Flanger = SweptDelay<V, true>;

template <class V>
class Vibrato {
 public:
  explicit Vibrato(const Prepare& prepare)
      : rate_(prepare.sampleRate), line_(prepare.memory, 0.25F * prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    line_.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), rate(block.in[1]), depth(block.in[2]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V hz = clamp(rate[i], 0.1F, 100.0F);
      // A delay of a (1 - cos wt) bends the pitch by at most a w: here solved for a.
      const V bend = exp2(clamp(depth[i], 0.0F, 12.0F) * V(1.0F / 12.0F)) - V(1.0F);
      const V swing = min(bend / (hz * V(2.0F * pi)), V(0.12F));
      const V seconds = swing * (V(1.0F) - sinPhase(phasor_.phase() + Bits<V>(0x40000000U)));
      line_.write(in[i]);
      out.set(i, line_.readCubic(seconds * V(rate_) + V(1.0F)));
      phasor_.advance(phaseOf(turnsPerSample(hz, 1.0F / rate_)));
    }
  }

 private:
  float rate_;
  Phasor<V> phasor_;
  DelayLine<V> line_;
};

constexpr Port sweepRate(float initial) { return param("rate", Unit::hz, 0, 20, initial, "sweeps a second"); }
constexpr Port chorusPorts[] = {
    stereoIn("signal"),
    sweepRate(0.6F),
    number("depth", 0, 1, 0.4F, "how far it sweeps"),
    effectMix(0.5F),
};
constexpr NodeSpec chorusSpec = {
    .name = "chorus",
    .category = "effect",
    .doc = "Chorus: a copy that drifts in pitch and place.",
    .ports = chorusPorts,
    .outputs = 2,
    .example = "d1 $ saw 110 * 0.2 # chorus 0.8 0.5",
};
constexpr Port flangerPorts[] = {
    stereoIn("signal"),
    sweepRate(0.2F),
    number("depth", 0, 1, 0.8F, "how far it sweeps"),
    effectMix(0.5F),
    number("feedback", -0.97F, 0.97F, 0.5F, "sharpness of the comb"),
};
constexpr NodeSpec flangerSpec = {
    .name = "flanger",
    .category = "effect",
    .doc = "Flanger: a comb that sweeps.",
    .ports = flangerPorts,
    .outputs = 2,
    .example = "d1 $ noise * 0.2 # flanger 0.1",
};
constexpr Port vibratoPorts[] = {
    signalIn("signal"),
    param("rate", Unit::hz, 0.1F, 100, 5, "frequency of the vibrato"),
    param("depth", Unit::semitones, 0, 12, 0.3F, "how far the pitch goes, up and down"),
};
constexpr NodeSpec vibratoSpec = {
    .name = "vibrato",
    .category = "effect",
    .doc = "Vibrato: moves the pitch up and down.",
    .ports = vibratoPorts,
    .example = "d1 $ sound \"superpiano\" # vibrato 5 0.4",
};

HOCKET_NODES(nodeType<Chorus>(chorusSpec), nodeType<Flanger>(flangerSpec), nodeType<Vibrato>(vibratoSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
