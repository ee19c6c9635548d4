// Hosts: the file that is written holds what was rendered, the clock keeps time, and no device is no reason to stop.
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "native/io/live_host.h"
#include "native/io/offline_host.h"
#include "native/io/recorder.h"
#include "native/io/silent_clock.h"
#include "realtime_watch.h"

using namespace hocket::io;

namespace {

/// Renders the frame's number, divided by 2^20, on every channel, negated on odd ones; counts calls that overlap.
struct Counter {
  std::atomic<std::int64_t> frames{0};
  std::atomic<int> inside{0};
  std::atomic<int> overlaps{0};

  static void render(void* self, float* const* out, const float* const*, int frames) {
    auto& counter = *static_cast<Counter*>(self);
    if (counter.inside.fetch_add(1) != 0) ++counter.overlaps;
    const auto start = counter.frames.load();
    for (int i = 0; i < frames; ++i) {
      const float value = static_cast<float>(start + i) / 1048576.0f;
      out[0][i] = value;
      out[1][i] = -value;
    }
    counter.frames.store(start + frames);
    counter.inside.fetch_sub(1);
  }
  RenderCallback callback() { return {render, this}; }
};

/// Counts what `source` does that the audio thread must not do.
struct Watched {
  RenderCallback source;
  std::atomic<int> faults{0};

  static void render(void* self, float* const* out, const float* const* in, int frames) {
    auto& watched = *static_cast<Watched*>(self);
    realtime::watch([&] { watched.source(out, in, frames); });
    watched.faults.store(realtime::faults());
  }
  RenderCallback callback() { return {render, this}; }
};

struct TemporaryFile {
  std::filesystem::path path;
  explicit TemporaryFile(const char* name)
      : path(std::filesystem::temp_directory_path() /
             (std::to_string(std::hash<std::thread::id>{}(std::this_thread::get_id())) + name)) {}
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::string bytes() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

template <class T>
T at(const std::string& bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

}  // namespace

TEST_CASE("a file of floats holds every frame as it was rendered") {
  const TemporaryFile file("hocket-float.wav");
  Counter counter;
  OfflineHost host({44100, 2, 0, 256}, {file.path.string(), SampleFormat::float32, 5000});
  CHECK(host.start(counter.callback()).error == "");
  const std::string bytes = file.bytes();
  REQUIRE(bytes.size() == 44 + 5000 * 2 * 4);
  CHECK(bytes.substr(0, 4) == "RIFF");
  CHECK(at<std::uint32_t>(bytes, 4) == bytes.size() - 8);
  CHECK(at<std::uint16_t>(bytes, 20) == 3);
  CHECK(at<std::uint16_t>(bytes, 22) == 2);
  CHECK(at<std::uint32_t>(bytes, 24) == 44100);
  CHECK(at<std::uint32_t>(bytes, 40) == 5000 * 2 * 4);
  for (int frame = 0; frame < 5000; ++frame) {
    REQUIRE(at<float>(bytes, 44 + static_cast<std::size_t>(frame) * 8) == static_cast<float>(frame) / 1048576.0f);
    REQUIRE(at<float>(bytes, 48 + static_cast<std::size_t>(frame) * 8) == static_cast<float>(-frame) / 1048576.0f);
  }
}

TEST_CASE("integer formats round to nearest and clip") {
  for (const auto format : {SampleFormat::int16, SampleFormat::int24}) {
    const TemporaryFile file("hocket-int.wav");
    WavWriter writer;
    const float left[] = {0.5f, 1.0f, 7.0f, NAN};
    const float right[] = {-0.5f, -1.0f, -7.0f, 0.0f};
    const float* channels[] = {left, right};
    REQUIRE(writer.open(file.path.string(), 2, 48000, format).ok());
    REQUIRE(writer.write(channels, 4).ok());
    REQUIRE(writer.close().ok());
    const std::string bytes = file.bytes();
    const std::size_t size = format == SampleFormat::int16 ? 2 : 3;
    REQUIRE(bytes.size() == 44 + 8 * size);
    const auto sample = [&](std::size_t index) {
      std::uint32_t bits = 0;
      std::memcpy(&bits, bytes.data() + 44 + index * size, size);
      const int shift = static_cast<int>(32 - 8 * size);
      return static_cast<std::int32_t>(bits << shift) >> shift;
    };
    const int full = size == 2 ? 32767 : 8388607;
    CHECK(sample(0) == (full + 1) / 2);
    CHECK(sample(1) == -(full + 1) / 2);
    CHECK(sample(2) == full);
    CHECK(sample(3) == -full);
    CHECK(sample(4) == full);
    CHECK(sample(5) == -full);
    CHECK(sample(6) == 0);
  }
}

TEST_CASE("a file that cannot be written is an error that names it") {
  Counter counter;
  OfflineHost host({48000, 2, 0, 256}, {"/no/such/folder/x.wav", SampleFormat::float32, 100});
  CHECK(host.start(counter.callback()).error.find("/no/such/folder/x.wav") != std::string::npos);
  CHECK(counter.frames == 0);
}

TEST_CASE("the silent clock never runs ahead of time, and stops for good") {
  Counter counter;
  SilentClock clock({48000, 2, 0, 64});
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(clock.start(counter.callback()).ok());
  CHECK(clock.status().state == HostState::silent);
  while (counter.frames < 4800) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  CHECK(passed.count() >= (4800.0 - 64.0) / 48000.0);
  clock.stop();
  const auto frames = counter.frames.load();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(counter.frames == frames);
  CHECK(clock.status().state == HostState::stopped);
}

TEST_CASE("without a device time goes on, and the status says why") {
  Counter counter;
  LiveHost host({48000, 2, 0, 256}, {"no such device", "jack"});
  REQUIRE(host.start(counter.callback()).ok());
  while (counter.frames < 24000) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const HostStatus status = host.status();
  CHECK(status.state == HostState::silent);
  CHECK(status.backend == "silent clock");
  CHECK(status.problem.find("No sound device") != std::string::npos);
  host.stop();
  CHECK(counter.overlaps == 0);
  CHECK(host.status().state == HostState::stopped);
}

TEST_CASE("a recording holds every frame that was played from its start to its end, twice in a row") {
  Counter counter;
  Recorder recorder({48000, 2, 0, 64}, counter.callback());
  Watched watched{recorder.callback()};
  SilentClock clock({48000, 2, 0, 64});
  REQUIRE(clock.start(watched.callback()).ok());
  for (int round = 0; round < 2; ++round) {
    const TemporaryFile file("hocket-recording.wav");
    REQUIRE(recorder.start(file.path.string()).ok());
    while (recorder.frames() < 4800) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    REQUIRE(recorder.stop().ok());
    CHECK(recorder.lost() == 0);
    const std::string bytes = file.bytes();
    REQUIRE(bytes.size() == 44 + static_cast<std::size_t>(recorder.frames()) * 8);
    const float first = at<float>(bytes, 44);
    for (std::int64_t frame = 0; frame < recorder.frames(); ++frame)
      REQUIRE(at<float>(bytes, 44 + static_cast<std::size_t>(frame) * 8) ==
              first + static_cast<float>(frame) / 1048576.0f);
  }
  CHECK(watched.faults == 0);
}

TEST_CASE("a file ends where it is told to") {
  const TemporaryFile file("hocket-ends.wav");
  Counter counter;
  OfflineOptions options{file.path.string(), SampleFormat::int16, 1 << 20,
                         [](std::int64_t frames) { return frames < 1000; }};
  OfflineHost host({48000, 2, 0, 256}, std::move(options));
  CHECK(host.start(counter.callback()).ok());
  CHECK(host.position() == 1024);
  CHECK(file.bytes().size() == 44 + 1024 * 4);
}
