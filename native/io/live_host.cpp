#include "native/io/live_host.h"

#include <algorithm>
#include <chrono>

namespace hocket::io {
namespace {

constexpr auto checkInterval = std::chrono::milliseconds(250);
constexpr int checksUntilGone = 4;  // a device that called nothing back for so long is gone
constexpr int checksUntilRetry = 4;

}  // namespace

LiveHost::LiveHost(const StreamFormat& format, DeviceOptions options)
    : format_(format), device_(format, std::move(options)), clock_(format) {}

Outcome LiveHost::start(RenderCallback render) {
  stop();
  stopping_ = false;
  losses_ = 0;
  render_ = render;
  if (Outcome opened = tryDevice(); !opened.ok()) playClock(std::move(opened.error));
  watcher_ = std::thread([this] { watch(); });
  return {};
}

void LiveHost::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (watcher_.joinable()) watcher_.join();
  device_.stop();
  clock_.stop();
  const std::lock_guard lock(mutex_);
  status_ = {};
}

HostStatus LiveHost::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void LiveHost::renderForDevice(void* self, float* const* out, const float* const* in, int frames) {
  auto& host = *static_cast<LiveHost*>(self);
  if (host.deviceRenders_.load(std::memory_order_acquire)) return host.render_(out, in, frames);
  for (int channel = 0; channel < host.format_.outputChannels; ++channel) std::fill_n(out[channel], frames, 0.0f);
}

/// Opens the device beside the clock, so that time stands still for no longer than the change from one to the other
/// takes.
Outcome LiveHost::tryDevice() {
  deviceRenders_.store(false);
  Outcome opened = device_.start({renderForDevice, this});
  if (!opened.ok()) return opened;
  clock_.stop();
  deviceRenders_.store(true, std::memory_order_release);
  playing_ = true;
  idleChecks_ = 0;
  callbacksSeen_ = 0;
  publish(device_, {});
  return opened;
}

void LiveHost::playClock(std::string problem) {
  device_.stop();
  playing_ = false;
  static_cast<void>(clock_.start(render_));
  publish(clock_, std::move(problem));
}

void LiveHost::publish(const AudioHost& host, std::string problem) {
  HostStatus status = host.status();
  status.problem = std::move(problem);
  status.losses = losses_;
  const std::lock_guard lock(mutex_);
  status_ = std::move(status);
}

bool LiveHost::waitOrStop() {
  std::unique_lock lock(mutex_);
  return wake_.wait_for(lock, checkInterval, [this] { return stopping_; });
}

bool LiveHost::deviceIsGone() {
  if (device_.status().state != HostState::running) return true;
  const auto callbacks = device_.callbacks();
  idleChecks_ = callbacks == callbacksSeen_ ? idleChecks_ + 1 : 0;
  callbacksSeen_ = callbacks;
  return idleChecks_ >= checksUntilGone;
}

void LiveHost::watch() {
  int checks = 0;
  while (!waitOrStop()) {
    if (!playing_) {
      if (++checks % checksUntilRetry == 0) static_cast<void>(tryDevice());
    } else if (deviceIsGone()) {
      ++losses_;
      playClock("The sound device went away.");
    } else {
      publish(device_, {});
    }
  }
}

}  // namespace hocket::io
