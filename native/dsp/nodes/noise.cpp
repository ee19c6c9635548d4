// White noise.
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class WhiteNoise {
 public:
  explicit WhiteNoise(const Prepare& prepare) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t seed) { random_.reset(lanes, seed); }

  void process(const Block& block) {
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) out.set(i, bipolar(random_.ahead(i)));
    random_.advance(block.frames);
  }

 private:
  Random<V> random_;
};

constexpr NodeSpec noiseSpec = {
    .name = "noise",
    .category = "source",
    .doc = "White noise, -1 to 1: equally strong at all frequencies.",
    .ports = {},
    .aliases = "white whitenoise",
    .example = "d1 $ noise * 0.1 # bpf 1200 4",
};

HOCKET_NODES(nodeType<WhiteNoise>(noiseSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
