// Noise gate, both sides by the louder one.
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class NoiseGate {
 public:
  explicit NoiseGate(const Prepare& prepare) : rate_(prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    const auto which = maskOf<V>(lanes);
    for (V* each : {&level_, &open_, &gain_}) assign(*each, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> left(block.in[0]), right(block.in[1]), threshold(block.in[2]), attack(block.in[3]),
        release(block.in[4]);
    const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
    const V falling = smoothing(V(0.01F * rate_));
    for (int i = 0; i < block.frames; ++i) {
      const V loud = max(abs(left[i]), abs(right[i]));
      level_ = max(loud, level_ + falling * (loud - level_));
      const V opens = gainOfDb(clamp(threshold[i], -120.0F, 0.0F));
      // Closes 6 dB below where it opens, so that it does not flutter.
      open_ = select(level_ > opens, V(1.0F), select(level_ < opens * V(0.5F), V(0.0F), open_));
      const V time = select(open_ > V(0.0F), attack[i], release[i]);
      gain_ += smoothing(time * V(rate_)) * (open_ - gain_);
      outLeft.set(i, left[i] * gain_);
      outRight.set(i, right[i] * gain_);
    }
  }

 private:
  float rate_;
  V level_ = V(0.0F), open_ = V(0.0F), gain_ = V(0.0F);
};

constexpr Port noiseGatePorts[] = {
    stereoIn("signal to gate"),
    param("threshold", Unit::decibels, -120, 0, -50, "opens above this, closes 6 dB below"),
    param("attack", Unit::seconds, 0, 1, 0.001F, "time constant of opening"),
    param("release", Unit::seconds, 0, 5, 0.08F, "time constant of closing"),
};
constexpr NodeSpec noiseGateSpec = {
    .name = "noisegate",
    .category = "dynamics",
    .doc = "Noise gate: silences what is soft.",
    .ports = noiseGatePorts,
    .outputs = 2,
    .example = "d1 $ ~mic >> noisegate (-40db)",
};

HOCKET_NODES(nodeType<NoiseGate>(noiseGateSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
