// Exact rational time: a checked int64 fraction in lowest terms. What does not fit is `Rational::invalid()`,
// which every operation passes on; nothing here is undefined behaviour. [any thread]
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace hocket::pattern {

__extension__ using int128 = __int128;

/// Greatest common divisor of magnitudes; gcd(0, n) = n.
constexpr std::uint64_t gcd(std::uint64_t a, std::uint64_t b) {
  if (a == 0) return b;
  if (b == 0) return a;
  const int shift = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  do {
    b >>= std::countr_zero(b);
    if (a > b) {
      const std::uint64_t t = a;
      a = b;
      b = t;
    }
    b -= a;
  } while (b != 0);
  return a << shift;
}

constexpr std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
}

/// Floor of n / d for d > 0.
constexpr std::int64_t floorDiv(std::int64_t n, std::int64_t d) {
  if (d == 1) return n;
  const std::int64_t q = n / d;
  return q - (n % d < 0 ? 1 : 0);
}

constexpr std::int64_t ceilDiv(std::int64_t n, std::int64_t d) {
  if (d == 1) return n;
  const std::int64_t q = n / d;
  return q + (n % d > 0 ? 1 : 0);
}

/// Remainder with the sign of the divisor, for d > 0.
constexpr std::int64_t floorMod(std::int64_t n, std::int64_t d) {
  const std::int64_t r = n % d;
  return r < 0 ? r + d : r;
}

struct Rational {
  std::int64_t num = 0;
  std::int64_t den = 1;  // > 0; 0 marks an invalid number (overflow, or division by zero)

  static constexpr Rational invalid() { return {0, 0}; }
  static constexpr Rational make(std::int64_t n, std::int64_t d) { return reduce(n, d); }

  constexpr bool valid() const { return den != 0; }
  constexpr bool integral() const { return den == 1; }
  constexpr bool isZero() const { return num == 0 && den != 0; }
  constexpr std::int64_t floor() const { return den == 0 ? 0 : floorDiv(num, den); }
  constexpr std::int64_t ceil() const { return den == 0 ? 0 : ceilDiv(num, den); }
  constexpr double toDouble() const {
    return den == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(num) / static_cast<double>(den);
  }

  /// Lowest terms of n / d, or invalid.
  static constexpr Rational reduce(int128 n, int128 d) {
    if (d == 0) return invalid();
    if (d < 0) {
      n = -n;
      d = -d;
    }
    constexpr int128 limit = std::numeric_limits<std::int64_t>::max();
    if (n <= limit && n >= -limit && d <= limit) {
      const auto g =
          static_cast<std::int64_t>(gcd(magnitude(static_cast<std::int64_t>(n)), static_cast<std::uint64_t>(d)));
      return {static_cast<std::int64_t>(n) / g, static_cast<std::int64_t>(d) / g};
    }
    int128 a = n < 0 ? -n : n;
    int128 b = d;
    while (b != 0) {
      const int128 t = a % b;
      a = b;
      b = t;
    }
    n /= a;
    d /= a;
    if (n > limit || n < -limit || d > limit) return invalid();
    return {static_cast<std::int64_t>(n), static_cast<std::int64_t>(d)};
  }

  friend constexpr Rational operator+(Rational a, Rational b) {
    if (!a.valid() || !b.valid()) return invalid();
    return reduce(static_cast<int128>(a.num) * b.den + static_cast<int128>(b.num) * a.den,
                  static_cast<int128>(a.den) * b.den);
  }
  friend constexpr Rational operator-(Rational a) { return {-a.num, a.den}; }
  friend constexpr Rational operator-(Rational a, Rational b) { return a + -b; }
  friend constexpr Rational operator*(Rational a, Rational b) {
    if (!a.valid() || !b.valid()) return invalid();
    return reduce(static_cast<int128>(a.num) * b.num, static_cast<int128>(a.den) * b.den);
  }
  friend constexpr Rational operator/(Rational a, Rational b) {
    if (!a.valid() || !b.valid()) return invalid();
    return reduce(static_cast<int128>(a.num) * b.den, static_cast<int128>(a.den) * b.num);
  }
  friend constexpr bool operator==(Rational a, Rational b) { return a.num == b.num && a.den == b.den; }
  /// Order of valid numbers.
  friend constexpr bool operator<(Rational a, Rational b) {
    return static_cast<int128>(a.num) * b.den < static_cast<int128>(b.num) * a.den;
  }
  friend constexpr bool operator>(Rational a, Rational b) { return b < a; }
  friend constexpr bool operator<=(Rational a, Rational b) { return !(b < a); }
  friend constexpr bool operator>=(Rational a, Rational b) { return !(a < b); }
};

/// Floored remainder of valid numbers, b > 0.
constexpr Rational floorMod(Rational a, Rational b) {
  const Rational q = a / b;
  return q.valid() ? a - b * Rational{q.floor(), 1} : Rational::invalid();
}

/// The simplest fraction within 1e-10 (relative above 1) of x; doubles that are short fractions come out exact.
Rational fromDouble(double x);

}  // namespace hocket::pattern
