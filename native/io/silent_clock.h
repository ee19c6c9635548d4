// A host without a device: calls the callback at the pace of time and drops the sound, so that everything else goes on.
#pragma once

#include <atomic>
#include <thread>

#include "native/io/audio_host.h"

namespace hocket::io {

class SilentClock final : public AudioHost {
 public:
  explicit SilentClock(const StreamFormat& format) : format_(format) {}
  ~SilentClock() override { stop(); }

  Outcome start(RenderCallback) override;
  void stop() override;
  HostStatus status() const override;

 private:
  void run(RenderCallback);

  StreamFormat format_;
  std::thread thread_;
  std::atomic<bool> running_{false};
  std::atomic<bool> realtime_{false};
};

}  // namespace hocket::io
