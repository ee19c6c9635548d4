// Binding: a pattern made anew for each value of another one.
#include <algorithm>
#include <string_view>

#include "native/pattern/combinators.h"
#include "native/pattern/control_map.h"
#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"
#include "native/pattern/steps.h"

namespace hocket::pattern {

namespace {

/// The body with the parameter bound to a value.
void evalBody(Evaluation& e, const Node& node, const Value& value, const Span& span) {
  const Value outer = e.bindings[node.param];
  e.bindings[node.param] = value;
  e.eval(*node.body, span);
  e.bindings[node.param] = outer;
}

void evalInner(Evaluation& e, const Node& node, const Span& span) {
  withParam(e, node, *node.args[0], span, [&](const Value& v, const Span& s) { evalBody(e, node, v, s); });
}

void evalMix(Evaluation& e, const Node& node, const Span& span) {
  mixParam(e, node, *node.args[0], span, [&](const Value& v, const Span& s) { evalBody(e, node, v, s); });
}

void evalOuter(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        const std::size_t from = e.out.size();
        evalBody(e, node, outer.value, Span{outer.wholeBegin, outer.wholeBegin, outer.den});
        for (std::size_t i = from; i < e.out.size(); i++) {
          Event result = outer;
          result.value = e.out[i].value;
          result.context = e.combine(outer.context, e.out[i].context);
          e.out[i] = result;
        }
      });
}

/// Tidal's `<*`: the inner pattern during the outer event's whole, which the results keep.
void evalLeft(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        const std::size_t from = e.out.size();
        evalBody(e, node, outer.value, outer.whole());
        std::size_t kept = from;
        for (std::size_t i = from; i < e.out.size(); i++) {
          Event result = outer;
          if (!clipPart(result, e.out[i].part())) continue;
          result.value = e.out[i].value;
          result.context = e.combine(outer.context, e.out[i].context);
          e.out[kept++] = result;
        }
        e.out.resize(kept);
      });
}

void evalSqueeze(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) { focused(e, node, outer, [&](const Span& q) { evalBody(e, node, outer.value, q); }); });
}

/// names: speed. The inner pattern's speed grows by as much as it is squeezed.
void evalSqueezeUp(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        if (!outer.discrete) return;
        const std::size_t from = e.out.size();
        focused(e, node, outer, [&](const Span& q) { evalBody(e, node, outer.value, q); });
        const Value rate = Value::ofMap(withControl(e, nullptr, node.names[0], Value::ofNumber(1 / outer.duration())));
        mapEvents(e, from, [&](const Event& event) { return arith(e, Arith::multiply, event.value, rate); });
      });
}

/// The inner pattern starts anew with each outer event: at its first cycle (`restart`) or at the beginning of a cycle
/// (`reset`).
template <bool restart>
void evalRestart(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        Rational by = Rational::reduce(outer.wholeBegin, outer.den);
        if (!restart) by = by - Rational{by.floor(), 1};
        mixed(e, outer, [&](const Span& s) {
          shifted(e, node, s, by, [&](const Span& q) { evalBody(e, node, outer.value, q); });
        });
      });
}

/// args: names "pattern:function", then one alternative for each of `names`. An alternative with a function begins with
/// the event, whose length in cycles is bound.
void evalUr(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
        if (!outer.discrete || outer.value.kind != Value::Kind::string) return;
        if (!e.spendLooking(node, 2 * node.names.size())) return;
        const std::string_view wanted = e.strings->view(outer.value.string);
        const std::size_t colon = wanted.find(':');
        const std::string_view plain = wanted.substr(0, colon);
        const auto find = [&](std::string_view name) {
          std::size_t i = 0;
          while (i < node.names.size() && e.strings->view(node.names[i]) != name) i++;
          return i;
        };
        std::size_t i = find(colon == std::string_view::npos ? plain : wanted.substr(0, wanted.find(':', colon + 1)));
        const Rational begin = Rational::reduce(outer.wholeBegin, outer.den);
        const bool moved = colon != std::string_view::npos;
        if (i == node.names.size()) i = find(plain);
        if (i + 1 >= node.args.size()) return;
        const Value before = e.bindings[node.param];
        e.bindings[node.param] = Value::ofRational(outer.whole().length());
        mixed(e, outer, [&](const Span& s) {
          shifted(e, node, s, moved ? begin : Rational{0, 1}, [&](const Span& q) { e.eval(*node.args[i + 1], q); });
        });
        e.bindings[node.param] = before;
      });
}

/// The body of a function of two values: the first is bound by the op whose body this is, the second by it too.
void evalFunction(Evaluation& e, const Node& node, const Span& span) { e.eval(*node.body, span); }

/// `from` with its numbers in place of some of its own: `ints` says of each number in which field, and where.
Node filled(Evaluation& e, const Node& from, std::span<const std::int64_t> ints, std::span<const Value> numbers) {
  Node made = from;
  auto* times = e.arena.array<Rational>(from.times.size());
  auto* wholes = e.arena.array<std::int64_t>(from.ints.size());
  auto* values = e.arena.array<Value>(from.values.size());
  std::copy(from.times.begin(), from.times.end(), times);
  std::copy(from.ints.begin(), from.ints.end(), wholes);
  std::copy(from.values.begin(), from.values.end(), values);
  made.times = {times, from.times.size()};
  made.ints = {wholes, from.ints.size()};
  made.values = {values, from.values.size()};
  for (std::size_t i = 0; i < numbers.size(); i++) {
    const auto at = static_cast<std::size_t>(ints[2 * i + 1]);
    const auto field = static_cast<std::uint32_t>(ints[2 * i]);
    if (field == fieldTimes && at < made.times.size()) times[at] = numbers[i].asRational();
    if (field == fieldInts && at < made.ints.size()) wholes[at] = numbers[i].asInt();
    if (field == fieldValues && at < made.values.size()) values[at] = numbers[i];
  }
  return made;
}

/// args: numbers that `body` has in its fields, from moment to moment.
void evalFill(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t count = node.args.size();
  if (node.ints.size() < 2 * count) return;
  auto* numbers = e.arena.array<Value>(count);
  const auto bind = [&](auto&& self, std::size_t i, const Span& s) -> void {
    if (i < count) {
      withParam(e, node, *node.args[i], s, [&](const Value& v, const Span& q) {
        if (!v.isNumeric()) return;
        numbers[i] = v;
        self(self, i + 1, q);
      });
      return;
    }
    Node made = filled(e, *node.body, node.ints, {numbers, count});
    if (made.primitive->op == std::string_view("timecat")) {
      auto* weights = e.arena.array<Rational>(made.times.size());
      std::transform(made.times.begin(), made.times.end(), weights,
                     [](Rational w) { return w.num < 0 ? Rational{0, 1} : w; });
      if (!makeSteps({weights, made.times.size()}, e.arena, made.steps)) return;
    }
    e.eval(made, s);
  };
  bind(bind, 0, span);
}

constexpr const char* type = "Pattern a -> (a -> Pattern b) -> Pattern b";

constexpr Primitive table[] = {
    {"", "function", "", 0, fieldBody | fieldParam, evalFunction,
     "A function of one more value, as the body of an op that binds both.", ""},
    {"innerBind", "innerBind", type, 1, fieldBody | fieldParam, evalInner,
     "A pattern for each value; the structure is the inner pattern's.", "innerBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"outerBind", "outerBind", type, 1, fieldBody | fieldParam, evalOuter,
     "A pattern for each value, read at the value's onset; the structure is the outer one's.",
     "outerBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"leftBind", "leftBind", type, 1, fieldBody | fieldParam, evalLeft,
     "A pattern for each value, read during the value's time; the structure is the outer one's.",
     "leftBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"mixBind", "mixBind", type, 1, fieldBody | fieldParam, evalMix,
     "A pattern for each value; events are where both overlap.", "mixBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"squeezeBind", "squeezeBind", type, 1, fieldBody | fieldParam, evalSqueeze,
     "A pattern for each value, one cycle of it squeezed into the value's time.",
     "squeezeBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"squeezeUpBind", "squeezeUpBind", "Pattern a -> (a -> Pattern Controls) -> Pattern Controls", 1,
     fieldBody | fieldParam, evalSqueezeUp, "`squeezeBind`, and samples play as much faster as they are squeezed.",
     "squeezeUpBind \"1 [2 3]\" (\\i -> s \"bd sn\" # n i)", traitNone, nullptr, "speed"},
    {"restartBind", "restartBind", type, 1, fieldBody | fieldParam, evalRestart<true>,
     "A pattern for each value, started from its first cycle at each onset.",
     "restartBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"resetBind", "resetBind", type, 1, fieldBody | fieldParam, evalRestart<false>,
     "A pattern for each value, its cycle started at each onset.", "resetBind \"2 3\" (\\n -> fast n \"a b\")"},
    {"", "fill", "", variadic, fieldInts | fieldBody, evalFill,
     "The body, with the values of its arguments in its fields: ints has, for each, the field's bit and the place.",
     ""},
    {"urJoin", "urJoin", "Pattern String -> (Pattern Time -> [(String, Pattern a)]) -> Pattern a", variadic,
     fieldNames | fieldParam, evalUr,
     "Plays named patterns for as long as each name lasts; \"a:f\" begins with its event, whose length is given.",
     "urJoin \"a b:f\" (\\length -> [(\"a\", \"bd*2\"), (\"b:f\", fast (1 / length) \"sn hh\")])"},
};

}  // namespace

std::span<const Primitive> joinPrimitives() { return table; }

}  // namespace hocket::pattern
