// What plays on stage: a device as long as there is one, the silent clock while there is none, and the way between
// them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/io/device_host.h"
#include "native/io/silent_clock.h"

namespace hocket::io {

class LiveHost final : public AudioHost {
 public:
  LiveHost(const StreamFormat& format, DeviceOptions options);
  ~LiveHost() override { stop(); }

  /// Always succeeds: without a device time goes on silently, the status says why, and once a second a device is looked
  /// for.
  Outcome start(RenderCallback) override;
  void stop() override;
  HostStatus status() const override;

 private:
  static void renderForDevice(void* self, float* const* out, const float* const* in, int frames);
  Outcome tryDevice();
  void playClock(std::string problem);
  void watch();
  bool waitOrStop();
  bool deviceIsGone();
  void publish(const AudioHost&, std::string problem);

  StreamFormat format_;
  RenderCallback render_{};
  DeviceHost device_;
  SilentClock clock_;
  std::atomic<bool> deviceRenders_{false};  // while false the device is open, but the clock renders
  std::thread watcher_;
  bool playing_ = false;             // watcher and start(): the device plays, not the clock
  std::uint64_t callbacksSeen_ = 0;  // watcher
  int idleChecks_ = 0;               // watcher
  std::uint32_t losses_ = 0;         // watcher

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;  // mutex_
  HostStatus status_;      // mutex_
};

}  // namespace hocket::io
