// Repeating: events within their time, cycles, parts of cycles.
#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

const Node& last(const Node& node) { return *node.args[node.args.size() - 1]; }

/// Cuts the event into `count` equal ones.
void plyEvent(Evaluation& e, const Node& node, const Event& outer, std::int64_t count) {
  Event event = outer;
  if (!e.spend(node, static_cast<std::uint64_t>(count))) return;
  const std::int64_t length = outer.wholeEnd - outer.wholeBegin;
  std::int64_t den, begin, partBegin, partEnd, end;
  if (__builtin_mul_overflow(outer.den, count, &den) || __builtin_mul_overflow(outer.wholeBegin, count, &begin) ||
      __builtin_mul_overflow(outer.wholeEnd, count, &end) ||
      __builtin_mul_overflow(outer.partBegin, count, &partBegin) ||
      __builtin_mul_overflow(outer.partEnd, count, &partEnd)) {
    return e.overflow(node);
  }
  for (std::int64_t k = 0; k < count; k++) {
    event.wholeBegin = begin + k * length;
    event.wholeEnd = event.wholeBegin + length;
    event.den = den;
    event.partBegin = event.wholeBegin > partBegin ? event.wholeBegin : partBegin;
    event.partEnd = event.wholeEnd < partEnd ? event.wholeEnd : partEnd;
    const bool zeroWidth = partBegin == partEnd;
    if (event.partBegin < event.partEnd || (zeroWidth && event.partBegin == partBegin && partBegin < event.wholeEnd)) {
      if (!outer.discrete) event.setPart(event.partBegin, event.partEnd);
      e.out.push() = event;
    }
  }
}

void evalPly(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational rate, const Span& s) {
    if (rate.isZero()) return;
    forEachEvent(
        e, node, [&] { e.eval(last(node), s); },
        [&](const Event& outer) {
          if (rate.den == 1 && rate.num > 0) return plyEvent(e, node, outer, rate.num);
          focused(e, node, outer, [&](const Span& q) {
            faster(e, node, q, rate, [&](const Span& f) {
              forEachCycle(f, [&](std::int64_t cycle, const Span& piece) {
                pushClipped(e, Span::cycle(cycle), piece, outer.value);
                return e.spend(node, 1);
              });
            });
          });
        });
  });
}

template <int direction>
void evalIter(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    alternating(e, node, s, n, [&](std::int64_t i, const Span& q) {
      shifted(e, node, q, Rational::make(direction * i, n), [&](const Span& z) { e.eval(last(node), z); });
    });
  });
}

void evalRepeatCycles(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    alternating(e, node, s, n, [&](std::int64_t, const Span& q) { e.eval(last(node), q); });
  });
}

void evalLoopFirst(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    shifted(e, node, piece, Rational{cycle, 1}, [&](const Span& q) { e.eval(last(node), q); });
    return e.spend(node, 1);
  });
}

template <bool slower>
void evalFastSqueeze(Evaluation& e, const Node& node, const Span& span) {
  const Node& rates = *node.args[0];
  forEachEvent(
      e, node, [&] { e.eval(rates, span); },
      [&](const Event& outer) {
        Rational rate = outer.value.asRational();
        if (!rate.valid() || rate.isZero()) return;
        if (slower) rate = Rational{1, 1} / rate;
        focused(e, node, outer,
                [&](const Span& q) { faster(e, node, q, rate, [&](const Span& f) { e.eval(last(node), f); }); });
      });
}

void evalStutter(Evaluation& e, const Node& node, const Span& span) {
  const Node& count = *node.args[0];
  const auto copies = [&](std::int64_t n, const Span& s) {
    withPlainTime(e, node, *node.args[1], s, [&](Rational t, const Span& q) {
      for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
        shifted(e, node, q, t * Rational{i, 1}, [&](const Span& z) { e.eval(last(node), z); });
      }
    });
  };
  if (count.constant && count.context == 0) return copies(e.scalar(count).asInt(), span);
  withInt(e, node, count, span, copies);
}

constexpr Primitive table[] = {
    {"ply", "ply", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalPly,
     "Repeats each event within its own time.", "ply 2 \"bd sn\""},
    {"iter", "iter", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalIter<-1>,
     "Begins one n-th of the cycle further on each time.", "iter 4 \"bd sn cp hh\""},
    {"iter'", "iterBack", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalIter<1>,
     "`iter` in the other direction.", "iter' 4 \"bd sn cp hh\""},
    {"iterBack", "iterBack", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalIter<1>,
     "`iter` in the other direction.", "iterBack 4 \"bd sn cp hh\""},
    {"repeatCycles", "repeatCycles", "Pattern Int -> Pattern a -> Pattern a", 2, fieldNone, evalRepeatCycles,
     "Plays each cycle n times.", "repeatCycles 2 \"<bd sn>\""},
    {"loopFirst", "loopFirst", "Pattern a -> Pattern a", 1, fieldNone, evalLoopFirst,
     "Plays the first cycle ever, again and again.", "loopFirst \"<bd sn cp>\""},
    {"fastSqueeze", "fastSqueeze", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFastSqueeze<false>,
     "`fast`, with a cycle of the result squeezed into each factor's time.", "fastSqueeze \"1 2\" \"bd sn\""},
    {"slowSqueeze", "slowSqueeze", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalFastSqueeze<true>,
     "`slow`, with a cycle of the result squeezed into each factor's time.", "slowSqueeze \"1 2\" \"bd sn\""},
    {"stutter", "stutter", "Pattern Int -> Pattern Time -> Pattern a -> Pattern a", 3, fieldNone, evalStutter,
     "n copies, each later by a time than the one before.", "stutter 4 0.125 \"bd\""},
};

}  // namespace

std::span<const Primitive> repeatPrimitives() { return table; }

}  // namespace hocket::pattern
