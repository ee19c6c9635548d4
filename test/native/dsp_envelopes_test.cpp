// Envelopes and control: values at stated sample positions.
#include <doctest/doctest.h>

#include "dsp_harness.h"

using namespace hocket::dsp;
using namespace hocket::dsp::test;

namespace {

/// 1 from `open` until before `close`, else 0.
std::vector<float> gateOf(int frames, int open, int close) {
  std::vector<float> gate(static_cast<std::size_t>(frames), 0.0F);
  for (int i = open; i < close; ++i) gate[static_cast<std::size_t>(i)] = 1;
  return gate;
}

/// Where a falling segment is, at a part of its time.
double fallen(double part) { return (std::pow(0.01, part) - 0.01) / 0.99; }

}  // namespace

TEST_CASE("adsr is where it should be, to the sample") {
  constexpr int open = 100, close = 9700;
  const auto x = Rig("adsr")
                     .hold("in", 1)
                     .hold("attack", 0.01F)  // 480 samples
                     .hold("decay", 0.1F)    // 4800
                     .hold("sustain", 0.6F)
                     .hold("release", 0.05F)  // 2400
                     .stream("gate", gateOf(14000, open, close))
                     .mono(14000);
  CHECK(x[open - 1] == 0);
  CHECK(x[open] == 0);
  CHECK(x[open + 240] == doctest::Approx(0.5).epsilon(1e-5));
  CHECK(x[open + 479] < 1);
  CHECK(x[open + 480] == 1);
  CHECK(x[open + 480 + 2400] == doctest::Approx(0.6 + 0.4 * fallen(0.5)).epsilon(1e-5));
  CHECK(x[open + 480 + 4799] > 0.6F);
  CHECK(x[open + 480 + 4800] == doctest::Approx(0.6).epsilon(1e-6));
  CHECK(x[close - 1] == doctest::Approx(0.6).epsilon(1e-6));
  CHECK(x[close + 1200] == doctest::Approx(0.6 * fallen(0.5)).epsilon(1e-4));
  CHECK(x[close + 2399] > 0);
  CHECK(x[close + 2400] == 0);
}

TEST_CASE("an interrupted segment goes on from where it is") {
  auto gate = gateOf(2000, 0, 240);
  for (std::size_t i = 300; i < 1500; ++i) gate[i] = 1;
  const auto x = Rig("adsr").hold("in", 1).hold("attack", 0.01F).hold("release", 0.02F).stream("gate", gate).mono(2000);
  for (std::size_t i = 1; i < x.size(); ++i) CHECK(std::abs(x[i] - x[i - 1]) < 0.01F);
  CHECK(x[240] == doctest::Approx(x[239]).epsilon(0.01));
  CHECK(x[300 + 480] == 1);
}

TEST_CASE("env runs through, however short the gate") {
  const auto x =
      Rig("env").hold("attack", 0.001F).hold("release", 0.1F).stream("gate", gateOf(9600, 10, 11)).mono(9600);
  CHECK(x[10 + 48] == 1);
  CHECK(x[10 + 48 + 2400] == doctest::Approx(fallen(0.5)).epsilon(1e-4));
  CHECK(x[10 + 48 + 4800] == 0);
}

TEST_CASE("env of no time at all is a single sample") {
  const auto x = Rig("env").hold("attack", 0).hold("release", 0).stream("gate", gateOf(100, 10, 50)).mono(100);
  CHECK(x[10] == 0);
  CHECK(x[11] == doctest::Approx(1).epsilon(1e-5));
  CHECK(x[13] == doctest::Approx(0).epsilon(1e-5));
}

TEST_CASE("asr holds while the gate is open") {
  const auto x =
      Rig("asr").hold("attack", 0.01F).hold("release", 0.01F).stream("gate", gateOf(4000, 0, 3000)).mono(4000);
  CHECK(x[480] == 1);
  CHECK(x[2999] == 1);
  CHECK(x[3480] == 0);
}

TEST_CASE("a gate without a value is open from the start") {
  CHECK(Rig("env").hold("attack", 0.001F).mono(100)[48] == 1);
}

TEST_CASE("lag comes within 60 dB in its time, and starts where its input is") {
  std::vector<float> step(9600, 5.0F);
  for (std::size_t i = 4800; i < step.size(); ++i) step[i] = 6;
  const auto x = Rig("lag").hold("time", 0.05F).stream("in", step).mono(9600);
  CHECK(x[0] == 5);
  CHECK(x[4799] == 5);
  CHECK(x[4799 + 2400] == doctest::Approx(5.999).epsilon(1e-5));
}

TEST_CASE("slew rises and falls at its rates") {
  std::vector<float> step(48000, 0.0F);
  for (std::size_t i = 100; i < 24000; ++i) step[i] = 1;
  const auto x = Rig("slew").hold("up", 4).hold("down", 10).stream("in", step).mono(48000);
  CHECK(x[99 + 6000] == doctest::Approx(0.5).epsilon(1e-3));
  CHECK(x[99 + 12001] == 1);
  CHECK(x[23999 + 2400] == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("follower settles on the size of a square wave") {
  const auto square = [] {
    std::vector<float> x(24000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = i / 50 % 2 == 0 ? 0.4F : -0.4F;
    return x;
  }();
  const auto x = Rig("follower").hold("attack", 0.01F).hold("release", 0.1F).stream("in", square).mono(24000);
  CHECK(x[479] == doctest::Approx(0.4 * (1 - std::exp(-1))).epsilon(1e-3));
  CHECK(x[23999] == doctest::Approx(0.4).epsilon(1e-4));
}

TEST_CASE("samplehold takes the sample of the trigger") {
  std::vector<float> ramp(1000), trigger(1000, 0.0F);
  for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i);
  trigger[100] = 1;
  trigger[700] = trigger[701] = 1;
  const auto x = Rig("samplehold").stream("in", ramp).stream("trigger", trigger).mono(1000);
  CHECK(x[99] == 0);
  CHECK(x[100] == 100);
  CHECK(x[699] == 100);
  CHECK(x[999] == 700);
}

TEST_CASE("schmitt needs both thresholds") {
  const auto x =
      Rig("schmitt").hold("low", -0.5F).hold("high", 0.5F).stream("in", {0, 0.4F, 0.6F, 0, -0.4F, -0.6F, 0.4F}).mono(7);
  CHECK((x == std::vector<float>{0, 0, 1, 1, 1, 0, 0}));
}
