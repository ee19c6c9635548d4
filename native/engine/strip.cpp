#include "native/engine/strip.h"

#include <algorithm>
#include <cmath>

namespace hocket::engine {

void toStereo(const float* const* channels, int count, int frames, float from, float to, float* left,
              float* right) HOCKET_AUDIO {
  const float step = (to - from) / static_cast<float>(frames);
  for (int i = 0; i < frames; ++i) {
    float sides[2] = {0, 0};
    if (count == 1) {
      sides[0] = sides[1] = channels[0][i];
    } else {
      for (int c = 0; c < count; ++c) sides[c & 1] += channels[c][i];
    }
    const float level = from == to ? to : from + step * static_cast<float>(i + 1);
    left[i] = sides[0] * level;
    right[i] = sides[1] * level;
  }
}

void writeTelemetry(Strip& strip, const float* left, const float* right, int frames) HOCKET_AUDIO {
  BlockLevel level{};
  const float* const sides[2] = {left, right};
  for (int c = 0; c < 2; ++c) {
    for (int i = 0; i < frames; ++i) {
      level.peak[c] = std::max(level.peak[c], std::abs(sides[c][i]));
      level.squares[c] += sides[c][i] * sides[c][i];
    }
  }
  strip.levels.write(level);
  StereoFrame both[dsp::blockFrames];
  for (int i = 0; i < frames; ++i) both[i] = {left[i], right[i]};
  strip.scope.write(both, static_cast<std::size_t>(frames));
}

}  // namespace hocket::engine
