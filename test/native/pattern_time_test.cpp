// Exact time: fractions, spans, what does not fit, and Tidal's random numbers.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "native/pattern/euclid.h"
#include "native/pattern/random.h"
#include "native/pattern/span.h"

using namespace hocket::pattern;

TEST_CASE("rational: lowest terms, sign in the numerator") {
  CHECK(Rational::make(6, -8) == Rational{-3, 4});
  CHECK(Rational{1, 3} + Rational{1, 6} == Rational{1, 2});
  CHECK(Rational{1, 3} - Rational{1, 3} == Rational{0, 1});
  CHECK(Rational{2, 3} * Rational{3, 4} == Rational{1, 2});
  CHECK(Rational{-7, 2}.floor() == -4);
  CHECK(Rational{-7, 2}.ceil() == -3);
  CHECK(floorMod(Rational{-1, 3}, Rational{1, 1}) == Rational{2, 3});
  CHECK(Rational{1, 3} < Rational{1, 2});
}

TEST_CASE("rational: what does not fit is invalid, and stays so") {
  const Rational large{std::numeric_limits<std::int64_t>::max(), 1}, small{1, std::numeric_limits<std::int64_t>::max()};
  CHECK(!(large + large).valid());
  CHECK(!(small * small).valid());
  CHECK(!(Rational{1, 1} / Rational{0, 1}).valid());
  CHECK(!(Rational::invalid() + Rational{1, 1}).valid());
  CHECK((large - large) == Rational{0, 1});
}

TEST_CASE("rational: field laws, for random fractions") {
  std::minstd_rand random(3);
  std::uniform_int_distribution<std::int64_t> num(-5000, 5000), den(1, 5000);
  for (int i = 0; i < 5000; i++) {
    const Rational a = Rational::make(num(random), den(random)), b = Rational::make(num(random), den(random)),
                   c = Rational::make(num(random), den(random));
    CHECK(a + b == b + a);
    CHECK(a * (b + c) == a * b + a * c);
    CHECK((a - b) + b == a);
    if (b.num != 0) CHECK((a / b) * b == a);
    CHECK(fromDouble(a.toDouble()) == a);
    const Rational low = floorMod(a, Rational{1, 1});
    CHECK(Rational{0, 1} <= low);
    CHECK(low < Rational{1, 1});
  }
}

TEST_CASE("span: split at cycles, without gap or overlap") {
  std::minstd_rand random(4);
  std::uniform_int_distribution<std::int64_t> num(-300, 300), den(1, 40);
  for (int i = 0; i < 2000; i++) {
    Rational begin = Rational::make(num(random), den(random)), end = Rational::make(num(random), den(random));
    if (end < begin) std::swap(begin, end);
    std::vector<Span> pieces;
    forEachCycle(Span::of(begin, end), [&](std::int64_t cycle, const Span& piece) {
      CHECK(piece.beginCycle() == cycle);
      pieces.push_back(piece);
      return true;
    });
    REQUIRE(!pieces.empty());
    CHECK(pieces.front().beginTime() == begin);
    CHECK(pieces.back().endTime() == end);
    for (std::size_t k = 1; k < pieces.size(); k++) CHECK(pieces[k - 1].endTime() == pieces[k].beginTime());
  }
}

TEST_CASE("random: the numbers that Tidal gives") {
  CHECK(randAt(0, 0, 1, 0) == 0);
  CHECK(randAt(0, 1, 1, 0) == 0.2591378428041935);
  CHECK(randAt(1, 2, 1, 0) == 0.4010523743927479);
  CHECK(randAt(-4, -3, 4, 0) == 0.392595736309886);
  for (int cycle = -50; cycle < 400; cycle++) {
    const double r = randAt(cycle, cycle + 1, 1, 0);
    CHECK(r >= 0);
    CHECK(r < 1);
    CHECK(r == randAt(2 * cycle, 2 * cycle + 2, 2, 0));
  }
}

TEST_CASE("euclid: onsets are counted and spread, in short rhythms and in long ones") {
  Arena arena;
  const auto text = [&](std::int64_t k, std::int64_t n) {
    std::string row;
    const Rhythm rhythm = bjorklund(k, n, arena);
    for (std::int64_t i = 0; i < rhythm.size(); i++) row += rhythm[i] ? 'x' : '.';
    return row;
  };
  CHECK(text(3, 8) == "x..x..x.");
  CHECK(text(5, 8) == "x.xx.xx.");
  CHECK(text(9, 4) == "xxxxxxxxx");
  CHECK(text(0, 3) == "...");
  for (std::int64_t n = 1; n <= 200; n += n < 32 ? 1 : 7) {
    for (std::int64_t k = 0; k <= n; k++) {
      const std::string row = text(k, n);
      REQUIRE(row.size() == static_cast<std::size_t>(n));
      CHECK(std::count(row.begin(), row.end(), 'x') == k);
      std::string inverted = text(-k, n);
      if (k == 0) continue;
      for (char& step : inverted) step = step == 'x' ? '.' : 'x';
      CHECK(inverted == row);
    }
  }
}
