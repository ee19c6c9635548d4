#include "native/engine/output_stage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hocket::engine {

OutputStage::OutputStage(double sampleRate)
    : pole_(static_cast<float>(std::exp(-2 * std::numbers::pi * cornerHz / sampleRate))),
      recover_(static_cast<float>(1 - std::exp(-1 / (releaseSeconds * sampleRate)))) {}

void OutputStage::reset() HOCKET_AUDIO {
  in_[0] = in_[1] = out_[0] = out_[1] = 0;
  gain_ = 1;
}

void OutputStage::process(float* left, float* right, int frames, bool dcBlock, bool limit) HOCKET_AUDIO {
  float* const channel[2] = {left, right};
  for (int c = 0; c < 2; ++c) {
    float in = in_[c], out = out_[c];
    for (int i = 0; i < frames; ++i) {
      float x = channel[c][i];
      if (!std::isfinite(x)) x = 0;
      out = x - in + pole_ * out;
      in = x;
      channel[c][i] = dcBlock ? out : x;
    }
    in_[c] = in;
    out_[c] = std::isfinite(out) ? out : 0;
  }
  for (int i = 0; i < frames; ++i) {
    const float peak = std::max(std::abs(left[i]), std::abs(right[i]));
    gain_ = std::min(1.0f, gain_ + (1 - gain_) * recover_);
    if (1 - gain_ < 1e-6f) gain_ = 1;
    if (peak * gain_ > ceiling) gain_ = ceiling / peak;
    if (limit) {
      left[i] *= gain_;
      right[i] *= gain_;
    }
  }
}

}  // namespace hocket::engine
