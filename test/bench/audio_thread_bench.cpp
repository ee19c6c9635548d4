// What the audio thread does that may make it wait, over a rich piece that is swapped fifty times.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "../native/realtime_count.h"
#include "../native/rich_piece.h"
#include "figure.h"
#include "native/engine/engine.h"

namespace {

using namespace hocket::engine;
constexpr int swaps = 50;

struct Sink : TelemetrySink {
  int swaps = 0;
  std::uint32_t voices = 0;
  void swap(const SwapReport&) override { ++swaps; }
  void load(const Load& load) override { voices = std::max(voices, load.voices); }
};

bool counts() {
  static void* volatile kept = nullptr;
  return realtime::finds([] { kept = std::malloc(10); }) && realtime::finds([] { std::free(kept); });
}

}  // namespace

int main() {
  if (!counts()) {
    std::fprintf(stderr, "allocations cannot be counted on this system\n");
    return 1;
  }
  Engine engine(EngineConfig{});
  std::atomic<bool> done{false};
  realtime::Counted counted;
  std::thread device([&] {
    std::vector<float> left(128), right(128);
    float* out[2] = {left.data(), right.data()};
    while (!done.load()) {
      realtime::watch([&] { engine.process(out, nullptr, 128); });
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    counted = realtime::counted;
  });
  Sink sink;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  for (int edition = 0; edition <= swaps; ++edition) {
    engine.setSample("long", 0, {std::vector<float>(30000, 0.3F), 2, 44100});
    engine.submit(engine_test::everything(edition));
    while (sink.swaps <= edition && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      engine.poll(sink);
    }
  }
  done.store(true);
  device.join();
  if (sink.swaps <= swaps || sink.voices == 0) {
    std::fprintf(stderr, "%d swaps and %u voices are not what was to be measured\n", sink.swaps, sink.voices);
    return 1;
  }
  const std::string name = "audio thread, rich piece swapped " + std::to_string(swaps) + " times: ";
  printFigure((name + "allocations").c_str(), counted.allocations, "calls", "0");
  printFigure((name + "frees").c_str(), counted.frees, "calls", "0");
  printFigure((name + "locks").c_str(), counted.locks, "calls", "0");
  return 0;
}
