// Time: faster, later, backwards, zoomed.
#include "native/pattern/combinators.h"
#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

const Node& last(const Node& node) { return *node.args[node.args.size() - 1]; }

void evalFast(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span,
           [&](Rational r, const Span& s) { faster(e, node, s, r, [&](const Span& q) { e.eval(last(node), q); }); });
}

void evalSlow(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational r, const Span& s) {
    if (r.num != 0) faster(e, node, s, Rational{1, 1} / r, [&](const Span& q) { e.eval(last(node), q); });
  });
}

void evalEarly(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span,
           [&](Rational t, const Span& s) { shifted(e, node, s, -t, [&](const Span& q) { e.eval(last(node), q); }); });
}

void evalLate(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span,
           [&](Rational t, const Span& s) { shifted(e, node, s, t, [&](const Span& q) { e.eval(last(node), q); }); });
}

/// Tidal's rotL (-1) and rotR (1).
template <int direction>
void evalRotate(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    shifted(e, node, s, t * Rational{direction, 1}, [&](const Span& q) { e.eval(last(node), q); });
  });
}

void evalRev(Evaluation& e, const Node& node, const Span& span) {
  reversed(e, node, span, [&](const Span& q) { e.eval(last(node), q); });
}

void compressed(Evaluation& e, const Node& node, const Span& span, Rational begin, Rational end, const Node& child) {
  const Rational zero{0, 1}, one{1, 1};
  if (begin < zero || one < end || !(begin < end)) return;
  const Span slot = Span::of(begin, end);
  if (!slot.valid()) return e.overflow(node);
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    inSlot(e, node, cycle, piece, slot.begin, slot.end - slot.begin, slot.den,
           [&](const Span& q) { e.eval(child, q); });
    return e.spend(node, 1);
  });
}

void evalFastGap(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational r, const Span& s) {
    if (r.isZero()) return;
    const Rational one{1, 1};
    compressed(e, node, s, Rational{0, 1}, r < one ? one : one / r, last(node));
  });
}

void evalCompress(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational b, const Span& s) {
    withTime(e, node, *node.args[1], s,
             [&](Rational end, const Span& q) { compressed(e, node, q, b, end, last(node)); });
  });
}

void evalZoom(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational b, const Span& s) {
    withPlainTime(e, node, *node.args[1], s, [&](Rational end, const Span& q) {
      zoomed(e, node, q, b, end, [&](const Span& z) { e.eval(last(node), z); });
    });
  });
}

void evalLinger(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    if (t.isZero()) return;
    const Rational one{1, 1}, zero{0, 1};
    const bool atEnd = t.num < 0;
    const auto lingering = [&](const Span& piece) {
      faster(e, node, piece, one / t, [&](const Span& q) {
        zoomed(e, node, q, atEnd ? one + t : zero, atEnd ? one : t, [&](const Span& z) { e.eval(last(node), z); });
      });
    };
    // More than a cycle of each cycle: what is found reaches beyond the cycle, as far as was asked.
    forEachCycle(s, [&](std::int64_t, const Span& piece) {
      lingering(piece);
      return e.spend(node, 1);
    });
  });
}

void evalTrunc(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    const Rational one{1, 1};
    if (t.num <= 0 || one < t) return;
    const Span slot = Span::of(Rational{0, 1}, t);
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      inSlot(e, node, cycle, piece, slot.begin, slot.end - slot.begin, slot.den, [&](const Span& q) {
        zoomed(e, node, q, Rational{0, 1}, t, [&](const Span& z) { e.eval(last(node), z); });
      });
      return e.spend(node, 1);
    });
  });
}

/// times: the length of each slot.
void evalSpaceOut(Evaluation& e, const Node& node, const Span& span) {
  if (!e.spendLooking(node, node.times.size())) return;
  Rational total{0, 1};
  for (const Rational t : node.times) total = total + t;
  if (!total.valid() || total.isZero()) return;
  faster(e, node, span, Rational{1, 1} / total, [&](const Span& q) {
    Rational begin{0, 1};
    for (const Rational t : node.times) {
      compressed(e, node, q, begin / total, (begin + t) / total, last(node));
      begin = begin + t;
    }
  });
}

void evalSlowBy(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    if (!t.isZero()) faster(e, node, s, Rational{1, 1} / t, [&](const Span& q) { e.eval(last(node), q); });
  });
}

void evalLateBy(Evaluation& e, const Node& node, const Span& span) {
  withPlainTime(e, node, *node.args[0], span, [&](Rational t, const Span& s) {
    shifted(e, node, s, t, [&](const Span& q) { e.eval(last(node), q); });
  });
}

constexpr Primitive table[] = {
    {"fast", "fast", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFast,
     "Speeds a pattern up; a negative factor plays it backwards.", "fast 2 \"bd sn\""},
    {"density", "fast", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFast, "The old name of `fast`.",
     "density 2 \"bd sn\""},
    {"slow", "slow", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalSlow, "Slows a pattern down.",
     "slow 2 \"bd sn\""},
    {"sparsity", "slow", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalSlow, "The old name of `slow`.",
     "sparsity 2 \"bd sn\""},
    {"spaceOut", "spaceOut", "[Time] -> Pattern a -> Pattern a", 1, fieldTimes, evalSpaceOut,
     "Plays a cycle in each of the slots of given lengths.", "spaceOut [1, 0.5, 0.5] \"bd sn\""},
    {"slowBy", "slowBy", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalSlowBy,
     "`slow` by a number: a continuous pattern stays whole from cycle to cycle.", "segment 4 $ slowBy 4 saw"},
    {"lateBy", "lateBy", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalLateBy,
     "`~>` by a number: a continuous pattern stays whole from cycle to cycle.", "segment 4 $ lateBy 0.25 saw"},
    {"<~", "early", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalEarly,
     "Moves a pattern earlier, in cycles.", "0.25 <~ \"bd sn cp hh\""},
    {"early", "early", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalEarly,
     "Moves a pattern earlier, in cycles: `<~` by name.", "early 0.25 \"bd sn cp hh\""},
    {"rotL", "rotL", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalRotate<-1>,
     "Moves a pattern earlier, in cycles.", "rotL 0.25 \"bd sn cp hh\""},
    {"~>", "late", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalLate,
     "Moves a pattern later, in cycles.", "0.25 ~> \"bd sn cp hh\""},
    {"late", "late", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalLate,
     "Moves a pattern later, in cycles: `~>` by name.", "late 0.25 \"bd sn cp hh\""},
    {"rotR", "rotR", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalRotate<1>,
     "Moves a pattern later, in cycles.", "rotR 0.25 \"bd sn cp hh\""},
    {"rev", "rev", "Pattern a -> Pattern a", 1, fieldNone, evalRev, "Plays each cycle backwards.",
     "rev \"bd sn cp hh\""},
    {"fastGap", "fastGap", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFastGap,
     "Squeezes each cycle into its first part and leaves a gap.", "fastGap 2 \"bd sn\""},
    {"densityGap", "fastGap", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFastGap,
     "The old name of `fastGap`.", "densityGap 2 \"bd sn\""},
    {"compress", "compress", "(Pattern Time, Pattern Time) -> Pattern a -> Pattern a", 3, fieldNone, evalCompress,
     "Squeezes each cycle into a span of the cycle.", "compress (0.25, 0.75) \"bd sn\""},
    {"compressPat", "compress", "Pattern Time -> Pattern Time -> Pattern a -> Pattern a", 3, fieldNone, evalCompress,
     "`compress`, with begin and end apart.", "compressPat 0.25 \"<0.5 1>\" \"bd sn\""},
    {"zoom", "zoom", "(Pattern Time, Pattern Time) -> Pattern a -> Pattern a", 3, fieldNone, evalZoom,
     "Plays only a span of each cycle, stretched to the whole cycle.", "zoom (0.25, 0.75) \"bd sn cp hh\"",
     traitStrays},
    {"zoomArc", "zoom", "(Pattern Time, Pattern Time) -> Pattern a -> Pattern a", 3, fieldNone, evalZoom,
     "The same as `zoom`.", "zoomArc (0.25, 0.75) \"bd sn cp hh\"", traitStrays},
    {"zoomPat", "zoom", "Pattern Time -> Pattern Time -> Pattern a -> Pattern a", 3, fieldNone, evalZoom,
     "`zoom`, with begin and end apart.", "zoomPat \"<0 0.25>\" 0.75 \"bd sn cp hh\"", traitStrays},
    {"linger", "linger", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalLinger,
     "Repeats the first fraction of each cycle; a negative one repeats the last.", "linger 0.25 \"bd sn cp hh\"",
     traitStrays},
    {"trunc", "trunc", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalTrunc,
     "Plays the first fraction of each cycle only.", "trunc 0.75 \"bd sn cp hh\"", traitStrays},
};

}  // namespace

std::span<const Primitive> timePrimitives() { return table; }

}  // namespace hocket::pattern
