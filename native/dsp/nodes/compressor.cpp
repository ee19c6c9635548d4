// Compressor, both sides by the louder one: a soft knee of 6 dB, gain smoothed in dB.
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Compressor {
 public:
  explicit Compressor(const Prepare& prepare) : rate_(prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { assign(reduction_, maskOf<V>(lanes), V(0.0F)); }

  void process(const Block& block) {
    const Either<V> left(block.in[0]), right(block.in[1]), threshold(block.in[2]), ratio(block.in[3]),
        makeup(block.in[6]);
    specialise<V>(
        [&](auto attack, auto release) {
          const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
          V reduction = reduction_;
          for (int i = 0; i < block.frames; ++i) {
            const V level = dbOfGain(max(max(abs(left[i]), abs(right[i])), V(1e-6F)));
            const V wanted = over(level - threshold[i]) * (V(1.0F) - V(1.0F) / clamp(ratio[i], 1.0F, 1000.0F));
            const V up = smoothing(attack[i] * V(rate_)), down = smoothing(release[i] * V(rate_));
            reduction += select(wanted > reduction, up, down) * (wanted - reduction);
            const V gain = gainOfDb(clamp(makeup[i], -60.0F, 60.0F) - reduction);
            outLeft.set(i, left[i] * gain);
            outRight.set(i, right[i] * gain);
          }
          reduction_ = reduction;
        },
        block.in[4], block.in[5]);
  }

 private:
  /// dB over the threshold, rounded off 3 dB either side of it.
  static HOCKET_INLINE V over(V db) {
    const V knee = clamp(db + V(3.0F), 0.0F, 6.0F);
    return max(db - V(3.0F), V(0.0F)) + knee * knee * V(1.0F / 12.0F);
  }

  float rate_;
  V reduction_ = V(0.0F);  // dB
};

constexpr Port compressorPorts[] = {
    stereoIn("signal to compress"),
    param("threshold", Unit::decibels, -60, 0, -18, "level from which on it is turned down"),
    number("ratio", 1, 100, 4, "dB over the threshold that give one dB more"),
    param("attack", Unit::seconds, 0, 1, 0.005F, "time constant of turning down"),
    param("release", Unit::seconds, 0, 5, 0.1F, "time constant of letting go"),
    param("makeup", Unit::decibels, -24, 24, 0, "gain afterwards"),
};
constexpr NodeSpec compressorSpec = {
    .name = "compressor",
    .category = "dynamics",
    .doc = "Compressor: turns down what is loud, both sides alike.",
    .ports = compressorPorts,
    .outputs = 2,
    .aliases = "compress comp",
    .example = "out $ ~drums >> compressor (-20db) 4 5ms 80ms 6db",
};

HOCKET_NODES(nodeType<Compressor>(compressorSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
