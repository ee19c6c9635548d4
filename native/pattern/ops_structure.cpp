// Structure from booleans and steps: struct, mask, segment, masks by time.
#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

const Value drop;

void evalStruct(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [](const Event& event) { return event.value.isTrue() ? event.value : drop; });
  joinLeft(e, node, from, *node.args[1], false, [](const Value&, const Value& v) { return v; });
}

void evalMask(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[1], span);
  joinLeft(e, node, from, *node.args[0], false, [](const Value& v, const Value& on) { return on.isTrue() ? v : drop; });
}

/// Appends the whole steps 1/rate of a cycle long that meet the span.
void pushSteps(Evaluation& e, const Node& node, const Span& span, Rational rate) {
  faster(e, node, span, rate, [&](const Span& q) {
    forEachCycle(q, [&](std::int64_t cycle, const Span& piece) {
      if (!e.spend(node, 1)) return false;
      pushClipped(e, Span::cycle(cycle), piece, Value::ofInt(0));
      return true;
    });
  });
}

void evalSegment(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational rate, const Span& s) {
    const std::size_t from = e.out.size();
    pushSteps(e, node, s, rate);
    joinLeft(e, node, from, *node.args[1], false, [](const Value&, const Value& v) { return v; });
  });
}

/// A whole cycle in each event that is true and ends within its cycle, at its place there. As in Tidal the answer is
/// all of it, beyond the span that was asked for.
void evalSubstruct(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        if (outer.value.isTrue()) inPlace(e, node, outer, [&](const Span& q) { e.eval(*node.args[1], q); });
      });
}

template <bool inside>
void keepWindow(Evaluation& e, std::size_t from, Rational begin, Rational end) {
  mapEvents(e, from, [&](const Event& event) {
    const Rational t = Rational::reduce(floorMod(event.wholeBegin, event.den), event.den);
    return (begin <= t && t < end) == inside ? event.value : drop;
  });
}

/// ints[0]: 1 keeps events that begin inside of the window of each cycle, 0 those outside.
void keepWindow(Evaluation& e, const Node& node, const Span& span, Rational begin, Rational end) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[2], span);
  if (node.ints[0] != 0)
    keepWindow<true>(e, from, begin, end);
  else
    keepWindow<false>(e, from, begin, end);
}

void evalKeepWindow(Evaluation& e, const Node& node, const Span& span) {
  const Node &begin = *node.args[0], &end = *node.args[1];
  if (begin.scalar && end.scalar) {  // plain times, as Tidal has them: they cut nothing at cycle borders
    const Rational b = e.scalar(begin).asRational(), d = e.scalar(end).asRational();
    if (b.valid() && d.valid()) keepWindow(e, node, span, b, d);
    return;
  }
  withTime(e, node, begin, span, [&](Rational b, const Span& s) {
    withTime(e, node, end, s, [&](Rational d, const Span& q) { keepWindow(e, node, q, b, d); });
  });
}

/// Keeps the events, from index `from` on, that begin at times for which the test is true.
template <class F>
void keepBeginning(Evaluation& e, std::size_t from, F&& test) {
  mapEvents(e, from, [&](const Event& event) {
    return test(Rational::reduce(event.wholeBegin, event.den)) ? event.value : drop;
  });
}

/// args: a time of absolute cycles, pattern. Events that begin before it, or from it on.
template <bool before>
void evalKeepTime(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational limit, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    keepBeginning(e, from, [&](Rational t) { return (t < limit) == before; });
  });
}

/// Two patterns squashed into the first `t` of each cycle and the rest.
void evalWedge(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    const Rational zero{0, 1}, one{1, 1};
    if (t.isZero()) return e.eval(*node.args[2], s);
    if (t == one) return e.eval(*node.args[1], s);
    if (t < zero || one < t) {  // neither is squashed, the second one still comes later
      e.eval(*node.args[1], s);
      return shifted(e, node, s, t, [&](const Span& q) { e.eval(*node.args[2], q); });
    }
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      inSlot(e, node, cycle, piece, 0, t.num, t.den, [&](const Span& q) { e.eval(*node.args[1], q); });
      inSlot(e, node, cycle, piece, t.num, t.den - t.num, t.den, [&](const Span& q) { e.eval(*node.args[2], q); });
      return e.spend(node, 1);
    });
  });
}

constexpr Primitive table[] = {
    {"struct", "struct", "Pattern Bool -> Pattern a -> Pattern a", 2, fieldNone, evalStruct,
     "The rhythm of the true values, with the values of the pattern.", "struct \"t ~ t t\" \"bd sn\""},
    {"mask", "mask", "Pattern Bool -> Pattern a -> Pattern a", 2, fieldNone, evalMask,
     "Lets a pattern through while the other one is true.", "mask \"t f\" \"bd*8\""},
    {"segment", "segment", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalSegment,
     "Reads a pattern n times a cycle: turns a continuous one into events.", "segment 4 saw"},
    {"discretise", "segment", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalSegment,
     "The old name of `segment`.", "discretise 4 saw"},
    {"substruct", "substruct", "Pattern Bool -> Pattern a -> Pattern a", 2, fieldNone, evalSubstruct,
     "Plays a whole cycle of a pattern within each true value.", "substruct \"t t\" \"bd sn\"", traitStrays},
    {"wedge", "wedge", "Pattern Time -> Pattern a -> Pattern a -> Pattern a", 3, fieldNone, evalWedge,
     "Squashes two patterns into the first part and the rest of each cycle.", "wedge 0.25 \"bd*4\" \"sn cp\""},
    {"", "keepWindow", "Pattern Time -> Pattern Time -> Pattern a -> Pattern a", 3, fieldInts, evalKeepWindow,
     "Events that begin inside (ints[0] = 1) or outside (0) of a window of each cycle.", ""},
    {"inWindow", "keepWindow", "Int -> Pattern Time -> Pattern Time -> Pattern a -> Pattern a", 3, fieldInts,
     evalKeepWindow, "Events that begin inside (1) or outside (0) of a window of each cycle.",
     "inWindow 1 0 0.5 \"bd*8\""},
    {"fromCycle", "keepFrom", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalKeepTime<false>,
     "Events that begin from a time on, in cycles.", "fromCycle 1 \"bd*2\""},
    {"beforeCycle", "keepBefore", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalKeepTime<true>,
     "Events that begin before a time, in cycles.", "beforeCycle 1 \"bd*2\""},
};

}  // namespace

std::span<const Primitive> structurePrimitives() { return table; }

}  // namespace hocket::pattern
