// Random numbers: a hash of a counter, so that the numbers of a block do not depend on each other, and every lane has
// its own stream by its seed. (The mixing constants are those of Wellons' "lowbias32".)
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class B>
HOCKET_INLINE B scramble(B x) {
  x = (x ^ (x >> 16)) * B(0x7feb352dU);
  x = (x ^ (x >> 15)) * B(0x846ca68bU);
  return x ^ (x >> 16);
}

/// 32 bits of a 64-bit seed; `stream` tells apart several generators of one kernel.
HOCKET_INLINE std::uint32_t keyOf(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t z = seed + (stream + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return static_cast<std::uint32_t>((z ^ (z >> 31)) >> 16);
}

/// -1 to 1 of 32 bits.
template <class B>
HOCKET_INLINE auto bipolar(B bits) {
  return toFloat(bits) * (1.0F / 2147483648.0F);
}
/// 0 to 1 (exclusive) of 32 bits.
template <class B>
HOCKET_INLINE auto unipolar(B bits) {
  return toFloat(bits >> 8) * (1.0F / 16777216.0F);
}

template <class V>
class Random {
 public:
  HOCKET_INLINE void reset(LaneMask lanes, std::uint64_t seed, std::uint64_t stream = 0) {
    for (int l = 0; l < laneCount<V>; ++l)
      if ((lanes >> l & 1U) != 0) setLane(counter_, l, keyOf(seed + static_cast<std::uint64_t>(l), stream));
  }
  /// The bits of the frame-th draw from now.
  HOCKET_INLINE Bits<V> ahead(int frame) const {
    return scramble(counter_ + Bits<V>(static_cast<std::uint32_t>(frame)));
  }
  HOCKET_INLINE void advance(int frames) { counter_ += Bits<V>(static_cast<std::uint32_t>(frames)); }
  HOCKET_INLINE Bits<V> next() {
    const Bits<V> bits = ahead(0);
    advance(1);
    return bits;
  }

 private:
  Bits<V> counter_{0};
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
