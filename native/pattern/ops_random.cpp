// Chance: a function of time, so that it is the same each time.
#include <algorithm>

#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"
#include "native/pattern/random.h"

namespace hocket::pattern {

namespace {

const Value drop;

/// A fragment outside of its event, for which Tidal finds no number.
bool isStray(const Event& event) {
  Span met;
  return event.discrete && !intersect(event.whole(), event.part(), met);
}

double randOf(const Event& event, std::uint64_t seed) {
  return randAt(event.wholeBegin, event.wholeEnd, event.den, seed);
}

template <bool keepAbove>
void evalDegradeBy(Evaluation& e, const Node& node, const Span& span) {
  withNumber(e, node, *node.args[0], span, [&](double x, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    mapEvents(e, from, [&](const Event& event) {
      return (randOf(event, node.seed) > x) == keepAbove && !isStray(event) ? event.value : drop;
    });
  });
}

/// args: amount, pattern, random numbers to go by.
void evalDegradeWith(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& x, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    joinLeft(e, node, from, *node.args[2], false,
             [&](const Value& v, const Value& r) { return r.asDouble() > x.asDouble() ? v : drop; });
  });
}

void evalBrandBy(Evaluation& e, const Node& node, const Span& span) {
  withNumber(e, node, *node.args[0], span, [&](double p, const Span& s) {
    if (e.spend(node, 1)) pushContinuous(e, s, Value::ofBool(randAt(s.begin, s.end, s.den, node.seed) < p));
  });
}

void evalIrand(Evaluation& e, const Node& node, const Span& span) {
  const auto push = [&](const Value& n, const Span& s) {
    if (!n.isNumeric() || !e.spend(node, 1)) return;
    const double r = std::floor(randAt(s.begin, s.end, s.den, node.seed) * static_cast<double>(n.asInt()));
    pushContinuous(e, s, Value::ofInt(static_cast<std::int64_t>(r)));
  };
  const Node& arg = *node.args[0];
  if (arg.scalar && !arg.cutsCycles())
    push(e.scalar(arg), span);
  else
    mixParam(e, node, arg, span, push);
}

/// Replaces the events from index `from` on by the alternative that f(value) names, with the structure of the events;
/// an index that is not there drops the event.
template <class F>
void chooseFor(Evaluation& e, const Node& node, std::size_t from, std::span<const Node* const> alternatives, F&& f) {
  if (!e.spendLooking(node, alternatives.size())) return e.out.resize(from);
  bool simple = true;
  for (const Node* each : alternatives) simple = simple && each->scalar;
  if (simple) {
    return mapEvents(e, from, [&](Event& event) {
      const std::size_t i = f(event.value);
      if (i >= alternatives.size()) return drop;
      event.context = e.combine(event.context, alternatives[i]->context);
      return e.scalar(*alternatives[i]);
    });
  }
  const std::size_t to = e.out.size();
  for (std::size_t k = from; k < to && e.spend(node, 1); k++) {
    const Event outer = e.out[k];
    const std::size_t i = f(outer.value), first = e.out.size();
    if (i >= alternatives.size()) continue;
    e.eval(*alternatives[i], outer.whole());
    combineWith(e, outer, first, false, [](const Value&, const Value& v) { return v; });
  }
  e.out.erase(from, to);
}

/// args: position, 0 to 1, then what is chosen from, counted round. Tidal brings the position to the list's length by
/// constants, which cut what is continuous at cycle borders.
void evalChooseBy(Evaluation& e, const Node& node, const Span& span) {
  const auto alternatives = node.args.subspan(1);
  const std::size_t from = e.out.size();
  if (alternatives.empty()) return;
  e.eval(*node.args[0], span);
  splitContinuous(e, node, from);
  chooseFor(e, node, from, alternatives, [&](const Value& v) {
    const double x = v.asDouble();
    if (!(std::abs(x) < 1e15)) return alternatives.size();
    return wrapIndex(static_cast<std::int64_t>(std::floor(x * static_cast<double>(alternatives.size()))),
                     alternatives.size());
  });
}

/// The index at which the running sum of `weights` passes x of their total.
template <class Weight>
std::size_t weighted(double x, std::size_t count, Weight&& weight) {
  double total = 0, sum = 0;
  for (std::size_t i = 0; i < count; i++) total += weight(i);
  for (std::size_t i = 0; i < count; i++) {
    sum += weight(i);
    if (sum > x * total) return i;
  }
  return count;
}

/// args: position, 0 to 1, then what is chosen from; `values`: their weights.
void evalWchooseBy(Evaluation& e, const Node& node, const Span& span) {
  const auto alternatives = node.args.subspan(1);
  const std::size_t count = std::min(alternatives.size(), node.values.size()), from = e.out.size();
  e.eval(*node.args[0], span);
  if (!e.spendLooking(node, count * (e.out.size() - from))) return e.out.resize(from);
  chooseFor(e, node, from, alternatives, [&](const Value& v) {
    const std::size_t i = weighted(v.asDouble(), count, [&](std::size_t k) { return node.values[k].asDouble(); });
    return i < count ? i : alternatives.size();
  });
}

/// args: how many further each cycle, what is chosen from, index.
void evalFit(Evaluation& e, const Node& node, const Span& span) {
  const auto alternatives = node.args.subspan(1, node.args.size() - 2);
  if (alternatives.empty()) return;
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[node.args.size() - 1], s);
    mapEvents(e, from, [&](const Event& event) {
      return Value::ofInt(event.value.asInt() + n * floorDiv(event.partBegin, event.den));
    });
    chooseFor(e, node, from, alternatives, [&](const Value& v) { return wrapIndex(v.asInt(), alternatives.size()); });
  });
}

/// args: key and value by turns, then the pattern; keys are constants. What is no key is dropped.
void evalSwap(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t pairs = (node.args.size() - 1) / 2, from = e.out.size();
  auto* values = e.arena.array<const Node*>(pairs);
  for (std::size_t i = 0; i < pairs; i++) values[i] = node.args[2 * i + 1];
  e.eval(*node.args[node.args.size() - 1], span);
  if (!e.spendLooking(node, pairs * (e.out.size() - from))) return e.out.resize(from);
  chooseFor(e, node, from, {values, pairs}, [&](const Value& v) {
    std::size_t i = 0;
    while (i < pairs && !(node.args[2 * i]->scalar && equal(e.scalar(*node.args[2 * i]), v))) i++;
    return i;
  });
}

/// Each cycle one of the args, by the random number of the cycle's middle, index(x): the wholes stay within the cycle.
template <class Index, class Shift>
void oneEachCycle(Evaluation& e, const Node& node, const Span& span, Index&& index, Shift&& source) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1) || !e.spendLooking(node, node.args.size())) return false;
    const std::size_t i = index(randAt(cycle, cycle + 1, 1, node.seed));
    if (i < node.args.size()) mixed(e, cycleEvent(cycle, piece), [&](const Span& s) { source(i, s); });
    return true;
  });
}

std::size_t evenly(const Node& node, double x) {
  const std::size_t count = node.args.size();
  return count == 0 ? 0 : std::min(count - 1, static_cast<std::size_t>(x * static_cast<double>(count)));
}

/// Mini-notation's `[a | b]`.
void evalRandomChoice(Evaluation& e, const Node& node, const Span& span) {
  oneEachCycle(
      e, node, span, [&](double x) { return evenly(node, x); },
      [&](std::size_t i, const Span& s) { e.eval(*node.args[i], s); });
}

/// `slowcat`, moved by a random number of cycles.
void evalRandcat(Evaluation& e, const Node& node, const Span& span) {
  oneEachCycle(
      e, node, span, [&](double x) { return evenly(node, x); },
      [&](std::size_t i, const Span& s) {
        shifted(e, node, s, Rational{-static_cast<std::int64_t>(i), 1},
                [&](const Span& q) { evalSlowcat(e, node, q); });
      });
}

/// `values`: a weight for each of the args.
void evalWrandcat(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t count = std::min(node.args.size(), node.values.size());
  const auto index = [&](double x) {
    return weighted(x, count, [&](std::size_t k) { return node.values[k].asDouble(); });
  };
  oneEachCycle(e, node, span, index, [&](std::size_t i, const Span& s) { e.eval(*node.args[i], s); });
}

constexpr std::int64_t mostParts = 4096;

/// order[k]: the part that plays in place k.
void permute(std::int64_t* order, std::pair<double, std::int64_t>* keys, std::int64_t n, std::int64_t cycle) {
  std::int64_t seed = timeToSeed(static_cast<int128>(cycle), 1);
  for (std::int64_t i = 0; i < n; i++, seed = xorwise(seed)) keys[i] = {seedToRand(seed), i};
  std::sort(keys, keys + n);
  for (std::int64_t i = 0; i < n; i++) order[i] = keys[i].second;
}

const std::int64_t* permutation(Evaluation& e, std::int64_t n, std::int64_t cycle) {
  auto* order = e.arena.array<std::int64_t>(static_cast<std::size_t>(n));
  permute(order, e.arena.array<std::pair<double, std::int64_t>>(static_cast<std::size_t>(n)), n, cycle);
  return order;
}

/// Part `from` of `n` of a cycle, in place `to`.
void movePart(Evaluation& e, const Node& node, std::int64_t cycle, const Span& piece, std::int64_t n, std::int64_t from,
              std::int64_t to) {
  Span asked;
  const Span slot = narrow(static_cast<int128>(cycle) * n + to, static_cast<int128>(cycle) * n + to + 1, n);
  if (!intersect(slot, piece, asked)) return;
  shifted(e, node, asked, Rational::make(to - from, n), [&](const Span& q) { e.eval(*node.args[1], q); });
}

template <bool permuted>
void evalRearrange(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostParts) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      const std::int64_t* order = permuted ? permutation(e, n, cycle) : nullptr;
      for (std::int64_t k = 0; k < n && e.spend(node, 1); k++) {
        const double r = permuted ? 0 : randAt(cycle * n + k, cycle * n + k + 1, n, node.seed);
        movePart(e, node, cycle, piece, n, permuted ? order[k] : static_cast<std::int64_t>(r * static_cast<double>(n)),
                 k);
      }
      return !e.stopped();
    });
  });
}

void evalRandrun(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostParts) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      if (!e.spend(node, static_cast<std::uint64_t>(n))) return false;
      const std::int64_t* order = permutation(e, n, cycle);
      for (std::int64_t k = 0; k < n; k++) {
        pushClipped(e, narrow(static_cast<int128>(cycle) * n + k, static_cast<int128>(cycle) * n + k + 1, n), piece,
                    Value::ofInt(order[k]));
      }
      return true;
    });
  });
}

Value seedOfTime(const Value& t) {
  if (!t.isNumeric()) return drop;
  if (t.kind != Value::Kind::integer && t.kind != Value::Kind::rational) return Value::ofInt(timeToSeed(t.asDouble()));
  const Rational r = t.asRational();
  return Value::ofInt(timeToSeed(r.num, r.den));
}
Value nextSeed(const Value& seed) { return seed.isNumeric() ? Value::ofInt(xorwise(seed.asInt())) : drop; }
Value randOfSeed(const Value& seed) { return seed.isNumeric() ? Value::ofNumber(seedToRand(seed.asInt())) : drop; }
Value randOfTime(const Value& t) { return randOfSeed(seedOfTime(t)); }

template <Value (*f)(const Value&)>
void evalEach(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [](const Event& event) { return f(event.value); });
}
template <Value (*f)(const Value&)>
Value scalarEach(Evaluation& e, const Node& node) {
  return f(e.scalar(*node.args[0]));
}
template <Value (*f)(const Value&)>
constexpr Primitive each(const char* name, const char* type, const char* doc, const char* example) {
  return {name, name, type, 1, fieldNone, evalEach<f>, doc, example, traitValuewise, scalarEach<f>};
}

constexpr Primitive table[] = {
    {"degradeBy", "degradeBy", "Pattern Number -> Pattern a -> Pattern a", 2, fieldNone, evalDegradeBy<true>,
     "Drops events with a probability.", "degradeBy 0.3 \"bd*8\""},
    {"unDegradeBy", "unDegradeBy", "Pattern Number -> Pattern a -> Pattern a", 2, fieldNone, evalDegradeBy<false>,
     "The events that `degradeBy` drops.", "unDegradeBy 0.3 \"bd*8\""},
    {"degradeWith", "degradeWith", "Pattern Number -> Pattern a -> Pattern Number -> Pattern a", 3, fieldNone,
     evalDegradeWith, "Drops the events where the third pattern is not above the first.",
     "degradeWith 0.3 \"bd*8\" rand"},
    {"brandBy", "brandBy", "Pattern Number -> Pattern Bool", 1, fieldNone, evalBrandBy,
     "Random booleans, true with a probability.", "segment 8 (brandBy 0.3)", traitContinuous | traitUnsteady},
    {"irand", "irand", "(Num a, Enum a) => Pattern Int -> Pattern a", 1, fieldNone, evalIrand,
     "Random whole numbers from 0 up to (not including) n.", "segment 4 (irand 8)", traitContinuous | traitUnsteady},
    {"chooseBy", "chooseBy", "Pattern Number -> [Pattern a] -> Pattern a", variadic, fieldNone, evalChooseBy,
     "An element of a list, by a number from 0 to 1.", "chooseBy \"0 0.5\" [1, 2, 3]", traitValuewise},
    {"wchooseBy", "wchooseBy", "Pattern Number -> [(Pattern a, Number)] -> Pattern a", variadic, fieldValues,
     evalWchooseBy, "An element of a weighted list, by a number from 0 to 1.", "wchooseBy \"0 0.5\" [(1, 3), (2, 1)]",
     traitValuewise},
    {"fit", "fit", "Pattern Int -> [Pattern a] -> Pattern Int -> Pattern a", variadic, fieldNone, evalFit,
     "Elements of a list by index, n further on each cycle.", "fit 3 [\"bd\", \"sn\", \"cp\", \"hh\"] \"0 1 2\""},
    {"swap", "swap", "[(Pattern a, Pattern b)] -> Pattern a -> Pattern b", variadic, fieldNone, evalSwap,
     "Replaces values by a list of pairs; others are dropped.", "swap [(\"a\", 1), (\"b\", 2)] \"a b\""},
    {"randomChoice", "randomChoice", "[Pattern a] -> Pattern a", variadic, fieldNone, evalRandomChoice,
     "One of the patterns each cycle, by chance: mini-notation's `[a | b]`.", "randomChoice [\"bd*2\", \"sn*3\"]"},
    {"randcat", "randcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalRandcat,
     "Plays one of the patterns each cycle, by chance.", "randcat [\"bd*2\", \"sn\", \"hh*3\"]"},
    {"wrandcat", "wrandcat", "[(Pattern a, Number)] -> Pattern a", variadic, fieldValues, evalWrandcat,
     "Plays one of the patterns each cycle, by chance and weight.", "wrandcat [(\"bd*2\", 3), (\"sn\", 1)]"},
    {"shuffle", "shuffle", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalRearrange<true>,
     "Cuts each cycle into n parts and plays each once, in random order.", "shuffle 4 \"bd sn cp hh\""},
    {"scramble", "scramble", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalRearrange<false>,
     "Cuts each cycle into n parts and plays n of them, chosen at random.", "scramble 4 \"bd sn cp hh\""},
    {"randrun", "randrun", "Pattern Int -> Pattern Int", 1, fieldNone, evalRandrun,
     "The numbers from 0 up to (not including) n in random order, a new one each cycle.", "randrun 4"},
    each<randOfTime>("timeToRand", "Pattern Time -> Pattern Number",
                     "The random number that `rand` has at a time: each time's own, for ever.", "timeToRand \"0 0.5\""),
    each<seedOfTime>("timeToIntSeed", "Pattern Time -> Pattern Int",
                     "The seed of the random numbers at a time, for `intSeedToRand` and `xorwise`.",
                     "timeToIntSeed \"0 0.5\""),
    each<randOfSeed>("intSeedToRand", "Pattern Int -> Pattern Number", "The random number of a seed.",
                     "intSeedToRand $ timeToIntSeed \"0 0.5\""),
    each<nextSeed>("xorwise", "Pattern Int -> Pattern Int", "The seed that follows a seed.",
                   "intSeedToRand $ xorwise $ timeToIntSeed \"0 0.5\""),
};

}  // namespace

std::span<const Primitive> randomPrimitives() { return table; }

}  // namespace hocket::pattern
