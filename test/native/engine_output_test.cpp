// What reaches the outputs: mute, solo, hush, panic, the limiter, and nothing that is no number.
#include "engine_support.h"

using namespace engine_test;

TEST_CASE("a node that makes NaN is silenced and named; the rest goes on") {
  Studio studio(Studio::bare(6));
  PlanText plan;
  plan.definitions =
      "{'name':'out','kind':'output','span':0,'nodes':[{'key':'z','kind':'sub','span':2,'in':{'a':1e38,'b':-1e38}},"
      "{'key':'y','kind':'mul','span':3,'in':{'a':{'n':0},'b':1e38}},{'key':'n','kind':'sub','span':3,'in':{'a':{'n':1}"
      ",'b':{'n':1}}}],'out':[{'n':2}]}," +
      sawOutput();
  studio.engine.submit(plan.text());
  studio.render(9600);
  CHECK(std::all_of(studio.out[0].begin(), studio.out[0].end(), [](float x) { return std::isfinite(x); }));
  CHECK(studio.peak(4, 0, 9600) > 0.1f);
  CHECK(studio.poll().count(ProblemCode::badNumber) > 0);
}

TEST_CASE("mute and solo fade, and the track goes on") {
  Studio studio;
  PlanText plan;
  const auto steady = [](const std::string& name, const std::string& level, const std::string& more) {
    return "{'name':'" + name + "','kind':'track','span':0" + more + ",'nodes':[],'out':[" + level + "]}";
  };
  const auto play = [&](const std::string& a, const std::string& b) {
    plan.definitions = steady("d1", "0.5", a) + "," + steady("d2", "0.25", b);
    studio.engine.submit(plan.text());
    studio.render(6400);
    return studio.out[0].back();
  };
  CHECK(play("", "") == 0.75f);
  CHECK(play(",'mute':true", "") == 0.25f);
  CHECK(play("", ",'solo':true") == 0.25f);
  CHECK(play("", "") == 0.75f);
  float step = 0;
  for (std::size_t i = 1; i < studio.out[0].size(); ++i)
    step = std::max(step, std::abs(studio.out[0][i] - studio.out[0][i - 1]));
  CHECK(step < 0.01f);
}

TEST_CASE("hush fades and stays silent until the next plan; panic is silent in one block") {
  Studio studio;
  studio.engine.setSample("long", 0, {std::vector<float>(480000, 0.5f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'long'");
  plan.definitions = track("d1", 0) + "," + sawOutput("out");
  studio.engine.submit(plan.text());
  studio.render(6400);
  studio.engine.command(Command::hush);
  studio.render(96000 * 2);
  CHECK(studio.peak(0, 6400, 6500) > 0.1f);
  CHECK(studio.peak(0, 6400 + 2500, 6400 + 192000) == 0.0f);
  CHECK(studio.poll().lastLoad.voices == 0);
  studio.engine.submit(plan.text());
  studio.render(6400);
  CHECK(studio.peak(0, studio.out[0].size() - 100, studio.out[0].size()) > 0.1f);
  const std::size_t now = studio.out[0].size();
  studio.engine.command(Command::panic);
  studio.render(9600);
  CHECK(studio.peak(0, now, now + 9600) == 0.0f);
  CHECK(studio.peak(1, now, now + 9600) == 0.0f);
}

TEST_CASE("the limiter holds the ceiling, the DC block takes the offset away, and both can be switched off") {
  EngineConfig config = Studio::bare();
  config.limiter = config.dcBlock = true;
  Studio studio(config);
  PlanText plan;
  plan.definitions =
      "{'name':'out','kind':'output','span':0,'nodes':[{'key':'s','kind':'sine','in':{'freq':200}},{'key':'m','kind':'"
      "mul','in':{'a':{'n':0},'b':5}},{'key':'a','kind':'add','in':{'a':{'n':1},'b':3}}],'out':[{'n':2}]}";
  studio.engine.submit(plan.text());
  studio.render(96000);
  CHECK(studio.peak(0, 0, 96000) <= 0.9801f);
  double mean = 0;
  for (std::size_t i = 48000; i < 96000; ++i) mean += studio.out[0][i] / 48000;
  CHECK(std::abs(mean) < 0.01);
  studio.engine.command(Command::limiter, 0);
  studio.engine.command(Command::dcBlock, 0);
  studio.render(9600);
  CHECK(studio.peak(0, 97000, 105600) == doctest::Approx(8).epsilon(0.01));
}
