// Effects, dynamics, drums and arithmetic: what each promises, measured.
#include <doctest/doctest.h>

#include "dsp_harness.h"

using namespace hocket::dsp;
using namespace hocket::dsp::test;

namespace {

constexpr int second = 48000;

float loudest(const std::vector<float>& x, std::size_t from = 0) {
  float most = 0;
  for (std::size_t i = from; i < x.size(); ++i) most = std::max(most, std::abs(x[i]));
  return most;
}

/// Seconds until a sound stays below -60 dB of its loudest.
double ringing(const std::vector<float>& x) {
  const float limit = loudest(x) * 0.001F;
  for (std::size_t i = x.size(); i-- > 0;)
    if (std::abs(x[i]) > limit) return static_cast<double>(i) / second;
  return 0;
}

/// The output for each of a few values, given as one stream.
std::vector<float> outputOf(const char* node, const std::vector<float>& a,
                            const std::map<std::string, float>& parameters = {}) {
  Rig rig(node);
  for (const auto& [port, value] : parameters) rig.hold(port, value);
  return rig.stream(std::size_t{0}, a).mono(static_cast<int>(a.size()));
}

void checkAll(const std::vector<float>& got, const std::vector<double>& expected, double tolerance = 1e-6) {
  REQUIRE(got.size() == expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("value ", i, ": ", got[i], " for ", expected[i]);
    CHECK(std::abs(static_cast<double>(got[i]) - expected[i]) <= tolerance * std::max(1.0, std::abs(expected[i])));
  }
}

}  // namespace

TEST_CASE("delay is exact to the sample, and feeds back") {
  const auto x = Rig("delay")
                     .hold("level", 1)
                     .hold("time", 0.01F)
                     .hold("feedback", 0.5F)
                     .stream("in", unitImpulse(4800))
                     .mono(4800);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double expected = i % 480 == 0 ? (i == 0 ? 1 : std::pow(0.5, static_cast<double>(i / 480) - 1)) : 0;
    CHECK(std::abs(static_cast<double>(x[i]) - expected) < 1e-5);
  }
}

TEST_CASE("delay between samples is as late as it says") {
  const auto in = sineWave(500, second);
  const auto x = Rig("delay")
                     .hold("level", 1)
                     .hold("time", 100.25F / sampleRate)
                     .hold("feedback", 0)
                     .stream("in", in)
                     .mono(second);
  std::vector<float> echo(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) echo[i] = x[i] - in[i];
  const double late = std::arg(phasorAt(in, 500, 4800) / phasorAt(echo, 500, 4800)) / (2 * std::numbers::pi);
  CHECK(std::fmod(late + 2, 1.0) * 96 == doctest::Approx(100.25 - 96).epsilon(1e-3));
}

TEST_CASE("a delay's longest time is its option") {
  const NodeType* type = find("delay");
  Rig rig(type, narrow, 1, {{"maxTime", 3.0F}});
  const auto x =
      rig.hold("level", 1).hold("time", 3).hold("feedback", 0).stream("in", unitImpulse(4 * second)).mono(4 * second);
  CHECK(x[3 * second] == doctest::Approx(1).epsilon(1e-4));
}

TEST_CASE("pingpong goes left, right, left") {
  Rig rig("pingpong");
  const auto out = rig.hold("level", 1)
                       .hold("time", 0.01F)
                       .hold("feedback", 0.5F)
                       .stream(0, unitImpulse(2400))
                       .stream(1, unitImpulse(2400))
                       .render(2400);
  CHECK(out[0][480] == doctest::Approx(1));
  CHECK(out[1][480] == doctest::Approx(0));
  CHECK(out[1][960] == doctest::Approx(1).epsilon(1e-4));
  CHECK(out[0][1440] == doctest::Approx(0.5).epsilon(1e-4));
}

TEST_CASE("reverb dies in about its time, is wide, and lets the dry through") {
  for (const float size : {0.3F, 0.6F}) {
    Rig rig("reverb");
    const auto out = rig.hold("mix", 1)
                         .hold("size", size)
                         .hold("damp", 0)
                         .stream(0, unitImpulse(6 * second))
                         .stream(1, unitImpulse(6 * second))
                         .render(6 * second);
    // Schroeder's backward integral, from -5 to -35 dB, twice.
    std::vector<double> energy(out[0].size() + 1, 0);
    for (std::size_t i = out[0].size(); i-- > 0;)
      energy[i] = energy[i + 1] + static_cast<double>(out[0][i]) * static_cast<double>(out[0][i]);
    const auto when = [&](double db) {
      std::size_t i = 0;
      while (10 * std::log10(energy[i] / energy[0]) > db) ++i;
      return static_cast<double>(i) / second;
    };
    CHECK(2 * (when(-35) - when(-5)) == doctest::Approx(0.2 * std::exp2(6 * static_cast<double>(size))).epsilon(0.15));
    double both = 0;
    for (std::size_t i = 0; i < out[0].size(); ++i)
      both += static_cast<double>(out[0][i]) * static_cast<double>(out[1][i]);
    CHECK(std::abs(both) < 0.3 * energy[0]);
  }
  Rig dry("reverb");
  CHECK(dry.hold("mix", 0).stream(0, unitImpulse(64)).render(64)[0][0] == 1);
}

TEST_CASE("limiter: nothing exceeds the ceiling, and what is softer passes") {
  std::vector<float> in(4 * second);
  Dice dice(1);
  for (std::size_t i = 0; i < in.size(); ++i)
    in[i] = dice.between(-1, 1) * (i / 4800 % 3 == 0 ? 8.0F : 0.5F) + (dice.chance(0.0005F) ? 50.0F : 0.0F);
  const auto out = Rig("limiter").hold("ceiling", -1).stream(0, in).stream(1, in).render(4 * second);
  CHECK(loudest(out[0]) <= std::pow(10.0F, -1 / 20.0F) * 1.000001F);
  CHECK(loudest(out[0]) > 0.8F);
  const auto soft = sineWave(440, second, 0.5);
  const auto passed = Rig("limiter").hold("ceiling", -1).stream(0, soft).stream(1, soft).render(second);
  for (std::size_t i = 71; i < soft.size(); ++i) CHECK(passed[0][i] == doctest::Approx(soft[i - 71]).epsilon(1e-6));
}

TEST_CASE("limiter turns down smoothly, before the peak") {
  std::vector<float> in(second, 0.5F);
  in[24000] = 4;
  const auto out = Rig("limiter").hold("ceiling", 0).stream(0, in).stream(1, in).render(second);
  for (std::size_t i = 24000 + 1; i < 24000 + 71; ++i) CHECK(std::abs(out[0][i] - out[0][i - 1]) < 0.02F);
  CHECK(out[0][24071] == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("compressor: four dB over give one") {
  for (const double db : {-30.0, -6.0}) {
    const auto in = std::vector<float>(second, static_cast<float>(std::pow(10, db / 20)));
    const auto out =
        Rig("compressor").hold("threshold", -18).hold("ratio", 4).stream(0, in).stream(1, in).render(second);
    const double expected = db < -18 ? db : -18 + (db + 18) / 4;
    CHECK(decibels(static_cast<double>(out[0].back())) == doctest::Approx(expected).epsilon(0.002));
  }
}

TEST_CASE("noisegate shuts out what is soft, not what is loud") {
  const auto soft = sineWave(300, second, 0.001), loud = sineWave(300, second, 0.5);
  CHECK(loudest(Rig("noisegate").hold("threshold", -40).stream(0, soft).stream(1, soft).render(second)[0]) < 1e-6F);
  CHECK(loudest(Rig("noisegate").hold("threshold", -40).stream(0, loud).stream(1, loud).render(second)[0], 4800) >
        0.49F);
}

TEST_CASE("tremolo, ring modulation, vibrato") {
  const auto in = sineWave(3000, second);
  const auto shaken = Rig("tremolo").hold("rate", 5).hold("depth", 1).stream("in", in).mono(second);
  CHECK(amplitudeAt(shaken, 3000) == doctest::Approx(0.5).epsilon(0.01));
  CHECK(amplitudeAt(shaken, 3005) == doctest::Approx(0.25).epsilon(0.01));
  const auto ringing = Rig("ring").hold("freq", 400).stream("in", in).mono(second);
  CHECK(amplitudeAt(ringing, 3000) < 1e-3);
  CHECK(amplitudeAt(ringing, 2600) == doctest::Approx(0.5).epsilon(0.01));
  CHECK(amplitudeAt(ringing, 3400) == doctest::Approx(0.5).epsilon(0.01));
  // Frequency by zero crossings: the highest of a vibrato of one semitone is a semitone up.
  const auto bent =
      Rig("vibrato").hold("rate", 4).hold("depth", 1).stream("in", sineWave(1000, 2 * second)).mono(2 * second);
  double last = 0, highest = 0;
  for (std::size_t i = second; i + 1 < bent.size(); ++i)
    if (bent[i] < 0 && bent[i + 1] >= 0) {
      const double at = static_cast<double>(i) + static_cast<double>(bent[i] / (bent[i] - bent[i + 1]));
      if (last > 0) highest = std::max(highest, second / (at - last));
      last = at;
    }
  CHECK(12 * std::log2(highest / 1000) == doctest::Approx(1).epsilon(0.05));
}

TEST_CASE("chorus, flanger and phaser change the sound and keep its level") {
  std::vector<float> in(second);
  Dice dice(2);
  for (float& v : in) v = dice.between(-1, 1);
  for (const char* node : {"chorus", "flanger", "phaser"}) {
    INFO(std::string(node));
    Rig rig(node);
    for (std::size_t c = 0; c < static_cast<std::size_t>(rig.spec().ports[0].channels); ++c) rig.stream(c, in);
    const auto out = rig.render(second)[0];
    CHECK((out != in));
    CHECK(rms(out) > 0.4 * rms(in));
    CHECK(rms(out) < 2 * rms(in));
  }
}

TEST_CASE("crush and coarse reduce") {
  checkAll(outputOf("crush", {0, 0.1F, 0.3F, 0.6F, 1, -0.6F}, {{"bits", 2}}), {0, 0, 0.5, 0.5, 1, -0.5});
  checkAll(outputOf("coarse", {1, 2, 3, 4, 5, 6, 7}, {{"factor", 3}}), {1, 1, 1, 4, 4, 4, 7});
}

TEST_CASE("squiz doubles the pitch of a sine") {
  const auto x = Rig("squiz").hold("factor", 2).stream("in", sineWave(500, second)).mono(second);
  CHECK(amplitudeAt(x, 1000, 4800) > 0.9);
  CHECK(amplitudeAt(x, 500, 4800) < 0.05);
}

TEST_CASE("distortions keep full scale at full scale") {
  checkAll(outputOf("shape", {-1, -0.5F, 0, 0.5F, 1}, {{"amount", 0.5F}}), {-1, -0.75, 0, 0.75, 1});
  checkAll(outputOf("drive", {-1, 0, 1}, {{"amount", 0.7F}}), {-1, 0, 1});
  checkAll(outputOf("fold", {0, 0.25F, 0.5F, 0.75F, 1, -0.75F}, {{"gain", 2}}), {0, 0.5, 1, 0.5, 0, -0.5});
  checkAll(outputOf("clip", {-2, -0.3F, 0.3F, 2}, {{"low", -0.5F}, {"high", 0.5F}}), {-0.5, -0.3, 0.3, 0.5});
  checkAll(outputOf("wrap", {1.2F, -1.2F, 0.5F}), {-0.8, 0.8, 0.5});
}

TEST_CASE("pan has equal power, and width keeps what is in the middle") {
  for (const float place : {0.0F, 0.25F, 0.5F, 1.0F}) {
    const auto out = Rig("pan").hold("in", 1).hold("place", place).render(1);
    CHECK(out[0][0] * out[0][0] + out[1][0] * out[1][0] == doctest::Approx(1));
    CHECK(out[1][0] == doctest::Approx(std::sin(static_cast<double>(place) * std::numbers::pi / 2)));
  }
  const auto mono = Rig("width").hold(0, 1).hold(1, 0).hold("width", 0).render(1);
  CHECK(mono[0][0] == 0.5F);
  CHECK(mono[1][0] == 0.5F);
}

TEST_CASE("arithmetic") {
  const std::vector<float> a = {-2.5F, -1, 0, 0.5F, 7};
  const auto binary = [&](const char* node, float b) { return outputOf(node, a, {{"b", b}}); };
  checkAll(binary("add", 2), {-0.5, 1, 2, 2.5, 9});
  checkAll(binary("sub", 2), {-4.5, -3, -2, -1.5, 5});
  checkAll(binary("mul", 2), {-5, -2, 0, 1, 14});
  checkAll(binary("div", 2), {-1.25, -0.5, 0, 0.25, 3.5});
  checkAll(binary("div", 0), {0, 0, 0, 0, 0});
  checkAll(binary("mod", 3), {0.5, 2, 0, 0.5, 1});
  checkAll(binary("mod", 0), {0, 0, 0, 0, 0});
  checkAll(binary("pow", 3), {-15.625, -1, 0, 0.125, 343}, 2e-6);
  checkAll(binary("min", 0), {-2.5, -1, 0, 0, 0});
  checkAll(binary("max", 0), {0, 0, 0, 0.5, 7});
  checkAll(outputOf("neg", a), {2.5, 1, 0, -0.5, -7});
  checkAll(outputOf("abs", a), {2.5, 1, 0, 0.5, 7});
  checkAll(outputOf("sign", a), {-1, -1, 0, 1, 1});
  checkAll(outputOf("floor", a), {-3, -1, 0, 0, 7});
  checkAll(outputOf("round", a, {{"step", 2}}), {-2, 0, 0, 0, 8});
  checkAll(outputOf("sqrt", a), {0, 0, 0, std::sqrt(0.5), std::sqrt(7.0)});
  checkAll(binary("lt", 0), {1, 1, 0, 0, 0});
  checkAll(binary("gt", 0), {0, 0, 0, 1, 1});
  checkAll(binary("le", 0), {1, 1, 1, 0, 0});
  checkAll(binary("ge", 0), {0, 0, 1, 1, 1});
  checkAll(binary("eq", 0.5F), {0, 0, 0, 1, 0});
  checkAll(binary("and", 1), {0, 0, 0, 1, 1});
  checkAll(binary("or", 0), {0, 0, 0, 1, 1});
  checkAll(outputOf("not", a), {1, 1, 1, 0, 0});
}

TEST_CASE("conversions") {
  checkAll(outputOf("mtof", {69, 60, 81}), {440, 261.6255653, 880}, 1e-6);
  checkAll(outputOf("ftom", {440, 261.6255653F}), {69, 60}, 1e-6);
  checkAll(outputOf("dbtoamp", {0, -6, 20}), {1, 0.501187234, 10}, 1e-6);
  checkAll(outputOf("amptodb", {1, 0.5F, 10}), {0, -6.020599913, 20}, 1e-6);
  checkAll(outputOf("range", {-1, 0, 1}, {{"low", 300}, {"high", 2400}}), {300, 1350, 2400});
  checkAll(outputOf("exprange", {-1, 0, 1}, {{"low", 100}, {"high", 400}}), {100, 200, 400}, 1e-6);
  checkAll(outputOf("xfade", {1, 1}, {{"b", 0}, {"mix", 0.5F}}), {std::sqrt(0.5), std::sqrt(0.5)});
  checkAll(outputOf("select", {0, 1, 2, 0.4F}, {{"a", 5}, {"b", 6}, {"c", 7}}), {5, 6, 7, 5});
}

TEST_CASE("powers and roots are exact enough over their whole range") {
  Dice dice(4);
  std::vector<float> a(1000), x(1000);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = std::exp2(dice.between(-60, 60));
  x = outputOf("sqrt", a);
  for (std::size_t i = 0; i < a.size(); ++i)
    CHECK(static_cast<double>(x[i]) == doctest::Approx(std::sqrt(static_cast<double>(a[i]))).epsilon(4e-7));
}

TEST_CASE("drums sound when struck, at their pitch, for their time, and not otherwise") {
  for (const char* drum : {"kick", "tom", "snare", "clap", "hat", "openhat", "cymbal", "rim", "cowbell"}) {
    INFO(std::string(drum));
    std::vector<float> gate(2 * second, 0.0F);
    for (std::size_t i = 1000; i < 1100; ++i) gate[i] = 1;
    const auto x = Rig(drum).hold("decay", 0.2F).stream("gate", gate).mono(2 * second);
    CHECK(loudest(std::vector<float>(x.begin(), x.begin() + 1000)) == 0);
    CHECK(loudest(x) > 0.25F);
    CHECK(loudest(x) < 1.3F);
    CHECK(ringing(x) > 0.08);
    CHECK(ringing(x) < 0.5);
    CHECK(loudest(x, second) < 1e-6F);
    const auto soft = Rig(drum).hold("decay", 0.2F).hold("velocity", 0.25F).stream("gate", gate).mono(2 * second);
    CHECK(loudest(soft) == doctest::Approx(0.25 * static_cast<double>(loudest(x))).epsilon(0.01));
  }
  const auto kick = Rig("kick").hold("freq", 60).hold("decay", 2).mono(2 * second);
  CHECK(amplitudeAt(kick, 60, second / 2) > 10 * amplitudeAt(kick, 90, second / 2));
}
