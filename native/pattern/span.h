// A span of cycle time, begin to end over one shared denominator, which need not be in lowest terms:
// comparing and moving spans then costs integer operations, and a gcd only when numbers grow large. [any thread]
#pragma once

#include "native/pattern/rational.h"

namespace hocket::pattern {

struct Span {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t den = 1;  // > 0; 0 marks an invalid span (overflow)

  static constexpr Span invalid() { return {0, 0, 0}; }
  static constexpr Span of(Rational b, Rational e);
  static constexpr Span cycle(std::int64_t c) { return {c, c + 1, 1}; }

  constexpr bool valid() const { return den != 0; }
  constexpr bool zeroWidth() const { return begin == end; }
  constexpr Rational beginTime() const { return Rational::reduce(begin, den); }
  constexpr Rational endTime() const { return Rational::reduce(end, den); }
  constexpr Rational middle() const {
    return den == 0 ? Rational::invalid()
                    : Rational::reduce(static_cast<int128>(begin) + end, static_cast<int128>(den) * 2);
  }
  constexpr Rational length() const { return Rational::reduce(static_cast<int128>(end) - begin, den); }
  constexpr std::int64_t beginCycle() const { return floorDiv(begin, den); }

  /// Lowest terms that both ends share.
  constexpr Span reduced() const {
    if (den <= 1) return *this;
    const auto g =
        static_cast<std::int64_t>(gcd(gcd(magnitude(begin), magnitude(end)), static_cast<std::uint64_t>(den)));
    return g <= 1 ? *this : Span{begin / g, end / g, den / g};
  }
};

/// Narrows 128-bit ends, reducing when they do not fit.
constexpr Span narrow(int128 begin, int128 end, int128 den) {
  constexpr int128 limit = std::int64_t{1} << 62;
  const auto fits = [](int128 n) { return n < limit && n > -limit; };
  if (fits(begin) && fits(end) && fits(den)) {
    return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end), static_cast<std::int64_t>(den)};
  }
  int128 g = den;
  for (int128 n : {begin, end}) {
    int128 a = n < 0 ? -n : n;
    while (a != 0) {
      const int128 t = g % a;
      g = a;
      a = t;
    }
  }
  begin /= g;
  end /= g;
  den /= g;
  if (!fits(begin) || !fits(end) || !fits(den)) return Span::invalid();
  return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end), static_cast<std::int64_t>(den)};
}

constexpr Span Span::of(Rational b, Rational e) {
  if (!b.valid() || !e.valid()) return invalid();
  if (b.den == e.den) return {b.num, e.num, b.den};
  const auto g = static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(b.den), static_cast<std::uint64_t>(e.den)));
  return narrow(static_cast<int128>(b.num) * (e.den / g), static_cast<int128>(e.num) * (b.den / g),
                static_cast<int128>(b.den) * (e.den / g));
}

/// The span moved by a rational.
constexpr Span shift(const Span& s, Rational by) {
  if (!s.valid() || !by.valid()) return Span::invalid();
  if (by.den == 1 && s.den == 1)
    return narrow(static_cast<int128>(s.begin) + by.num, static_cast<int128>(s.end) + by.num, 1);
  const auto g = static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(s.den), static_cast<std::uint64_t>(by.den)));
  const int128 up = by.den / g;
  const int128 add = static_cast<int128>(by.num) * (s.den / g);
  return narrow(s.begin * up + add, s.end * up + add, s.den * up);
}

/// The span with both ends multiplied by a positive rational.
constexpr Span scale(const Span& s, Rational by) {
  if (!s.valid() || !by.valid()) return Span::invalid();
  const Span r = narrow(static_cast<int128>(s.begin) * by.num, static_cast<int128>(s.end) * by.num,
                        static_cast<int128>(s.den) * by.den);
  return r.den == 1 ? r : r.reduced();
}

constexpr int compare(std::int64_t n1, std::int64_t d1, std::int64_t n2, std::int64_t d2) {
  if (d1 == d2) return n1 < n2 ? -1 : n1 > n2 ? 1 : 0;
  const int128 a = static_cast<int128>(n1) * d2, b = static_cast<int128>(n2) * d1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/// Calls f(cycle, piece) for each cycle that the span touches; a zero-width span is one piece. f returns false to stop.
template <class F>
void forEachCycle(const Span& s, F&& f) {
  if (!s.valid() || s.begin > s.end) return;
  const std::int64_t first = floorDiv(s.begin, s.den);
  if (s.begin == s.end) {
    f(first, s);
    return;
  }
  const std::int64_t last = ceilDiv(s.end, s.den) - 1;
  if (first == last) {
    f(first, s);
    return;
  }
  for (std::int64_t c = first; c <= last; c++) {
    Span piece = s;
    if (c != first) {
      if (s.den == 1 || c != last)
        piece = Span::cycle(c);
      else
        piece.begin = c * s.den;
    } else if (s.begin == c * s.den) {
      piece = Span::cycle(c);
    } else {
      piece.end = (c + 1) * s.den;
    }
    if (!f(c, piece)) return;
  }
}

}  // namespace hocket::pattern
