#include "native/io/recorder.h"

#include <algorithm>
#include <chrono>

namespace hocket::io {
namespace {

constexpr double ringSeconds = 4;
constexpr auto drainInterval = std::chrono::milliseconds(20);
constexpr int drainFrames = 1024;

}  // namespace

Recorder::Recorder(const StreamFormat& format, RenderCallback source)
    : format_(format), source_(source), capacity_(static_cast<std::int64_t>(format.sampleRate * ringSeconds)) {
  ring_.resize(static_cast<std::size_t>(capacity_ * format.outputChannels));
}

Outcome Recorder::start(const std::string& path, SampleFormat sampleFormat) {
  if (Outcome last = stop(); !last.ok()) return last;
  if (Outcome opened = writer_.open(path, format_.outputChannels, format_.sampleRate, sampleFormat); !opened.ok())
    return opened;
  outcome_ = {};
  written_.store(0);
  lost_.store(0);
  // A block that was under way when the last recording stopped may have pushed since.
  drained_.store(pushed_.load());
  stopping_.store(false);
  thread_ = std::thread([this] { writeUntilStopped(); });
  active_.store(true, std::memory_order_release);
  return {};
}

Outcome Recorder::stop() {
  active_.store(false);
  stopping_.store(true);
  if (!thread_.joinable()) return {};
  thread_.join();
  Outcome closed = writer_.close();
  return outcome_.ok() ? closed : outcome_;
}

void Recorder::render(void* self, float* const* out, const float* const* in, int frames) {
  auto& recorder = *static_cast<Recorder*>(self);
  recorder.source_(out, in, frames);
  if (recorder.active_.load(std::memory_order_acquire)) recorder.push(out, frames);
}

void Recorder::push(const float* const* out, int frames) {
  const auto start = pushed_.load(std::memory_order_relaxed);
  if (start + frames - drained_.load(std::memory_order_acquire) > capacity_) {
    lost_.fetch_add(frames, std::memory_order_relaxed);
    return;
  }
  const int channels = format_.outputChannels;
  for (int i = 0; i < frames; ++i) {
    float* frame = ring_.data() + (start + i) % capacity_ * channels;
    for (int channel = 0; channel < channels; ++channel) frame[channel] = out[channel][i];
  }
  pushed_.store(start + frames, std::memory_order_release);
}

void Recorder::writeUntilStopped() {
  bool last = false;
  while (!last && outcome_.ok()) {
    last = stopping_.load();
    outcome_ = drain();
    if (!last) std::this_thread::sleep_for(drainInterval);
  }
}

Outcome Recorder::drain() {
  const int channels = format_.outputChannels;
  std::vector<float> planar(static_cast<std::size_t>(channels) * drainFrames);
  std::vector<const float*> pointers;
  for (int channel = 0; channel < channels; ++channel) pointers.push_back(planar.data() + channel * drainFrames);
  const auto end = pushed_.load(std::memory_order_acquire);
  for (auto position = drained_.load(); position < end;) {
    const int frames = static_cast<int>(std::min<std::int64_t>(drainFrames, end - position));
    for (int i = 0; i < frames; ++i)
      for (int channel = 0; channel < channels; ++channel)
        planar[static_cast<std::size_t>(channel * drainFrames + i)] =
            ring_[static_cast<std::size_t>((position + i) % capacity_ * channels + channel)];
    if (Outcome written = writer_.write(pointers.data(), frames); !written.ok()) return written;
    position += frames;
    drained_.store(position, std::memory_order_release);
    written_.fetch_add(frames, std::memory_order_relaxed);
  }
  return {};
}

}  // namespace hocket::io
