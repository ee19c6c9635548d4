// Triangle oscillator, band-limited.
#include "../parts/oscillator.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct TriangleWave {
  template <class B, class V>
  HOCKET_INLINE V operator()(B phase, V samples, V step) const {
    return triangleAt(phase, samples, step);
  }
};
template <class V>
using Triangle = Oscillator<V, TriangleWave>;

constexpr Port triPorts[] = {
    frequency("frequency"),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec triSpec = {
    .name = "tri",
    .category = "source",
    .doc = "Band-limited triangle oscillator, -1 to 1.",
    .ports = triPorts,
    .aliases = "triangle",
    .example = "d1 $ tri 220 * 0.3",
};

HOCKET_NODES(nodeType<Triangle>(triSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
