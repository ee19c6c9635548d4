// A sound device. When it goes away it says so in its status; LiveHost is what brings it back.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "native/io/audio_host.h"

namespace hocket::io {

struct DeviceOptions {
  std::string device;   // a name from listDevices() or part of one; "" is the system's default
  std::string backend;  // "jack", "pulse", "alsa", "coreaudio", "wasapi"; "" tries all that the system has
};

struct DeviceInfo {
  std::string name;
  std::string backend;
  bool input = false, output = false;
  bool isDefault = false;
  double sampleRate = 0;  // the device's own, 0 when unknown
  int channels = 0;       // 0 when unknown
};

/// All devices of all audio systems that answer. Takes up to a second. [control]
std::vector<DeviceInfo> listDevices();

class DeviceHost final : public AudioHost {
 public:
  DeviceHost(const StreamFormat& format, DeviceOptions options);
  ~DeviceHost() override;

  Outcome start(RenderCallback) override;
  void stop() override;
  HostStatus status() const override;

  /// Callbacks so far: when it stands still, the device is gone whatever its state says. [any]
  std::uint64_t callbacks() const;

 private:
  struct Open;

  StreamFormat format_;
  DeviceOptions options_;
  std::unique_ptr<Open> open_;
};

}  // namespace hocket::io
