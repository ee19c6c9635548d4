// What the audio thread must not do: allocate, free, lock. One such call fails the test.
#include <atomic>
#include <chrono>
#include <span>
#include <thread>

#include "engine_support.h"
#include "realtime_watch.h"
#include "rich_piece.h"

using namespace engine_test;

TEST_CASE("the audio thread allocates, frees and locks nothing") {
  EngineConfig config;
  config.mode = Mode::live;
  config.maxVoices = 32;
  Engine engine(config);
  engine.submit(everything(0));
  int counted = 0;
  std::atomic<bool> done{false};
  std::thread device([&] {
    std::vector<float> left(512), right(512);
    float* out[2] = {left.data(), right.data()};
    while (!done.load()) {
      realtime::watch([&] { engine.process(out, nullptr, 100); });
      std::this_thread::sleep_for(std::chrono::microseconds(300));
    }
    counted = realtime::faults();
  });
  Told told;
  for (int edition = 1; edition <= 40; ++edition) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    engine.submit(everything(edition));
    engine.setSample("long", 0, {std::vector<float>(30000, 0.3f), 2, 44100});
    if (edition % 10 == 5) engine.command(Command::gain, 0.1 * edition / 10);
    if (edition == 22) engine.command(Command::hush);
    if (edition == 30) engine.command(Command::panic);
    engine.poll(told);
  }
  done.store(true);
  device.join();
  engine.poll(told);
  CHECK(counted == 0);
  // All of it happened: plans were taken, voices played and were missed.
  CHECK(told.swaps.size() > 10);
  CHECK(told.count(ProblemCode::planRefused) == 0);
  CHECK(told.count(ProblemCode::missingSound) > 0);
  CHECK(told.lastPosition.frame > 4800);
}

#if !defined(HOCKET_RTSAN)
TEST_CASE("the sequencer allocates nothing once it runs") {
  // Offline it makes its events on the thread that renders.
  Studio studio;
  studio.engine.submit(everything(0));
  constexpr int second = 48000;
  std::vector<float> left(16 * second), right(16 * second);
  float* out[2] = {left.data(), right.data()};
  studio.engine.render(out, nullptr, 8 * second);
  const realtime::Counted before = realtime::counted;
  realtime::watch([&] { studio.engine.render(out, nullptr, 16 * second); });
  const int ownList = 1;  // of the channels, which render() makes
  CHECK(realtime::counted.allocations - before.allocations <= ownList);
  CHECK(realtime::counted.frees - before.frees <= ownList);
  CHECK(std::ranges::any_of(std::span(left).last(second), [](float x) { return x != 0; }));
}
#endif
