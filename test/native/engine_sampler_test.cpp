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
