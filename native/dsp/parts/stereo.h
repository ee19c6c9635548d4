// Stereo ports and outputs: left and right side by side.
#pragma once

#include "../node.h"

namespace hocket::dsp {

/// The `in` of a stereo effect: a mono signal goes to both sides.
constexpr Port stereoIn(const char* doc) { return signalIn(doc, 2); }
constexpr Port effectMix(float initial) { return number("mix", 0, 1, initial, "0 only the input, 1 only the effect"); }

inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr int sides = 2;

/// Between two values.
template <class V>
HOCKET_INLINE V blendOf(V dry, V wet, V mix) {
  return dry + (wet - dry) * clamp(mix, 0.0F, 1.0F);
}

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
