// Single samples of 1 at a rate: a clock for whatever is triggered.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Impulse {
 public:
  explicit Impulse(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) { reset(allLanes, prepare.seed); }
  void reset(LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    assign(due_, maskOf<V>(lanes), V(1.0F));
  }

  void process(const Block& block) {
    const Either<V> freq(block.in[0]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      out.set(i, due_);
      const Bits<V> before = phasor_.phase();
      phasor_.advance(truncate(clamp(freq[i] * V(period_), 0.0F, 0.4999F) * V(turn)));
      // A turn is complete where the top bit falls.
      due_ = select(both(negative(before), !negative(phasor_.phase())), V(1.0F), V(0.0F));
    }
  }

 private:
  Phasor<V> phasor_;
  V due_ = V(1.0F);
  float period_;
};

constexpr Port impulsePorts[] = {
    frequency("impulses a second", 1),
};
constexpr NodeSpec impulseSpec = {
    .name = "impulse",
    .category = "source",
    .doc = "Single samples of 1, the first at once; a clock for triggers.",
    .ports = impulsePorts,
    .example = "d1 $ kick 50 gate=(impulse 2)",
};

HOCKET_NODES(nodeType<Impulse>(impulseSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
