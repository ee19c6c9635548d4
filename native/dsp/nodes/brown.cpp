// Brown noise: integrated white noise, with a leak that keeps it around 0.
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class BrownNoise {
 public:
  explicit BrownNoise(const Prepare& prepare) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    assign(sum_, maskOf<V>(lanes), V(0.0F));
  }

  void process(const Block& block) {
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      sum_ = sum_ * V(0.995F) + bipolar(random_.ahead(i)) * V(0.06F);
      out.set(i, sum_);
    }
    random_.advance(block.frames);
  }

 private:
  Random<V> random_;
  V sum_ = V(0.0F);
};

constexpr NodeSpec brownSpec = {
    .name = "brown",
    .category = "source",
    .doc = "Brown noise: 6 dB an octave down.",
    .ports = {},
    .aliases = "brownnoise",
    .example = "d1 $ brown * 0.4",
};

HOCKET_NODES(nodeType<BrownNoise>(brownSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
