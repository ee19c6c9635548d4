#include "native/voice/sample.h"

#include <algorithm>
#include <cmath>

namespace hocket::voice {

Sample::Sample(std::span<const float> interleaved, int channels, double sampleRate)
    : frames_(static_cast<std::int64_t>(interleaved.size()) / channels),
      channels_(std::min(channels, 2)),
      sampleRate_(sampleRate) {
  const auto stride = static_cast<std::size_t>(channels);
  const auto length = static_cast<std::size_t>(frames_);
  data_.assign(static_cast<std::size_t>(channels_) * (length + 2 * margin), 0.0f);
  for (std::size_t c = 0; c < static_cast<std::size_t>(channels_); ++c) {
    float* to = data_.data() + c * (length + 2 * margin) + margin;
    for (std::size_t i = 0; i < length; ++i) {
      const float x = interleaved[i * stride + c];
      to[i] = std::isfinite(x) ? x : 0.0f;
    }
  }
}

const Sample* SoundTable::find(Name name, std::int64_t index) const HOCKET_AUDIO {
  const auto folder =
      std::lower_bound(folders.begin(), folders.end(), name, [](const Folder& f, Name n) { return f.name < n; });
  if (folder == folders.end() || folder->name != name || folder->sounds.empty()) return nullptr;
  const auto size = static_cast<std::int64_t>(folder->sounds.size());
  return folder->sounds[static_cast<std::size_t>(((index % size) + size) % size)];
}

}  // namespace hocket::voice
