#include "native/io/silent_clock.h"

#include <algorithm>
#include <chrono>

#include "native/io/planar_buffer.h"
#include "native/io/thread_priority.h"

namespace hocket::io {

Outcome SilentClock::start(RenderCallback render) {
  stop();
  running_.store(true);
  thread_ = std::thread([this, render] { run(render); });
  return {};
}

void SilentClock::stop() {
  running_.store(false);
  if (thread_.joinable()) thread_.join();
}

HostStatus SilentClock::status() const {
  HostStatus status;
  status.state = running_.load() ? HostState::silent : HostState::stopped;
  status.backend = "silent clock";
  status.sampleRate = format_.sampleRate;
  status.periodFrames = format_.periodFrames;
  status.outputChannels = format_.outputChannels;
  status.realtime = realtime_.load();
  return status;
}

void SilentClock::run(RenderCallback render) {
  using Clock = std::chrono::steady_clock;
  constexpr auto longestDelay = std::chrono::milliseconds(250);
  realtime_.store(raiseThreadPriority());
  const int frames = std::clamp(format_.periodFrames, 16, maxFrames);
  PlanarBuffer out(format_.outputChannels, frames);
  const PlanarBuffer in(format_.inputChannels, frames);
  const auto period = std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double>(static_cast<double>(frames) / format_.sampleRate));
  auto due = Clock::now();
  while (running_.load(std::memory_order_relaxed)) {
    render(out.data(), in.data(), frames);
    due += period;
    const auto now = Clock::now();
    // After a suspended machine wakes up, hours are not caught up with.
    if (now - due > longestDelay) due = now;
    std::this_thread::sleep_until(due);
  }
}

}  // namespace hocket::io
