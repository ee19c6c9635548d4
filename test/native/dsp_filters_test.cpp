// Filters against their analytic response.
#include <doctest/doctest.h>

#include <functional>

#include "dsp_harness.h"

using namespace hocket::dsp;
using namespace hocket::dsp::test;

namespace {

using Complex = std::complex<double>;
constexpr double pi = std::numbers::pi;
constexpr double rate = 48000;
constexpr int length = 1 << 15;

/// Response of a linear filter at a frequency, from its impulse response.
Complex response(const std::vector<float>& impulse, double hz) {
  Complex sum = 0;
  for (std::size_t i = 0; i < impulse.size(); ++i)
    sum += static_cast<double>(impulse[i]) * std::polar(1.0, -2 * pi * hz / rate * static_cast<double>(i));
  return sum;
}

/// The analogue variable s that the trapezoidal rule puts in the place of a frequency, relative to a cutoff.
Complex prewarped(double hz, double cutoff) {
  return Complex(0, std::tan(pi * hz / rate) / std::tan(pi * cutoff / rate));
}

void compare(const char* node, const std::map<std::string, float>& parameters,
             const std::function<Complex(double)>& expected) {
  Rig rig(node);
  for (const auto& [port, value] : parameters) rig.hold(port, value);
  const auto impulse = rig.stream("in", unitImpulse(length)).mono(length);
  for (const double hz : {30.0, 100.0, 440.0, 1000.0, 3000.0, 9000.0, 16000.0, 22000.0}) {
    INFO(std::string(node), " at ", hz, " Hz");
    CHECK(std::abs(response(impulse, hz) - expected(hz)) < 1e-3 * std::max(1.0, std::abs(expected(hz))));
  }
}

double damping(float resonance) { return std::sqrt(2.0) * std::pow(100.0, -static_cast<double>(resonance)); }

}  // namespace

TEST_CASE("state-variable filters") {
  for (const float cutoff : {60.0F, 800.0F, 6000.0F, 15000.0F})
    for (const float resonance : {0.0F, 0.3F, 0.6F}) {
      INFO("cutoff ", cutoff, ", resonance ", resonance);
      const double k = damping(resonance);
      const auto s = [=](double hz) { return prewarped(hz, static_cast<double>(cutoff)); };
      compare("lpf", {{"cutoff", cutoff}, {"resonance", resonance}},
              [&](double hz) { return 1.0 / (s(hz) * s(hz) + k * s(hz) + 1.0); });
      compare("hpf", {{"cutoff", cutoff}, {"resonance", resonance}},
              [&](double hz) { return s(hz) * s(hz) / (s(hz) * s(hz) + k * s(hz) + 1.0); });
      const float q = static_cast<float>(1 / k);
      compare("bpf", {{"cutoff", cutoff}, {"q", q}},
              [&](double hz) { return k * s(hz) / (s(hz) * s(hz) + k * s(hz) + 1.0); });
      compare("notch", {{"cutoff", cutoff}, {"q", q}},
              [&](double hz) { return (s(hz) * s(hz) + 1.0) / (s(hz) * s(hz) + k * s(hz) + 1.0); });
    }
}

TEST_CASE("one-poles") {
  for (const float cutoff : {20.0F, 500.0F, 12000.0F}) {
    const auto s = [=](double hz) { return prewarped(hz, static_cast<double>(cutoff)); };
    compare("onepole", {{"cutoff", cutoff}}, [&](double hz) { return 1.0 / (1.0 + s(hz)); });
    compare("onepolehp", {{"cutoff", cutoff}}, [&](double hz) { return s(hz) / (1.0 + s(hz)); });
  }
  compare("dcblock", {}, [](double hz) { return prewarped(hz, 10) / (1.0 + prewarped(hz, 10)); });
}

TEST_CASE("equaliser bands") {
  for (const float db : {-12.0F, 6.0F}) {
    const double a = std::pow(10.0, static_cast<double>(db) / 40), q = 0.9;
    const auto s = [](double hz) { return prewarped(hz, 1200); };
    const std::map<std::string, float> parameters = {{"freq", 1200}, {"gain", db}, {"q", 0.9F}};
    compare("peak", parameters,
            [&](double hz) { return (s(hz) * s(hz) + s(hz) * a / q + 1.0) / (s(hz) * s(hz) + s(hz) / (a * q) + 1.0); });
    const double r = std::sqrt(a) / q;
    compare("lowshelf", parameters,
            [&](double hz) { return a * (s(hz) * s(hz) + r * s(hz) + a) / (a * s(hz) * s(hz) + r * s(hz) + 1.0); });
    compare("highshelf", parameters,
            [&](double hz) { return a * (a * s(hz) * s(hz) + r * s(hz) + 1.0) / (s(hz) * s(hz) + r * s(hz) + a); });
  }
}

TEST_CASE("the ladder falls by 24 dB an octave, and sings at its cutoff") {
  std::vector<float> quiet = unitImpulse(length);
  quiet[0] = 1e-4F;  // small enough not to saturate
  const auto impulse = Rig("moog").hold("cutoff", 500).stream("in", quiet).mono(length);
  for (const double hz : {20.0, 500.0, 4000.0, 8000.0})
    CHECK(std::abs(response(impulse, hz)) / 1e-4 ==
          doctest::Approx(1 / std::pow(std::abs(1.0 + prewarped(hz, 500)), 4)).epsilon(0.01));
  const auto singing = Rig("moog").hold("cutoff", 1000).hold("resonance", 1.05F).stream("in", quiet).mono(length);
  CHECK(amplitudeAt(singing, 1000, length / 2) > 0.05);
}

TEST_CASE("a modulated filter is the sample-exact filter") {
  // The trapezoidal filter by its definition, in double.
  std::vector<float> cutoff(4800), in(4800);
  Dice dice(3);
  for (std::size_t i = 0; i < cutoff.size(); ++i) {
    cutoff[i] = static_cast<float>(2000 + 1800 * std::sin(static_cast<double>(i) * 0.05));
    in[i] = dice.between(-1, 1);
  }
  const auto got = Rig("lpf").stream("cutoff", cutoff).hold("resonance", 0.5F).stream("in", in).mono(4800);
  double band = 0, low = 0, worst = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const double g = std::tan(pi * static_cast<double>(cutoff[i]) / rate), k = damping(0.5F);
    const double a1 = 1 / (1 + g * (g + k)), a2 = g * a1, v3 = static_cast<double>(in[i]) - low;
    const double v1 = a1 * band + a2 * v3, v2 = low + a2 * band + g * a2 * v3;
    band = 2 * v1 - band;
    low = 2 * v2 - low;
    worst = std::max(worst, std::abs(static_cast<double>(got[i]) - v2));
  }
  CHECK(worst < 2e-5);
}

TEST_CASE("filters outlive any modulation") {
  std::vector<float> cutoff(48000), in(48000);
  Dice dice(5);
  for (std::size_t i = 0; i < cutoff.size(); ++i) {
    cutoff[i] = dice.chance(0.5F) ? 20.0F : 20000.0F;
    in[i] = dice.between(-1, 1);
  }
  for (const char* node : {"lpf", "hpf", "moog"}) {
    INFO(std::string(node));
    const auto x = Rig(node).stream("cutoff", cutoff).hold("resonance", 0.9F).stream("in", in).mono(48000);
    float most = 0;
    for (const float v : x) most = std::max(most, std::abs(v));
    CHECK(most < 1000);
  }
}

TEST_CASE("comb rings at the pitch of its delay, and dies in its time") {
  const auto x = Rig("comb").hold("delay", 0.005F).hold("decay", 0.5F).stream("in", unitImpulse(48000)).mono(48000);
  CHECK(x[0] == 1);
  CHECK(x[240] == doctest::Approx(std::pow(0.001, 0.01)).epsilon(1e-3));
  CHECK(x[24000] == doctest::Approx(0.001).epsilon(0.02));
}

TEST_CASE("all-pass leaves every frequency as loud as it was") {
  const auto impulse =
      Rig("allpass").hold("delay", 0.003F).hold("decay", 0.05F).stream("in", unitImpulse(length)).mono(length);
  for (const double hz : {50.0, 777.0, 5000.0, 15000.0})
    CHECK(std::abs(response(impulse, hz)) == doctest::Approx(1).epsilon(2e-3));
}

TEST_CASE("the DJ filter is open in the middle") {
  const auto at = [](float value, double hz) {
    return std::abs(response(Rig("djf").hold("value", value).stream("in", unitImpulse(length)).mono(length), hz));
  };
  CHECK(at(0.5F, 1000) == doctest::Approx(1).epsilon(0.02));
  CHECK(at(0.2F, 5000) < 0.05);
  CHECK(at(0.8F, 100) < 0.05);
}

TEST_CASE("vowels have their formants") {
  const auto impulse = Rig("vowel").hold("vowel", 0).stream("in", unitImpulse(length)).mono(length);
  CHECK(std::abs(response(impulse, 600)) > 4 * std::abs(response(impulse, 250)));
  CHECK(std::abs(response(impulse, 1040)) > 4 * std::abs(response(impulse, 1600)));
}
