// Square oscillator, band-limited.
#include "../parts/oscillator.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct SquareWave {
  template <class B, class V>
  HOCKET_INLINE V operator()(B phase, V samples, V) const {
    return pulseAt(phase, V(0.5F), samples);
  }
};
template <class V>
using Square = Oscillator<V, SquareWave>;

constexpr Port squarePorts[] = {
    frequency("frequency"),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec squareSpec = {
    .name = "square",
    .category = "source",
    .doc = "Band-limited square oscillator, -1 to 1.",
    .ports = squarePorts,
    .aliases = "sqr",
    .example = "d1 $ square 110 * 0.2 # lpf 1200",
};

HOCKET_NODES(nodeType<Square>(squareSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
