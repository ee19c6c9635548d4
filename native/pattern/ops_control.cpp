// Patterns of control maps: making them, choosing among them, echoes and copies.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "native/pattern/control_map.h"
#include "native/pattern/controls.h"
#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

using Kind = Value::Kind;
const Value drop;

const ControlMap* mapOf(const Value& v) { return v.kind == Kind::map ? v.map : nullptr; }

Value coerced(ControlType type, const Value& v) {
  if (!v.isNumeric()) return v;
  switch (type) {
    case ControlType::number:
      return Value::ofNumber(v.asDouble());
    case ControlType::note:
      return Value::ofNote(v.asDouble());
    case ControlType::integer:
      return Value::ofInt(v.asInt());
    default:
      return v;
  }
}

Value controlMap(Evaluation& e, const Node& node, const Value& v) {
  if (v.kind == Kind::none || v.kind == Kind::map) return v;
  ControlMap* map = e.newMap(1);
  map->entries[0] = {node.name, coerced(static_cast<ControlType>(node.seed), v)};
  return Value::ofMap(map);
}

Value controlValue(Evaluation&, const Node& node, const Value& v) {
  const ControlMap* map = mapOf(v);
  const Value* found = map == nullptr ? nullptr : map->find(node.name);
  return found != nullptr && found->isNumeric() ? *found : drop;
}

template <Value (*make)(Evaluation&, const Node&, const Value&)>
Value scalarOf(Evaluation& e, const Node& node) {
  return make(e, node, e.scalar(*node.args[0]));
}

template <Value (*make)(Evaluation&, const Node&, const Value&)>
void evalOf(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [&](const Event& event) { return make(e, node, event.value); });
}

Value soundMap(Evaluation& e, const Node& node, const Value& v) {
  if (v.kind != Kind::string) return v.kind == Kind::map ? v : Value();
  const Strings::Sound& sound = e.strings->sound(v.string);
  if (sound.name == Strings::none) return Value::ofMap(e.newMap(0));
  const Value name = Value::ofString(sound.name);
  if (sound.hasNumber) {
    return Value::ofMap(withControls(e, nullptr, node.names[0], name, node.names[1], Value::ofNumber(sound.number)));
  }
  return Value::ofMap(withControl(e, nullptr, node.names[0], name));
}

/// "a:b" to the numeric controls `names`, one for each part; a part that is no number is left out.
Value splitMap(Evaluation& e, const Node& node, const Value& v) {
  if (v.kind != Kind::string) return {};
  std::string_view text = e.strings->view(v.string);
  const ControlMap* map = e.newMap(0);
  for (const StringId name : node.names) {
    while (!text.empty() && text.front() == ':') text.remove_prefix(1);
    const std::string_view part = text.substr(0, text.find(':'));
    text.remove_prefix(part.size());
    double number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc{} || end != part.data() + part.size()) continue;
    map = withControl(
        e, map, name,
        node.ints.empty() ? Value::ofNumber(number) : Value::ofInt(Value::ofNumber(std::trunc(number)).asInt()));
  }
  return Value::ofMap(map);
}

/// args: count, feedback, time, pattern; names: gain.
void evalStut(Evaluation& e, const Node& node, const Span& span) {
  withParams(e, node, *node.args[0], *node.args[1], span, [&](const Value& v, const Value& w, const Span& s) {
    if (!v.isNumeric() || !w.isNumeric()) return;
    const std::int64_t count = v.asInt();
    const double feedback = w.asDouble();
    withTime(e, node, *node.args[2], s, [&](Rational time, const Span& z) {
      e.eval(*node.args[3], z);
      for (std::int64_t i = 1; i < count && e.spend(node, 1); i++) {
        const std::size_t from = e.out.size();
        shifted(e, node, z, time * Rational{i, 1}, [&](const Span& at) { e.eval(*node.args[3], at); });
        const double total = static_cast<double>(count);
        const double gain = feedback + (1 - feedback) * ((total - static_cast<double>(i)) / total);
        mapEvents(e, from, [&](const Event& event) { return scaleControl(e, event.value, node.names[0], gain); });
      }
    });
  });
}

bool matches(const ControlMap& wanted, const ControlMap& has) {
  for (const ControlEntry& entry : wanted.all()) {
    const Value* v = has.find(entry.control);
    if (v == nullptr || (v->kind == Kind::note) != (entry.value.kind == Kind::note) || !equal(*v, entry.value))
      return false;
  }
  return true;
}

/// args: what controls are wanted, pattern. ints[0]: 1 the events for which match(wanted, has, onset) is true of some
/// map that is wanted at their onset, 0 the others.
template <class F>
void splitEvents(Evaluation& e, const Node& node, const Span& span, F&& match) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[1], span); },
      [&](const Event& event) {
        const std::size_t from = e.out.size();
        const Span onset{event.wholeBegin, event.wholeBegin, event.den};
        e.eval(*node.args[0], onset);
        const std::size_t end = e.out.size();
        bool found = false;
        for (std::size_t i = from; i < end && !found; i++) {
          const ControlMap *wanted = mapOf(e.out[i].value), *has = mapOf(event.value);
          found = wanted != nullptr && has != nullptr && match(*wanted, *has, onset);
        }
        e.out.resize(from);
        if (found == (node.ints[0] != 0)) e.out.push() = event;
      });
}

void evalMatching(Evaluation& e, const Node& node, const Span& span) {
  splitEvents(e, node, span,
              [](const ControlMap& wanted, const ControlMap& has, const Span&) { return matches(wanted, has); });
}

/// Whether the body, a function of two values, is true at a moment.
bool holds(Evaluation& e, const Node& node, const Value& wanted, const Value& has, const Span& moment) {
  Value &first = e.bindings[node.param], &second = e.bindings[node.body->param];
  const Value outer[] = {first, second};
  first = wanted;
  second = has;
  const std::size_t from = e.out.size();
  e.eval(*node.body, moment);
  bool found = false;
  for (std::size_t i = from; i < e.out.size(); i++) found = found || e.out[i].value.isTrue();
  e.out.resize(from);
  first = outer[0];
  second = outer[1];
  return found;
}

/// As `matching`; what is wanted and what the event has are compared, control by control, by a function of both.
void evalMatchingBy(Evaluation& e, const Node& node, const Span& span) {
  splitEvents(e, node, span, [&](const ControlMap& wanted, const ControlMap& has, const Span& onset) {
    const auto all = wanted.all();
    return std::all_of(all.begin(), all.end(), [&](const ControlEntry& entry) {
      const Value* v = has.find(entry.control);
      return v != nullptr && holds(e, node, entry.value, *v, onset);
    });
  });
}

/// args: new, old, progress from 0 to 1; the old structure with numeric controls between the two.
void evalInterpolate(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  joinLeft(e, node, from, *node.args[1], true, [&](const Value& a, const Value& b) {
    ValueList* pair = e.newList(2);
    pair->items[0] = a;
    pair->items[1] = b;
    return Value::ofList(pair);
  });
  joinLeft(e, node, from, *node.args[2], false, [&](const Value& both, const Value& progress) {
    const Value &a = both.list->items[0], &b = both.list->items[1];
    const double x = progress.asDouble();
    if (a.kind != Kind::map || b.kind != Kind::map) return drop;
    const ControlMap* result = arith(e, Arith::setLeft, a, b).map;
    ControlMap* mixed = e.newMap(result->size);
    for (std::uint32_t i = 0; i < result->size; i++) {
      mixed->entries[i] = result->entries[i];
      const Value *u = a.map->find(result->entries[i].control), *v = b.map->find(result->entries[i].control);
      if (u == nullptr || v == nullptr || !u->isNumeric() || !v->isNumeric()) continue;
      const double m = u->asDouble() * x + v->asDouble() * (1 - x);
      Value& to = mixed->entries[i].value;
      to = u->kind == Kind::integer && v->kind == Kind::integer ? Value::ofInt(Value::ofNumber(m).asInt())
           : u->kind == Kind::note || v->kind == Kind::note     ? Value::ofNote(m)
                                                                : Value::ofNumber(m);
    }
    return Value::ofMap(mixed);
  });
}

/// args: n, pattern; names: pan. n copies, each an n-th of a cycle earlier and an n-th of the way further round.
void evalSpin(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
      const std::size_t from = e.out.size();
      shifted(e, node, s, Rational::make(-i, n), [&](const Span& q) { e.eval(*node.args[1], q); });
      const Value pan = Value::ofNumber(static_cast<double>(i) / static_cast<double>(n));
      mapEvents(e, from, [&](const Event& event) {
        return event.value.kind == Kind::map ? Value::ofMap(withControl(e, event.value.map, node.names[0], pan)) : drop;
      });
    }
  });
}

/// General MIDI's percussion by two letters, from 27 on.
constexpr std::string_view drums[] = {"hq", "sl", "ps", "pl", "st", "sq", "ml", "mb", "ab", "bd", "rm", "sn", "cp",
                                      "es", "lf", "ch", "lt", "hh", "ft", "oh", "mt", "hm", "cr", "ht", "ri", "cy",
                                      "be", "ta", "sc", "cb", "cs", "vi", "rc", "hb", "lb", "mh", "hc", "lc", "he",
                                      "le", "ag", "la", "ca", "ma", "sw", "lw", "sg", "lg", "cl", "hi", "li", "mc",
                                      "oc", "tr", "ot", "sh", "jb", "bt", "ct", "ms", "os"};

/// The note of a drum, middle C being 0; an unknown one is MIDI note 0.
Value drumNote(Evaluation& e, const Node&, const Value& v) {
  if (v.kind != Kind::string) return {};
  const auto* found = std::find(std::begin(drums), std::end(drums), e.strings->view(v.string));
  return Value::ofNote(found == std::end(drums) ? -60.0 : static_cast<double>(found - std::begin(drums)) + 27 - 60);
}

constexpr Primitive table[] = {
    {"pF", "control", "String -> Pattern Number -> Pattern Controls", 1, fieldName, evalOf<controlMap>,
     "Numbers for a control, by its name: for controls that have no function.", "pF \"wobble\" \"1 0.5\" # s \"bd*2\"",
     traitValuewise, scalarOf<controlMap>},
    {"pN", "control", "String -> Pattern Note -> Pattern Controls", 1, fieldName, evalOf<controlMap>,
     "Notes for a control, by its name.", "pN \"root\" \"c e\" # s \"bd*2\"", traitValuewise, scalarOf<controlMap>},
    {"pI", "control", "String -> Pattern Int -> Pattern Controls", 1, fieldName, evalOf<controlMap>,
     "Whole numbers for a control, by its name.", "pI \"layer\" \"1 2\" # s \"bd*2\"", traitValuewise,
     scalarOf<controlMap>},
    {"pS", "control", "String -> Pattern String -> Pattern Controls", 1, fieldName, evalOf<controlMap>,
     "Words for a control, by its name.", "pS \"mood\" \"dark bright\" # s \"bd*2\"", traitValuewise,
     scalarOf<controlMap>},
    {"", "valueOf", "String -> Pattern Controls -> Pattern Number", 1, fieldName, evalOf<controlValue>,
     "The numbers of one control, where there are any.", "", traitValuewise, scalarOf<controlValue>},
    {"sound", "sound", "Pattern String -> Pattern Controls", 1, fieldNone, evalOf<soundMap>,
     "The sample or synth to play; \"bd:3\" is number 3 of bd.", "sound \"bd sn:2\"", traitValuewise,
     scalarOf<soundMap>, "s n"},
    {"s", "sound", "Pattern String -> Pattern Controls", 1, fieldNone, evalOf<soundMap>,
     "The sample or synth to play; the same as `sound`.", "s \"bd sn:2\"", traitValuewise, scalarOf<soundMap>, "s n"},
    {"splitControls", "splitControls", "[String] -> Pattern String -> Pattern Controls", 1, fieldNames,
     evalOf<splitMap>, "Numbers written as \"1:2\", for several controls at once.",
     "splitControls [\"ccn\", \"ccv\"] \"3:64\"", traitValuewise, scalarOf<splitMap>},
    {"stut", "stut", "Pattern Int -> Pattern Number -> Pattern Time -> Pattern Controls -> Pattern Controls", 4,
     fieldNone, evalStut, "Echoes: how many times, how loud they stay, how far apart.", "stut 3 0.5 0.125 $ s \"bd\"",
     traitNone, nullptr, "gain"},
    {"", "matching", "Pattern Controls -> Pattern Controls -> Pattern Controls", 2, fieldInts, evalMatching,
     "Events that have the given controls (ints[0] = 1), or have not (0).", ""},
    {"matching", "matching", "Int -> Pattern Controls -> Pattern Controls -> Pattern Controls", 2, fieldInts,
     evalMatching, "The events that have the given controls (1), or have not (0).", "matching 1 (n 1) $ n \"0 1 2\""},
    {"matchingBy", "matchingBy",
     "Int -> (a -> a -> Pattern Bool) -> Pattern Controls -> Pattern Controls -> Pattern Controls", 2,
     fieldInts | fieldBody | fieldParam, evalMatchingBy,
     "The events whose controls compare with the given ones as a function of both says (1), or do not (0).",
     "matchingBy 1 (\\x y -> pure x < pure y) (n 1) $ n \"0 1 2\""},
    {"spin", "spin", "Pattern Int -> Pattern Controls -> Pattern Controls", 2, fieldNone, evalSpin,
     "n copies, each an n-th of a cycle earlier and panned an n-th further.", "spin 4 $ s \"bd sn\"", traitNone,
     nullptr, "pan"},
    {"drumNote", "drumNote", "Pattern String -> Pattern Note", 1, fieldNone, evalOf<drumNote>,
     "The note of a General MIDI drum by its two letters, such as bd or hh.", "drumNote \"bd sn\"", traitValuewise,
     scalarOf<drumNote>},
    {"interpolateWith", "interpolateWith", "Pattern Controls -> Pattern Controls -> Pattern Number -> Pattern Controls",
     3, fieldNone, evalInterpolate, "Between two patterns of controls, by a number from 0 to 1.",
     "interpolateWith (n \"1\") (n \"5\") \"0.5\""},
};

}  // namespace

std::span<const Primitive> controlPrimitives() { return table; }

}  // namespace hocket::pattern
