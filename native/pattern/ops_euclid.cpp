// Euclidean rhythms.
#include <algorithm>

#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

enum class Fill : std::uint8_t { onsets, rests };

/// The child in the slots that are set (or are not), one of its cycles squeezed into each.
void pushRhythm(Evaluation& e, const Node& node, const Span& span, const Rhythm& row, Fill fill, const Node& child) {
  const std::int64_t count = row.size();
  if (count == 0) return;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, static_cast<std::uint64_t>(count))) return false;
    for (std::int64_t i = 0; i < count; i++) {
      if (row[i] != (fill == Fill::onsets)) continue;
      if (child.constant) {
        pushClipped(e,
                    narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count),
                    piece, child.value, child.context);
      } else {
        inSlot(e, node, cycle, piece, i, 1, count, [&](const Span& q) { e.eval(child, q); });
      }
    }
    return true;
  });
}

/// Calls f(row, steps, span) for each pair of onsets and steps.
template <class F>
void withRhythm(Evaluation& e, const Node& node, const Span& span, F&& f) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t onsets, const Span& s) {
    withInt(e, node, *node.args[1], s,
            [&](std::int64_t steps, const Span& q) { f(e.rhythm(node, onsets, steps), steps, q); });
  });
}

template <Fill fill>
void evalEuclid(Evaluation& e, const Node& node, const Span& span) {
  withRhythm(e, node, span,
             [&](const Rhythm& row, std::int64_t, const Span& s) { pushRhythm(e, node, s, row, fill, *node.args[2]); });
}

/// args: onsets, steps, rotation to the left, pattern.
template <Fill fill>
void evalEuclidOff(Evaluation& e, const Node& node, const Span& span) {
  withRhythm(e, node, span, [&](const Rhythm& row, std::int64_t steps, const Span& s) {
    if (steps == 0) return;
    withInt(e, node, *node.args[2], s, [&](std::int64_t by, const Span& q) {
      shifted(e, node, q, Rational::reduce(-static_cast<int128>(by), steps),
              [&](const Span& z) { pushRhythm(e, node, z, row, fill, *node.args[3]); });
    });
  });
}

/// Where the rhythm rests, the pattern's value is turned round.
void evalEuclidOffBool(Evaluation& e, const Node& node, const Span& span) {
  withRhythm(e, node, span, [&](const Rhythm& row, std::int64_t steps, const Span& s) {
    const std::int64_t count = row.size();
    if (steps == 0 || count == 0) return;
    withInt(e, node, *node.args[2], s, [&](std::int64_t by, const Span& q) {
      shifted(e, node, q, Rational::reduce(-static_cast<int128>(by), steps), [&](const Span& z) {
        forEachEvent(
            e, node, [&] { e.eval(*node.args[3], z); },
            [&](const Event& event) {
              forEachCycle(event.part(), [&](std::int64_t cycle, const Span& piece) {
                for (std::int64_t i = 0; i < count && e.spend(node, 1); i++) {
                  const Span slot =
                      narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count);
                  Event cut = event;
                  if (!(cut.discrete ? clipWhole(cut, slot) : clipPart(cut, slot)) || !clipPart(cut, piece)) continue;
                  if (!row[i]) cut.value = Value::ofBool(!event.value.isTrue());
                  e.out.push() = cut;
                }
                return !e.stopped();
              });
            });
      });
    });
  });
}

/// args: onsets, steps, rotation to the right, pattern. Each onset lasts until the next one.
void evalEuclidLegato(Evaluation& e, const Node& node, const Span& span) {
  withRhythm(e, node, span, [&](const Rhythm& row, std::int64_t steps, const Span& s) {
    const std::int64_t count = row.size();
    if (count == 0 || steps == 0 || !row[0]) return;
    withInt(e, node, *node.args[2], s, [&](std::int64_t by, const Span& q) {
      shifted(e, node, q, Rational::reduce(by, steps), [&](const Span& z) {
        const std::size_t from = e.out.size();
        forEachCycle(z, [&](std::int64_t cycle, const Span& piece) {
          for (std::int64_t i = 0, end = 0; i < count && e.spend(node, 1); i = end) {
            for (end = i + 1; end < count && !row[end];) end++;
            pushClipped(e,
                        narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + end, count),
                        piece, Value::ofBool(true));
          }
          return !e.stopped();
        });
        joinLeft(e, node, from, *node.args[3], false, [](const Value&, const Value& v) { return v; });
      });
    });
  });
}

/// args: onsets, steps, how even from 0 to 1, pattern. The onsets between their places in the rhythm and even ones.
void evalEuclidish(Evaluation& e, const Node& node, const Span& span) {
  withRhythm(e, node, span, [&](const Rhythm& row, std::int64_t, const Span& s) {
    const std::int64_t count = row.size();
    std::int64_t onsets = 0;
    for (std::int64_t i = 0; i < count; i++) onsets += row[i] ? 1 : 0;
    if (onsets == 0) return;
    withTime(e, node, *node.args[2], s, [&](Rational by, const Span& q) {
      const std::size_t from = e.out.size();
      const auto between = [&](Rational rough, Rational even) { return rough + (even - rough) * by; };
      forEachCycle(q, [&](std::int64_t cycle, const Span& piece) {
        std::int64_t k = 0;
        for (std::int64_t i = 0; i < count && e.spend(node, 1); i++) {
          if (!row[i]) continue;
          const Rational begin = between(Rational::make(i, count), Rational::make(k, onsets));
          const Rational at = Rational{cycle, 1} + begin, end = at + Rational::make(1, count);
          if (!at.valid() || !end.valid()) return false;
          pushClipped(e, Span::of(at, end), piece, Value::ofBool(true));
          k++;
        }
        return !e.stopped();
      });
      joinLeft(e, node, from, *node.args[3], false, [](const Value&, const Value& v) { return v; });
    });
  });
}

/// Each pair of neighbours is a rhythm, whose onsets are the steps of the pair before; the first pair's are the last
/// number's.
std::span<const bool> distribution(Evaluation& e, const Node& node, std::span<const std::int64_t> numbers) {
  constexpr std::int64_t most = 65536;
  const auto first = static_cast<std::size_t>(std::clamp<std::int64_t>(numbers.back(), 0, most));
  if (!e.spendLooking(node, first)) return {};
  std::span<bool> row(e.arena.array<bool>(first), first);
  std::ranges::fill(row, true);
  for (std::size_t i = 1; i < numbers.size(); i++) {
    if (numbers[i - 1] < 0) return {};
    const Rhythm rhythm = e.rhythm(node, numbers[i - 1], numbers[i]);
    const auto size = static_cast<std::size_t>(rhythm.size());
    if (!e.spendLooking(node, size)) return {};
    const std::span<bool> wider(e.arena.array<bool>(size), size);
    std::size_t next = 0;
    for (std::size_t k = 0; k < size; k++)
      wider[k] = rhythm[static_cast<std::int64_t>(k)] && next < row.size() && row[next++];
    row = wider;
  }
  return row;
}

/// Each number is bound within those before it.
constexpr std::size_t mostNumbers = 256;

/// args: numbers, from the fewest onsets to all steps, then a pattern: it plays in the onsets of the nested rhythm.
void evalDistrib(Evaluation& e, const Node& node, const Span& span) {
  if (node.args.size() < 2) return;
  const std::size_t count = node.args.size() - 1;
  const Node& pattern = *node.args[count];
  if (count > mostNumbers) return e.giveUp(node);
  auto* numbers = e.arena.array<std::int64_t>(count);
  const auto onsets = [&](const Span& s) {
    const std::span<const bool> row = distribution(e, node, {numbers, count});
    const auto den = static_cast<std::int64_t>(row.size());
    if (den == 0) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      for (std::int64_t k = 0; k < den && e.spend(node, 1); k++) {
        if (!row[static_cast<std::size_t>(k)]) continue;
        pushClipped(e, narrow(static_cast<int128>(cycle) * den + k, static_cast<int128>(cycle) * den + k + 1, den),
                    piece, Value::ofBool(true));
      }
      return !e.stopped();
    });
  };
  const auto bind = [&](auto&& self, std::size_t i, const Span& s) -> void {
    if (i == count) {
      joinEvents(
          e, node, s, !pattern.steady && !pattern.continuous, onsets, [&](const Span& q) { e.eval(pattern, q); },
          [](const Value&, const Value& v) { return v; });
      return;
    }
    mixParam(e, node, *node.args[i], s, [&](const Value& v, const Span& q) {
      if (!v.isNumeric()) return;
      numbers[i] = v.asInt();
      self(self, i + 1, q);
    });
  };
  bind(bind, 0, span);
}

constexpr const char* type3 = "Pattern Int -> Pattern Int -> Pattern a -> Pattern a";
constexpr const char* type4 = "Pattern Int -> Pattern Int -> Pattern Int -> Pattern a -> Pattern a";

constexpr Primitive table[] = {
    {"euclid", "euclid", type3, 3, fieldNone, evalEuclid<Fill::onsets>,
     "k onsets spread as evenly as possible over n steps; a negative k inverts.", "euclid 3 8 \"bd\""},
    {"euclidInv", "euclidInv", type3, 3, fieldNone, evalEuclid<Fill::rests>, "The steps that `euclid` leaves out.",
     "euclidInv 3 8 \"hh\""},
    {"euclidOff", "euclidOff", type4, 4, fieldNone, evalEuclidOff<Fill::onsets>,
     "`euclid`, turned to the left by a number of steps.", "euclidOff 3 8 2 \"bd\""},
    {"eoff", "euclidOff", type4, 4, fieldNone, evalEuclidOff<Fill::onsets>, "The same as `euclidOff`.",
     "eoff 3 8 2 \"bd\""},
    {"euclidOffInv", "euclidOffInv", type4, 4, fieldNone, evalEuclidOff<Fill::rests>,
     "`euclidInv`, turned to the left by a number of steps.", "euclidOffInv 3 8 2 \"hh\""},
    {"euclidOffBool", "euclidOffBool", "Pattern Int -> Pattern Int -> Pattern Int -> Pattern Bool -> Pattern Bool", 4,
     fieldNone, evalEuclidOffBool,
     "Euclidean rhythm of true and false: the steps left out are turned round, not silent.",
     "euclidOffBool 3 8 0 \"t\""},
    {"euclidLegatoRot", "euclidLegato", type4, 4, fieldNone, evalEuclidLegato,
     "`euclidLegato`, later by a number of steps.", "euclidLegatoRot 3 8 2 \"bd\""},
    {"euclidish", "euclidish", "Pattern Int -> Pattern Int -> Pattern Time -> Pattern a -> Pattern a", 4, fieldNone,
     evalEuclidish, "A euclidean rhythm on its way to an even one: how far, from 0 to 1.",
     "euclidish 3 8 \"<0 0.5 1>\" \"bd\""},
    {"distrib", "distrib", "[Pattern Int] -> Pattern a -> Pattern a", variadic, fieldNone, evalDistrib,
     "Plays a pattern in euclidean rhythms within each other: the last number's steps, of which the one before "
     "chooses, "
     "and so on.",
     "distrib [3, 5, 8] \"bd\""},
};

}  // namespace

std::span<const Primitive> euclidPrimitives() { return table; }

}  // namespace hocket::pattern
