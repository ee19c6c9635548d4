// Cutting samples: patterns of the parts of them that events play.
#include "native/pattern/control_map.h"
#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

using Kind = Value::Kind;
const Value drop;

double controlOr(const ControlMap* map, StringId control, double otherwise) {
  const Value* v = map == nullptr ? nullptr : map->find(control);
  return v != nullptr && v->isNumeric() && v->kind != Kind::note ? v->asDouble() : otherwise;
}

/// The fraction [begin, end) of what the map plays already.
Value playRange(Evaluation& e, const Node& node, const Value& v, double begin, double end) {
  if (v.kind != Kind::map) return {};
  const ControlMap* map = v.map;
  const double b = controlOr(map, node.names[0], 0), length = controlOr(map, node.names[1], 1) - b;
  return Value::ofMap(withControls(e, map, node.names[0], Value::ofNumber(begin * length + b), node.names[1],
                                   Value::ofNumber(end * length + b)));
}

constexpr std::int64_t mostPieces = 1 << 20;

/// Cuts each event into n, that play one n-th of the sample each.
void evalChop(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostPieces) return;
    forEachEvent(
        e, node, [&] { e.eval(*node.args[1], s); },
        [&](const Event& outer) {
          if (!outer.discrete || !e.spend(node, static_cast<std::uint64_t>(n))) return;
          const std::int64_t length = outer.wholeEnd - outer.wholeBegin;
          std::int64_t den, begin, partBegin, partEnd;
          if (__builtin_mul_overflow(outer.den, n, &den) || __builtin_mul_overflow(outer.wholeBegin, n, &begin) ||
              __builtin_mul_overflow(outer.partBegin, n, &partBegin) ||
              __builtin_mul_overflow(outer.partEnd, n, &partEnd)) {
            return e.overflow(node);
          }
          const double count = static_cast<double>(n);
          for (std::int64_t i = 0; i < n; i++) {
            const std::int64_t from = begin + i * length, to = from + length;
            const std::int64_t low = from > partBegin ? from : partBegin, high = to < partEnd ? to : partEnd;
            if (low > high || (low == high && (partBegin != partEnd || low == to))) continue;
            const Value value =
                playRange(e, node, outer.value, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
            if (value.kind == Kind::none) continue;
            e.out.push() = Event{from, to, low, high, den, value, outer.context, true};
          }
        });
  });
}

/// The cycle n times, each time with the next n-th of each sample.
void evalStriate(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > mostPieces) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
        const std::size_t from = e.out.size();
        inSlot(e, node, cycle, piece, i, 1, n, [&](const Span& q) { e.eval(*node.args[1], q); });
        const double count = static_cast<double>(n);
        mapEvents(e, from, [&](const Event& event) {
          return playRange(e, node, event.value, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        });
      }
      return !e.stopped();
    });
  });
}

/// args: n, length of each part, pattern.
void evalStriateBy(Evaluation& e, const Node& node, const Span& span) {
  withParams(e, node, *node.args[0], *node.args[1], span, [&](const Value& v, const Value& w, const Span& s) {
    if (!v.isNumeric() || !w.isNumeric()) return;
    const std::int64_t n = v.asInt();
    if (n <= 0 || n > mostPieces) return;
    const double length = w.asDouble(), slot = (1 - length) / static_cast<double>(n);
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
        const std::size_t from = e.out.size();
        inSlot(e, node, cycle, piece, i, 1, n, [&](const Span& q) { e.eval(*node.args[2], q); });
        const double begin = slot * static_cast<double>(i);
        mapEvents(e, from, [&](const Event& event) {
          return event.value.kind != Kind::map
                     ? drop
                     : Value::ofMap(withControls(e, event.value.map, node.names[0], Value::ofNumber(begin),
                                                 node.names[1], Value::ofNumber(begin + length)));
        });
      }
      return !e.stopped();
    });
  });
}

Value unionRight(Evaluation& e, const Value& a, const Value& b) { return arith(e, Arith::setRight, a, b); }

/// Events of the index pattern that play the index-th n-th of the sample, with the controls of `pattern`. Begins and
/// ends are patterns of their own, as in Tidal: slices at the same time make each other's parts too.
template <class Count>
void slices(Evaluation& e, const Node& node, const Span& span, const Node& index, const Node& pattern,
            Count&& withCounts) {
  const auto bounds = [&](const Span& s, std::int64_t further, StringId control) {
    const std::size_t at = e.out.size();
    e.eval(index, s);
    withCounts(at, [&, further, control](const Value& i, const Value& n) {
      const std::int64_t count = n.asInt();
      if (count == 0 || !i.isNumeric()) return drop;
      const auto part = [&](std::int64_t k) {  // of a negative count the same as of its opposite, of the other end
        return static_cast<double>(floorMod(count > 0 ? k : -k, std::abs(count))) /
               static_cast<double>(std::abs(count));
      };
      return Value::ofMap(withControl(e, nullptr, control, Value::ofNumber(part(i.asInt()) + further * part(1))));
    });
  };
  const auto both = [&](const Value& a, const Value& b) { return unionRight(e, a, b); };
  const std::size_t from = e.out.size();
  bounds(span, 0, node.names[0]);
  const std::size_t to = e.out.size();
  for (std::size_t i = from; i < to && e.spend(node, 1); i++) {
    const Event outer = e.out[i];
    const std::size_t first = e.out.size();
    bounds(outer.whole(), 1, node.names[1]);
    combineWith(e, outer, first, false, both);
  }
  e.out.erase(from, to);
  joinLeft(e, node, from, pattern, false, both);
}

void evalSlice(Evaluation& e, const Node& node, const Span& span) {
  slices(e, node, span, *node.args[1], *node.args[2],
         [&](std::size_t from, auto&& f) { joinLeft(e, node, from, *node.args[0], false, f); });
}

/// names: begin end speed unit c. `slice`, with the speed that makes each slice last as long as its event.
void evalSplice(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n == 0) return;
    const std::size_t from = e.out.size();
    slices(e, node, s, *node.args[1], *node.args[2],
           [&](std::size_t at, auto&& f) { mapScalar(e, at, Value::ofInt(n), 0, false, f); });
    mapEvents(e, from, [&](const Event& event) {
      if (event.value.kind != Kind::map) return drop;
      const double duration = event.duration();
      const double d = 1 / static_cast<double>(n) / duration;
      const Value* speed = event.value.map->find(node.names[2]);
      const double rate = speed != nullptr && speed->kind == Kind::number ? d * speed->number : d;
      return Value::ofMap(withControls(e, event.value.map, node.names[2], Value::ofNumber(rate), node.names[3],
                                       Value::ofString(node.names[4])));
    });
  });
}

/// args: n, index, pattern; names: speed. Parts of the pattern squeezed into the index's events, played faster as they
/// are shorter.
void evalChew(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0) return;
    forEachEvent(
        e, node, [&] { e.eval(*node.args[1], s); },
        [&](const Event& outer) {
          if (!outer.discrete) return;
          const std::int64_t i = floorMod(outer.value.asInt(), n);
          const std::size_t from = e.out.size();
          focused(e, node, outer, [&](const Span& q) {
            zoomed(e, node, q, Rational::make(i, n), Rational::make(i + 1, n),
                   [&](const Span& z) { e.eval(*node.args[2], z); });
          });
          const double rate = 1 / (outer.duration() * static_cast<double>(n));
          mapEvents(e, from, [&](const Event& event) {
            return event.discrete ? scaleControl(e, event.value, node.names[0], rate) : drop;
          });
        });
  });
}

constexpr Primitive table[] = {
    {"chop", "chop", "Pattern Int -> Pattern Controls -> Pattern Controls", 2, fieldNone, evalChop,
     "Cuts each event into n, each playing its own part of the sample.", "chop 4 $ s \"break\"", traitNone, nullptr,
     "begin end"},
    {"striate", "striate", "Pattern Int -> Pattern Controls -> Pattern Controls", 2, fieldNone, evalStriate,
     "Plays the cycle n times faster, each time with the next part of every sample.", "striate 3 $ s \"bd sn\"",
     traitNone, nullptr, "begin end"},
    {"striateBy", "striateBy", "Pattern Int -> Pattern Number -> Pattern Controls -> Pattern Controls", 3, fieldNone,
     evalStriateBy, "`striate` with parts of a given length.", "striateBy 3 0.5 $ s \"bd sn\"", traitNone, nullptr,
     "begin end"},
    {"striate'", "striateBy", "Pattern Int -> Pattern Number -> Pattern Controls -> Pattern Controls", 3, fieldNone,
     evalStriateBy, "The old name of `striateBy`.", "striate' 3 0.5 $ s \"bd sn\"", traitNone, nullptr, "begin end"},
    {"slice", "slice", "Pattern Int -> Pattern Int -> Pattern Controls -> Pattern Controls", 3, fieldNone, evalSlice,
     "Cuts samples into n slices and plays those that the second pattern names.", "slice 8 \"0 2 4\" $ s \"break\"",
     traitNone, nullptr, "begin end"},
    {"splice", "splice", "Pattern Int -> Pattern Int -> Pattern Controls -> Pattern Controls", 3, fieldNone, evalSplice,
     "`slice`, at the speed that makes each slice fill its event.", "splice 8 \"0 2 4\" $ s \"break\"", traitNone,
     nullptr, "begin end speed unit c"},
    {"chew", "chew", "Pattern Int -> Pattern Int -> Pattern Controls -> Pattern Controls", 3, fieldNone, evalChew,
     "`bite`, and the speed follows how much a part is squeezed.", "chew 4 \"0 1 [2 3]\" $ s \"a b c d\"", traitNone,
     nullptr, "speed"},
};

}  // namespace

std::span<const Primitive> samplePrimitives() { return table; }

}  // namespace hocket::pattern
