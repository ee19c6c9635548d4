// Ops that look at all events of a cycle at once.
#include <algorithm>

#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"
#include "native/pattern/random.h"
#include "native/pattern/sort.h"

namespace hocket::pattern {

namespace {

int compareWholes(const Event& a, const Event& b) {
  const int begin = compare(a.wholeBegin, a.den, b.wholeBegin, b.den);
  return begin != 0 ? begin : compare(a.wholeEnd, a.den, b.wholeEnd, b.den);
}

int compareParts(const Event& a, const Event& b) {
  const int begin = compare(a.partBegin, a.den, b.partBegin, b.den);
  return begin != 0 ? begin : compare(a.partEnd, a.den, b.partEnd, b.den);
}

/// As Tidal sorts events: by their atoms' places in the source, then by time, then by value.
int compareEvents(Evaluation& e, const Event& a, const Event& b) {
  constexpr std::size_t most = 8;
  std::uint32_t x[most], y[most];
  const std::size_t n = e.atoms(a, x), m = e.atoms(b, y);
  for (std::size_t i = 0; i < std::min(n, m); i++) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  if (n != m) return n < m ? -1 : 1;
  if (const int c = compareWholes(a, b)) return c;
  if (const int c = compareParts(a, b)) return c;
  return compareValues(a.value, b.value, *e.strings);
}

/// What is continuous has no whole: it may be a piece of more.
bool isFragment(const Event& event) {
  return !event.discrete || event.partBegin != event.wholeBegin || event.partEnd != event.wholeEnd;
}

/// Joins fragments of one event whose parts touch, from index `from` on.
void defragment(Evaluation& e, const Node& node, std::size_t from) {
  for (std::size_t i = from; i < e.out.size(); i++) {
    if (!isFragment(e.out[i])) continue;
    if (!e.spendLooking(node, e.out.size() - i)) return;
    for (std::size_t k = i + 1; k < e.out.size(); k++) {
      Event &a = e.out[i], b = e.out[k];
      if (compareWholes(a, b) != 0 || !equal(a.value, b.value)) continue;
      Span part = b.part();
      if (!unify(a, part)) continue;
      if (a.partEnd != part.begin && part.end != a.partBegin) continue;
      a.partBegin = std::min(a.partBegin, part.begin);
      a.partEnd = std::max(a.partEnd, part.end);
      e.out.erase(k, k + 1);
      break;
    }
  }
}

/// The values of each cycle's events, n places on.
void evalRot(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      const std::size_t from = e.out.size();
      e.eval(*node.args[1], Span::cycle(cycle));
      defragment(e, node, from);
      const std::size_t count = e.out.size() - from;
      if (count == 0) return !e.stopped();
      if (!e.spend(node, 8 * count)) {  // to sort is dear
        e.out.resize(from);
        return false;
      }
      // To the right only as far as there are events.
      const std::int64_t by = n < -static_cast<std::int64_t>(count) ? 0 : n;
      stableSort(e.out.from(from), e.arena, [&](const Event& a, const Event& b) { return compareEvents(e, a, b) < 0; });
      auto* values = e.arena.array<Value>(count);
      for (std::size_t i = 0; i < count; i++) values[i] = e.out[from + i].value;
      std::size_t kept = from;
      for (std::size_t i = 0; i < count; i++) {
        Event event = e.out[from + i];
        event.value = values[wrapIndex(static_cast<std::int64_t>(i) + by, count)];
        if (clipPart(event, piece)) e.out[kept++] = event;
      }
      e.out.resize(kept);
      return true;
    });
  });
}

/// Later events give way to earlier ones.
void serialise(Evaluation& e, std::size_t from) {
  const std::size_t count = e.out.size() - from;
  if (count == 0) return;
  stableSort(e.out.from(from), e.arena, [](const Event& a, const Event& b) { return compareWholes(a, b) < 0; });
  std::size_t kept = from;
  std::int64_t end = 0, den = 0;
  for (std::size_t i = from; i < from + count; i++) {
    Event event = e.out[i];
    if (den != 0 && compare(event.wholeBegin, event.den, end, den) < 0) {
      if (compare(event.wholeEnd, event.den, end, den) <= 0) continue;
      Span limit{end, end, den};
      if (!unify(event, limit)) continue;
      event.wholeBegin = limit.begin;
    }
    end = event.wholeEnd;
    den = event.den;
    if (clipPart(event, event.whole())) e.out[kept++] = event;
  }
  e.out.resize(kept);
}

void evalMono(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  serialise(e, from);
}

/// The first event of the serialised pattern at a moment; false when there is none.
bool eventAt(Evaluation& e, const Node& node, Rational t, Event& event) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], Span::of(t, t));
  serialise(e, from);
  const bool found = e.out.size() > from;
  if (found) event = e.out[from];
  e.out.resize(from);
  return found;
}

/// One value for the span asked for: on the way from the event at its middle to the next one.
void evalSmooth(Evaluation& e, const Node& node, const Span& span) {
  const Rational middle = span.middle();
  Event now, next;
  if (!middle.valid() || !e.spend(node, 1) || !eventAt(e, node, middle, now)) return;
  Value value = now.value;
  const Rational end = Rational::reduce(now.wholeEnd, now.den), begin = Rational::reduce(now.wholeBegin, now.den);
  if (eventAt(e, node, end, next)) {
    const double progress = begin == end ? 0 : ((middle - begin) / (end - begin)).toDouble();
    const Value step =
        arith(e, Arith::multiply, arith(e, Arith::subtract, next.value, now.value), Value::ofNumber(progress));
    value = arith(e, Arith::add, now.value, step);
  }
  if (value.kind == Value::Kind::none) return;
  pushContinuous(e, span, value, now.context);
  e.out[e.out.size() - 1].discrete = true;
}

/// Each cycle stretched so that its events fill it.
void evalStretch(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[0], Span::cycle(cycle));
    Rational begin{0, 1}, end{1, 1};
    for (std::size_t i = from; i < e.out.size(); i++) {
      const Rational b = Rational::reduce(e.out[i].wholeBegin, e.out[i].den),
                     to = Rational::reduce(e.out[i].wholeEnd, e.out[i].den);
      begin = i == from || b < begin ? b : begin;
      end = i == from || end < to ? to : end;
    }
    e.out.resize(from);
    const Rational sam{begin.floor(), 1};
    zoomed(e, node, piece, begin - sam, end - sam, [&](const Span& q) { e.eval(*node.args[0], q); });
    return e.spend(node, 1);
  });
}

/// The borders of n random steps of a cycle, over their sum. Tidal reads the chance for step i > 0 in the middle
/// between i / n and the end of what the step before has read.
std::int64_t randomSteps(std::int64_t n, std::int64_t cycle, std::int64_t* bounds) {
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < n; i++) {
    const std::int64_t at = 2 * n * cycle + n + (i == 0 ? 0 : i + 1);
    const double r = randAt(at, at, 2 * n, 0);
    bounds[i] = sum;
    sum += 1 + std::min<std::int64_t>(2, static_cast<std::int64_t>(r * 3));
  }
  bounds[n] = sum;
  return sum;
}

constexpr std::int64_t mostSteps = 4096;

/// push(index, slot begin, slot end, den) for the random steps of a cycle.
template <class F>
void withRandomSteps(Evaluation& e, const Node& node, std::int64_t n, std::int64_t cycle, F&& push) {
  auto* bounds = e.arena.array<std::int64_t>(static_cast<std::size_t>(n) + 1);
  const std::int64_t den = randomSteps(n, cycle, bounds);
  for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) push(i, bounds[i], bounds[i + 1], den);
}

void evalRandStruct(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostSteps) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      withRandomSteps(e, node, n, cycle, [&](std::int64_t i, std::int64_t b, std::int64_t end, std::int64_t den) {
        pushClipped(e, narrow(static_cast<int128>(cycle) * den + b, static_cast<int128>(cycle) * den + end, den), piece,
                    Value::ofInt(i));
      });
      return !e.stopped();
    });
  });
}

/// A cycle of the pattern in each random step, each step that many n cycles earlier in it. A step is whole, as far as
/// was asked, where the number of steps changes in it.
void evalStripe(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostSteps) return;
    const std::size_t from = e.out.size();
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      // All of a slot where the answer depends on it: what is continuous has one value there.
      Span asked = Span::cycle(cycle);
      if (node.args[1]->steady && !intersect(asked, span, asked)) return true;
      withRandomSteps(e, node, n, cycle, [&](std::int64_t i, std::int64_t b, std::int64_t end, std::int64_t den) {
        Span met;
        if (!intersect(Span{cycle * den + b, cycle * den + end, den}, piece, met)) return;
        inSlot(e, node, cycle, asked, b, end - b, den, [&](const Span& q) {
          shifted(e, node, q, Rational{i * n, 1}, [&](const Span& z) { e.eval(*node.args[1], z); });
        });
      });
      return !e.stopped();
    });
    clipAll(e, from, span);
  });
}

/// Keeps the fragments that begin an event.
void evalOnsets(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [](const Event& event) { return event.hasOnset() ? event.value : Value(); });
}

template <bool discrete>
void evalKind(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [](const Event& event) { return event.discrete == discrete ? event.value : Value(); });
}

void evalSplitQueries(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t, const Span& piece) {
    e.eval(*node.args[0], piece);
    return e.spend(node, 1);
  });
}

/// args: numbers, pattern. In each event of the cycle's n, as many times n cycles ago as its number says.
void evalSubstructBack(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[0], Span::cycle(cycle));
    const auto count = static_cast<std::int64_t>(e.out.size() - from);
    e.out.resize(from);
    forEachEvent(
        e, node, [&] { e.eval(*node.args[0], piece); },
        [&](const Event& outer) {
          if (!outer.discrete || !outer.value.isNumeric()) return;
          const Rational back = Rational{count, 1} * Rational{outer.value.asInt(), 1};
          if (!back.valid()) return e.overflow(node);
          const std::size_t first = e.out.size();
          inPlace(e, node, outer,
                  [&](const Span& q) { shifted(e, node, q, back, [&](const Span& s) { e.eval(*node.args[1], s); }); });
          for (std::size_t i = first; i < e.out.size(); i++)
            e.out[i].context = e.combine(outer.context, e.out[i].context);
        });
    return !e.stopped();
  });
}

constexpr Primitive table[] = {
    {"rot", "rot", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalRot,
     "Moves the values of each cycle to the left by a number of events; the rhythm stays.", "rot 1 \"a b c d\""},
    {"mono", "mono", "Pattern a -> Pattern a", 1, fieldNone, evalMono,
     "One event at a time: later ones are cut where they overlap.", "mono \"[0, 4 5]\"", traitFragments},
    {"smooth", "smooth", "Num a => Pattern a -> Pattern a", 1, fieldNone, evalSmooth,
     "Lines between numbers instead of steps.", "segment 8 $ smooth \"0 1\"", traitUnsteady},
    {"stretch", "stretch", "Pattern a -> Pattern a", 1, fieldNone, evalStretch,
     "Stretches each cycle so that its events fill it.", "stretch \"~ bd sn ~\"", traitStrays},
    {"randStruct", "randStruct", "Pattern Int -> Pattern Int", 1, fieldNone, evalRandStruct,
     "n events of random lengths that fill the cycle.", "randStruct 4"},
    {"stripe", "stripe", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalStripe,
     "Plays the pattern n times a cycle, in random lengths.", "stripe 3 \"bd sn\""},
    {"onsets", "onsets", "Pattern a -> Pattern a", 1, fieldNone, evalOnsets, "The beginnings of events only.",
     "onsets \"bd sn\""},
    {"filterOnsets", "onsets", "Pattern a -> Pattern a", 1, fieldNone, evalOnsets, "The same as `onsets`.",
     "filterOnsets \"bd sn\""},
    {"filterDigital", "events", "Pattern a -> Pattern a", 1, fieldNone, evalKind<true>,
     "Keeps the events that begin and end; what is continuous goes.", "filterDigital $ stack [\"1 2\", saw]"},
    {"filterAnalog", "continuous", "Pattern a -> Pattern a", 1, fieldNone, evalKind<false>,
     "Keeps what is continuous; events that begin and end go.", "segment 2 $ filterAnalog $ stack [\"1 2\", saw]"},
    {"splitQueries", "splitQueries", "Pattern a -> Pattern a", 1, fieldNone, evalSplitQueries,
     "Asks for each cycle by itself: what is continuous is cut at the borders of cycles.", "splitQueries saw",
     traitUnsteady},
    {"substruct'", "substructBack", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalSubstructBack,
     "A cycle of the pattern in each event, as many cycles earlier as its number times the number of events says.",
     "substruct' \"0 1\" \"<a b c> d\"", traitStrays},
};

}  // namespace

std::span<const Primitive> eventPrimitives() { return table; }

}  // namespace hocket::pattern
