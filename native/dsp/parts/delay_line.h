// A delay line that can be emptied for some lanes in no time: it knows how much each lane has written since, and what
// is older reads as silence.
#pragma once

#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class DelayLine {
 public:
  /// Holds at least `samples` (and what interpolation reads around them).
  DelayLine(Memory& memory, float samples) {
    std::uint32_t capacity = 8;
    while (static_cast<float>(capacity) < samples + 4.0F) capacity *= 2;
    mask_ = capacity - 1;
    data_ = static_cast<float*>(memory.allocate(sizeof(float) * capacity * lanes));
  }
  HOCKET_INLINE void reset(LaneMask which) { assign(written_, maskOf<V>(which), V(0.0F)); }

  HOCKET_INLINE void write(V in) {
    head_ = (head_ + 1) & mask_;
    store(data_ + head_ * lanes, in);
    written_ = min(written_ + V(1.0F), V(static_cast<float>(mask_ + 1)));
  }

  /// What was written `delay` samples before the last one; 0 is the last one itself.
  HOCKET_INLINE V read(std::uint32_t delay) const {
    const V value = load<V>(data_ + ((head_ - delay) & mask_) * lanes);
    return select(V(static_cast<float>(delay)) < written_, value, V(0.0F));
  }

  /// The same for a whole number of samples that differs from lane to lane.
  HOCKET_INLINE V readWhole(V delay) const {
    V value;
    for (std::uint32_t l = 0; l < lanes; ++l) {
      const auto ago = truncate(lane(delay, static_cast<int>(l)));
      setLane(value, static_cast<int>(l), data_[((head_ - ago) & mask_) * lanes + l]);
    }
    return select(delay < written_, value, V(0.0F));
  }

  /// Between samples: linear.
  HOCKET_INLINE V readLinear(V delay) const {
    const V whole = floor(delay);
    const V a = readWhole(whole);
    return a + (readWhole(whole + V(1.0F)) - a) * (delay - whole);
  }

  /// Between samples: the cubic through four of them (Lagrange). delay >= 1.
  HOCKET_INLINE V readCubic(V delay) const {
    const V whole = floor(delay);
    const V f = delay - whole;
    const V before = readWhole(whole - V(1.0F)), a = readWhole(whole), b = readWhole(whole + V(1.0F)),
            after = readWhole(whole + V(2.0F));
    const V up = f + V(1.0F), down = f - V(1.0F), two = f - V(2.0F);
    return (a * up * down * two - b * up * f * two) * V(0.5F) +
           (after * up * f * down - before * f * down * two) * V(1.0F / 6.0F);
  }

  /// The longest delay that can be read.
  HOCKET_INLINE float longest() const { return static_cast<float>(mask_ - 2); }

 private:
  static constexpr std::uint32_t lanes = static_cast<std::uint32_t>(laneCount<V>);
  float* data_;
  std::uint32_t mask_;
  std::uint32_t head_ = 0;
  V written_ = V(0.0F);
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
