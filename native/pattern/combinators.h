// The ways in which ops build on each other: parameters that may be patterns, time shifts around an inner query, joins.
// `Inner` is anything that appends events when called with a span.
#pragma once

#include <cmath>

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

/// Calls f(value, part) for each value of a parameter of `node`, as Tidal's innerJoin does: the structure is what f
/// appends.
template <class F>
void withParam(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  if (arg.scalar) {
    const Value v = e.scalar(arg);
    if (v.kind == Value::Kind::none) return;
    const std::size_t from = e.out.size();
    if (node.steady || !arg.cutsCycles()) {
      f(v, span);
    } else {
      forEachCycle(span, [&](std::int64_t, const Span& piece) {
        f(v, piece);
        return e.spend(node, 1);
      });
    }
    if (arg.context != 0) {
      for (std::size_t i = from; i < e.out.size(); i++) e.out[i].context = e.combine(e.out[i].context, arg.context);
    }
    if (node.strays) clipAll(e, from, span);
    return;
  }
  const std::size_t from = e.out.size();
  e.eval(arg, span);
  const std::size_t to = e.out.size();
  for (std::size_t i = from; i < to && e.spend(arg, 1); i++) {
    const Event outer = e.out[i];
    const std::size_t first = e.out.size();
    f(outer.value, outer.part());
    for (std::size_t k = first; k < e.out.size(); k++) e.out[k].context = e.combine(e.out[k].context, outer.context);
  }
  e.out.erase(from, to);
  if (node.strays) clipAll(e, from, span);
}

/// As `withParam` for a rational parameter; values that are no numbers are skipped.
template <class F>
void withTime(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  withParam(e, node, arg, span, [&](const Value& v, const Span& part) {
    const Rational r = v.asRational();
    if (r.valid())
      f(r, part);
    else if (v.isNumeric())
      e.overflow(arg);
  });
}

/// As `withTime` for what is a plain number in Tidal: a constant leaves the span whole.
template <class F>
void withPlainTime(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  if (!arg.constant || arg.context != 0) return withTime(e, node, arg, span, f);
  const Rational r = e.scalar(arg).asRational();
  if (r.valid()) f(r, span);
}

/// Two parameters, joined with each other first as Tidal's `<*>` does: where only the second one is continuous, it has
/// one value for all of the span. f(first, second, part).
template <class F>
void withParams(Evaluation& e, const Node& node, const Node& first, const Node& second, const Span& span, F&& f) {
  if (second.continuous && !first.continuous) {
    withParam(e, node, second, span, [&](const Value& w, const Span& s) {
      withParam(e, node, first, s, [&](const Value& v, const Span& q) { f(v, w, q); });
    });
    return;
  }
  withParam(e, node, first, span, [&](const Value& v, const Span& s) {
    withParam(e, node, second, s, [&](const Value& w, const Span& q) { f(v, w, q); });
  });
}

/// As `withParams` for rational parameters.
template <class F>
void withTimes(Evaluation& e, const Node& node, const Node& first, const Node& second, const Span& span, F&& f) {
  withParams(e, node, first, second, span, [&](const Value& v, const Value& w, const Span& part) {
    const Rational a = v.asRational(), b = w.asRational();
    if (a.valid() && b.valid())
      f(a, b, part);
    else if (v.isNumeric() && w.isNumeric())
      e.overflow(a.valid() ? second : first);
  });
}

/// As `withParam` for a whole number.
template <class F>
void withInt(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  withParam(e, node, arg, span, [&](const Value& v, const Span& part) {
    if (v.isNumeric() || v.kind == Value::Kind::boolean) f(v.asInt(), part);
  });
}

template <class F>
void withNumber(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  withParam(e, node, arg, span, [&](const Value& v, const Span& part) {
    if (v.isNumeric()) f(v.asDouble(), part);
  });
}

/// inner, `by` later.
template <class Inner>
void shifted(Evaluation& e, const Node& node, const Span& span, Rational by, Inner&& inner) {
  if (by.isZero()) {
    inner(span);
    return;
  }
  const Span moved = shift(span, -by);
  if (!moved.valid()) return e.overflow(node);
  const std::size_t from = e.out.size();
  inner(moved);
  e.affine(node, from, Rational{1, 1}, by);
}

/// inner reversed within each cycle.
template <class Inner>
void reversed(Evaluation& e, const Node& node, const Span& span, Inner&& inner) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    std::int64_t about;
    if (__builtin_mul_overflow(cycle, 2, &about) || __builtin_add_overflow(about, 1, &about)) {
      e.overflow(node);
      return false;
    }
    const Span mirrored = narrow(static_cast<int128>(about) * piece.den - piece.end,
                                 static_cast<int128>(about) * piece.den - piece.begin, piece.den);
    if (!mirrored.valid()) return true;
    const std::size_t from = e.out.size();
    inner(mirrored);
    e.mirror(node, from, Rational{about, 1});
    return true;
  });
}

/// inner, `rate` times as fast: backwards when negative, nothing when 0.
template <class Inner>
void faster(Evaluation& e, const Node& node, const Span& span, Rational rate, Inner&& inner) {
  if (rate.isZero()) return;
  if (rate.num < 0) {
    return reversed(e, node, span, [&](const Span& s) { faster(e, node, s, -rate, inner); });
  }
  if (rate == Rational{1, 1}) return inner(span);
  const Span scaled = scale(span, rate);
  if (!scaled.valid()) return e.overflow(node);
  const std::size_t from = e.out.size();
  inner(scaled);
  e.affine(node, from, Rational{rate.den, rate.num}, Rational{0, 1});
}

/// One cycle of inner in each cycle's slot [b / den, (b + width) / den), for the piece of a cycle that is asked for.
template <class Inner>
void inSlot(Evaluation& e, const Node& node, std::int64_t cycle, const Span& piece, std::int64_t b, std::int64_t width,
            std::int64_t den, Inner&& inner) {
  const Span slot = narrow(static_cast<int128>(cycle) * den + b, static_cast<int128>(cycle) * den + b + width, den);
  Span asked;
  if (width <= 0 || !intersect(slot, piece, asked)) return;
  Span query = Span::cycle(cycle);
  if (compare(asked.begin, asked.den, slot.begin, slot.den) != 0 ||
      compare(asked.end, asked.den, slot.end, slot.den) != 0) {
    // cycle + (t - slot.begin) * den / width
    const int128 scaleTo = static_cast<int128>(asked.den) * width;
    const int128 base = static_cast<int128>(cycle) * scaleTo - static_cast<int128>(slot.begin) * asked.den;
    query = narrow(static_cast<int128>(asked.begin) * den + base, static_cast<int128>(asked.end) * den + base, scaleTo)
                .reduced();
    if (!query.valid()) return e.overflow(node);
  }
  const std::size_t from = e.out.size();
  inner(query);
  if (width == den && b == 0) return;
  const Rational mul = Rational::make(width, den);
  const Rational add = Rational::reduce(static_cast<int128>(cycle) * (den - width) + b, den);
  if (!add.valid()) return e.overflow(node);
  e.affine(node, from, mul, add);
}

/// cycle(t) + (t - cycle(t) - begin) / width: Tidal maps each end of a zoomed span from the cycle of its own beginning.
inline bool unzoom(Span& s, Rational begin, Rational width) {
  const Rational sam{s.beginCycle(), 1};
  const Rational rate = Rational{1, 1} / width;
  s = shift(scale(s, rate), sam - (sam + begin) * rate);
  return s.valid();
}

/// The events from index `from` on, that a zoom of cycle `cycle` has found, back into that cycle's time.
inline void unzoomEvents(Evaluation& e, const Node& node, std::size_t from, std::int64_t cycle, Rational begin,
                         Rational width) {
  bool plain = true;
  for (std::size_t i = from; i < e.out.size() && plain; i++) {
    const Event& event = e.out[i];
    plain = floorDiv(event.wholeBegin, event.den) == cycle && floorDiv(event.partBegin, event.den) == cycle;
  }
  const Rational sam{cycle, 1}, rate = Rational{1, 1} / width;
  if (plain) return e.affine(node, from, rate, sam - (sam + begin) * rate);
  std::size_t kept = from;
  for (std::size_t i = from; i < e.out.size(); i++) {
    Event event = e.out[i];
    Span whole = event.whole(), part = event.part();
    if (!unzoom(whole, begin, width) || !unzoom(part, begin, width)) {
      e.overflow(node);
      continue;
    }
    event.wholeBegin = whole.begin;
    event.wholeEnd = whole.end;
    event.partBegin = event.partEnd = whole.begin;
    event.den = whole.den;
    if (!unify(event, part)) continue;
    event.setPart(part.begin, part.end);
    e.out[kept++] = event;
  }
  e.out.resize(kept);
}

/// [begin, end) of each cycle of inner, stretched to fill it.
template <class Inner>
void zoomed(Evaluation& e, const Node& node, const Span& span, Rational begin, Rational end, Inner&& inner) {
  const Rational width = end - begin;
  if (!width.valid()) return e.overflow(node);
  if (width.num <= 0) return;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    const Rational add = begin + Rational{cycle, 1} * (Rational{1, 1} - width);
    const Span query = shift(scale(piece, width), add);
    if (!query.valid()) {
      e.overflow(node);
      return true;
    }
    const std::size_t from = e.out.size();
    inner(query);
    unzoomEvents(e, node, from, cycle, begin, width);
    return true;
  });
}

/// The cycle in which an outer event begins, of inner, in that event's whole: Tidal's squeeze, for one outer event.
template <class Inner>
void focused(Evaluation& e, const Node& node, const Event& outer, Inner&& inner) {
  const Rational begin = Rational::reduce(outer.wholeBegin, outer.den);
  const Rational width = Rational::reduce(static_cast<int128>(outer.wholeEnd) - outer.wholeBegin, outer.den);
  if (!begin.valid() || !width.valid()) return e.overflow(node);
  if (width.num <= 0) return;
  const Rational cycle{begin.floor(), 1};
  const Rational rate = Rational{1, 1} / width;
  const Span query = shift(scale(outer.part(), rate), cycle - begin * rate);
  if (!query.valid()) return e.overflow(node);
  const std::size_t from = e.out.size();
  inner(query.reduced());
  e.affine(node, from, width, begin - cycle * width);
  std::size_t kept = from;
  const Span whole = outer.whole(), part = outer.part();
  for (std::size_t i = from; i < e.out.size(); i++) {
    Event& event = e.out[i];
    if (!outer.discrete) event.discrete = false;
    if (event.discrete && !clipWhole(event, whole)) continue;
    if (!clipPart(event, part)) continue;
    event.context = e.combine(event.context, outer.context);
    if (kept != i) e.out[kept] = event;
    kept++;
  }
  e.out.resize(kept);
}

/// All of one cycle of inner in the place of an outer event within its cycle; nothing where the event goes beyond it.
template <class Inner>
void inPlace(Evaluation& e, const Node& node, const Event& outer, Inner&& inner) {
  const Span whole = outer.whole();
  const std::int64_t cycle = whole.beginCycle(), begin = whole.begin - cycle * whole.den,
                     width = whole.end - whole.begin;
  if (begin + width > whole.den) return;
  inSlot(e, node, cycle, Span::cycle(cycle), begin, width, whole.den, inner);
}

/// For each event that `outer` appends, f(event) appends inner events; the outer ones are taken away again.
template <class Outer, class F>
void forEachEvent(Evaluation& e, const Node& node, Outer&& outer, F&& f) {
  const std::size_t from = e.out.size();
  outer();
  const std::size_t to = e.out.size();
  for (std::size_t i = from; i < to && e.spend(node, 1); i++) {
    const Event event = e.out[i];
    f(event);
  }
  e.out.erase(from, to);
}

/// Both wholes bound the result (Tidal's unwrap), for one outer event: inner appends for the outer part.
template <class Inner>
void mixed(Evaluation& e, const Event& outer, Inner&& inner) {
  const std::size_t from = e.out.size();
  inner(outer.part());
  std::size_t kept = from;
  const Span whole = outer.whole(), part = outer.part();
  for (std::size_t i = from; i < e.out.size(); i++) {
    Event& event = e.out[i];
    if (!outer.discrete || !event.discrete)
      event.discrete = false;
    else if (!clipWhole(event, whole))
      continue;
    if (!clipPart(event, part)) continue;
    event.context = e.combine(event.context, outer.context);
    if (kept != i) e.out[kept] = event;
    kept++;
  }
  e.out.resize(kept);
}

/// The whole cycle as an outer event, for the piece of it that is asked for.
inline Event cycleEvent(std::int64_t cycle, const Span& piece) {
  Event e;
  e.wholeBegin = cycle * piece.den;
  e.wholeEnd = (cycle + 1) * piece.den;
  e.partBegin = piece.begin;
  e.partEnd = piece.end;
  e.den = piece.den;
  e.context = 0;
  e.discrete = true;
  return e;
}

/// Tidal's `>>=` for a parameter: f(value, span) appends.
template <class F>
void mixParam(Evaluation& e, const Node& node, const Node& arg, const Span& span, F&& f) {
  if (arg.scalar) {
    const Value v = e.scalar(arg);
    if (v.kind == Value::Kind::none) return;
    forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
      if (!e.spend(node, 1)) return false;
      Event outer = cycleEvent(cycle, piece);
      outer.context = arg.context;
      mixed(e, outer, [&](const Span& s) { f(v, s); });
      return true;
    });
    return;
  }
  forEachEvent(
      e, node, [&] { e.eval(arg, span); },
      [&](const Event& outer) { mixed(e, outer, [&](const Span& s) { f(outer.value, s); }); });
}

/// The n alternatives of Tidal's `cat`: in cycle c number c mod n plays its own cycle c div n.
/// inner(index, span) appends.
template <class Inner>
void alternating(Evaluation& e, const Node& node, const Span& span, std::int64_t n, Inner&& inner) {
  if (n <= 0) return;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, 1)) return false;
    const std::int64_t index = floorMod(cycle, n);
    const std::int64_t source = (cycle - index) / n;
    shifted(e, node, piece, Rational{cycle - source, 1}, [&](const Span& s) { inner(index, s); });
    return true;
  });
}

/// Appends an event without a whole.
inline void pushContinuous(Evaluation& e, const Span& span, const Value& value, ContextId context = 0) {
  if (!span.valid() || span.begin > span.end) return;
  Event& event = e.out.push();
  event.wholeBegin = event.partBegin = span.begin;
  event.wholeEnd = event.partEnd = span.end;
  event.den = span.den;
  event.value = value;
  event.context = context;
  event.discrete = false;
}

/// Appends an event with that whole, for the part of it in `span`; nothing when they do not meet.
inline void pushClipped(Evaluation& e, const Span& whole, const Span& span, const Value& value, ContextId context = 0) {
  if (!whole.valid()) return;
  Event event;
  event.wholeBegin = event.partBegin = whole.begin;
  event.wholeEnd = event.partEnd = whole.end;
  event.den = whole.den;
  event.value = value;
  event.context = context;
  event.discrete = true;
  if (clipPart(event, span)) e.out.push() = event;
}

}  // namespace hocket::pattern
