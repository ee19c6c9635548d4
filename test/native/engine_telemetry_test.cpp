// What an engine tells while it plays: lit atoms, meters, scopes, moving parameters.
#include "engine_support.h"

using namespace engine_test;

TEST_CASE("atoms light up when they sound, in frames") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.patterns = sound("'s':'tick'", 2) + "," + sound("'s':'tick'", 3) + ",{'op':'fastcat','args':[0,1]}";
  plan.definitions = track("d1", 2);
  studio.engine.submit(plan.text());
  studio.render(96000);
  const std::vector<LitAtom>& atoms = studio.poll().atoms;
  REQUIRE(atoms.size() == 2);
  CHECK(atoms[1].place.span == 3);
  CHECK(atoms[1].startFrame == 48000);
  CHECK(atoms[1].endFrame == 96000);
}

TEST_CASE("meters, scopes and moving parameters") {
  Studio studio;
  PlanText plan;
  plan.patterns = "{'op':'pure','value':400}";
  plan.definitions =
      "{'name':'d1','kind':'track','span':0,'nodes':[{'key':'s','kind':'saw','span':1,'in':{'freq':{'p':0}}}],'out':[{'"
      "n':0}]}";
  studio.engine.submit(plan.text());
  studio.render(9600);
  studio.poll();
  REQUIRE(studio.told.meters.size() == 2);
  CHECK(studio.told.meters[0].first == "master");
  CHECK(studio.told.meters[1].first == "d1");
  CHECK(studio.told.meters[1].second == doctest::Approx(1).epsilon(0.1));
  CHECK(studio.told.scopeLength == scopeFrames);
  REQUIRE(studio.told.parameters.size() == 1);
  CHECK(studio.told.parameters[0] == std::pair<std::string, float>{"freq", 400.0f});
  CHECK(studio.told.lastPosition.frame == 9600);
}
