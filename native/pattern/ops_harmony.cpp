// Scales and arpeggios.
#include <charconv>
#include <string_view>

#include "native/pattern/joins.h"
#include "native/pattern/primitives.h"
#include "native/pattern/scales.h"
#include "native/pattern/sort.h"

namespace hocket::pattern {

namespace {

using Kind = Value::Kind;
const Value drop;

/// args: degrees, scale name.
void evalScale(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[1], span);
  joinLeft(e, node, from, *node.args[0], false, [&](const Value& degree, const Value& name) {
    if (name.kind != Kind::string || !degree.isNumeric()) return drop;
    const std::span<const double> steps = findScale(e.strings->view(name.string));
    const std::int64_t i = degree.asInt(), count = static_cast<std::int64_t>(steps.size());
    return Value::ofNote(steps[wrapIndex(i, steps.size())] + 12.0 * static_cast<double>(floorDiv(i, count)));
  });
}

/// `values`: the scale; ints[0]: the size of its octave, 12 without.
void evalToScale(Evaluation& e, const Node& node, const Span& span) {
  if (node.values.empty()) return;
  const std::int64_t octave = node.ints.empty() ? 12 : node.ints[0];
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [&](const Event& event) {
    const std::int64_t i = event.value.asInt(),
                       shift = octave * floorDiv(i, static_cast<std::int64_t>(node.values.size()));
    Value v = node.values[wrapIndex(i, node.values.size())];
    if (v.kind == Kind::integer)
      v.integer += shift;
    else if (v.kind == Kind::rational)
      v = Value::ofRational(v.asRational() + Rational{shift, 1});
    else
      v.number += static_cast<double>(shift);
    return v;
  });
}

constexpr std::size_t mostNotes = 4096;
/// Which notes are played, one after the other.
class Order {
 public:
  Order(Arena& arena, std::size_t capacity) : notes_(arena.array<std::uint32_t>(capacity)) {}

  void push(std::size_t note) { notes_[size_++] = static_cast<std::uint32_t>(note); }
  std::size_t size() const { return size_; }
  std::size_t operator[](std::size_t i) const { return notes_[i]; }
  void append(const Order& from, std::size_t begin, std::size_t end, bool backwards) {
    for (std::size_t i = begin; i < end; i++) push(from[backwards ? end - 1 - (i - begin) : i]);
  }

 private:
  std::uint32_t* notes_;
  std::size_t size_ = 0;
};

/// From both ends to the middle.
Order converge(Arena& arena, std::size_t n) {
  Order r(arena, n);
  for (std::size_t low = 0, high = n; low < high;) {
    r.push(low++);
    if (low < high) r.push(--high);
  }
  return r;
}

/// Forwards without the last, then backwards without the first of what is left, as `up` and back again.
Order thereAndBack(Arena& arena, const Order& x) {
  Order r(arena, 2 * x.size());
  if (x.size() == 0) return r;
  r.append(x, 0, x.size() - 1, false);
  r.append(x, 1, x.size(), true);
  return r;
}

/// The order in which n notes of a chord, low to high, are played.
Order arpeggio(Arena& arena, std::string_view mode, std::size_t n) {
  Order up(arena, n), down(arena, n), r(arena, 2 * n);
  for (std::size_t i = 0; i < n; i++) up.push(i);
  down.append(up, 0, n, true);
  if (mode == "down") return down;
  if (mode == "updown") return thereAndBack(arena, up);
  if (mode == "downup") return thereAndBack(arena, down);
  if (mode == "up&down" || mode == "down&up") {
    const Order& first = mode == "up&down" ? up : down;
    r.append(first, 0, n, false);
    r.append(first, 0, n, true);
    return r;
  }
  if (mode == "converge") return converge(arena, n);
  if (mode == "diverge" || mode == "disconverge") {
    const Order c = converge(arena, n);
    if (mode == "disconverge") r.append(c, 0, n, false);
    r.append(c, 0, mode == "disconverge" ? n - 1 : n, true);
    return r;
  }
  if (mode == "pinkyup" || mode == "pinkyupdown") {
    for (std::size_t i = 0; i + 1 < n; i++) {
      r.push(i);
      r.push(n - 1);
    }
    return mode == "pinkyup" ? r : thereAndBack(arena, r);
  }
  if (mode == "thumbup" || mode == "thumbupdown") {
    for (std::size_t i = 1; i < n; i++) {
      r.push(0);
      r.push(i);
    }
    return mode == "thumbup" ? r : thereAndBack(arena, r);
  }
  return up;
}

int compareWholes(const Event& a, const Event& b) {
  const int begin = compare(a.wholeBegin, a.den, b.wholeBegin, b.den);
  return begin != 0 ? begin : compare(a.wholeEnd, a.den, b.wholeEnd, b.den);
}

void pushShare(Evaluation& e, const Event& event, std::size_t k, std::size_t n) {
  const auto count = static_cast<std::int64_t>(n);
  const int128 begin = static_cast<int128>(event.wholeBegin) * count,
               length = static_cast<int128>(event.wholeEnd) - event.wholeBegin;
  const Span share = narrow(begin + length * static_cast<int128>(k), begin + length * static_cast<int128>(k + 1),
                            static_cast<int128>(event.den) * count);
  pushClipped(e, share, event.part(), event.value, event.context);
}

constexpr std::uint32_t rest = 0xffffffff;

/// Events with the same whole, spread over it; orderOf(n) says in which order n of them are played.
template <class F>
void spread(Evaluation& e, const Node& node, std::size_t from, F&& orderOf) {
  const std::size_t to = e.out.size();
  if (to == from) return;
  stableSort(e.out.from(from), e.arena, [](const Event& a, const Event& b) { return compareWholes(a, b) < 0; });
  for (std::size_t i = from; i < to;) {
    std::size_t end = i + 1;
    while (end < to && compareWholes(e.out[i], e.out[end]) == 0) end++;
    if (e.out[i].discrete && end - i <= mostNotes && e.spend(node, end - i)) {
      const Order order = orderOf(end - i);
      for (std::size_t k = 0; k < order.size() && e.spend(node, 1); k++) {
        if (order[k] == rest) continue;
        const Event event = e.out[i + order[k]];
        pushShare(e, event, k, order.size());
      }
    }
    i = end;
  }
  e.out.erase(from, to);
}

void evalArp(Evaluation& e, const Node& node, const Span& span) {
  withParam(e, node, *node.args[0], span, [&](const Value& mode, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    const std::string_view name = mode.kind == Kind::string ? e.strings->view(mode.string) : std::string_view();
    spread(e, node, from, [&](std::size_t n) { return arpeggio(e.arena, name, n); });
  });
}

void evalArpeggiate(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  spread(e, node, from, [&](std::size_t n) { return arpeggio(e.arena, "up", n); });
}

/// ints: for chords of one note, of two, of three and so on how many steps there are and which note each plays, from 0
/// on; -1 is a rest. Larger chords than there are go up.
Order orderIn(Arena& arena, std::span<const std::int64_t> ints, std::size_t n) {
  std::size_t at = 0;
  for (std::size_t notes = 1; notes < n && at < ints.size(); notes++) at += 1 + static_cast<std::size_t>(ints[at]);
  if (at >= ints.size()) return arpeggio(arena, "up", n);
  const std::size_t count =
      std::min(static_cast<std::size_t>(std::max<std::int64_t>(ints[at], 0)), ints.size() - at - 1);
  Order order(arena, count);
  for (const std::int64_t note : ints.subspan(at + 1, count)) {
    order.push(note >= 0 && static_cast<std::size_t>(note) < n ? static_cast<std::size_t>(note) : rest);
  }
  return order;
}

void evalArpOrder(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  spread(e, node, from, [&](std::size_t n) { return orderIn(e.arena, node.ints, n); });
}

std::string arpeggioNames() {
  return "up down updown downup up&down down&up converge diverge disconverge pinkyup pinkyupdown thumbup thumbupdown";
}

/// Tidal's `rolledWith`: events with the same whole begin one after the other, over the given part of it, and end
/// together; from the last to the first where the part is negative.
void roll(Evaluation& e, const Node& node, std::size_t from, Rational by) {
  if (by.isZero()) return;
  const std::size_t to = e.out.size();
  if (by.num < 0) std::reverse(&e.out[0] + from, &e.out[0] + to);
  const Rational share = by.num < 0 ? -by : by;
  for (std::size_t i = from; i < to;) {
    std::size_t end = i + 1;
    while (end < to && e.out[i].discrete && e.out[end].discrete && compareWholes(e.out[i], e.out[end]) == 0) end++;
    const auto count = static_cast<std::int64_t>(end - i);
    for (std::size_t k = i; k < end && e.spend(node, 1); k++) {
      const Event event = e.out[k];
      if (!event.discrete) {
        e.out.push() = event;
        continue;
      }
      const Rational begin = Rational::reduce(event.wholeBegin, event.den);
      const Rational length = event.whole().length();
      const Rational late = begin + length * share * Rational{static_cast<std::int64_t>(k - i), 1} / Rational{count, 1};
      const Span whole = Span::of(late, begin + length);
      if (!late.valid() || !whole.valid()) return e.overflow(node);
      if (whole.begin < whole.end) pushClipped(e, whole, event.part(), event.value, event.context);
    }
    i = end;
  }
  e.out.erase(from, to);
}

void evalRolled(Evaluation& e, const Node& node, const Span& span) {
  withTime(e, node, *node.args[0], span, [&](Rational by, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    if (e.out.size() > from) roll(e, node, from, by);
  });
}

/// "e", "cs", "ef6": semitones from c5; 0 for what is no note.
double noteNumber(std::string_view name) {
  constexpr int semitones[] = {9, 11, 0, 2, 4, 5, 7};  // a to g
  if (name.empty() || name[0] < 'a' || name[0] > 'g') return 0;
  int note = semitones[name[0] - 'a'];
  std::size_t at = 1;
  for (; at < name.size() && (name[at] == 's' || name[at] == '#' || name[at] == 'f' || name[at] == 'n'); at++)
    note += name[at] == 'f' ? -1 : name[at] == 'n' ? 0 : 1;
  int octave = 5;
  if (at < name.size() && name[at] >= '0' && name[at] <= '9')
    std::from_chars(name.data() + at, name.data() + name.size(), octave);
  return note + (octave - 5) * 12.0;
}

void evalFromNote(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [&](const Event& event) {
    return event.value.kind == Kind::string ? Value::ofNote(noteNumber(e.strings->view(event.value.string))) : drop;
  });
}

constexpr Primitive table[] = {
    {"scale", "scale", "Fractional a => Pattern String -> Pattern Int -> Pattern a", 2, fieldNone, evalScale,
     "Degrees of a scale, by its name, as notes.", "scale \"major\" \"0 .. 7\"", traitNone, nullptr, "", scaleNames},
    {"toScale", "toScale", "[a] -> Pattern Int -> Pattern a", 1, fieldValues, evalToScale,
     "Degrees of a scale given as a list, with octaves of 12.", "toScale [0, 4, 7] \"0 1 2 3\"", traitValuewise},
    {"toScale'", "toScale", "Int -> [a] -> Pattern Int -> Pattern a", 1, fieldValues | fieldInts, evalToScale,
     "`toScale` with another size of octave.", "toScale' 24 [0, 7, 14] \"0 1 2 3\"", traitValuewise},
    {"fromNote", "fromNote", "Pattern String -> Pattern Note", 1, fieldNone, evalFromNote,
     "Names of notes as notes; what is none is c.", "fromNote \"c e gs6\"", traitValuewise},
    {"arp", "arp", "Pattern String -> Pattern a -> Pattern a", 2, fieldNone, evalArp,
     "Plays the notes of each chord one after the other, in an order by name: up down updown downup up&down down&up "
     "converge diverge disconverge pinkyup pinkyupdown thumbup thumbupdown.",
     "arp \"updown\" $ note \"c'maj'4\"", traitNone, nullptr, "", arpeggioNames},
    {"arpeggiate", "arpeggiate", "Pattern a -> Pattern a", 1, fieldNone, evalArpeggiate,
     "Plays the notes of each chord one after the other.", "arpeggiate $ note \"c'maj\"", traitFragments},
    {"", "arpOrder", "Pattern a -> Pattern a", 1, fieldInts, evalArpOrder,
     "`arpWith` as a table: for each number of notes how many steps there are and the note of each, -1 for a rest.", "",
     traitFragments},
    {"rolledWith", "rolledWith", "Pattern Time -> Pattern a -> Pattern a", 2, fieldNone, evalRolled,
     "The notes of each chord begin one after the other, over a part of its time; a negative part begins with the "
     "last.",
     "rolledWith 0.25 $ note \"c'maj\""},
    {"arpg", "arpeggiate", "Pattern a -> Pattern a", 1, fieldNone, evalArpeggiate, "The same as `arpeggiate`.",
     "arpg $ note \"c'maj\"", traitFragments},
};

}  // namespace

std::span<const Primitive> harmonyPrimitives() { return table; }

}  // namespace hocket::pattern
