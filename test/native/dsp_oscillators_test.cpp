// Oscillators against closed forms, and how far down aliases are.
#include <doctest/doctest.h>

#include "dsp_harness.h"

using namespace hocket::dsp;
using namespace hocket::dsp::test;

namespace {

constexpr double pi = std::numbers::pi;
constexpr int second = 48000;

std::vector<float> play(const char* node, float hz, int frames = second) {
  return Rig(node).hold("freq", hz).mono(frames);
}

/// The strongest partial below `limit` Hz that is no harmonic, in dB relative to the fundamental; measured where a
/// harmonic that lies above half the rate would fold to.
double worstAlias(const std::vector<float>& x, double hz, double limit) {
  const double rate = static_cast<double>(sampleRate);
  const double fundamental = amplitudeAt(x, hz);
  double worst = -200;
  for (int k = 1; k * hz < 8 * rate; ++k) {
    const double folded = std::abs(k * hz - rate * std::round(k * hz / rate));
    const double nearest = hz * std::round(folded / hz);
    if (k * hz < rate / 2 || folded > limit || std::abs(folded - nearest) < 20) continue;
    worst = std::max(worst, decibels(amplitudeAt(x, folded) / fundamental));
  }
  return worst;
}

/// Loss of the cubic B-spline, which steps are smoothed by.
double splineLoss(double hz) {
  const double x = pi * hz / static_cast<double>(sampleRate);
  return std::pow(std::sin(x) / x, 4);
}

}  // namespace

TEST_CASE("sine is the sine of its phase") {
  for (const float hz : {0.1F, 27.5F, 440.0F, 5000.0F, 20000.0F}) {
    const auto x = play("sine", hz);
    // The step is a whole number of 2^-32 turns.
    const double step = std::trunc(static_cast<double>(hz * (1.0F / sampleRate)) * 4294967296.0) / 4294967296.0;
    CHECK(std::abs(step * 48000 - static_cast<double>(hz)) < 1e-4 + 2e-7 * static_cast<double>(hz));
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      worst = std::max(worst, std::abs(static_cast<double>(x[i]) - std::sin(2 * pi * step * static_cast<double>(i))));
    CHECK(worst < 4e-7);
  }
}

TEST_CASE("sine follows a frequency that streams, sample by sample") {
  std::vector<float> freq(second);
  std::vector<double> phase(second);
  double turns = 0;
  for (std::size_t i = 0; i < freq.size(); ++i) {
    freq[i] = static_cast<float>(440 + 400 * std::sin(static_cast<double>(i) * 0.01));
    phase[i] = turns;
    turns += static_cast<double>(freq[i]) / 48000;
  }
  const auto x = Rig("sine").stream("freq", freq).mono(second);
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    worst = std::max(worst, std::abs(static_cast<double>(x[i]) - std::sin(2 * pi * phase[i])));
  CHECK(worst < 1e-3);  // the rounding of a step, 48,000 times
}

TEST_CASE("harmonics of saw, square and triangle") {
  constexpr float hz = 441;
  const auto saw = play("saw", hz), square = play("square", hz), tri = play("tri", hz);
  for (int k = 1; k * hz < 12000; ++k) {
    INFO("harmonic ", k);
    const double loss = splineLoss(k * hz);
    const bool odd = k % 2 == 1;
    CHECK(decibels(amplitudeAt(saw, k * hz)) == doctest::Approx(decibels(2 / (pi * k) * loss)).epsilon(0.01));
    if (odd) {
      CHECK(decibels(amplitudeAt(square, k * hz)) == doctest::Approx(decibels(4 / (pi * k) * loss)).epsilon(0.01));
      if (k < 12)
        CHECK(decibels(amplitudeAt(tri, k * hz)) ==
              doctest::Approx(decibels(8 / (pi * pi * k * k) * loss)).epsilon(0.01));
    } else {
      CHECK(amplitudeAt(square, k * hz) < 1e-4);
      CHECK(amplitudeAt(tri, k * hz) < 1e-4);
    }
  }
}

TEST_CASE("aliases below 10 kHz are 70 dB under the fundamental and more") {
  for (const float hz : {1237.0F, 2489.0F, 4186.01F}) {
    INFO("at ", hz, " Hz");
    CHECK(worstAlias(play("saw", hz), static_cast<double>(hz), 10000) < -70);
    CHECK(worstAlias(play("square", hz), static_cast<double>(hz), 10000) < -70);
    CHECK(worstAlias(play("tri", hz), static_cast<double>(hz), 10000) < -85);
    CHECK(worstAlias(Rig("pulse").hold("freq", hz).hold("width", 0.23F).mono(second), static_cast<double>(hz), 10000) <
          -66);
    CHECK(worstAlias(Rig("vco").hold("freq", hz).hold("sync", 2.37F).mono(second), static_cast<double>(hz), 10000) <
          -55);
  }
}

TEST_CASE("a naive saw would fail that test") {
  std::vector<float> x(second);
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(2 * std::fmod(1237.0 * static_cast<double>(i) / 48000, 1.0) - 1);
  CHECK(worstAlias(x, 1237, 10000) > -40);
}

TEST_CASE("oscillators stay within -1 to 1, and have no offset") {
  for (const char* node : {"saw", "square", "tri", "pulse"}) {
    INFO(std::string(node));
    const auto x = play(node, 100);
    double sum = 0;
    float most = 0;
    for (const float v : x) {
      sum += static_cast<double>(v);
      most = std::max(most, std::abs(v));
    }
    CHECK(most <= 1.0001F);
    CHECK(std::abs(sum / second) < 2e-3);
  }
}

TEST_CASE("pulse is high for its width") {
  for (const float width : {0.1F, 0.3F, 0.5F, 0.9F}) {
    const auto x = Rig("pulse").hold("freq", 10).hold("width", width).mono(second);
    const auto high = static_cast<double>(std::count_if(x.begin(), x.end(), [](float v) { return v > 0; }));
    CHECK(high / second == doctest::Approx(width).epsilon(0.01));
  }
}

TEST_CASE("a synced saw repeats with its master") {
  const auto x = Rig("vco").hold("freq", 480).hold("sync", 3.4F).mono(1000);
  for (std::size_t i = 100; i + 100 < x.size(); ++i) CHECK(std::abs(x[i] - x[i + 100]) < 2e-3F);
}

TEST_CASE("fm has the side bands that Bessel's functions say") {
  const auto x = Rig("fm").hold("freq", 4000).hold("ratio", 0.125F).hold("index", 1.5F).mono(second);
  for (int n = 0; n <= 4; ++n)
    CHECK(amplitudeAt(x, 4000 + 500 * n) == doctest::Approx(std::abs(std::cyl_bessel_j(n, 1.5))).epsilon(0.001));
}

TEST_CASE("blip has as many harmonics as asked for, all the same") {
  const auto x = Rig("blip").hold("freq", 300).hold("harmonics", 7).mono(second);
  for (int k = 1; k <= 7; ++k) CHECK(amplitudeAt(x, 300.0 * k) == doctest::Approx(1.0 / 7).epsilon(0.001));
  CHECK(amplitudeAt(x, 300.0 * 8) < 1e-5);
}

TEST_CASE("impulse and phasor keep time") {
  const auto x = Rig("impulse").hold("freq", 100).mono(second);
  CHECK(x[0] == 1);
  CHECK(std::abs(std::count(x.begin(), x.end(), 1.0F) - 100) <= 1);
  const auto ramp = Rig("phasor").hold("freq", 1).mono(second);
  CHECK(ramp[12000] == doctest::Approx(0.25).epsilon(1e-4));
  CHECK(ramp[36000] == doctest::Approx(0.75).epsilon(1e-4));
}

TEST_CASE("karplus is in tune") {
  for (const float hz : {55.0F, 220.0F, 880.0F, 1760.0F}) {
    INFO("at ", hz, " Hz");
    const auto x = Rig("karplus").hold("freq", hz).hold("decay", 5).hold("bright", 0.7F).mono(2 * second);
    double best = 0, found = 0;
    for (double cents = -30; cents <= 30; cents += 1) {
      const double at = static_cast<double>(hz) * std::exp2(cents / 1200);
      if (const double a = amplitudeAt(x, at, 4800); a > best) {
        best = a;
        found = cents;
      }
    }
    CHECK(std::abs(found) <= 3);
    CHECK(best > 1e-4);
  }
}

TEST_CASE("noises have their colour, and every seed its own") {
  const auto octave = [](const std::vector<float>& x, double hz) {
    double power = 0;
    for (double f = hz; f < 2 * hz; f += hz / 40) power += std::pow(amplitudeAt(x, f), 2);
    return 10 * std::log10(power / 40);
  };
  constexpr int frames = 4 * second;
  const auto white = Rig("noise").mono(frames), pink = Rig("pink").mono(frames), brown = Rig("brown").mono(frames);
  CHECK(rms(white) == doctest::Approx(1 / std::sqrt(3.0)).epsilon(0.01));
  CHECK(std::abs(octave(white, 4000) - octave(white, 250)) < 3);
  CHECK(octave(pink, 4000) - octave(pink, 250) == doctest::Approx(-12).epsilon(0.25));
  CHECK(octave(brown, 4000) - octave(brown, 250) == doctest::Approx(-24).epsilon(0.15));
  CHECK((Rig("noise", narrow, 2).mono(64) != Rig("noise", narrow, 3).mono(64)));
  const auto dust = Rig("dust").hold("density", 500).mono(frames);
  CHECK(std::count_if(dust.begin(), dust.end(), [](float v) { return v > 0; }) / 4 ==
        doctest::Approx(500).epsilon(0.1));
}

TEST_CASE("line and xline arrive when they should") {
  const auto line = Rig("line").hold("start", 2).hold("end", 6).hold("time", 0.5F).mono(second);
  CHECK(line[0] == 2);
  CHECK(line[12000] == doctest::Approx(4).epsilon(1e-5));
  CHECK(line[23999] < 6);
  CHECK(line[24000] == 6);
  const auto xline = Rig("xline").hold("start", 100).hold("end", 400).hold("time", 0.5F).mono(second);
  CHECK(xline[12000] == doctest::Approx(200).epsilon(1e-5));
  CHECK(xline[24000] == doctest::Approx(400).epsilon(1e-5));
  const auto slow = Rig("line").hold("time", 60).mono(61 * second);
  CHECK(slow[30 * second] == doctest::Approx(0.5).epsilon(2e-3));
}
