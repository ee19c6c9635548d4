// Voices through the façade: what sounds, how many, for how long, and what is said when one cannot.
#include "engine_support.h"

using namespace engine_test;

namespace {

Studio& playing(Studio& studio, const std::string& map, const std::string& effects = "",
                const std::string& cps = "0.5") {
  PlanText plan;
  plan.cps = cps;
  plan.patterns = sound(map);
  plan.definitions = track("d1", 0, "", effects.empty() ? "" : ",'effects':0");
  plan.effects = effects;
  studio.engine.submit(plan.text());
  return studio;
}

// 1, 2, 3, ... of 100, so that a place in it can be read off.
void addRamp(Studio& studio) {
  std::vector<float> ramp;
  for (int i = 0; i < 1000; ++i) ramp.push_back(static_cast<float>(i + 1) / 1000);
  studio.engine.setSample("ramp", 0, {ramp, 1, 48000});
}

constexpr float middle = 0.70710678f;

}  // namespace

TEST_CASE("a sample is played as it is, panned to the middle") {
  Studio studio;
  addRamp(studio);
  playing(studio, "'s':'ramp'").render(2000);
  for (int i : {0, 1, 63, 64, 500, 999})
    CHECK(studio.out[0][static_cast<std::size_t>(i)] == doctest::Approx(middle * (i + 1) / 1000.0f));
  CHECK(studio.out[0][1002] == 0.0f);
  CHECK(studio.out[0] == studio.out[1]);
}

TEST_CASE("speed, begin, end, note, pan and gain") {
  const auto value = [](const std::string& map, std::size_t frame, int channel = 0) {
    Studio studio;
    addRamp(studio);
    playing(studio, "'s':'ramp'," + map).render(3000);
    CHECK(studio.poll().problems.empty());
    return studio.out[static_cast<std::size_t>(channel)][frame] / middle;
  };
  CHECK(value("'speed':2", 100) == doctest::Approx(0.201));
  CHECK(value("'speed':0.5", 100) == doctest::Approx(0.051));
  CHECK(value("'speed':-1", 100) == doctest::Approx(0.900));
  CHECK(value("'begin':0.5", 100) == doctest::Approx(0.601));
  CHECK(value("'begin':0.5,'end':0.6", 200) == 0.0f);
  CHECK(value("'note':{'note':12}", 100) == doctest::Approx(0.201));
  CHECK(value("'up':-12", 100) == doctest::Approx(0.051));
  CHECK(value("'gain':0.5", 99) == doctest::Approx(0.05));
  CHECK(value("'velocity':0.5", 99) == doctest::Approx(0.05));
  CHECK(value("'pan':0", 99) == doctest::Approx(0.1 / 0.70710678));
  CHECK(value("'pan':0", 99, 1) == doctest::Approx(0).epsilon(1e-6));
  CHECK(value("'n':5", 99) == doctest::Approx(0.1));  // the index wraps around
}

TEST_CASE("unit c stretches to cycles, loop repeats, accelerate glides") {
  Studio stretched;
  addRamp(stretched);
  playing(stretched, "'s':'ramp','unit':'c','speed':1").render(96000);
  CHECK(stretched.out[0][48000] == doctest::Approx(middle * 0.501).epsilon(0.01));
  Studio looped;
  addRamp(looped);
  playing(looped, "'s':'ramp','loop':3").render(4000);
  CHECK(looped.out[0][2500] == doctest::Approx(middle * 0.501).epsilon(0.01));
  CHECK(looped.out[0][3010] == 0.0f);
  Studio glided;
  addRamp(glided);
  playing(glided, "'s':'ramp','accelerate':1").render(4000);
  CHECK(glided.out[0][300] > middle * 0.31f);
}

TEST_CASE("legato cuts a sample, a cut group cuts its own kind") {
  Studio gated;
  gated.engine.setSample("long", 0, {std::vector<float>(200000, 0.5f), 1, 48000});
  playing(gated, "'s':'long','legato':0.25").render(48000);
  CHECK(gated.peak(0, 0, 24000) > 0.3f);
  CHECK(gated.peak(0, 24300, 48000) == 0.0f);

  Studio cut;
  cut.engine.setSample("long", 0, {std::vector<float>(200000, 0.5f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'long','cut':1") + ",{'op':'fastcat','args':[0,0]}";
  plan.definitions = track("d1", 1);
  cut.engine.submit(plan.text());
  cut.render(96000);
  CHECK(cut.out[0][60000] == doctest::Approx(0.5 * 0.70710678));
  CHECK(cut.poll().lastLoad.voices == 1);
}

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
