// A channel of the mixer: what is kept of a track or output from plan to plan, and what its meters and scopes are fed
// by.
#pragma once

#include <cstdint>

#include "native/engine/telemetry_ring.h"

namespace hocket::engine {

struct StereoFrame {
  float left, right;
};
/// Of one block.
struct BlockLevel {
  float peak[2];
  float squares[2];  // summed
};

struct Strip {
  static constexpr std::size_t scopeRing = 4096, levelRing = 1024;

  TelemetryRing<StereoFrame> scope{scopeRing};
  TelemetryRing<BlockLevel> levels{levelRing};
  float level = 1;  // follows mute and solo [audio]
};

inline constexpr int masterStrip = 0;
inline constexpr int stripCount = 64;

/// Adds a block of `channels` (1: to both sides) to nothing: writes left and right, times a level that moves in a
/// straight line from `from` to `to`. [audio]
void toStereo(const float* const* channels, int count, int frames, float from, float to, float* left,
              float* right) HOCKET_AUDIO;
void writeTelemetry(Strip&, const float* left, const float* right, int frames) HOCKET_AUDIO;

}  // namespace hocket::engine
