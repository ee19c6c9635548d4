// Distortion by a curve: shape, drive and fold. Not oversampled: what they add above half the rate folds down.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// SuperDirt's waveshaper: (1 + k) x / (1 + k |x|), k = 2a / (1 - a).
struct ShapeOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V amount) const {
    const V a = clamp(amount, 0.0F, 0.99F);
    const V k = (a + a) / (V(1.0F) - a);
    return (V(1.0F) + k) * in / (V(1.0F) + k * abs(in));
  }
};
/// tanh, scaled so that a full-scale signal stays one.
struct DriveOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V amount) const {
    const V gain = V(0.1F) + V(20.0F) * clamp(amount, 0.0F, 1.0F);
    return tanh(in * gain) / tanh(gain);
  }
};
/// Folds at -1 and 1, as often as it takes.
struct FoldOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V gain) const {
    const V x = clamp(in * gain, -1e6F, 1e6F) * V(0.25F) + V(0.25F);  // a turn is there and back
    const V turns = x - floor(x);
    return V(1.0F) - abs(V(4.0F) * turns - V(2.0F));
  }
};
template <class V>
using Shape = Map<V, ShapeOp, 2>;
template <class V>
using Drive = Map<V, DriveOp, 2>;
template <class V>
using Fold = Map<V, FoldOp, 2>;

constexpr Port shapePorts[] = {
    signalIn("signal to distort"),
    controlled("shape", number("amount", 0, 0.99F, 0.3F, "0 leaves it, towards 1 makes it a square")),
};
constexpr Port drivePorts[] = {
    signalIn("signal to distort"),
    controlled("distort", number("amount", 0, 1, 0.3F, "0 almost clean, 1 heavy")),
};
constexpr Port foldPorts[] = {
    signalIn("signal to fold"),
    number("gain", 0, 20, 2, "how far beyond 1 it goes before it is folded back"),
};
constexpr NodeSpec shapeSpec = {
    .name = "shape",
    .category = "effect",
    .doc = "Wave-shaping distortion, soft to hard.",
    .ports = shapePorts,
    .example = "d1 $ sound \"bd*4\" # shape 0.5",
};
constexpr NodeSpec driveSpec = {
    .name = "drive",
    .category = "effect",
    .doc = "Overdrive: saturates like a valve.",
    .ports = drivePorts,
    .aliases = "distort",
    .example = "d1 $ saw 55 * 0.5 # drive 0.4 # lpf 1500",
};
constexpr NodeSpec foldSpec = {
    .name = "fold",
    .category = "effect",
    .doc = "Wave folder: what is beyond 1 comes back.",
    .ports = foldPorts,
    .example = "d1 $ sine 110 # fold (lfo 0.2 >> range 1 6) # lpf 3000",
};

HOCKET_NODES(nodeType<Shape>(shapeSpec), nodeType<Drive>(driveSpec), nodeType<Fold>(foldSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
