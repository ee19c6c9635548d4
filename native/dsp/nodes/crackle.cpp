// Chaotic crackle: y = |p y1 - y2 - 0.05|.
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Crackle {
 public:
  explicit Crackle(const Prepare& prepare) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t seed) {
    const auto which = maskOf<V>(lanes);
    Random<V> random;
    random.reset(lanes, seed);
    assign(last_, which, V(0.3F) + V(0.1F) * unipolar(random.next()));
    assign(previous_, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> density(block.in[0]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V next = min(abs(clamp(density[i], 1.0F, 2.0F) * last_ - previous_ - V(0.05F)), V(4.0F));
      previous_ = last_;
      last_ = next;
      out.set(i, next);
    }
  }

 private:
  V last_ = V(0.3F), previous_ = V(0.0F);
};

constexpr Port cracklePorts[] = {
    number("density", 1, 2, 1.5F, "chaos: 1 almost none, 1.95 much"),
};
constexpr NodeSpec crackleSpec = {
    .name = "crackle",
    .category = "source",
    .doc = "Crackling noise from a chaotic map.",
    .ports = cracklePorts,
    .example = "d1 $ crackle 1.9 * 0.3",
};

HOCKET_NODES(nodeType<Crackle>(crackleSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
