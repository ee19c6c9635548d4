// Exact: the borders are sums of the weights over their total.
#include "native/pattern/steps.h"

namespace hocket::pattern {

bool makeSteps(std::span<const Rational> weights, Arena& arena, Steps& steps) {
  constexpr std::int64_t finest = std::int64_t{1} << 40;
  const std::size_t count = weights.size();
  auto* borders = arena.array<Rational>(count + 1);
  borders[0] = Rational{0, 1};
  for (std::size_t i = 0; i < count; i++) borders[i + 1] = borders[i] + weights[i];
  const Rational total = borders[count];
  if (!total.valid() || total.num <= 0) return false;
  std::int64_t den = 1;
  for (std::size_t i = 0; i <= count; i++) {
    borders[i] = borders[i] / total;
    if (!borders[i].valid()) return false;
    const auto g =
        static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(den), static_cast<std::uint64_t>(borders[i].den)));
    if (__builtin_mul_overflow(den, borders[i].den / g, &den) || den > finest) return false;
  }
  auto* bounds = arena.array<std::int64_t>(count + 1);
  for (std::size_t i = 0; i <= count; i++) bounds[i] = borders[i].num * (den / borders[i].den);
  steps = {den, {bounds, count + 1}};
  return true;
}

}  // namespace hocket::pattern
