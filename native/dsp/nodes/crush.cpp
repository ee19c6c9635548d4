// Reductions: of bits, and of the sample rate.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct CrushOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V bits) const {
    const V steps = exp2(clamp(bits, 1.0F, 24.0F) - V(1.0F));
    return floor(clamp(in, -64.0F, 64.0F) * steps + V(0.5F)) / steps;
  }
};
template <class V>
using Crush = Map<V, CrushOp, 2>;

template <class V>
class Coarse {
 public:
  explicit Coarse(const Prepare&) {}
  void reset(LaneMask lanes, std::uint64_t) {
    const auto which = maskOf<V>(lanes);
    assign(held_, which, V(0.0F));
    assign(left_, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), factor(block.in[1]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const auto due = left_ <= V(0.0F);
      assign(held_, due, in[i]);
      left_ = select(due, left_ + clamp(factor[i], 1.0F, 1e6F), left_) - V(1.0F);
      out.set(i, held_);
    }
  }

 private:
  V held_ = V(0.0F), left_ = V(0.0F);  // left: samples that it is still held for
};

constexpr Port crushPorts[] = {
    signalIn("signal to crush"),
    controlled("crush", number("bits", 1, 24, 6, "bits that are left; fractions too")),
};
constexpr NodeSpec crushSpec = {
    .name = "crush",
    .category = "effect",
    .doc = "Bit crusher: rounds to few levels.",
    .ports = crushPorts,
    .example = "d1 $ sound \"bd*4\" # crush 4",
};
constexpr Port coarsePorts[] = {
    signalIn("signal to hold"),
    controlled("coarse", number("factor", 1, 64, 4, "samples that each is held for; fractions too")),
};
constexpr NodeSpec coarseSpec = {
    .name = "coarse",
    .category = "effect",
    .doc = "Sample-rate reducer: holds each sample for several.",
    .ports = coarsePorts,
    .example = "d1 $ sound \"bd*4\" # coarse 8",
};

HOCKET_NODES(nodeType<Crush>(crushSpec), nodeType<Coarse>(coarseSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
