#include "native/voice/sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hocket::voice {
namespace {

constexpr double mostRate = 1e6;  // frames of the sample a frame

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
  sample_ = &sample;
  low_ = std::min(begin, end) * frames;
  high_ = std::max(begin, end) * frames;
  span_ = (std::max(begin, end) - std::min(begin, end)) * frames;
  facesBack_ = (part.rate < 0) != (begin > end);
  direction_ = 0;
  rate_ = std::min(std::abs(part.rate) * sample.sampleRate() / sampleRate, mostRate);
  times_ = std::max(1, part.times);
  glideFactor_ = 1;
  glideEnd_ = 1 + part.glide;
  glideLeft_ = part.glide == 0 ? 0 : std::max(1.0, part.glideFrames);
  glide_ = glideLeft_ > 0 ? part.glide / glideLeft_ : 0;
  edge_ = edgeSeconds * sampleRate;
}

bool Sampler::process(float* left, float* right, int frames, const float* factor) HOCKET_AUDIO {
  int done = 0;
  if (direction_ == 0 && moves()) {
    while (done < frames && factor != nullptr && factor[done] == 0) left[done] = right[done] = 0, ++done;
    if (done == frames) return true;
    face(factor != nullptr && factor[done] < 0);
  }
  if (direction_ != 0) done = play(left, right, done, frames, factor);
  std::fill(left + done, left + frames, 0.0f);
  std::fill(right + done, right + frames, 0.0f);
  return done == frames;
}

// The frame after the last one played.
int Sampler::play(float* left, float* right, int first, int frames, const float* factor) HOCKET_AUDIO {
  const float* l = sample_->channel(0);
  const float* r = sample_->channel(sample_->channels() - 1);
  const bool fades = cutBegin_ || cutEnd_ || glideEnd_ == 0;
  int i = first;
  for (; i < frames; ++i) {
    double step = rate_ * glideFactor_;
    if (factor != nullptr) step = std::clamp(step * static_cast<double>(factor[i]) * turn_, -mostRate, mostRate);
    if (!stayInside() || isStill() || std::isnan(step)) break;
    const double at = first_ + direction_ * position_;
    const double whole = std::floor(at);
    const auto index = static_cast<std::int64_t>(whole);
    const auto between = static_cast<float>(at - whole);
    const float level = fades ? static_cast<float>(fade(step)) : 1;
    left[i] = cubic(l + index, between) * level;
    right[i] = r == l ? left[i] : cubic(r + index, between) * level;
    position_ += step;
    glideOn();
  }
  return i;
}

// Backwards from the last frame, forwards from the first.
void Sampler::face(bool backwards) HOCKET_AUDIO {
  const auto frames = static_cast<double>(sample_->frames());
  const bool back = facesBack_ != backwards;
  turn_ = backwards ? -1 : 1;
  direction_ = back ? -1 : 1;
  first_ = back ? high_ - 1 : low_;
  cutBegin_ = back ? high_ < frames : low_ > 0;
  cutEnd_ = back ? low_ > 0 : high_ < frames;
  position_ = 0;
  level_ = cutBegin_ ? 0 : 1;
}

// Seen from either end, the part reaches one frame beyond the first: where the head began, it may turn on the spot.
bool Sampler::stayInside() HOCKET_AUDIO {
  const double most = times_ - 1;
  if (position_ >= span_ && most > 0) {
    const double passes = std::min(most, std::floor(position_ / span_));
    position_ -= passes * span_;
    times_ -= static_cast<int>(passes);
  } else if (position_ <= -1 && most > 0) {
    const double passes = std::min(most, std::floor(-(position_ + 1) / span_) + 1);
    position_ += passes * span_;
    times_ -= static_cast<int>(passes);
  }
  return position_ < span_ && position_ > -1;
}

// The level is 0 when the head leaves, if it goes on at that speed, or comes to a standstill. It never leaps, whatever
// the speed does: it rises no faster than over an edge, and falls no faster than it must.
double Sampler::fade(double step) HOCKET_AUDIO {
  const bool cut = step < 0 ? cutBegin_ : cutEnd_;
  const double speed = std::max(std::abs(step), 1e-9);
  const double ahead = step < 0 ? position_ + 1 : span_ - position_;
  double goal = cut && times_ == 1 && ahead < speed * edge_ ? ahead / (speed * edge_) : 1;
  if (glideEnd_ == 0) goal = std::min(goal, glideLeft_ / edge_);
  if (goal > level_) {
    level_ = std::min(goal, level_ + 1 / edge_);
  } else if (goal < level_) {
    const double usual = (1 + 1e-6) / edge_;
    level_ = std::max(goal, level_ - std::max(usual, level_ / std::max(1.0, ahead / speed)));
  }
  return level_;
}

void Sampler::glideOn() HOCKET_AUDIO {
  if (!(glideLeft_ > 0)) return;
  glideFactor_ += glide_;
  glideLeft_ -= 1;
  if (!(glideLeft_ > 0)) glideFactor_ = glideEnd_;
}

}  // namespace hocket::voice
