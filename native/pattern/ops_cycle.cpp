// Which of two patterns, or of many, plays in a cycle.
#include "native/pattern/combinators.h"
#include "native/pattern/primitives.h"
#include "native/pattern/random.h"

namespace hocket::pattern {

namespace {

/// args: ..., changed, plain. Splits at cycles; test(cycle, piece) says which.
template <class Test>
void choosePerCycle(Evaluation& e, const Node& node, const Span& span, Test&& test) {
  const std::size_t n = node.args.size();
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    e.eval(*node.args[test(cycle, piece) ? n - 2 : n - 1], piece);
    return !e.stopped();
  });
}

void evalEvery(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n == 0) return e.eval(*node.args[2], s);
    choosePerCycle(e, node, s, [&](std::int64_t cycle, const Span&) { return cycle % n == 0; });
  });
}

std::int64_t haskellMod(std::int64_t a, std::int64_t b) { return b > 0 ? floorMod(a, b) : -floorMod(-a, -b); }

void evalEveryOffset(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    withInt(e, node, *node.args[1], s, [&](std::int64_t offset, const Span& q) {
      if (n == 0) return e.eval(*node.args[3], q);
      choosePerCycle(e, node, q, [&](std::int64_t cycle, const Span&) { return haskellMod(cycle, n) == offset; });
    });
  });
}

void evalWhenmod(Evaluation& e, const Node& node, const Span& span) {
  withTimes(e, node, *node.args[0], *node.args[1], span, [&](Rational a, Rational b, const Span& s) {
    if (a.isZero()) return e.eval(*node.args[3], s);
    choosePerCycle(e, node, s, [&](std::int64_t, const Span& piece) {
      const Rational t = piece.beginTime();
      return b <= (a.num > 0 ? floorMod(t, a) : -floorMod(-t, -a));
    });
  });
}

void evalSomeCycles(Evaluation& e, const Node& node, const Span& span) {
  withNumber(e, node, *node.args[0], span, [&](double x, const Span& s) {
    choosePerCycle(e, node, s,
                   [&](std::int64_t cycle, const Span&) { return timeToRand(static_cast<double>(cycle)) < x; });
  });
}

/// args: test (its first value in the cycle), changed, plain.
void evalWhen(Evaluation& e, const Node& node, const Span& span) {
  choosePerCycle(e, node, span, [&](std::int64_t cycle, const Span&) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[0], Span::cycle(cycle));
    const bool yes = e.out.size() > from && e.out[from].value.isTrue();
    e.out.resize(from);
    return yes;
  });
}

/// args: n, changed, plain: in cycle c the (c mod n)-th n-th of the changed one, and the rest of the plain one.
void evalChunk(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    alternating(e, node, s, n, [&](std::int64_t i, const Span& q) {
      for (int side = 1; side <= 2; side++) {
        const std::size_t from = e.out.size();
        e.eval(*node.args[static_cast<std::size_t>(side)], q);
        std::size_t kept = from;
        for (std::size_t k = from; k < e.out.size(); k++) {
          const Event& event = e.out[k];
          const std::int64_t t = floorMod(event.wholeBegin, event.den);
          const auto at = static_cast<std::int64_t>(static_cast<int128>(t) * n / event.den);
          if ((at == i) != (side == 1)) continue;
          if (kept != k) e.out[kept] = event;
          kept++;
        }
        e.out.resize(kept);
      }
    });
  });
}

/// args: index, then the alternatives, counted round.
void evalPick(Evaluation& e, const Node& node, const Span& span) {
  if (node.args.size() < 2) return;
  withInt(e, node, *node.args[0], span,
          [&](std::int64_t i, const Span& s) { e.eval(*node.args[1 + wrapIndex(i, node.args.size() - 1)], s); });
}

/// The index stops at the last alternative.
void evalPickClamped(Evaluation& e, const Node& node, const Span& span) {
  if (node.args.size() < 2) return;
  const auto count = static_cast<std::int64_t>(node.args.size()) - 1;
  withInt(e, node, *node.args[0], span, [&](std::int64_t i, const Span& s) {
    e.eval(*node.args[static_cast<std::size_t>(1 + (i < 0 ? 0 : i >= count ? count - 1 : i))], s);
  });
}

/// args: a pattern of names, then one alternative for each of `names`, and perhaps one for the others; without it they
/// are silence.
void evalPickName(Evaluation& e, const Node& node, const Span& span) {
  withParam(e, node, *node.args[0], span, [&](const Value& v, const Span& s) {
    if (!e.spendLooking(node, node.names.size())) return;
    for (std::size_t i = 0; i < node.names.size() && i + 1 < node.args.size(); i++) {
      if (v.kind == Value::Kind::string && v.string == node.names[i]) return e.eval(*node.args[i + 1], s);
    }
    if (node.args.size() > node.names.size() + 1) e.eval(*node.args[node.names.size() + 1], s);
  });
}

/// args: a number from 0 to 1, then the alternatives. `inclusive`: 1 is the last one's beginning (Tidal's `select`).
template <bool inclusive>
void evalSelect(Evaluation& e, const Node& node, const Span& span) {
  if (node.args.size() < 2) return;
  const auto count = static_cast<double>(node.args.size() - 1);
  withNumber(e, node, *node.args[0], span, [&](double x, const Span& s) {
    const double limit = inclusive ? 1.0 : 0.999999;
    const double clamped = x < 0 || std::isnan(x) ? 0 : x > limit ? limit : x;
    const auto i = static_cast<std::size_t>(std::floor(clamped * (inclusive ? count - 1 : count)));
    e.eval(*node.args[1 + i], s);
  });
}

constexpr Primitive table[] = {
    {"everyJoin", "everyJoin", "Pattern Int -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone, evalEvery,
     "The first pattern in every n-th cycle, the second in the others.", "everyJoin 3 (rev \"a b\") \"a b\""},
    {"everyOffsetJoin", "everyOffsetJoin", "Pattern Int -> Pattern Int -> Pattern a -> Pattern a -> Pattern a", 4,
     fieldNone, evalEveryOffset, "The first pattern in the cycles whose number divided by n leaves o.",
     "everyOffsetJoin 3 1 (rev \"a b\") \"a b\""},
    {"whenmodJoin", "whenmodJoin", "Pattern Time -> Pattern Time -> Pattern a -> Pattern a -> Pattern a", 4, fieldNone,
     evalWhenmod, "The first pattern where the cycle modulo a is at least b.", "whenmodJoin 4 2 (rev \"a b\") \"a b\""},
    {"someCyclesJoin", "someCyclesJoin", "Pattern Number -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone,
     evalSomeCycles, "The first pattern in randomly chosen cycles.", "someCyclesJoin 0.5 (rev \"a b\") \"a b\""},
    {"whenJoin", "whenJoin", "Pattern Bool -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone, evalWhen,
     "The first pattern in the cycles for which the test is true.", "whenJoin (odd cycle) (rev \"a b\") \"a b\""},
    {"chunkJoin", "chunkJoin", "Pattern Int -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone, evalChunk,
     "One n-th of each cycle from the first pattern, moving on each cycle, the rest from the second.",
     "chunkJoin 4 (fast 2 \"a b c d\") \"a b c d\""},
    {"pickJoin", "pick", "Pattern Int -> [Pattern a] -> Pattern a", variadic, fieldNone, evalPick,
     "The pattern of a list that the index names, counted round.", "pickJoin \"<0 1>\" [\"bd*2\", \"sn*3\"]"},
    {"pickClampedJoin", "pickClamped", "Pattern Int -> [Pattern a] -> Pattern a", variadic, fieldNone, evalPickClamped,
     "The pattern of a list that the index names; beyond the last, the last.",
     "pickClampedJoin \"<0 5>\" [\"bd*2\", \"sn*3\"]"},
    {"pickNameOr", "pickName", "Pattern String -> [(String, Pattern a)] -> Pattern a -> Pattern a", variadic,
     fieldNames, evalPickName, "The pattern of a list of pairs that the name names; for other names the last pattern.",
     "pickNameOr \"<a b>\" [(\"a\", \"bd*2\")] \"sn*3\""},
    {"pickNameJoin", "pickName", "Pattern String -> [(String, Pattern a)] -> Pattern a", variadic, fieldNames,
     evalPickName, "The pattern of a list that the name names.",
     "pickNameJoin \"<a b>\" [(\"a\", \"bd*2\"), (\"b\", \"sn*3\")]"},
    {"select", "select", "Pattern Number -> [Pattern a] -> Pattern a", variadic, fieldNone, evalSelect<true>,
     "Chooses from a list by a number from 0 to 1.", "select \"<0 1>\" [\"bd*2\", \"sn*3\"]"},
    {"selectJoin", "selectPart", "Pattern Number -> [Pattern a] -> Pattern a", variadic, fieldNone, evalSelect<false>,
     "Chooses from a list by a number from 0 to 1, in equal parts.", "selectJoin \"<0 0.9>\" [\"bd*2\", \"sn*3\"]"},
};

}  // namespace

std::span<const Primitive> cyclePrimitives() { return table; }

}  // namespace hocket::pattern
