// Channels side by side in one allocation, and the conversion from and to interleaved frames.
#pragma once

#include <cstddef>
#include <vector>

namespace hocket::io {

class PlanarBuffer {
 public:
  PlanarBuffer(int channels, int frames)
      : samples_(static_cast<std::size_t>(channels) * static_cast<std::size_t>(frames)) {
    for (int channel = 0; channel < channels; ++channel)
      pointers_.push_back(samples_.data() + static_cast<std::size_t>(channel) * static_cast<std::size_t>(frames));
  }

  int channels() const { return static_cast<int>(pointers_.size()); }
  float* const* data() { return pointers_.data(); }
  const float* const* data() const { return pointers_.data(); }

  void interleaveTo(float* frames, int count) const {
    const int width = channels();
    for (int channel = 0; channel < width; ++channel)
      for (int i = 0; i < count; ++i) frames[i * width + channel] = pointers_[static_cast<std::size_t>(channel)][i];
  }
  void deinterleaveFrom(const float* frames, int count) {
    const int width = channels();
    for (int channel = 0; channel < width; ++channel)
      for (int i = 0; i < count; ++i) pointers_[static_cast<std::size_t>(channel)][i] = frames[i * width + channel];
  }

 private:
  std::vector<float> samples_;
  std::vector<float*> pointers_;
};

}  // namespace hocket::io
