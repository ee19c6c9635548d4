// Pieces of music: patterns that play from one cycle to another.
#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

/// args: begin, end, pattern. Events outside of them, in absolute time, are never asked for.
void evalPlayFor(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational begin, const Span& s) {
    withPlainTime(e, node, *node.args[1], s, [&](Rational end, const Span& q) {
      Span asked;
      if (intersect(Span::of(begin, end), q, asked)) e.eval(*node.args[2], asked);
    });
  });
}

/// times: begin and end of each pattern, in cycles; each plays from its own first cycle.
void sections(Evaluation& e, const Node& node, const Span& span) {
  if (!e.spendLooking(node, node.times.size())) return;
  for (std::size_t i = 0; i < node.args.size() && 2 * i + 1 < node.times.size(); i++) {
    const Rational begin = node.times[2 * i];
    Span asked;
    if (!intersect(Span::of(begin, node.times[2 * i + 1]), span, asked)) continue;
    shifted(e, node, asked, Rational{begin.floor(), 1}, [&](const Span& q) { e.eval(*node.args[i], q); });
  }
}

void evalSeqP(Evaluation& e, const Node& node, const Span& span) { sections(e, node, span); }

/// From the earliest begin to the latest end, again and again.
void evalSeqPLoop(Evaluation& e, const Node& node, const Span& span) {
  if (node.times.size() < 2) return;
  Rational begin = node.times[0], end = node.times[1];
  for (std::size_t i = 2; i + 1 < node.times.size(); i += 2) {
    if (node.times[i] < begin) begin = node.times[i];
    if (end < node.times[i + 1]) end = node.times[i + 1];
  }
  const Rational length = end - begin;
  if (!length.valid() || length.num <= 0) return;
  const auto loop = [&](const Span& rounds) {
    forEachCycle(rounds, [&](std::int64_t round, const Span& piece) {
      shifted(e, node, piece, Rational{round, 1}, [&](const Span& q) {
        faster(e, node, q, length,
               [&](const Span& s) { shifted(e, node, s, -begin, [&](const Span& at) { sections(e, node, at); }); });
      });
      return e.spend(node, 1);
    });
  };
  forEachCycle(span, [&](std::int64_t, const Span& piece) {
    faster(e, node, piece, Rational{1, 1} / length, loop);
    return !e.stopped();
  });
}

constexpr Primitive table[] = {
    {"seqP", "seqP", "[(Time, Time, Pattern a)] -> Pattern a", variadic, fieldTimes, evalSeqP,
     "Patterns, each from one cycle to another.", "seqP [(0, 2, \"bd*2\"), (1, 3, \"hh*4\")]"},
    {"seqPLoop", "seqPLoop", "[(Time, Time, Pattern a)] -> Pattern a", variadic, fieldTimes, evalSeqPLoop,
     "`seqP`, again and again.", "seqPLoop [(0, 2, \"bd*2\"), (1, 3, \"hh*4\")]"},
    {"playFor", "playFor", "Pattern Time -> Pattern Time -> Pattern a -> Pattern a", 3, fieldNone, evalPlayFor,
     "Plays from one cycle to another, and is silent otherwise.", "playFor 1 3 \"bd*4\""},
};

}  // namespace

std::span<const Primitive> sectionPrimitives() { return table; }

}  // namespace hocket::pattern
