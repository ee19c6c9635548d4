#include "native/voice/sampler.h"

#include <algorithm>
#include <cmath>

namespace hocket::voice {
namespace {

float cubic(const float* p, float t) HOCKET_AUDIO {
  const float a = p[-1], b = p[0], c = p[1], d = p[2];
  const float slope = 0.5f * (c - a);
  const float bend = a - 2.5f * b + 2.0f * c - 0.5f * d;
  const float twist = 0.5f * (d - a) + 1.5f * (b - c);
  return ((twist * t + bend) * t + slope) * t + b;
}

}  // namespace

void Sampler::start(const Sample& sample, const Part& part, double sampleRate) HOCKET_AUDIO {
  const auto frames = static_cast<double>(sample.frames());
  const double begin = std::clamp(part.begin, 0.0, 1.0), end = std::clamp(part.end, 0.0, 1.0);
  const double low = std::min(begin, end), high = std::max(begin, end);
  const bool backwards = (part.rate < 0) != (begin > end);
  sample_ = &sample;
  direction_ = backwards ? -1 : 1;
  span_ = (high - low) * frames;
  first_ = backwards ? high * frames - 1 : low * frames;
  cutBegin_ = backwards ? high < 1 : low > 0;
  cutEnd_ = backwards ? low > 0 : high < 1;
  rate_ = std::min(std::abs(part.rate) * sample.sampleRate() / sampleRate, 1e6);
  times_ = std::max(1, part.times);
  glideFactor_ = 1;
  glideLeft_ = part.glide == 0 ? 0 : std::max(1.0, part.glideFrames);
  glide_ = glideLeft_ > 0 ? part.glide / glideLeft_ : 0;
  position_ = 0;
  age_ = 0;
  edge_ = edgeSeconds * sampleRate;
  length_ = rate_ > 0 ? span_ * times_ / rate_ : 0;
}

bool Sampler::process(float* left, float* right, int stride, int frames, const dsp::Input& factor,
                      int factorStride) HOCKET_AUDIO {
  const float* l = sample_->channel(0);
  const float* r = sample_->channel(sample_->channels() - 1);
  int i = 0;
  for (; i < frames; ++i, ++age_) {
    const float by = factor.data[static_cast<std::uint32_t>(i * factorStride) & factor.mask];
    const double step = rate_ * glideFactor_ * static_cast<double>(std::abs(by));
    while (position_ >= span_ && times_ > 1) {
      position_ = span_ > 0 ? position_ - span_ : span_;
      --times_;
    }
    if (position_ >= span_ || !(step >= 0)) break;
    double gain = 1;
    if (cutBegin_) gain = std::min(gain, (static_cast<double>(age_) + 1) / edge_);
    if (cutEnd_ && times_ == 1) gain = std::min(gain, (span_ - position_) / (std::max(step, 1e-9) * edge_));
    const double at = first_ + direction_ * position_;
    const double whole = std::floor(at);
    const auto index = static_cast<std::int64_t>(whole);
    const auto between = static_cast<float>(at - whole);
    const auto level = static_cast<float>(gain);
    left[i * stride] = cubic(l + index, between) * level;
    right[i * stride] = cubic(r + index, between) * level;
    position_ += step;
    if (glideLeft_ > 0) {
      glideFactor_ = std::max(0.0, glideFactor_ + glide_);
      glideLeft_ -= 1;
    }
  }
  const bool playing = i == frames;
  for (; i < frames; ++i) left[i * stride] = right[i * stride] = 0;
  return playing;
}

}  // namespace hocket::voice
