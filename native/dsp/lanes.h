// The lane vector: `float` for one lane, `Lanes8` for eight, with the same operations on both, so that a kernel is
// written once. Everything is in a namespace of the instruction set that it is compiled for: one source file, compiled
// several times, links together without two definitions of one name.
#pragma once

#include "kernel.h"

#if defined(__GNUC__)
#define HOCKET_INLINE inline __attribute__((always_inline))
#else
#define HOCKET_INLINE inline
#endif

#ifndef HOCKET_ISA_NAMESPACE
#define HOCKET_ISA_NAMESPACE baseline
#endif

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

// A chunk is what the instruction set computes with at once: 8 floats, 4 floats, or 1 where the compiler has no
// vectors.
#if defined(__GNUC__) && defined(__AVX2__)
inline constexpr int chunkLanes = 8;
#elif defined(__GNUC__)
inline constexpr int chunkLanes = 4;
#else
inline constexpr int chunkLanes = 1;
#endif
inline constexpr int chunks = wideLanes / chunkLanes;

#if defined(__GNUC__)
typedef float FloatChunk __attribute__((vector_size(4 * chunkLanes), may_alias));
typedef float FloatInMemory __attribute__((vector_size(4 * chunkLanes), may_alias, aligned(4)));
typedef std::uint32_t BitsChunk __attribute__((vector_size(4 * chunkLanes), may_alias));
typedef std::int32_t IntChunk __attribute__((vector_size(4 * chunkLanes), may_alias));
HOCKET_INLINE IntChunk truth(IntChunk m) { return m; }
HOCKET_INLINE IntChunk chunkTruncate(FloatChunk a) { return __builtin_convertvector(a, IntChunk); }
HOCKET_INLINE FloatChunk chunkFloat(IntChunk a) { return __builtin_convertvector(a, FloatChunk); }
#else
using FloatChunk = float;
using FloatInMemory = float;
using BitsChunk = std::uint32_t;
using IntChunk = std::int32_t;
HOCKET_INLINE IntChunk truth(bool m) { return -static_cast<IntChunk>(m); }
HOCKET_INLINE IntChunk chunkTruncate(FloatChunk a) { return static_cast<IntChunk>(a); }
HOCKET_INLINE FloatChunk chunkFloat(IntChunk a) { return static_cast<FloatChunk>(a); }
#endif

template <class To, class From>
HOCKET_INLINE To bitCast(From from) {
  static_assert(sizeof(To) == sizeof(From));
  return __builtin_bit_cast(To, from);
}

HOCKET_INLINE FloatChunk blend(IntChunk m, FloatChunk a, FloatChunk b) {
#if defined(__GNUC__) && defined(__AVX2__)
  return m ? a : b;
#else
  return bitCast<FloatChunk>((bitCast<IntChunk>(a) & m) | (bitCast<IntChunk>(b) & ~m));
#endif
}

struct Mask8 {
  IntChunk c[chunks];
};

/// Eight unsigned integers, wrapping.
struct Bits8 {
  BitsChunk c[chunks];
  Bits8() = default;
  HOCKET_INLINE Bits8(std::uint32_t x) {
    for (int k = 0; k < chunks; ++k) c[k] = BitsChunk{} + x;
  }
};

/// Eight floats.
struct Lanes8 {
  FloatChunk c[chunks];
  Lanes8() = default;
  HOCKET_INLINE Lanes8(float x) {
    for (int k = 0; k < chunks; ++k) c[k] = FloatChunk{} + x;
  }
};

#define HOCKET_EACH(R, expression)                      \
  R r;                                                  \
  for (int k = 0; k < chunks; ++k) r.c[k] = expression; \
  return r
#define HOCKET_BINARY(V, op)                                                  \
  HOCKET_INLINE V operator op(V a, V b) { HOCKET_EACH(V, a.c[k] op b.c[k]); } \
  HOCKET_INLINE V& operator op## = (V & a, V b) { return a = a op b; }
#define HOCKET_COMPARE(op) \
  HOCKET_INLINE Mask8 operator op(Lanes8 a, Lanes8 b) { HOCKET_EACH(Mask8, truth(a.c[k] op b.c[k])); }
HOCKET_BINARY(Lanes8, +)
HOCKET_BINARY(Lanes8, -)
HOCKET_BINARY(Lanes8, *)
HOCKET_BINARY(Lanes8, /)
HOCKET_BINARY(Bits8, +)
HOCKET_BINARY(Bits8, -)
HOCKET_BINARY(Bits8, *)
HOCKET_BINARY(Bits8, &)
HOCKET_BINARY(Bits8, |)
HOCKET_BINARY(Bits8, ^)
HOCKET_COMPARE(<)
HOCKET_COMPARE(<=)
HOCKET_COMPARE(>)
HOCKET_COMPARE(>=)
HOCKET_COMPARE(==)
HOCKET_COMPARE(!=)
HOCKET_INLINE Lanes8 operator-(Lanes8 a) { HOCKET_EACH(Lanes8, -a.c[k]); }
HOCKET_INLINE Bits8 operator<<(Bits8 a, int n) { HOCKET_EACH(Bits8, a.c[k] << n); }
HOCKET_INLINE Bits8 operator>>(Bits8 a, int n) { HOCKET_EACH(Bits8, a.c[k] >> n); }
HOCKET_INLINE Mask8 operator&(Mask8 a, Mask8 b) { HOCKET_EACH(Mask8, a.c[k] & b.c[k]); }
HOCKET_INLINE Mask8 operator|(Mask8 a, Mask8 b) { HOCKET_EACH(Mask8, a.c[k] | b.c[k]); }
HOCKET_INLINE Mask8 operator!(Mask8 a) { HOCKET_EACH(Mask8, ~a.c[k]); }
HOCKET_INLINE Mask8 both(Mask8 a, Mask8 b) { return a & b; }
HOCKET_INLINE Mask8 either(Mask8 a, Mask8 b) { return a | b; }
HOCKET_INLINE bool both(bool a, bool b) { return a & b; }
HOCKET_INLINE bool either(bool a, bool b) { return a | b; }

/// Lane by lane: m ? a : b.
HOCKET_INLINE float select(bool m, float a, float b) { return m ? a : b; }
HOCKET_INLINE std::uint32_t select(bool m, std::uint32_t a, std::uint32_t b) { return m ? a : b; }
HOCKET_INLINE Lanes8 select(Mask8 m, Lanes8 a, Lanes8 b) { HOCKET_EACH(Lanes8, blend(m.c[k], a.c[k], b.c[k])); }
HOCKET_INLINE Bits8 select(Mask8 m, Bits8 a, Bits8 b) {
  HOCKET_EACH(Bits8, bitCast<BitsChunk>((bitCast<IntChunk>(a.c[k]) & m.c[k]) | (bitCast<IntChunk>(b.c[k]) & ~m.c[k])));
}

HOCKET_INLINE std::uint32_t bitsOf(float a) { return bitCast<std::uint32_t>(a); }
HOCKET_INLINE Bits8 bitsOf(Lanes8 a) { HOCKET_EACH(Bits8, bitCast<BitsChunk>(a.c[k])); }
HOCKET_INLINE float floatOf(std::uint32_t a) { return bitCast<float>(a); }
HOCKET_INLINE Lanes8 floatOf(Bits8 a) { HOCKET_EACH(Lanes8, bitCast<FloatChunk>(a.c[k])); }

/// Towards zero; |a| < 2^31.
HOCKET_INLINE std::uint32_t truncate(float a) { return static_cast<std::uint32_t>(static_cast<std::int32_t>(a)); }
HOCKET_INLINE Bits8 truncate(Lanes8 a) { HOCKET_EACH(Bits8, bitCast<BitsChunk>(chunkTruncate(a.c[k]))); }
/// The bits as a signed integer, as a float.
HOCKET_INLINE float toFloat(std::uint32_t a) { return static_cast<float>(static_cast<std::int32_t>(a)); }
HOCKET_INLINE Lanes8 toFloat(Bits8 a) { HOCKET_EACH(Lanes8, chunkFloat(bitCast<IntChunk>(a.c[k]))); }
/// The bits as a signed integer is negative.
HOCKET_INLINE bool negative(std::uint32_t a) { return static_cast<std::int32_t>(a) < 0; }
HOCKET_INLINE Mask8 negative(Bits8 a) { HOCKET_EACH(Mask8, truth(bitCast<IntChunk>(a.c[k]) < IntChunk{})); }

#undef HOCKET_EACH
#undef HOCKET_BINARY
#undef HOCKET_COMPARE

template <class V>
struct LaneTraits;
template <>
struct LaneTraits<float> {
  using Mask = bool;
  using Bits = std::uint32_t;
  static constexpr int count = 1;
};
template <>
struct LaneTraits<Lanes8> {
  using Mask = Mask8;
  using Bits = Bits8;
  static constexpr int count = wideLanes;
};
template <class V>
using Mask = typename LaneTraits<V>::Mask;
template <class V>
using Bits = typename LaneTraits<V>::Bits;
template <class V>
inline constexpr int laneCount = LaneTraits<V>::count;
inline constexpr LaneMask allLanes = ~LaneMask{0};

template <class V>
HOCKET_INLINE V load(const float* p) {
  if constexpr (laneCount<V> == 1) {
    return *p;
  } else {
    V v;
    for (int k = 0; k < chunks; ++k) v.c[k] = reinterpret_cast<const FloatInMemory*>(p)[k];
    return v;
  }
}
HOCKET_INLINE void store(float* p, float v) { *p = v; }
HOCKET_INLINE void store(float* p, Lanes8 v) {
  for (int k = 0; k < chunks; ++k) reinterpret_cast<FloatInMemory*>(p)[k] = v.c[k];
}

/// One lane read and written; for what has no vector form (gathers, seeds).
HOCKET_INLINE float lane(float v, int) { return v; }
#if defined(__GNUC__)
#define HOCKET_LANE(v, l) v.c[(l) / chunkLanes][(l) % chunkLanes]
#else
#define HOCKET_LANE(v, l) v.c[l]
#endif
HOCKET_INLINE float lane(Lanes8 v, int l) { return HOCKET_LANE(v, l); }
HOCKET_INLINE std::uint32_t lane(std::uint32_t v, int) { return v; }
HOCKET_INLINE std::uint32_t lane(Bits8 v, int l) { return HOCKET_LANE(v, l); }
HOCKET_INLINE void setLane(float& v, int, float x) { v = x; }
HOCKET_INLINE void setLane(Lanes8& v, int l, float x) { HOCKET_LANE(v, l) = x; }
HOCKET_INLINE void setLane(std::uint32_t& v, int, std::uint32_t x) { v = x; }
HOCKET_INLINE void setLane(Bits8& v, int l, std::uint32_t x) { HOCKET_LANE(v, l) = x; }
#undef HOCKET_LANE

/// 0, 1, .. of the lanes.
HOCKET_INLINE void setToIndices(std::uint32_t& v) { v = 0; }
HOCKET_INLINE void setToIndices(Bits8& v) {
  for (int l = 0; l < wideLanes; ++l) setLane(v, l, static_cast<std::uint32_t>(l));
}

template <class V>
HOCKET_INLINE Mask<V> maskOf(LaneMask lanes) {
  if constexpr (laneCount<V> == 1) {
    return (lanes & 1U) != 0;
  } else {
    Bits8 bits;
    for (int l = 0; l < wideLanes; ++l) setLane(bits, l, (lanes >> l & 1U) << 31);
    return negative(bits);
  }
}
HOCKET_INLINE bool any(bool m) { return m; }
HOCKET_INLINE bool any(Mask8 m) {
  Bits8 bits;
  for (int k = 0; k < chunks; ++k) bits.c[k] = bitCast<BitsChunk>(m.c[k]);
  std::uint32_t found = 0;
  for (int l = 0; l < wideLanes; ++l) found |= lane(bits, l);
  return found != 0;
}

/// In these lanes, the value.
template <class T, class M>
HOCKET_INLINE void assign(T& where, M lanes, T value) {
  where = select(lanes, value, where);
}

// min and max return the second argument where the first is not a number: clamp() makes any parameter a number.
template <class V>
HOCKET_INLINE V min(V a, V b) {
  return select(a < b, a, b);
}
template <class V>
HOCKET_INLINE V max(V a, V b) {
  return select(a > b, a, b);
}
template <class V>
HOCKET_INLINE V clamp(V x, float low, float high) {
  return min(max(x, V(low)), V(high));
}
template <class V>
HOCKET_INLINE V abs(V x) {
  return floatOf(bitsOf(x) & Bits<V>(0x7fffffffU));
}
/// |magnitude| with the sign bit of `sign`.
template <class V>
HOCKET_INLINE V copySign(V magnitude, V sign) {
  return floatOf((bitsOf(magnitude) & Bits<V>(0x7fffffffU)) | (bitsOf(sign) & Bits<V>(0x80000000U)));
}
template <class V>
HOCKET_INLINE V floor(V x) {
  const V whole = toFloat(truncate(clamp(x, -8388608.0F, 8388608.0F)));
  const V below = whole - select(whole > x, V(1.0F), V(0.0F));
  return select(abs(x) < V(8388608.0F), below, x);  // from 2^23 on every float is whole
}

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
