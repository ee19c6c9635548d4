// Ramps from a start to an end in a given time, each time the gate opens.
#include "../parts/gate.h"
#include "../parts/ramp.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// The ramp's position, 0 to 1; Shape joins it with start and end.
template <class V, class Shape>
class RampNode {
 public:
  explicit RampNode(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    gate_.reset(lanes);
    ramp_.restart(maskOf<V>(lanes));
  }

  void process(const Block& block) {
    const Either<V> start(block.in[0]), end(block.in[1]), time(block.in[2]), gate(block.in[3]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      ramp_.restart(gate_.tick(gate[i]).opens);
      out.set(i, Shape{}(start[i], end[i], ramp_.position()));
      ramp_.advance(Ramp<V>::stepOf(time[i], period_));
    }
  }

 private:
  GateEdge<V> gate_;
  Ramp<V> ramp_;
  float period_;
};

struct Straight {
  template <class V>
  HOCKET_INLINE V operator()(V start, V end, V position) const {
    return start + (end - start) * position;
  }
};
struct Exponential {
  template <class V>
  HOCKET_INLINE V operator()(V start, V end, V position) const {
    const V from = log2(max(abs(start), V(1e-6F)));
    const V size = exp2(from + (log2(max(abs(end), V(1e-6F))) - from) * position);
    return copySign(size, start);
  }
};
template <class V>
using Line = RampNode<V, Straight>;
template <class V>
using ExponentialLine = RampNode<V, Exponential>;

constexpr Port linePorts[] = {
    number("start", -1, 1, 0, "value at the start"),
    number("end", -1, 1, 1, "value from the end on"),
    param("time", Unit::seconds, 0.001F, 60, 1, "how long it takes"),
    gate("starts it when it opens"),
};
constexpr NodeSpec lineSpec = {
    .name = "line",
    .category = "control",
    .doc = "Straight ramp from a start to an end.",
    .ports = linePorts,
    .example = "d1 $ saw 110 * line 0 0.3 4s",
};
constexpr Port xlinePorts[] = {
    number("start", 0.001F, 20000, 1, "value at the start, not 0"),
    number("end", 0.001F, 20000, 2, "value from the end on, of the same sign"),
    param("time", Unit::seconds, 0.001F, 60, 1, "how long it takes"),
    gate("starts it when it opens"),
};
constexpr NodeSpec xlineSpec = {
    .name = "xline",
    .category = "control",
    .doc = "Exponential ramp: by the same factor in the same time.",
    .ports = xlinePorts,
    .example = "d1 $ sine (xline 2000 50 300ms) * 0.4",
};

HOCKET_NODES(nodeType<Line>(lineSpec), nodeType<ExponentialLine>(xlineSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
