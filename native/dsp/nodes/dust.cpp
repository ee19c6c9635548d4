// Random impulses.
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Dust {
 public:
  explicit Dust(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t seed) { random_.reset(lanes, seed); }

  void process(const Block& block) {
    const Either<V> density(block.in[0]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V chance = clamp(density[i] * V(period_), 0.0F, 1.0F);
      const Bits<V> bits = random_.ahead(i);
      const V height = V(0.00390625F) + toFloat(bits & Bits<V>(0xffU)) * V(1.0F / 256.0F);
      out.set(i, select(unipolar(bits) < chance, height, V(0.0F)));
    }
    random_.advance(block.frames);
  }

 private:
  Random<V> random_;
  float period_;
};

constexpr Port dustPorts[] = {
    param("density", Unit::hz, 0, 10000, 10, "impulses a second, on average"),
};
constexpr NodeSpec dustSpec = {
    .name = "dust",
    .category = "source",
    .doc = "Single samples between 0 and 1 at random times.",
    .ports = dustPorts,
    .example = "d1 $ dust 8 # bpf 1800 20",
};

HOCKET_NODES(nodeType<Dust>(dustSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
