#include "native/engine/mixer.h"

#include <algorithm>

namespace hocket::engine {
namespace {

constexpr int blockFrames = dsp::blockFrames;
constexpr double muteSeconds = 0.02, hushSeconds = 0.05, resumeSeconds = 0.005;

/// Moves `value` towards `goal` by at most `step`.
float approach(float value, float goal, float step) HOCKET_AUDIO {
  return goal > value ? std::min(goal, value + step) : std::max(goal, value - step);
}

}  // namespace

Mixer::Mixer(const EngineConfig& config, Crossing& crossing)
    : crossing_(crossing),
      sampleRate_(config.sampleRate),
      pairs_((config.outputChannels + 1) / 2),
      stages_(static_cast<std::size_t>(pairs_), OutputStage(config.sampleRate)),
      hardware_(std::make_unique<float[]>(static_cast<std::size_t>(pairs_ * 2 * blockFrames))),
      limiter_(config.limiter),
      dcBlock_(config.dcBlock) {}

void Mixer::hush(bool cut) HOCKET_AUDIO {
  hushed_ = true;
  if (!cut) return;
  audible_ = 0;
  for (OutputStage& stage : stages_) stage.reset();
}

void Mixer::resume() HOCKET_AUDIO {
  resuming_ = silent();
  hushed_ = false;
}

void Mixer::setGain(double gain) HOCKET_AUDIO { gainTarget_ = std::clamp(static_cast<float>(gain), 0.0f, 4.0f); }

void Mixer::mix(const LivePlan* plan) HOCKET_AUDIO {
  float* const hardware = hardware_.get();
  std::fill(hardware, hardware + pairs_ * 2 * blockFrames, 0.0f);
  if (plan != nullptr) addOutputs(*plan);
  const float audible = audible_;
  audible_ = approach(audible, hushed_ ? 0.0f : 1.0f, perBlock(hushed_ ? hushSeconds : resumeSeconds));
  const float gain = gain_;
  gain_ = approach(gain, gainTarget_, perBlock(muteSeconds));
  const float from = gain * audible, to = gain_ * audible_;
  for (int p = 0; p < pairs_; ++p) {
    float* left = hardware + p * 2 * blockFrames;
    float* right = left + blockFrames;
    if (from != 1 || to != 1) {
      for (int i = 0; i < blockFrames; ++i) {
        const float level = from + (to - from) * static_cast<float>(i + 1) / blockFrames;
        left[i] *= level;
        right[i] *= level;
      }
    }
    stages_[static_cast<std::size_t>(p)].process(left, right, blockFrames, dcBlock_, limiter_);
  }
  writeTelemetry(crossing_.strips[masterStrip], hardware, hardware + blockFrames, blockFrames);
}

void Mixer::addOutputs(const LivePlan& plan) HOCKET_AUDIO {
  const bool fading = plan.graph->fading();
  float left[blockFrames], right[blockFrames];
  for (const OutputRoute& route : plan.outputs) {
    if (route.view->leaving && (!fading || resuming_)) continue;
    Strip& strip = crossing_.strips[static_cast<std::size_t>(route.strip)];
    const float from = strip.level;
    if (!route.view->leaving) strip.level = approach(from, route.audible ? 1.0f : 0.0f, perBlock(muteSeconds));
    toStereo(route.view->channels.channels, route.view->channels.count, blockFrames, from, strip.level, left, right);
    if (!route.view->leaving) writeTelemetry(strip, left, right, blockFrames);
    if (route.pair >= pairs_) continue;
    float* to = hardware_.get() + route.pair * 2 * blockFrames;
    for (int i = 0; i < blockFrames; ++i) {
      to[i] += left[i];
      to[blockFrames + i] += right[i];
    }
  }
  if (!fading) resuming_ = false;
}

}  // namespace hocket::engine
