// The playing head at any speed, against a plain loop, and at the ends of what it may read.
#include "native/voice/sampler.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using hocket::voice::Sample;
using hocket::voice::Sampler;
using Floats = std::vector<float>;

namespace {

constexpr double rate = 48000;

Floats made(int frames, const std::function<double(int)>& f) {
  Floats values;
  for (int i = 0; i < frames; ++i) values.push_back(static_cast<float>(f(i)));
  return values;
}

/// Each frame says where it is.
const Sample ramp(made(1000, [](int i) { return i + 1; }), 1, rate);

struct Played {
  Floats out;
  int frames;  // until the end
};

Played play(const Sample& sample, const Sampler::Part& part, const Floats& factors, int atOnce = 64) {
  Sampler sampler;
  sampler.start(sample, part, rate);
  const int count = static_cast<int>(factors.size());
  Played played{Floats(factors.size()), count};
  Floats right(factors.size());
  for (int at = 0; at < count; at += atOnce) {
    const int frames = std::min(atOnce, count - at);
    const float* factor = factors.data() + at;
    if (sampler.process(played.out.data() + at, right.data() + at, frames, factor)) continue;
    played.frames = at;
    while (played.frames < at + frames && played.out[static_cast<std::size_t>(played.frames)] != 0) ++played.frames;
    break;
  }
  CHECK(std::ranges::equal(played.out, right));
  return played;
}

Floats steady(int frames, float value) { return Floats(static_cast<std::size_t>(frames), value); }
Floats operator+(Floats a, const Floats& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

float largestStep(const Floats& samples) {
  float step = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) step = std::max(step, std::abs(samples[i] - samples[i - 1]));
  return step;
}

}  // namespace

TEST_CASE("the head is where the sum of the speeds is, to the frame") {
  const Floats speeds = made(4000, [](int i) { return 3.0 * std::sin(i * 0.01) + 0.2; });
  const Played played = play(ramp, {}, speeds);
  double at = 0;
  int frame = 0;
  for (; frame < 4000 && at > -1 && at < 1000; ++frame) {
    const float value = played.out[static_cast<std::size_t>(frame)];
    if (at > 1 && at < 998) CHECK(value == doctest::Approx(at + 1).epsilon(1e-6));
    at += static_cast<double>(speeds[static_cast<std::size_t>(frame)]);
  }
  CHECK(frame > 1000);  // it has turned round several times
  CHECK(played.frames == frame);
}

TEST_CASE("the first sign says at which end it begins; until there is one, it waits") {
  CHECK(play(ramp, {}, steady(10, -1)).out[3] == 997);
  CHECK(play(ramp, {}, steady(10, 0) + steady(10, -1)).out == steady(10, 0) + made(10, [](int i) { return 1000 - i; }));
  CHECK(play(ramp, {.rate = -1}, steady(10, -1)).out[3] == 4);
  CHECK(play(ramp, {.begin = 0.5, .end = 0.25}, steady(100, -1)).out[80] == 331);
}

TEST_CASE("running back it ends where it began, and where it turns on the spot it stays") {
  const Played back = play(ramp, {}, steady(100, 1) + steady(200, -1));
  CHECK(back.out[100] == 101);
  CHECK(back.out[200] == 1);
  CHECK(back.frames == 201);
  const Played forth = play(ramp, {}, steady(100, -1) + steady(200, 1));
  CHECK(forth.out[150] == 950);
  CHECK(forth.frames == 201);
  const Played spot =
      play(ramp, {}, made(5000, [](int i) { return std::sin((i + 0.5) * 2 * std::numbers::pi / 500); }));
  CHECK(spot.frames == 5000);
  const Played still = play(ramp, {}, steady(100, 1) + steady(5000, 0));
  CHECK(still.out.back() == 101);
}

TEST_CASE("with passes left it comes in at the other end, at either end") {
  const Sampler::Part part{.begin = 0.25, .end = 0.375, .times = 3};
  const Played back = play(ramp, part, steady(50, 1) + steady(400, -1));
  CHECK(back.out[50] == 301);
  CHECK(back.out[101] == 375);
  CHECK(back.frames == 50 + 51 + 250);
  const Played forth = play(ramp, part, steady(150, 1) + steady(400, -1));
  CHECK(forth.out[125] == 251);
  CHECK(forth.out[176] == 375);
  CHECK(forth.frames == 150 + 26 + 125);
  // As many at once as it takes.
  CHECK(play(ramp, {.end = 0.001, .times = 1'000'000}, steady(3, 999'999)).frames == 2);
  CHECK(play(ramp, {.end = 0.001, .times = 1'000'000}, steady(1, 5) + steady(3, -999'000)).frames == 3);
}

TEST_CASE("the ends of a part are faded however the head comes to them; nothing leaps") {
  const Sample tone(made(20000, [](int i) { return std::sin(i * 0.05); }), 1, rate);
  const auto steps = [&](const Floats& speeds) {
    return largestStep(steady(1, 0) + play(tone, {0.3, 0.4}, speeds).out);
  };
  const float usual = 0.05f + 1 / 48.0f;  // of the tone, and of the fade
  CHECK(steps(steady(3000, 1)) < usual);
  CHECK(steps(steady(3000, -1)) < usual);
  for (int turn = 1; turn < 100; ++turn) {
    CHECK(steps(steady(turn, 1) + steady(200, -1)) < usual);
    CHECK(steps(steady(turn, -1) + steady(200, 1)) < usual);
    CHECK(steps(steady(1900 + turn, 1) + steady(3000, -1)) < usual);
    CHECK(steps(steady(1850 + turn, 1) + steady(turn, 0) + steady(3000, 0.5)) < usual);
  }
  for (int period : {7, 50, 333}) CHECK(steps(made(4000, [&](int i) { return i / period % 3 == 0 ? -1 : 1; })) < usual);
}

TEST_CASE("whatever the speed, nothing outside of the sample is read, and the pieces make no difference") {
  std::mt19937 random(7);
  const auto number = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
  // Outside of these frames there is silence, and beyond the margins memory that is not the sample's.
  const Sample box(steady(300, 1), 1, rate);
  for (int round = 0; round < 300; ++round) {
    const double size = std::pow(10, number(-3, 7));
    Floats speeds = made(640, [&](int) { return number(-1, 1) * size; });
    if (round % 10 == 0) speeds[100] = std::numeric_limits<float>::infinity();
    if (round % 10 == 1) speeds[100] = std::numeric_limits<float>::quiet_NaN();
    const Sampler::Part part{.begin = number(0, 1),
                             .end = number(0, 1),
                             .rate = number(-2, 2),
                             .glide = number(-3, 3),
                             .glideFrames = number(1, 500),
                             .times = static_cast<int>(number(1, 5))};
    const Played whole = play(box, part, speeds, 640);
    CHECK(std::ranges::all_of(whole.out, [](float x) { return x >= -0.2f && x <= 1.2f; }));
    CHECK(play(box, part, speeds, 1).out == whole.out);
    CHECK(play(box, part, speeds, 37).out == whole.out);
  }
}

TEST_CASE("a glide beyond a standstill turns the head round; at a standstill it ends") {
  const Played round = play(ramp, {.glide = -2, .glideFrames = 1000}, steady(2000, 1));
  CHECK(round.out[500] == doctest::Approx(251).epsilon(0.01));
  CHECK(round.frames == doctest::Approx(1002).epsilon(0.005));
  CHECK(play(ramp, {.glide = -1, .glideFrames = 500}, steady(2000, 1)).frames == 500);
  CHECK(play(ramp, {.rate = 0}, steady(100, 1)).frames == 0);
  CHECK(play(ramp, {.begin = 0.5, .end = 0.5}, steady(100, 1)).frames == 0);
}
