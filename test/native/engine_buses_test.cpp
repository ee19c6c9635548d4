// Buses that drive patterns: what happens follows the signal, some time later, and the same every time.
#include <chrono>
#include <thread>

#include "engine_support.h"

using namespace engine_test;

namespace {

std::string bus(const std::string& name, const std::string& out, const std::string& nodes = "") {
  return "{'name':'" + name + "','kind':'bus','span':0,'nodes':[" + nodes + "],'out':[" + out + "]}";
}

/// `d1 $ fast ~x $ s "tick"`, with the patterns from 3 on for the bus.
PlanText fastened(const std::string& busOut, const std::string& busNodes = "", const std::string& morePatterns = "") {
  PlanText plan;
  plan.patterns = sound("'s':'tick'") + ",{'op':'bus','name':'~x'},{'op':'fast','args':[1,0]}" + morePatterns;
  plan.definitions = bus("~x", busOut, busNodes) + "," + track("d1", 2);
  return plan;
}

/// `~x: "<2 4>"`
PlanText stepping() {
  return fastened("{'p':5}", "", ",{'op':'pure','value':2},{'op':'pure','value':4},{'op':'slowcat','args':[3,4]}");
}

std::vector<int> played(const PlanText& plan, int frames, int atOnce = 64) {
  Studio studio;
  studio.addTick();
  studio.engine.submit(plan.text());
  studio.render(frames, atOnce);
  CHECK(studio.poll().problems.empty());
  return studio.onsets();
}

}  // namespace

TEST_CASE("a bus drives a pattern from the first event on") {
  CHECK(played(fastened("4"), 96000) == std::vector<int>{0, 24000, 48000, 72000});
  CHECK(played(fastened("0.5"), 4 * 96000) == std::vector<int>{0, 2 * 96000});
  // A float is the decimal that was written, so that times are exact.
  const std::vector<int> tenths = played(fastened("1.1"), 96000 * 11);
  REQUIRE(tenths.size() == 13);
  CHECK(tenths[11] == 96000 * 10);
}

TEST_CASE("a bus that a pattern moves is followed within a tenth of a second") {
  const std::vector<int> expected{0, 48000, 96000, 120000, 144000, 168000, 192000, 240000, 288000};
  CHECK(played(stepping(), 3 * 96000 + 1) == expected);
  for (const int atOnce : {1, 37, 1000}) CHECK(played(stepping(), 3 * 96000 + 1, atOnce) == expected);
}

TEST_CASE("the delay is half of the look-ahead and at most a step of the grid") {
  // ~x is 0 up to frame 48000 and 128 from there on: an event in every step of the grid as soon as that is seen.
  const PlanText plan =
      fastened("{'p':5}", "", ",{'op':'pure','value':0},{'op':'pure','value':128},{'op':'fastcat','args':[3,4]}");
  const std::vector<int> onsets = played(plan, 96000);
  REQUIRE(!onsets.empty());
  const int step = 96000 / 128, ahead = 48000 * 75 / 1000;
  CHECK(onsets[0] % step == 0);
  CHECK(onsets[0] > 48000 + ahead - step);
  CHECK(onsets[0] <= 48000 + ahead + step);
  for (std::size_t i = 1; i < onsets.size(); ++i) CHECK(onsets[i] - onsets[i - 1] == step);
}

TEST_CASE("an audio-rate bus gives the same events at any block size, and twice") {
  const PlanText plan = fastened(
      "{'n':1}",
      "{'key':'s','kind':'sine','in':{'freq':1.7}},{'key':'r','kind':'range','in':{'in':{'n':0},'low':1,'high':16}}");
  const std::vector<int> onsets = played(plan, 5 * 96000);
  CHECK(onsets.size() > 20);
  for (const int atOnce : {64, 37, 4096}) CHECK(played(plan, 5 * 96000, atOnce) == onsets);
}

TEST_CASE("a bus that is kept in a swap goes on") {
  for (const int swapFrame : {64, 6400, 100000}) {
    Studio studio;
    studio.addTick();
    studio.engine.submit(stepping().text());
    studio.render(swapFrame);
    PlanText with = stepping();
    with.definitions += "," + sawOutput("o2");
    studio.engine.submit(with.text());
    studio.render(3 * 96000 - swapFrame);
    CHECK(studio.onsets() == played(stepping(), 3 * 96000));
  }
}

TEST_CASE("a bus that comes with a swap counts from its first event on") {
  Studio studio;
  studio.addTick();
  PlanText silent;
  silent.patterns = sound("'s':'tick'");
  studio.engine.submit(silent.text());
  studio.render(48000 - 64);
  studio.engine.submit(fastened("8").text());
  studio.render(48000 + 64);
  CHECK(studio.onsets() == std::vector<int>{48000, 60000, 72000, 84000});
}

TEST_CASE("a swap at the next cycle finds the bus as it is then") {
  Studio studio;
  studio.addTick();
  PlanText before = stepping();
  before.definitions = bus("~x", "{'p':5}");
  studio.engine.submit(before.text());
  studio.render(6400);
  studio.engine.submit(stepping().text(), When::nextCycle());
  studio.render(2 * 96000 - 6400);
  CHECK(studio.onsets() == std::vector<int>{96000, 120000, 144000, 168000});
}

TEST_CASE("values that are no numbers, and buses that are not there, do no harm") {
  CHECK(played(fastened("{'n':0}", "{'key':'d','kind':'div','in':{'a':1,'b':0}}"), 2 * 96000).empty());
  PlanText lost = fastened("1");
  lost.definitions = track("d1", 2) + "," + track("d2", 0);
  CHECK(played(lost, 96000) == std::vector<int>{0});
}

TEST_CASE("a bus whose pattern makes what it is made of is heard later, and never waited for") {
  // ~x: 1 + the level of d1, which plays fast ~x.
  const PlanText plan = fastened(
      "{'n':2}",
      "{'key':'f','kind':'follower','in':{'in':{'bus':'d1'}}},{'key':'m','kind':'mul','in':{'a':{'n':0},'b':40}},"
      "{'key':'a','kind':'add','in':{'a':{'n':1},'b':1}}");
  const std::vector<int> onsets = played(plan, 4 * 96000);
  CHECK(onsets.size() >= 4);
  CHECK(played(plan, 4 * 96000, 100) == onsets);
}

TEST_CASE("a signal that is a pattern of a bus moves with it, not once a cycle") {
  PlanText plan;
  plan.patterns =
      "{'op':'bus','name':'~x'},{'op':'pure','value':2},{'op':'multiplyBoth','args':[0,1]},{'op':'pure','value':0.1},"
      "{'op':'pure','value':0.3},{'op':'fastcat','args':[3,4]}";
  plan.definitions = bus("~x", "{'p':5}") + ",{'name':'o1','kind':'output','span':0,'nodes':[],'out':[{'p':2}]}";
  Studio studio;
  studio.engine.submit(plan.text());
  studio.render(96000);
  CHECK(studio.out[0][1000] == doctest::Approx(0.2f));
  CHECK(studio.out[0][48000] == doctest::Approx(0.2f));
  CHECK(studio.out[0][48000 + 5000] == doctest::Approx(0.6f));
}

TEST_CASE("the tempo may follow a bus") {
  PlanText plan;
  plan.cps = "{'p':1}";
  plan.patterns = sound("'s':'tick'") + ",{'op':'bus','name':'~x'}";
  plan.definitions = bus("~x", "2") + "," + track("d1", 0);
  CHECK(played(plan, 96000) == std::vector<int>{0, 24000, 48000, 72000});
}

TEST_CASE("where the beat jumps, buses go on") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(fastened("4").text());
  studio.render(32000);
  PlanText moved = fastened("4");
  moved.cps = "0.5,'cycle':1000";
  studio.engine.submit(moved.text());
  studio.render(48000);
  moved.cps = "0.5,'cycle':0";
  studio.engine.submit(moved.text());
  studio.render(48000);
  CHECK(studio.poll().problems.empty());
  CHECK(studio.onsets() == std::vector<int>{0, 24000, 32000, 56000, 80000, 104000});
}

TEST_CASE("a device that asks for a fifth of a second at once gets its events in time") {
  EngineConfig config;
  config.limiter = config.dcBlock = false;
  Studio studio(config);
  studio.addTick();
  constexpr int period = 9600;
  studio.engine.expectPeriod(period / 48000.0);
  // ~x stays between 15.6 and 16.4, and what the pattern makes of it is 16.
  PlanText plan =
      fastened("{'n':2}",
               "{'key':'s','kind':'sine','in':{'freq':1.7}},{'key':'r','kind':'range','in':{'in':{'n':0},'low':"
               "15.6,'high':16.4}},{'key':'o','kind':'round','in':{'a':{'n':1},'step':1}}");
  studio.engine.submit(plan.text());
  const auto play = [&](int frames) {
    std::vector<float*> to;
    for (auto& channel : studio.out) {
      channel.resize(channel.size() + static_cast<std::size_t>(frames));
      to.push_back(channel.data() + channel.size() - static_cast<std::size_t>(frames));
    }
    studio.engine.process(to.data(), nullptr, frames);
  };
  for (int tries = 0; studio.poll().swaps.empty() && tries < 10000; ++tries) {
    play(64);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  REQUIRE(studio.told.swaps.size() == 1);
  for (int i = 0; i < 20; ++i) {
    const double wanted = studio.engine.position().cycle + 0.5 * (0.2 + 0.02);
    for (int tries = 0; studio.engine.sequencedCycle() < wanted && tries < 10000; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    play(period);
  }
  CHECK(studio.poll().problems.empty());
  const std::vector<int> onsets = studio.onsets();
  REQUIRE(onsets.size() > 30);
  for (std::size_t i = 2; i < onsets.size(); ++i) CHECK(onsets[i] - onsets[i - 1] == 6000);
}
