// Saw oscillator, band-limited.
#include "../parts/oscillator.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct SawWave {
  template <class B, class V>
  HOCKET_INLINE V operator()(B phase, V samples, V) const {
    return sawAt(phase, samples);
  }
};
template <class V>
using Saw = Oscillator<V, SawWave>;

constexpr Port sawPorts[] = {
    frequency("frequency"),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec sawSpec = {
    .name = "saw",
    .category = "source",
    .doc = "Band-limited saw oscillator, -1 to 1, rising.",
    .ports = sawPorts,
    .example = "d1 $ saw \"55 82.5\" # lpf 900 0.3",
};

HOCKET_NODES(nodeType<Saw>(sawSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
