// When things sound, through the façade: onsets to the sample, tempo, quantised swaps, the same bits every time.
#include "engine_support.h"

using namespace engine_test;

namespace {

/// A tick at 0, 1/2 and 3/4 of each cycle. `beat`: the cycle that the beat jumps to.
std::string drums(const std::string& cps = "0.5", const std::string& beat = "") {
  PlanText plan;
  plan.cps = beat.empty() ? cps : cps + ",'cycle':" + beat;
  plan.patterns = sound("'s':'tick'") + ",{'op':'silence'},{'op':'fastcat','args':[0,1,0,0]}";
  plan.definitions = track("d1", 2);
  return plan.text();
}

}  // namespace

TEST_CASE("a drum pattern sounds at its exact samples") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums());
  studio.render(2 * 96000);
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 72000, 96000, 144000, 168000});
  CHECK(studio.out[0][0] == doctest::Approx(std::sqrt(0.5f)).epsilon(1e-6));
  CHECK(studio.poll().problems.empty());
}

TEST_CASE("thirds of a cycle fall on the nearest frame, for ever") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.cps = "0.7";
  plan.patterns = sound("'s':'tick'") + ",{'op':'fastcat','args':[0,0,0]}";
  plan.definitions = track("d1", 1);
  studio.engine.submit(plan.text());
  studio.render(48000 * 20);
  std::vector<int> expected;
  for (int third = 0; third < 42; ++third) {
    const auto frame = static_cast<int>(std::floor(third / 3.0 / static_cast<double>(0.7f) * 48000 + 0.5));
    if (frame < 48000 * 20) expected.push_back(frame);
  }
  CHECK(studio.onsets() == expected);
}

TEST_CASE("a change of tempo keeps the phase") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums("0.5"));
  studio.render(48000);  // half of a cycle
  studio.engine.submit(drums("1"));
  studio.render(96000);
  // The second half takes half the time from there on: 0.5 at 48000, 0.75 at 60000, 1 at 72000.
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 60000, 72000, 96000, 108000, 120000});
}

TEST_CASE("the tempo may be a pattern") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.cps = "{'p':3}";
  plan.patterns =
      sound("'s':'tick'") + ",{'op':'pure','value':0.5},{'op':'pure','value':1},{'op':'slowcat','args':[1,2]}";
  plan.definitions = track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(48000 * 6);
  CHECK(studio.onsets() == std::vector<int>{0, 96000, 144000, 240000});
}

TEST_CASE("a swap waits for the cycle asked for") {
  Studio studio;
  studio.addTick();
  studio.addTick("tock", 0.5f);
  studio.engine.submit(drums());
  studio.render(10000);
  PlanText plan;
  plan.patterns = sound("'s':'tock'") + ",{'op':'fastcat','args':[0,0]}";
  plan.definitions = track("d1", 1);
  studio.engine.submit(plan.text(), When::cycles(2));
  studio.render(96000 * 3 - 10000);
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 72000, 96000, 144000, 168000, 192000, 240000});
  CHECK(studio.out[0][168000] == doctest::Approx(0.7071).epsilon(1e-3));
  CHECK(studio.out[0][192000] == doctest::Approx(0.35355).epsilon(1e-3));
  REQUIRE(studio.poll().swaps.size() == 2);
  CHECK(studio.told.swaps[1] == std::pair<PlanNumber, std::int64_t>{2, 192000});
}

TEST_CASE("of two plans that wait, the last wins") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums());
  studio.render(6400);
  studio.engine.submit(PlanText{}.text(), When::nextCycle());
  studio.engine.submit(drums("0.5"), When::nextCycle());
  studio.render(96000 * 2 - 6400);
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 72000, 96000, 144000, 168000});
  CHECK(studio.poll().swaps.size() == 2);
}

TEST_CASE("the beat jumps when a plan says so, and at the moment asked for") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums());
  studio.render(96000 + 32000);  // in the middle of a third
  studio.engine.submit(drums("0.5", "7"));
  studio.render(64000);
  CHECK(studio.engine.position().cycle == doctest::Approx(7 + 2.0 / 3));
  studio.engine.submit(drums("0.5", "0"), When::nextCycle());
  studio.render(64000);
  CHECK(studio.engine.position().cycle == doctest::Approx(1.0 / 3));
  CHECK(studio.onsets() ==
        std::vector<int>{0, 48000, 72000, 96000, 128000, 128000 + 48000, 128000 + 72000, 128000 + 96000});
}

TEST_CASE("where the beat jumps to, what holds there holds at once") {
  Studio studio;
  PlanText plan;
  plan.patterns =
      "{'op':'pure','value':0.25},{'op':'pure','value':0.75},{'op':'fastcat','args':[0,1]},"
      "{'op':'pure','value':{'rational':'4/1'}},{'op':'slowBy','args':[3,2]}";
  plan.definitions = "{'name':'out','kind':'output','span':0,'nodes':[],'out':[{'p':4}]}";
  studio.engine.submit(plan.text());
  studio.render(6400);
  CHECK(studio.out[0].back() == 0.25f);
  plan.cps += ",'cycle':3";
  studio.engine.submit(plan.text());
  studio.render(6400);
  CHECK(studio.out[0].back() == 0.75f);
}

TEST_CASE("a jump that waits is made by the plan that takes its place; what is played once goes on") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums());
  studio.render(48000 + 6400);
  PlanText once;
  once.patterns = sound("'s':'tick'") + ",{'op':'silence'},{'op':'fastcat','args':[1,0]}";
  once.definitions = track("once:1", 2);
  studio.engine.submit(once.text());
  studio.render(6400);
  once.cps += ",'cycle':3";
  studio.engine.submit(once.text(), When::nextCycle());
  once.cps = "0.5";
  studio.engine.submit(once.text());
  CHECK(studio.engine.position().cycle < 1);
  studio.render(96000);
  CHECK(studio.engine.position().cycle == doctest::Approx(4));
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 48000 + 6400 + 48000});
  CHECK(studio.poll().problems.empty());
}

TEST_CASE("an event that began before the swap is not played again") {
  Studio studio;
  studio.addTick();
  studio.engine.submit(drums());
  for (int i = 0; i < 20; ++i) {
    studio.render(9600);
    studio.engine.submit(drums());
  }
  CHECK(studio.onsets() == std::vector<int>{0, 48000, 72000, 96000, 144000, 168000});
}

TEST_CASE("the same bits twice, and for any block of the device") {
  PlanText plan;
  plan.patterns = sound("'s':'bd'") + "," + sound("'s':'hh','pan':0.2") +
                  ",{'op':'fastcat','args':[0,1,1]},{'op':'pure','value':300},{'op':'pure','value':800},{'op':'fastcat'"
                  ",'args':[3,4,3]}";
  plan.definitions = track("d1", 2) +
                     ",{'name':'out','kind':'output','span':0,'nodes':[{'key':'a','kind':'saw','in':{'freq':{'p':5}}}],"
                     "'out':[{'n':0}]}";
  std::vector<std::vector<float>> first;
  for (const int atOnce : {64, 64, 1, 63, 100, 512}) {
    CAPTURE(atOnce);
    EngineConfig config = Studio::bare();
    config.limiter = config.dcBlock = true;
    Studio studio(config);
    studio.engine.submit(plan.text());
    studio.render(48000, atOnce);
    CHECK(studio.peak(0, 0, 48000) > 0.1f);
    if (first.empty()) first = studio.out;
    same(studio.out[0], first[0]);
    same(studio.out[1], first[1]);
  }
}

TEST_CASE("a pattern that feeds a parameter is held from its onset's exact sample on") {
  Studio studio;
  PlanText plan;
  plan.patterns = "{'op':'pure','value':0.25},{'op':'pure','value':0.75},{'op':'fastcat','args':[0,1,0]}";
  plan.definitions = "{'name':'out','kind':'output','span':0,'nodes':[],'out':[{'p':2}]}";
  studio.engine.submit(plan.text());
  studio.render(96000);
  CHECK(studio.out[0][31999] == 0.25f);
  CHECK(studio.out[0][32000] == 0.75f);
  CHECK(studio.out[0][63999] == 0.75f);
  CHECK(studio.out[0][64000] == 0.25f);
}

TEST_CASE("a pattern evaluated in the middle of a cycle sounds as if it had always been there") {
  Studio studio;
  studio.render(40000);
  PlanText plan;
  plan.patterns = "{'op':'pure','value':0.25},{'op':'pure','value':0.75},{'op':'fastcat','args':[0,1,0]}";
  plan.definitions = "{'name':'out','kind':'output','span':0,'nodes':[],'out':[{'p':2}]}";
  studio.engine.submit(plan.text());
  studio.render(2000);
  CHECK(studio.out[0][41000] == 0.75f);
}

TEST_CASE("once plays its first cycle from where it is taken, and only once") {
  Studio studio;
  studio.addTick();
  studio.addTick("tock", 0.5f);
  PlanText plan;
  plan.patterns =
      sound("'s':'tick'") + "," + sound("'s':'tock'") + ",{'op':'silence'},{'op':'fastcat','args':[1,2,1,2]}";
  plan.definitions = track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(32000);
  plan.definitions += "," + track("once:1", 3);
  studio.engine.submit(plan.text());
  studio.render(32000);
  studio.engine.submit(plan.text());  // still there
  studio.render(96000 * 3);
  CHECK(studio.onsets() == std::vector<int>{0, 32000, 80000, 96000, 192000, 288000});
}
