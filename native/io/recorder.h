// Writes what is played into a WAV file while it plays: sits between host and engine, and hands the sound to a thread
// that may wait.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include "native/io/wav_writer.h"

namespace hocket::io {

class Recorder {
 public:
  /// `source` makes the sound.
  Recorder(const StreamFormat& format, RenderCallback source);
  ~Recorder() { static_cast<void>(stop()); }
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// What a host is to be started with.
  RenderCallback callback() { return {render, this}; }

  /// From the next block on. A recording that goes on is completed first. [control]
  Outcome start(const std::string& path, SampleFormat = SampleFormat::float32);
  /// Completes the file. [control]
  Outcome stop();
  bool recording() const { return thread_.joinable(); }  // [control]
  /// Frames of the recording that goes on, or of the last one. [any]
  std::int64_t frames() const { return written_.load(std::memory_order_relaxed); }
  /// Frames that the disk was too slow for. [any]
  std::int64_t lost() const { return lost_.load(std::memory_order_relaxed); }

 private:
  static void render(void* self, float* const* out, const float* const* in, int frames);
  void push(const float* const* out, int frames);
  void writeUntilStopped();
  Outcome drain();

  StreamFormat format_;
  RenderCallback source_;
  std::vector<float> ring_;  // interleaved frames; capacity_ of them
  std::int64_t capacity_;
  std::atomic<std::int64_t> pushed_{0}, drained_{0};  // frames, ever increasing: audio thread's, writer's
  std::atomic<std::int64_t> written_{0}, lost_{0};
  std::atomic<bool> active_{false};  // the audio thread pushes
  std::atomic<bool> stopping_{false};
  std::thread thread_;
  WavWriter writer_;
  Outcome outcome_;  // the writer's, read after it has ended
};

}  // namespace hocket::io
