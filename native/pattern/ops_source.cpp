// Where events come from: atoms, sequences, alternations, stacks, enumerations.
#include <cmath>

#include "native/pattern/combinators.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

void pushCycles(Evaluation& e, const Node& node, const Span& span, const Value& value, ContextId context) {
  if (value.kind == Value::Kind::none || span.begin > span.end) return;
  const std::int64_t first = floorDiv(span.begin, span.den);
  const std::int64_t last = span.begin == span.end ? first : ceilDiv(span.end, span.den) - 1;
  if (!e.spend(node, static_cast<std::uint64_t>(last - first) + 1)) return;
  for (std::int64_t c = first; c <= last; c++) {
    Event& event = e.out.push();
    event.wholeBegin = c * span.den;
    event.wholeEnd = event.wholeBegin + span.den;
    event.partBegin = c == first ? span.begin : event.wholeBegin;
    event.partEnd = c == last ? span.end : event.wholeEnd;
    event.den = span.den;
    event.value = value;
    event.context = context;
    event.discrete = true;
  }
}

void evalSilence(Evaluation&, const Node&, const Span&) {}

Value scalarPure(Evaluation&, const Node& node) { return node.value; }
Value scalarVar(Evaluation& e, const Node& node) { return e.bindings[node.param]; }

/// The steps of one cycle that lie in `piece`.
void evalSteps(Evaluation& e, const Node& node, std::int64_t cycle, const Span& piece) {
  const std::int64_t d = node.steps.den;
  const std::int64_t g =
      piece.den == 1
          ? 1
          : static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(d), static_cast<std::uint64_t>(piece.den)));
  const std::int64_t up = piece.den / g, down = d / g;  // bounds * up and piece * down share a denominator
  const Span s = narrow(static_cast<int128>(piece.begin) * down, static_cast<int128>(piece.end) * down,
                        static_cast<int128>(d) * up);
  std::int64_t base;
  if (!s.valid() || s.den != d * up || __builtin_mul_overflow(cycle, s.den, &base)) return e.overflow(node);
  const auto& bounds = node.steps.bounds;
  const std::int64_t from = s.begin - base, to = s.end - base;
  std::size_t k = 0;
  if (from > 0) {
    const std::int64_t at = from / up;
    std::size_t high = bounds.size() - 1;
    while (high - k > 1) {  // the last step that begins at or before `from`
      const std::size_t mid = (k + high) / 2;
      (bounds[mid] <= at ? k : high) = mid;
    }
  }
  for (; k + 1 < bounds.size(); k++) {
    const std::int64_t b = bounds[k] * up, end = bounds[k + 1] * up;
    if (b >= to && !(b == from && from == to)) break;
    const Node& child = *node.args[k];
    if (child.silent || b == end) continue;
    if (!child.constant) {
      inSlot(e, node, cycle, piece, bounds[k], bounds[k + 1] - bounds[k], d, [&](const Span& q) { e.eval(child, q); });
      continue;
    }
    if (!e.spend(node, 1)) return;
    Event& event = e.out.push();
    event.wholeBegin = base + b;
    event.wholeEnd = base + end;
    event.partBegin = from > b ? s.begin : event.wholeBegin;
    event.partEnd = to < end ? s.end : event.wholeEnd;
    event.den = s.den;
    event.value = child.value;
    event.context = child.context;
    event.discrete = true;
  }
}

void evalStack(Evaluation& e, const Node& node, const Span& span) {
  for (const Node* child : node.args) e.eval(*child, span);
}

void evalFastRange(Evaluation& e, const Node& node, const Span& span, std::int64_t count, const Value& first,
                   std::int64_t step) {
  if (count <= 0) return;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, static_cast<std::uint64_t>(count))) return false;
    for (std::int64_t i = 0; i < count; i++) {
      Value v = first;
      if (v.kind == Value::Kind::integer)
        v.integer += i * step;
      else if (v.kind == Value::Kind::rational)
        v = Value::ofRational(v.asRational() + Rational{i * step, 1});
      else
        v.number += static_cast<double>(i * step);
      pushClipped(e, narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count),
                  piece, v);
    }
    return true;
  });
}

/// How many numbers Haskell's [from .. to] has.
std::int64_t enumCount(const Value& from, const Value& to) {
  const double steps = to.asDouble() - from.asDouble();
  const bool exact = from.kind == Value::Kind::integer;
  if (!(std::abs(steps) < 1e12)) return 0;
  return static_cast<std::int64_t>(std::floor(exact ? steps : steps + 0.5)) + 1;
}

Value zeroOf(const Value& like) {
  switch (like.kind) {
    case Value::Kind::integer:
      return Value::ofInt(0);
    case Value::Kind::note:
      return Value::ofNote(0);
    case Value::Kind::rational:
      return Value::ofRational({0, 1});
    default:
      return Value::ofNumber(0);
  }
}

void runTo(Evaluation& e, const Node& node, const Value& n, const Span& span) {
  if (!n.isNumeric()) return;
  const Value zero = zeroOf(n);
  Value last = n;
  if (last.kind == Value::Kind::integer)
    last.integer -= 1;
  else
    last = Value::ofNumber(n.asDouble() - 1);
  evalFastRange(e, node, span, enumCount(zero, last), zero, 1);
}

void evalRun(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& n, const Span& s) { runTo(e, node, n, s); });
}

void evalScan(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& n, const Span& s) {
    if (!n.isNumeric()) return;
    const std::int64_t count = n.kind == Value::Kind::integer ? n.integer : Value::ofNumber(n.asDouble() + 0.5).asInt();
    alternating(e, node, s, count,
                [&](std::int64_t i, const Span& q) { evalFastRange(e, node, q, i + 1, zeroOf(n), 1); });
  });
}

/// Mini-notation's `a .. b`: numbers count up or down, other things are just the two.
void enumerate(Evaluation& e, const Node& node, const Value& a, const Value& b, const Span& span) {
  using Kind = Value::Kind;
  const bool letters = !node.ints.empty() && node.ints[0] == 1;
  if (a.isNumeric() && b.isNumeric()) {
    const bool down = a.asDouble() > b.asDouble();
    const std::int64_t count = down ? enumCount(b, a) : enumCount(a, b);
    Value first = a;
    if (down && a.kind != Kind::integer) {  // Haskell counts from the lower one, and reverses
      first = b;
      if (first.kind == Kind::rational)
        first = Value::ofRational(first.asRational() + Rational{count - 1, 1});
      else
        first.number += static_cast<double>(count - 1);
    }
    return evalFastRange(e, node, span, count, first, down ? -1 : 1);
  }
  if (letters && a.kind == Kind::string && b.kind == Kind::string) {
    const std::string_view x = e.strings->view(a.string), y = e.strings->view(b.string);
    if (x.size() != 1 || y.size() != 1) return;
    const int step = x[0] > y[0] ? -1 : 1, count = std::abs(x[0] - y[0]) + 1;
    forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
      for (int i = 0; i < count && e.spend(node, 1); i++) {
        const char letter = static_cast<char>(x[0] + i * step);
        pushClipped(e,
                    narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count),
                    piece, Value::ofString(e.strings->intern({&letter, 1})));
      }
      return !e.stopped();
    });
    return;
  }
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    pushClipped(e, narrow(static_cast<int128>(cycle) * 2, static_cast<int128>(cycle) * 2 + 1, 2), piece, a);
    pushClipped(e, narrow(static_cast<int128>(cycle) * 2 + 1, static_cast<int128>(cycle) * 2 + 2, 2), piece, b);
    return e.spend(node, 2);
  });
}

void evalEnumFromTo(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& a, const Span& s) {
    mixParam(e, node, *node.args[1], s, [&](const Value& b, const Span& q) { enumerate(e, node, a, b, q); });
  });
}

void evalCycle(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    pushClipped(e, Span::cycle(cycle), piece, Value::ofInt(cycle));
    return e.spend(node, 1);
  });
}

Value inputValue(Evaluation& e, const Node& node) {
  const auto found = e.inputs.find(node.name);
  return found == e.inputs.end() ? node.value : found->second;
}

/// What has not been sampled yet is 0: a bus is a number at all times.
Value busValue(Evaluation& e, const Node& node) {
  const auto found = e.inputs.find(node.name);
  return found == e.inputs.end() ? Value::ofNumber(0) : found->second;
}

constexpr Primitive table[] = {
    {"silence", "silence", "Pattern a", 0, fieldNone, evalSilence, "No events at all.", "silence"},
    {"pure", "pure", "a -> Pattern a", 0, fieldValue, evalScalar, "The same value once a cycle, for ever.", "pure 1",
     traitNone, scalarPure},
    {"", "var", "", 0, fieldParam, evalScalar, "The value that a binding op has bound.", "", traitNone, scalarVar},
    {"", "input", "", 0, fieldName, evalScalar,
     "A value set from outside while playing; without a default nothing until it is set.", "", traitUnsteady,
     inputValue},
    {"input", "input", "String -> a -> Pattern a", 0, fieldName | fieldValue, evalScalar,
     "A value set from outside while playing, by name; until then the given one.", "input \"fader\" 0.5", traitUnsteady,
     inputValue},
    {"", "bus", "", 0, fieldName, evalScalar,
     "The value of a bus, the same during each query: a number that moves from one query to the next.", "", traitNone,
     busValue},
    {"fastcat", "fastcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalSequence,
     "Plays one cycle of each pattern in turn, all within one cycle.", "fastcat [\"bd*2\", \"sn\", \"hh*3\"]"},
    {"fastCat", "fastcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalSequence, "The same as `fastcat`.",
     "fastCat [\"bd\", \"sn\"]"},
    {"timecat", "timecat", "[(Time, Pattern a)] -> Pattern a", variadic, fieldTimes, evalSequence,
     "Like `fastcat`, with a weight for the length of each pattern.", "timecat [(3, \"bd*4\"), (1, \"sn\")]"},
    {"timeCat", "timecat", "[(Time, Pattern a)] -> Pattern a", variadic, fieldTimes, evalSequence,
     "The same as `timecat`.", "timeCat [(1, \"bd\"), (2, \"sn\")]"},
    {"slowcat", "slowcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalSlowcat,
     "Plays one cycle of each pattern in turn, a cycle each; no cycle of any is skipped.",
     "slowcat [\"bd*2\", \"sn\"]"},
    {"cat", "slowcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalSlowcat, "The same as `slowcat`.",
     "cat [\"bd*2\", \"sn\"]"},
    {"slowCat", "slowcat", "[Pattern a] -> Pattern a", variadic, fieldNone, evalSlowcat, "The same as `slowcat`.",
     "slowCat [\"bd\", \"sn\"]"},
    {"stack", "stack", "[Pattern a] -> Pattern a", variadic, fieldNone, evalStack, "All the patterns at once.",
     "stack [\"bd*2\", \"hh*8\"]"},
    {"run", "run", "(Num a, Enum a) => Pattern a -> Pattern a", 1, fieldNone, evalRun,
     "The numbers from 0 up to (not including) n, in one cycle.", "run 4"},
    {"scan", "scan", "(Num a, Enum a) => Pattern a -> Pattern a", 1, fieldNone, evalScan,
     "`run 1`, then `run 2`, and so on up to `run n`, a cycle each.", "scan 3"},
    {"enumFromTo", "enumFromTo", "Pattern a -> Pattern a -> Pattern a", 2, fieldNone, evalEnumFromTo,
     "Counts from one number to another within a cycle: mini-notation's `a .. b`.", "enumFromTo 0 3"},
    {"cycle", "cycle", "Pattern Int", 0, fieldNone, evalCycle, "The number of each cycle.", "cycle"},
};

}  // namespace

void evalScalar(Evaluation& e, const Node& node, const Span& span) {
  pushCycles(e, node, span, e.scalar(node), node.context);
}

void evalSequence(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    evalSteps(e, node, cycle, piece);
    return !e.stopped();
  });
}

void evalSlowcat(Evaluation& e, const Node& node, const Span& span) {
  const auto count = static_cast<std::int64_t>(node.args.size());
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    const std::int64_t index = floorMod(cycle, count);
    const Node& child = *node.args[static_cast<std::size_t>(index)];
    if (child.constant)
      pushCycles(e, node, piece, child.value, child.context);
    else
      shifted(e, node, piece, Rational{cycle - (cycle - index) / count, 1}, [&](const Span& s) { e.eval(child, s); });
    return true;
  });
}

std::span<const Primitive> sourcePrimitives() { return table; }

}  // namespace hocket::pattern
