// Pink noise: white noise through a sum of one-poles (Paul Kellet's fit, within 0.05 dB above 9 Hz at 44.1 kHz).
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr int pinkPoles = 6;
inline constexpr float pinkPole[pinkPoles] = {0.99886F, 0.99332F, 0.96900F, 0.86650F, 0.55000F, -0.7616F};
inline constexpr float pinkGain[pinkPoles] = {0.0555179F, 0.0750759F, 0.1538520F, 0.3104856F, 0.5329522F, -0.0168980F};

template <class V>
class PinkNoise {
 public:
  explicit PinkNoise(const Prepare& prepare) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    const auto which = maskOf<V>(lanes);
    for (V& state : states_) assign(state, which, V(0.0F));
    assign(late_, which, V(0.0F));
  }

  void process(const Block& block) {
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V white = bipolar(random_.ahead(i));
      V sum = late_ + white * V(0.5362F);
      for (int k = 0; k < pinkPoles; ++k) {
        states_[k] = states_[k] * V(pinkPole[k]) + white * V(pinkGain[k]);
        sum += states_[k];
      }
      late_ = white * V(0.115926F);
      out.set(i, sum * V(0.2F));
    }
    random_.advance(block.frames);
  }

 private:
  Random<V> random_;
  V states_[pinkPoles] = {V(0.0F), V(0.0F), V(0.0F), V(0.0F), V(0.0F), V(0.0F)};
  V late_ = V(0.0F);
};

constexpr NodeSpec pinkSpec = {
    .name = "pink",
    .category = "source",
    .doc = "Pink noise: 3 dB an octave down, equally strong in every octave.",
    .ports = {},
    .aliases = "pinknoise",
    .example = "d1 $ pink * 0.3 # lpf 4000",
};

HOCKET_NODES(nodeType<PinkNoise>(pinkSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
