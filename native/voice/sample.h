// A decoded sound as voices play it, and the table of all sounds that the audio thread looks them up in.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "native/voice/note_event.h"

namespace hocket::voice {

/// One channel after the other, with silent frames around them for the interpolation to reach into. Immutable but for
/// `users`.
class Sample {
 public:
  static constexpr int margin = 4;  // frames

  /// `interleaved` has whole frames of `channels`; of more than two channels the first two are kept. Not a finite
  /// number: 0. [control]
  Sample(std::span<const float> interleaved, int channels, double sampleRate);

  std::int64_t frames() const HOCKET_AUDIO { return frames_; }
  int channels() const HOCKET_AUDIO { return channels_; }
  double sampleRate() const HOCKET_AUDIO { return sampleRate_; }
  /// Frames -margin .. frames() + margin - 1 may be read.
  const float* channel(int c) const HOCKET_AUDIO { return data_.data() + c * (frames_ + 2 * margin) + margin; }

  /// Voices that play it; counted by the audio thread, so that the control side frees it only when there are none.
  mutable std::atomic<int> users{0};

 private:
  std::int64_t frames_;
  int channels_;
  double sampleRate_;  // Hz
  std::vector<float> data_;
};

/// Immutable: a change makes another table.
struct SoundTable {
  struct Folder {
    Name name;
    std::vector<const Sample*> sounds;  // null where an index was skipped
  };
  std::vector<Folder> folders;  // sorted by name
  std::uint64_t version = 0;

  /// `index` wraps around, as in Tidal; null when there is no such sound. [audio]
  const Sample* find(Name name, std::int64_t index) const HOCKET_AUDIO;
};

}  // namespace hocket::voice
