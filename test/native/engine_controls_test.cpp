// Controls that shape and place a voice, measured: envelope, level, place and onset.
#include "engine_support.h"

using namespace engine_test;

namespace {

constexpr float middle = 0.70710678f;

struct Played {
  std::vector<std::vector<float>> out;  // [channel][frame]
  std::uint32_t voices;                 // at the end

  float peak(int from, int to) const {
    float highest = 0;
    for (int i = from; i < to; ++i) highest = std::max(highest, std::abs(out[0][static_cast<std::size_t>(i)]));
    return highest;
  }
};

/// `frames` frames of a track that plays the map once in two seconds; `level` is a sample of a constant 1.
Played playing(const std::string& map, int frames, const std::string& synths = "", const std::string& signals = "") {
  Studio studio;
  studio.engine.setSample("level", 0, {std::vector<float>(96000, 1.0f), 1, 48000});
  studio.addTick();
  PlanText plan;
  plan.patterns = sound(map);
  plan.definitions = track("d1", 0);
  plan.synths = synths;
  plan.signals = signals;
  studio.engine.submit(plan.text());
  studio.render(frames);
  CHECK(studio.poll().problems.empty());
  return {studio.out, studio.told.lastLoad.voices};
}

/// SuperDirt's curve of -3 from 0 to 1.
double curve(double x) { return (1 - std::exp(-3 * x)) / (1 - std::exp(-3.0)); }

float at(const Played& played, int frame, int channel = 0) {
  return played.out[static_cast<std::size_t>(channel)][static_cast<std::size_t>(frame)] / middle;
}

}  // namespace

TEST_CASE("attack, hold and release shape a sample from its onset on") {
  const Played sounds = playing("'s':'level','attack':0.1,'hold':0.2,'release':0.4", 48000);
  for (const int frame : {0, 480, 2400, 4799}) CHECK(at(sounds, frame) == doctest::Approx(curve(frame / 4800.0)));
  for (const int frame : {4802, 9600, 14398}) CHECK(at(sounds, frame) == doctest::Approx(1));
  for (const int frame : {14410, 19200, 24000, 33000})
    CHECK(at(sounds, frame) == doctest::Approx(1 - curve((frame - 14400) / 19200.0)).epsilon(0.002));
  CHECK(sounds.peak(33604, 48000) == 0);
  CHECK(playing("'s':'level','release':0.1", 9600).voices == 0);
}

TEST_CASE("without a release the level stays, without an attack it falls at once; hold alone does nothing") {
  const Played rising = playing("'s':'level','attack':0.05", 24000);
  CHECK(at(rising, 1200) == doctest::Approx(curve(0.5)));
  CHECK(at(rising, 20000) == doctest::Approx(1));
  const Played falling = playing("'s':'level','release':0.1", 24000);
  CHECK(at(falling, 0) == doctest::Approx(1));
  CHECK(at(falling, 2400) == doctest::Approx(1 - curve(0.5)).epsilon(0.002));
  CHECK(at(playing("'s':'level','hold':0.1", 24000), 20000) == doctest::Approx(1));
}

TEST_CASE("legato, sustain and cut end a voice whatever its envelope does") {
  for (const std::string gate : {"'legato':0.25", "'sustain':0.5"}) {
    const Played sounds = playing("'s':'level','attack':0.1,'release':2," + gate, 48000);
    CHECK(at(sounds, 4800) == doctest::Approx(1).epsilon(0.01));
    CHECK(at(sounds, 23999) > 0.2f);
    CHECK(sounds.peak(24300, 48000) == 0);
  }
  Studio cut;
  cut.engine.setSample("level", 0, {std::vector<float>(96000, 1.0f), 1, 48000});
  PlanText plan;
  plan.patterns = sound("'s':'level','cut':1,'attack':0.01,'hold':9,'release':9") + ",{'op':'fastcat','args':[0,0]}";
  plan.definitions = track("d1", 1);
  cut.engine.submit(plan.text());
  cut.render(60000);
  CHECK(cut.out[0][59000] == doctest::Approx(middle));
  CHECK(cut.poll().lastLoad.voices == 1);
}

TEST_CASE("a drum is shaped as a sample is; a synth that reads the times makes its own envelope") {
  const Played plain = playing("'s':'cy'", 24000), shaped = playing("'s':'cy','attack':0.4,'hold':9", 24000);
  for (const int frame : {960, 4800, 9600})
    CHECK(at(shaped, frame) == doctest::Approx(at(plain, frame) * curve(frame / 19200.0)).epsilon(0.001));
  const auto synth = [](const std::string& port) {
    return "{'name':'tone','span':0,'nodes':[{'key':'c','kind':'add','in':{'a':1,'b':{'c':'" + port +
           "','d':0}}}],'out':[{'n':0}]}";
  };
  CHECK(at(playing("'s':'tone','attack':0.5", 9600, synth("attack")), 2400) == doctest::Approx(1.5));
  CHECK(at(playing("'s':'tone','attack':0.1", 9600, synth("drive")), 2400) == doctest::Approx(curve(0.5)));
}

TEST_CASE("the envelope's times may be signals") {
  const std::string tenth =
      "{'nodes':[{'key':'l','kind':'line','in':{'start':0.1,'end':0.1,'time':1}}],'out':[{'n':0}]}";
  const Played sounds = playing("'s':'level','attack':{'signal':0},'release':{'signal':0}", 24000, "", tenth);
  CHECK(at(sounds, 2400) == doctest::Approx(curve(0.5)).epsilon(0.001));
  CHECK(at(sounds, 7200) == doctest::Approx(1 - curve(0.5)).epsilon(0.005));
}

TEST_CASE("overgain is added to gain") {
  CHECK(at(playing("'s':'level','overgain':0.5", 640), 100) == doctest::Approx(1.5));
  CHECK(at(playing("'s':'level','gain':0.5,'overgain':0.25,'velocity':0.5", 640), 100) == doctest::Approx(0.375));
}

TEST_CASE("a channel moves the place by half of the field, counted round") {
  const auto sides = [](const std::string& map) {
    const Played sounds = playing("'s':'level'," + map, 640);
    return std::pair(at(sounds, 100), at(sounds, 100, 1));
  };
  CHECK(sides("'channel':0") == sides("'pan':0.5"));
  CHECK(sides("'channel':1") == sides("'pan':1"));
  CHECK(sides("'channel':1,'pan':0") == sides("'pan':0.5"));
  CHECK(sides("'channel':1,'pan':0.75") == sides("'pan':0.75"));
  CHECK(sides("'channel':3,'pan':0.25") == sides("'pan':0.25"));
}

TEST_CASE("a nudged note sounds at its exact sample, later or earlier") {
  const auto onsets = [](const std::string& nudge, int atOnce = 64) {
    Studio studio;
    studio.addTick();
    PlanText plan;
    plan.patterns =
        sound("'s':'tick','nudge':" + nudge) + "," + sound("'s':'tick'") + ",{'op':'fastcat','args':[1,0,1,1]}";
    plan.definitions = track("d1", 2);
    studio.engine.submit(plan.text());
    studio.render(96000, atOnce);
    CHECK(studio.poll().problems.empty());
    return studio.onsets();
  };
  using Frames = std::vector<int>;
  CHECK(onsets("0.1") == Frames{0, 28800, 48000, 72000});
  CHECK(onsets("0.0123") == Frames{0, 24590, 48000, 72000});
  CHECK(onsets("0.7") == Frames{0, 48000, 57600, 72000});
  CHECK(onsets("-0.05") == Frames{0, 21600, 48000, 72000});
  CHECK(onsets("-1") == Frames{0, 19200, 48000, 72000});  // as early as events are known
  CHECK(onsets("-0.05", 1000) == onsets("-0.05", 7));
}

TEST_CASE("what is nudged across a swap sounds once") {
  for (const double nudge : {0.3, -0.08}) {
    Studio studio;
    studio.addTick();
    PlanText plan;
    plan.patterns = sound("'s':'tick','nudge':" + std::to_string(nudge)) + ",{'op':'fastcat','args':[0,0,0,0]}";
    plan.definitions = track("d1", 1);
    for (int i = 0; i < 20; ++i) {
      studio.engine.submit(plan.text());
      studio.render(4800, 480);
    }
    const int shift = static_cast<int>(std::lround(nudge * 48000));
    std::vector<int> wanted;
    for (int onset = 0; onset <= 96000; onset += 24000) {
      const int frame = std::max(0, onset + shift);
      if (frame < 96000) wanted.push_back(frame);
    }
    CHECK(studio.onsets() == wanted);
  }
}

TEST_CASE("hush forgets what was nudged") {
  Studio studio;
  studio.addTick();
  PlanText plan;
  plan.patterns = sound("'s':'tick','nudge':0.5");
  plan.definitions = track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(6400);
  studio.engine.command(Command::hush);
  studio.render(6400);
  studio.engine.submit(plan.text());
  studio.render(30000);
  CHECK(studio.onsets().empty());
}
