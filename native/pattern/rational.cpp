// Doubles to fractions, by continued fractions.
#include "native/pattern/rational.h"

#include <cmath>

namespace hocket::pattern {

Rational fromDouble(double x) {
  constexpr double largest = 4e15;
  if (!(std::abs(x) < largest)) return Rational::invalid();
  const double tolerance = 1e-10 * std::fmax(1.0, std::abs(x));
  std::int64_t p0 = 1, q0 = 0, p1 = static_cast<std::int64_t>(std::floor(x)), q1 = 1;
  double rest = x - std::floor(x);
  for (int i = 0; i < 40 && std::abs(static_cast<double>(p1) / static_cast<double>(q1) - x) > tolerance; i++) {
    rest = 1.0 / rest;
    const auto a = static_cast<std::int64_t>(std::floor(rest));
    rest -= std::floor(rest);
    const std::int64_t p2 = a * p1 + p0, q2 = a * q1 + q0;
    if (q2 > 1'000'000'000) break;
    p0 = p1;
    q0 = q1;
    p1 = p2;
    q1 = q2;
  }
  return Rational::make(p1, q1);
}

}  // namespace hocket::pattern
