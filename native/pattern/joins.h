// Structure from the left, from the right, from both: Tidal's `<*`, `*>` and `<*>` over a function of two values.
#pragma once

#include "native/pattern/combinators.h"

namespace hocket::pattern {

/// Applies f to events [from, size) in place; those for which it answers `none` go.
template <class F>
void mapEvents(Evaluation& e, std::size_t from, F&& f) {
  std::size_t kept = from;
  for (std::size_t i = from; i < e.out.size(); i++) {
    Event& event = e.out[i];
    const Value v = f(event);
    if (v.kind == Value::Kind::none) continue;
    event.value = v;
    if (kept != i) e.out[kept] = event;
    kept++;
  }
  e.out.resize(kept);
}

template <class F>
void mapScalar(Evaluation& e, std::size_t from, const Value& v, ContextId context, bool contextFirst, F&& f) {
  mapEvents(e, from, [&](Event& event) {
    if (event.partBegin == event.partEnd && event.partBegin == event.wholeEnd && event.wholeBegin != event.wholeEnd)
      return Value();  // a moment where the event has ended meets nothing
    if (context != 0)
      event.context = contextFirst ? e.combine(context, event.context) : e.combine(event.context, context);
    return f(event.value, v);
  });
}

/// What one event of the structure makes with the events [first, size) of the other side, in place.
/// `contextFirst`: the other side's atoms come first.
template <class F>
void combineWith(Evaluation& e, const Event& outer, std::size_t first, bool contextFirst, F&& f) {
  std::size_t kept = first;
  const Span part = outer.part();
  for (std::size_t i = first; i < e.out.size(); i++) {
    Event result = outer;
    Span meet;
    if (!intersect(part, e.out[i].part(), meet)) continue;
    result.value = f(outer.value, e.out[i].value);
    if (result.value.kind == Value::Kind::none) continue;
    if (meet.den == outer.den) {
      result.setPart(meet.begin, meet.end);
    } else if (!clipPart(result, meet)) {
      continue;
    }
    result.context =
        contextFirst ? e.combine(e.out[i].context, outer.context) : e.combine(outer.context, e.out[i].context);
    e.out[kept++] = result;
  }
  e.out.resize(kept);
}

/// Cuts the continuous events from index `from` on at cycle borders, as meeting a constant does.
void splitContinuous(Evaluation& e, const Node& node, std::size_t from);

/// Replaces the events from index `from` on by their combinations with `other`, read during each one's whole; the
/// structure stays theirs. f(theirs, others).
template <class F>
void joinLeft(Evaluation& e, const Node& node, std::size_t from, const Node& other, bool contextFirst, F&& f) {
  if (other.scalar) {
    const Value v = e.scalar(other);
    if (v.kind == Value::Kind::none) return e.out.resize(from);
    if (other.cutsCycles()) splitContinuous(e, node, from);
    return mapScalar(e, from, v, other.context, contextFirst, f);
  }
  const std::size_t to = e.out.size();
  for (std::size_t i = from; i < to && e.spend(node, 1); i++) {
    const Event outer = e.out[i];
    const std::size_t first = e.out.size();
    e.eval(other, outer.whole());
    combineWith(e, outer, first, contextFirst, f);
  }
  e.out.erase(from, to);
}

/// Cuts the events from index `from` on at cycle borders, as meeting a constant does.
void splitWholes(Evaluation& e, const Node& node, std::size_t from);

/// Structure from both: wholes intersect; where one side is continuous, so is the result. `left` and `right` append for
/// a span; `readsWholes`: what `right` answers depends on how much is asked, and Tidal asks for all of each left event.
/// f(left, right).
template <class L, class R, class F>
void joinEvents(Evaluation& e, const Node& node, const Span& span, bool readsWholes, L&& left, R&& right, F&& f) {
  const std::size_t from = e.out.size();
  left(span);
  const std::size_t middle = e.out.size();
  right(span);
  const std::size_t to = e.out.size();
  if (!e.spend(node, (middle - from) * (to - middle))) return e.out.resize(from);
  const auto meet = [&](const Event& a, const Event& b) {
    Span part;
    if (!intersect(a.part(), b.part(), part)) return;
    Event result = a;
    result.discrete = a.discrete && b.discrete;
    if (result.discrete && !clipWhole(result, b.whole())) return;
    if (!clipPart(result, part)) return;
    result.value = f(a.value, b.value);
    if (result.value.kind == Value::Kind::none) return;
    result.context = e.combine(a.context, b.context);
    e.out.push() = result;
  };
  for (std::size_t i = from; i < middle; i++) {
    const Event a = e.out[i];
    if (a.discrete && readsWholes) {
      forEachEvent(
          e, node, [&] { right(a.whole()); },
          [&](const Event& b) {
            if (b.discrete) meet(a, b);
          });
      for (std::size_t k = middle; k < to; k++) {
        if (const Event b = e.out[k]; !b.discrete) meet(a, b);
      }
      continue;
    }
    const bool isAll =
        compare(a.partBegin, a.den, span.begin, span.den) == 0 && compare(a.partEnd, a.den, span.end, span.den) == 0;
    if (!a.discrete && !isAll) {  // a piece of a continuous left side: the right one is read there
      forEachEvent(e, node, [&] { right(a.part()); }, [&](const Event& b) { meet(a, b); });
      continue;
    }
    for (std::size_t k = middle; k < to; k++) meet(a, Event{e.out[k]});
  }
  e.out.erase(from, to);
}

/// `joinEvents` of two patterns.
template <class F>
void joinBoth(Evaluation& e, const Node& node, const Node& left, const Node& right, const Span& span, F&& f) {
  if (left.scalar || right.scalar) {
    const bool scalarFirst = left.scalar;
    const Node &constant = scalarFirst ? left : right, &moving = scalarFirst ? right : left;
    const Value v = e.scalar(constant);
    if (v.kind == Value::Kind::none) return;
    const std::size_t from = e.out.size();
    e.eval(moving, span);
    splitWholes(e, node, from);
    if (scalarFirst)
      mapScalar(e, from, v, constant.context, true, [&](const Value& x, const Value& y) { return f(y, x); });
    else
      mapScalar(e, from, v, constant.context, false, f);
    return;
  }
  joinEvents(
      e, node, span, !right.steady && !right.continuous, [&](const Span& s) { e.eval(left, s); },
      [&](const Span& s) { e.eval(right, s); }, f);
}

}  // namespace hocket::pattern
