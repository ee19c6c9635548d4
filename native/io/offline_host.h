// A host that writes a file as fast as the machine can.
#pragma once

#include <atomic>
#include <functional>

#include "native/io/wav_writer.h"

namespace hocket::io {

struct OfflineOptions {
  std::string path;
  SampleFormat format = SampleFormat::float32;
  std::int64_t frames = 0;  // at most
  /// Asked before every block with the frames made so far; false ends the file there. May be empty.
  std::function<bool(std::int64_t)> goOn = nullptr;
};

class OfflineHost final : public AudioHost {
 public:
  OfflineHost(const StreamFormat& format, OfflineOptions options) : format_(format), options_(std::move(options)) {}

  /// Renders on the calling thread and returns when the file is complete, or when stop() was called from another one.
  Outcome start(RenderCallback) override;
  void stop() override { cancelled_.store(true); }
  HostStatus status() const override;

  /// Frames written so far. [any]
  std::int64_t position() const { return position_.load(std::memory_order_relaxed); }

 private:
  StreamFormat format_;
  OfflineOptions options_;
  std::atomic<bool> cancelled_{false};
  std::atomic<std::int64_t> position_{0};
};

}  // namespace hocket::io
