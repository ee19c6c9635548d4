// Samples through the façade: which part of one sounds, how fast, and for how long.
#include "engine_support.h"

using namespace engine_test;

namespace {

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

namespace {

/// A sample whose frames say where they are, and beside it, at outputs 3 and 4, its speed: what sounds, and what a
/// plain loop over the speeds says.
struct Turning {
  std::vector<float> out, speeds;

  Turning(const std::string& map, const std::string& speed, const std::string& patterns = "", int atOnce = 64) {
    Studio studio(Studio::bare(4));
    std::vector<float> ramp;
    for (int i = 0; i < 20000; ++i) ramp.push_back(static_cast<float>(i + 1) / 20000);
    studio.engine.setSample("ramp", 0, {ramp, 1, 48000});
    PlanText plan;
    plan.patterns = sound("'s':'ramp','speed':{'signal':0}," + map) + patterns;
    plan.signals = "{'nodes':[],'out':[{'bus':'~x'}]}";
    plan.definitions = "{'name':'~x','kind':'bus','span':0," + speed +
                       "},{'name':'o2','kind':'output','span':0,'nodes':[],'out':[{'bus':'~x'}]}," +
                       "{'name':'o1','kind':'output','span':0,'nodes':[{'key':'v','kind':'voices','span':1,'pattern':0}"
                       "],'out':[{'n':0}]}";
    studio.engine.submit(plan.text());
    studio.render(24000, atOnce);
    CHECK(studio.poll().problems.empty());
    out = studio.out[0];
    speeds = studio.out[2];
  }
  /// In frames of the sample.
  double at(std::size_t frame) const { return static_cast<double>(out[frame]) / 0.70710678 * 20000 - 1; }
};

std::string wave(const std::string& freq, const std::string& height) {
  return "'nodes':[{'key':'s','kind':'sine','in':{'freq':" + freq +
         "}},{'key':'m','kind':'mul','in':{'a':{'n':0},'b':" + height + "}}],'out':[{'n':1}]";
}

}  // namespace

TEST_CASE("a signal for a speed turns the playing head round where it crosses zero") {
  const Turning turning("'n':0", wave("7.3", "4"));
  double at = 0;
  bool back = false;
  for (std::size_t i = 0; i < turning.out.size(); ++i) {
    if (at > 1) CHECK(turning.at(i) == doctest::Approx(at).epsilon(1e-3));
    at += static_cast<double>(turning.speeds[i]);
    back |= turning.speeds[i] < -3 && at > 100;
  }
  CHECK(back);
  CHECK(Turning("'n':0", wave("7.3", "4"), "", 37).out == turning.out);
}

TEST_CASE("a speed below zero begins at the end, a pattern of speeds turns at its onsets") {
  const Turning back("'n':0", "'nodes':[],'out':[-2]");
  CHECK(back.at(100) == doctest::Approx(19999 - 200));
  CHECK(back.at(9000) == doctest::Approx(19999 - 18000));
  // A cycle lasts 96,000 frames, a step 12,000.
  const Turning steps("'n':0", "'nodes':[],'out':[{'p':3}]",
                      ",{'op':'pure','value':1},{'op':'pure','value':-0.5},{'op':'fastcat','args':[1,2,1,2,1,2,1,2]}");
  CHECK(steps.at(11999) == doctest::Approx(11999));
  CHECK(steps.at(12001) == doctest::Approx(11999.5));
  CHECK(steps.at(14000) == doctest::Approx(11000));
}

TEST_CASE("a speed that is a signal counts in its unit, beside the note and a part of the sample") {
  const auto frames = [](const std::string& map, const std::string& speed) {
    return Turning(map, "'nodes':[],'out':[" + speed + "]").at(1000);
  };
  // The sample fills half a cycle of 96,000 frames, or lasts half a second.
  CHECK(frames("'unit':'c'", "0.5") == doctest::Approx(1000 * 20000.0 / 192000).epsilon(1e-3));
  CHECK(frames("'unit':'s'", "0.5") == doctest::Approx(1000 * 20000.0 / 24000).epsilon(1e-3));
  CHECK(frames("'unit':'s'", "-0.5") == doctest::Approx(19999 - 1000 * 20000.0 / 24000).epsilon(1e-3));
  CHECK(frames("'note':{'note':12}", "-1") == doctest::Approx(19999 - 2000));
  CHECK(frames("'begin':0.5,'end':0.75", "-1") == doctest::Approx(14999 - 1000));
  CHECK(frames("'begin':0.75,'end':0.5", "-1") == doctest::Approx(10000 + 1000));
}

TEST_CASE("a head that runs back past its beginning ends there; in a loop it comes in at the other end") {
  const std::string there = "'nodes':[{'key':'l','kind':'line','in':{'start':2,'end':-2,'time':0.1}}],'out':[{'n':0}]";
  const Turning once("'begin':0.25,'end':0.5", there);
  CHECK(once.at(2400) == doctest::Approx(5000 + 2400).epsilon(0.01));
  CHECK(*std::max_element(once.out.begin() + 4810, once.out.end()) == 0.0f);
  const Turning looped("'begin':0.25,'end':0.5,'loop':2", there);
  CHECK(looped.at(5800) == doctest::Approx(10000 - 2000).epsilon(0.01));
  CHECK(*std::max_element(looped.out.begin() + 7310, looped.out.end()) == 0.0f);
}

TEST_CASE("a frequency that is a signal plays a sample as if it had been recorded at 261.63 Hz") {
  Studio studio;
  addRamp(studio);
  PlanText plan;
  plan.patterns = sound("'s':'ramp','freq':{'signal':0}");
  plan.signals = "{'nodes':[],'out':[{'bus':'~x'}]}";
  plan.definitions = "{'name':'~x','kind':'bus','span':0,'nodes':[],'out':[523.2511306]}," + track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(1000);
  CHECK(studio.out[0][100] == doctest::Approx(middle * 0.201));
}

TEST_CASE("a sample that would never move does not sound, and no voice is kept for it") {
  Studio studio;
  addRamp(studio);
  playing(studio, "'s':'ramp','speed':0").render(6400);
  CHECK(studio.peak(0, 0, 6400) == 0.0f);
  CHECK(studio.poll().lastLoad.voices == 0);
}
