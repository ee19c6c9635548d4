// A live engine with its threads, and its log replayed offline: the same bits. Meant for ThreadSanitizer too.
#include <atomic>
#include <chrono>
#include <map>
#include <thread>

#include "engine_support.h"

using namespace engine_test;

namespace {

constexpr int totalFrames = 48000 * 6;

std::string plan(int edition) {
  PlanText text;
  text.cps = edition % 3 == 2 ? "0.7" : "0.5";
  text.patterns = sound("'s':'bd'") + "," + sound("'s':'pluck','note':{'note':" + std::to_string(edition) + "}") +
                  ",{'op':'fastcat','args':[0,1,0,1]},{'op':'pure','value':300},{'op':'pure','value':900},{'op':'"
                  "fastcat','args':[3,4,3]}," +
                  sound("'s':'late'") + ",{'op':'fastcat','args':[6,6,6]}";
  text.synths =
      "{'name':'pluck','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key':'e','kind':'adsr','"
      "in':{'in':{'n':0},"
      "'attack':0.002,'decay':0.08,'sustain':0.4,'release':0.3,'gate':{'c':'gate'}}}],'out':[{'n':1}]}";
  text.definitions = track("d1", 2) + "," + track("d2", 7) + "," +
                     "{'name':'o2','kind':'output','span':0,'nodes':[{'key':'saw','kind':'saw','in':{'freq':{'p':5}}}],"
                     "'out':[{'n':0}]}";
  return text.text();
}

EngineConfig config(Mode mode) {
  EngineConfig made;
  made.mode = mode;
  made.outputChannels = 4;
  return made;
}

// The device: asks for 96 frames at a time, and waits for nothing but that events have been made, as a clock would make
// it.
std::vector<std::vector<float>> record(Engine& engine, std::atomic<int>& made) {
  std::vector<std::vector<float>> out(4, std::vector<float>(totalFrames));
  constexpr int atOnce = 96;
  for (int frame = 0; frame < totalFrames; frame += atOnce) {
    while (frame > 0 && engine.sequencedCycle() < engine.position().cycle + 0.01)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    float* to[4];
    for (std::size_t c = 0; c < 4; ++c) to[c] = out[c].data() + frame;
    engine.process(to, nullptr, atOnce);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    made.store(frame + atOnce, std::memory_order_release);
  }
  return out;
}

void waitFor(const std::atomic<int>& made, int frame) {
  while (made.load(std::memory_order_acquire) < frame) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

SampleData lateSound() { return {std::vector<float>(2000, 0.25f), 1, 44100}; }

std::vector<std::vector<float>> replay(const std::vector<Told::Logged>& log) {
  Studio studio(config(Mode::offline));
  for (const Told::Logged& entry : log) {
    studio.render(static_cast<int>(entry.frame) - static_cast<int>(studio.out[0].size()));
    if (entry.kind == LoggedKind::submit) studio.engine.submit(entry.text, When::atFrame(entry.frame));
    if (entry.kind == LoggedKind::sample) studio.engine.setSample(entry.text, 0, lateSound());
    if (entry.kind == LoggedKind::command)
      studio.engine.command(entry.text == "hush" ? Command::hush : Command::gain, entry.value);
  }
  studio.render(totalFrames - static_cast<int>(studio.out[0].size()));
  return studio.out;
}

struct Session {
  std::vector<std::vector<float>> out;
  Told told;
};

Session playLive() {
  Session session;
  Engine engine(config(Mode::live));
  engine.submit(plan(0));
  while (engine.sequencedCycle() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::atomic<int> made{0};
  std::thread device([&] { session.out = record(engine, made); });
  for (int edition = 1; edition <= 5; ++edition) {
    waitFor(made, edition * 12000);
    engine.submit(plan(edition), edition == 3 ? When::nextCycle() : When::now());
    if (edition == 2) engine.setSample("late", 0, lateSound());
    if (edition == 4) engine.command(Command::gain, 0.5);
  }
  waitFor(made, 90000);
  engine.command(Command::hush);
  waitFor(made, 110000);
  engine.submit(plan(1));
  // From here on nobody submits or polls: the control thread is away for more than three seconds of sound.
  device.join();
  engine.poll(session.told);
  return session;
}

/// By frame; of one frame in the order in which they were told.
std::vector<Told::Logged> inOrder(const std::vector<Told::Logged>& log) {
  std::multimap<std::int64_t, const Told::Logged*> byFrame;
  for (const Told::Logged& each : log) byFrame.emplace(each.frame, &each);
  std::vector<Told::Logged> sorted;
  for (const auto& [frame, each] : byFrame) sorted.push_back(*each);
  return sorted;
}

}  // namespace

TEST_CASE("a live session, replayed offline from its log, gives the same bits") {
  // The device runs faster than time; where the machine is too busy for the sequencer to keep up, that is said, and
  // tried again.
  Session live = playLive();
  for (int again = 0; again < 10 && live.told.count(ProblemCode::lateEvent) > 0; ++again) live = playLive();
  REQUIRE(live.told.count(ProblemCode::lateEvent) == 0);
  CHECK(live.told.count(ProblemCode::voiceDropped) == 0);
  const auto& log = live.told.logged;
  CHECK(std::count_if(log.begin(), log.end(), [](const auto& e) { return e.kind == LoggedKind::submit; }) >= 3);
  CHECK(std::count_if(log.begin(), log.end(), [](const auto& e) { return e.kind == LoggedKind::command; }) == 2);
  CHECK(std::count_if(log.begin(), log.end(), [](const auto& e) { return e.kind == LoggedKind::sample; }) == 1);
  const auto again = replay(inOrder(log));
  for (std::size_t c = 0; c < 4; ++c) same(live.out[c], again[c]);
  CHECK(*std::max_element(live.out[0].begin(), live.out[0].end()) > 0.1f);
}

TEST_CASE("an engine may be destroyed at any moment") {
  for (int i = 0; i < 5; ++i) {
    Engine engine(config(Mode::live));
    for (int p = 0; p <= i; ++p) engine.submit(plan(p));
    float frames[4][64];
    float* to[4] = {frames[0], frames[1], frames[2], frames[3]};
    for (int b = 0; b < i * 20; ++b) engine.process(to, nullptr, 64);
  }
}
