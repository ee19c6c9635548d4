// Voices through the façade: their effects, the signals that they carry, and what is said when one cannot sound.
#include "engine_support.h"

using namespace engine_test;

TEST_CASE("an effect acts on each voice, and only where the event asks for it") {
  const std::string lowpass =
      "{'nodes':[{'key':'f','kind':'lpf','when':'cutoff','in':{'in':{'bus':'voice'},'cutoff':{'c':'cutoff','d':20000}}}"
      "],'out':[{'n':0}]}";
  const auto brightness = [&](const std::string& map) {
    Studio studio;
    std::vector<float> square;
    for (int i = 0; i < 4800; ++i) square.push_back(i / 5 % 2 == 0 ? 0.5f : -0.5f);
    studio.engine.setSample("square", 0, {square, 1, 48000});
    playing(studio, map, lowpass).render(9600);
    CHECK(studio.poll().problems.empty());
    return studio.peak(0, 1000, 4000);
  };
  CHECK(brightness("'s':'square'") == doctest::Approx(0.5 * 0.70710678));
  CHECK(brightness("'s':'square','cutoff':200") < 0.05f);
}

TEST_CASE("a control may carry a signal, evaluated for each voice") {
  Studio studio;
  studio.engine.setSample("long", 0, {std::vector<float>(200000, 0.5f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'long','gain':{'signal':0}");
  plan.signals = "{'nodes':[{'key':'l','kind':'line','in':{'start':0,'end':1,'time':1}}],'out':[{'n':0}]}";
  plan.definitions = track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(48000);
  for (const auto& p : studio.poll().problems) MESSAGE(p.text);
  CHECK(studio.out[0][4800] == doctest::Approx(0.5 * 0.70710678 * 0.1).epsilon(0.05));
  CHECK(studio.out[0][24000] == doctest::Approx(0.5 * 0.70710678 * 0.5).epsilon(0.05));
}

TEST_CASE("a control may carry a bus, shared by all voices") {
  Studio studio;
  studio.engine.setSample("long", 0, {std::vector<float>(200000, 0.5f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'long','gain':{'signal':0}");
  plan.signals = "{'nodes':[],'out':[{'bus':'~level'}]}";
  const auto level = [](const std::string& value) {
    return "{'name':'~level','kind':'bus','span':0,'nodes':[],'out':[" + value + "]}," + track("d1", 0);
  };
  plan.definitions = level("0.25");
  studio.engine.submit(plan.text());
  studio.render(12800);
  CHECK(studio.out[0][12000] == doctest::Approx(0.5 * 0.70710678 * 0.25));
  plan.definitions = level("0.5");
  studio.engine.submit(plan.text());
  studio.render(12800);
  // The voice that sounds hears the new bus.
  CHECK(studio.out[0][25000] == doctest::Approx(0.5 * 0.70710678 * 0.5));
}

TEST_CASE("built-in drums sound with nothing loaded, and a loaded sound of that name takes their place") {
  for (const char* name : {"bd", "sn", "hh", "cp", "kick", "oh", "lt", "cb"}) {
    CAPTURE(name);
    Studio studio;
    playing(studio, std::string("'s':'") + name + "'").render(9600);
    CHECK(studio.peak(0, 0, 9600) > 0.05f);
    CHECK(studio.poll().problems.empty());
  }
  Studio loaded;
  loaded.addTick("bd");
  playing(loaded, "'s':'bd'").render(9600);
  CHECK(loaded.onsets() == std::vector<int>{0});
}

TEST_CASE("a missing sound is a warning with its place; the other voices play") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.patterns = sound("'s':'tick'") + "," + sound("'s':'nosuch:3'", 3) + ",{'op':'fastcat','args':[0,1]}";
  plan.definitions = track("d1", 2);
  studio.engine.submit(plan.text());
  studio.render(96000 * 2);
  CHECK(studio.onsets() == std::vector<int>{0, 96000});
  REQUIRE(studio.poll().problems.size() == 1);
  const Told::Said& said = studio.told.problems[0];
  CHECK(said.code == ProblemCode::missingSound);
  CHECK(said.name == "nosuch");
  CHECK(said.text == "There is no sound `nosuch`; the other voices play.");
  CHECK(said.place.span == 3);
  CHECK(said.place.plan == 1);
  CHECK(said.count == 2);
}

TEST_CASE("a pattern that asks for too much is told once, with its place; the others play") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.patterns = sound("'s':'tick'") +
                  ",{'op':'pure','value':{'int':1000000000}},{'op':'fast','args':[1,0]},"
                  "{'op':'pure','value':{'rational':'4294967291/4294967279'}}";
  for (int i = 0; i < 7; ++i) plan.patterns += ",{'op':'fast','args':[3," + std::to_string(i == 0 ? 0 : i + 3) + "]}";
  const std::string bus =
      "{'name':'~a','kind':'bus','span':3,'nodes':[{'key':'v','kind':'voices','span':2,'pattern':10}],'out':[{'p':2}]}";
  plan.definitions = track("d1", 2) + "," + track("d2", 0) + "," + bus;
  studio.engine.submit(plan.text());
  studio.render(96000);
  CHECK(studio.onsets() == std::vector<int>{0});
  studio.poll();
  std::vector<std::pair<ProblemCode, int>> told;
  for (const Told::Said& said : studio.told.problems) {
    told.emplace_back(said.code, said.place.span);
    CHECK(said.count == 1);
  }
  std::ranges::sort(told);
  CHECK(told ==
        std::vector<std::pair<ProblemCode, int>>{{ProblemCode::tooManyEvents, 1}, {ProblemCode::queryFailed, 2}});
}

TEST_CASE("a sound that is loaded later is heard from its next event on") {
  Studio studio;
  playing(studio, "'s':'tick'").render(96000);
  studio.addTick();
  studio.render(96000);
  CHECK(studio.onsets() == std::vector<int>{96000});
}
