// More voices than there may be, and voices of many tracks: who sounds.
#include "engine_support.h"

using namespace engine_test;

TEST_CASE("1000 voices asked for at once: the most that may sound do, and it is said") {
  EngineConfig config = Studio::bare();
  config.maxVoices = 64;
  Studio studio(config);
  studio.engine.setSample("long", 0, {std::vector<float>(48000, 0.001f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'long'");
  std::string ids = "0";
  for (int i = 1; i < 1000; ++i) ids += ",0";
  plan.patterns += ",{'op':'stack','args':[" + ids + "]}";
  plan.definitions = track("d1", 1);
  studio.engine.submit(plan.text());
  studio.render(9600);
  CHECK(studio.poll().lastLoad.voices == 64);
  CHECK(studio.told.count(ProblemCode::voiceDropped) > 800);
  CHECK(std::all_of(studio.out[0].begin(), studio.out[0].end(),
                    [](float x) { return std::isfinite(x) && std::abs(x) < 1; }));
}

TEST_CASE("sixteen tracks that strike together on one drum, one synth and one effect all sound") {
  Studio studio;
  PlanText plan;
  plan.patterns =
      sound("'s':'bd','cutoff':900") + "," + sound("'s':'tone','cutoff':900") + ",{'op':'stack','args':[0,1]}";
  plan.synths =
      "{'name':'tone','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key':'g','kind':'mul','"
      "in':{'a':{'n':0},'b':{'c':'gate'}}}],'out':[{'n':1}]}";
  plan.effects =
      "{'nodes':[{'key':'f','kind':'lpf','when':'cutoff','in':{'in':{'bus':'voice'},'cutoff':{'c':'cutoff','d':20000}}}"
      "],'out':[{'n':0}]}";
  for (int t = 1; t <= 16; ++t)
    plan.definitions += (t > 1 ? "," : "") + track("d" + std::to_string(t), 2, "", ",'effects':0");
  studio.engine.submit(plan.text());
  studio.render(640);
  CHECK(studio.poll().problems.empty());
  CHECK(studio.told.lastLoad.voices == 32);
}

TEST_CASE("however many voices one track asks for, the others lose none") {
  // d1 floods from the first block on; d2 and d3 strike the same drum and synth, sixteen times a cycle.
  const auto play = [](bool flood, const std::string& instrument) {
    Studio studio(Studio::bare(8));
    PlanText plan;
    plan.cps = "1";
    plan.synths =
        "{'name':'tone','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key':'g','kind':'mul','"
        "in':{'a':{'n':0},'b':{'c':'gate'}}}],'out':[{'n':1}]}";
    plan.patterns = sound("'s':'" + instrument + "','legato':4");
    const auto copies = [&](const std::string& of, int count) {
      plan.patterns += ",{'op':'stack','args':[" + of;
      for (int i = 1; i < count; ++i) plan.patterns += "," + of;
      plan.patterns += "]}";
    };
    plan.patterns += ",{'op':'pure','value':16},{'op':'fast','args':[1,0]}";
    copies("2", flood ? 500 : 1);
    plan.definitions = track("d1", 3);
    for (const std::string name : {"o2", "o3", "o4"}) {
      plan.definitions +=
          ",{'name':'" + name +
          "','kind':'output','span':0,'nodes':[{'key':'v','kind':'voices','span':1,'pattern':2}],'out':["
          "{'n':0}]}";
    }
    studio.engine.submit(plan.text());
    studio.render(48000);
    return std::vector(studio.out.begin() + 2, studio.out.end());
  };
  for (const std::string instrument : {"bd", "tone"}) {
    const auto alone = play(false, instrument), beside = play(true, instrument);
    for (std::size_t c = 0; c < alone.size(); ++c) {
      CHECK(std::ranges::any_of(alone[c], [](float x) { return x != 0; }));
      same(alone[c], beside[c]);
    }
  }
}
