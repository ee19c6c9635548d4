// The beat: exact at once and after hours, and a change of tempo keeps the phase.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "native/engine/transport.h"

using hocket::engine::Transport;

TEST_CASE("transport: a position falls on the nearest frame, for days") {
  const Transport transport(48000, 0.5);
  CHECK(transport.frameAt(0) == 0);
  CHECK(transport.frameAt(1) == 96000);
  CHECK(transport.frameAt(1.0 / 3) == 32000);
  const double day = 0.5 * 86400;
  CHECK(transport.frameAt(day) == 48000LL * 86400);
  CHECK(transport.frameAt(day + 1.0 / 96000) == 48000LL * 86400 + 1);
  CHECK(transport.cycleAt(48000LL * 86400) == doctest::Approx(day).epsilon(1e-15));
}

TEST_CASE("transport: frames and positions are inverse, through any changes of tempo") {
  std::minstd_rand random(7);
  std::uniform_real_distribution<double> tempo(0.05, 4), step(0.01, 3);
  Transport transport(44100, 0.5625);
  double cycle = 0;
  for (int i = 0; i < 2000; ++i) {
    cycle += step(random);
    const double frame = static_cast<double>(transport.frameAt(cycle));
    transport.setCps(cycle, tempo(random));
    CHECK(std::abs(static_cast<double>(transport.frameAt(cycle)) - frame) < 1.5);
    CHECK(std::abs(transport.cycleAt(transport.frameAt(cycle)) - cycle) < 0.51 * transport.cps() / 44100);
    CHECK(transport.frameAt(transport.cycleAt(static_cast<long long>(frame) + 1000)) ==
          static_cast<long long>(frame) + 1000);
  }
}

TEST_CASE("transport: a thousand changes to the same tempo do not move the beat") {
  Transport changed(48000, 0.7), steady(48000, 0.7);
  for (int i = 1; i <= 1000; ++i) changed.setCps(i / 7.0, 0.7);
  CHECK(std::abs(changed.cycleAt(48000 * 3600) - steady.cycleAt(48000 * 3600)) < 1e-9);
}

TEST_CASE("transport: a tempo that is no tempo is limited") {
  Transport transport(48000, std::numeric_limits<double>::quiet_NaN());
  CHECK(transport.cps() == Transport::minCps);
  transport.setCps(0, -3);
  CHECK(transport.cps() == Transport::minCps);
  transport.setCps(0, std::numeric_limits<double>::infinity());
  CHECK(transport.cps() == Transport::maxCps);
}
