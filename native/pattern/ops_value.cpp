// Values looked up, computed or spelt out in steps.
#include <cmath>

#include "native/pattern/joins.h"
#include "native/pattern/numeric.h"
#include "native/pattern/primitives.h"
#include "native/pattern/random.h"

namespace hocket::pattern {

namespace {

using Kind = Value::Kind;
const Value drop;

template <class F>
void mapArg(Evaluation& e, const Node& node, const Span& span, F&& f) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[0], span);
  mapEvents(e, from, [&](const Event& event) { return f(event.value); });
}

/// `values`: from and to by turns; what is not among them is dropped.
void evalSwap(Evaluation& e, const Node& node, const Span& span) {
  mapArg(e, node, span, [&](const Value& v) {
    for (std::size_t i = 0; i + 1 < node.values.size(); i += 2) {
      if (equal(v, node.values[i])) return node.values[i + 1];
    }
    return drop;
  });
}

enum class Snap : std::uint8_t { nearest, down, up };

/// values[0]: how many steps there are in 1.
template <Snap snap>
void evalQuantise(Evaluation& e, const Node& node, const Span& span) {
  const double n = node.values.empty() ? 1 : node.values[0].asDouble();
  mapArg(e, node, span, [&](const Value& v) {
    const double x = v.asDouble() * n;
    return Value::ofNumber((snap == Snap::nearest ? std::nearbyint(x) : snap == Snap::down ? std::floor(x) : std::ceil(x)) / n);
  });
}

/// args: index; `values`: what it indexes, `ints[0]` further each cycle.
void evalFit(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    mapEvents(e, from, [&](const Event& event) {
      const std::int64_t i = event.value.asInt() + n * floorDiv(event.partBegin, event.den);
      if (node.values.empty()) return Value::ofInt(i);
      return node.values[wrapIndex(i, node.values.size())];
    });
  });
}

void pushBits(Evaluation& e, const Node& node, const Span& span, std::string_view bytes, std::int64_t width, std::int64_t number) {
  const std::int64_t count = bytes.empty() ? width : static_cast<std::int64_t>(bytes.size()) * 8;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, static_cast<std::uint64_t>(count))) return false;
    for (std::int64_t i = 0; i < count; i++) {
      const std::int64_t source = bytes.empty() ? number : static_cast<unsigned char>(bytes[static_cast<std::size_t>(i / 8)]);
      const std::int64_t bit = bytes.empty() ? width - 1 - i : 7 - i % 8;
      pushClipped(e, narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count), piece,
                  Value::ofBool(bit < 63 ? ((source >> bit) & 1) != 0 : source < 0));
    }
    return true;
  });
}

void evalBinaryN(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t width, const Span& s) {
    if (width <= 0 || width > 4096) return;
    forEachEvent(e, node, [&] { e.eval(*node.args[1], s); }, [&](const Event& outer) {
      focused(e, node, outer, [&](const Span& q) { pushBits(e, node, q, {}, width, outer.value.asInt()); });
    });
  });
}

void evalAscii(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(e, node, [&] { e.eval(*node.args[0], span); }, [&](const Event& outer) {
    if (outer.value.kind != Kind::string) return;
    const std::string_view text = e.strings->view(outer.value.string);
    if (!text.empty()) focused(e, node, outer, [&](const Span& q) { pushBits(e, node, q, text, 0, 0); });
  });
}

/// The name and the number of a sample as one word.
void evalSamples(Evaluation& e, const Node& node, const Span& span) {
  joinBoth(e, node, *node.args[0], *node.args[1], span, [&](const Value& name, const Value& number) {
    if (name.kind != Kind::string) return drop;
    const std::string_view text = e.strings->view(name.string);
    char word[256];
    if (text.size() > 200) return drop;
    const int n = std::snprintf(word, sizeof word, "%.*s:%lld", static_cast<int>(text.size()), text.data(), static_cast<long long>(number.asInt()));
    return Value::ofString(e.strings->intern({word, static_cast<std::size_t>(n)}));
  });
}

/// `values`: the rows of a transition matrix; args: steps a cycle, first state.
void evalMarkov(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    withInt(e, node, *node.args[1], s, [&](std::int64_t first, const Span& q) {
      if (n <= 0 || n > 65536) return;
      forEachCycle(q, [&](std::int64_t cycle, const Span& piece) {
        std::int64_t state = first;
        for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
          if (i > 0) {
            const double r = randAt(cycle * n + i, cycle * n + i, n, 0);
            if (state < 0 || static_cast<std::size_t>(state) >= node.values.size()) return true;
            const Value& row = node.values[static_cast<std::size_t>(state)];
            if (row.kind != Kind::list) return true;
            double total = 0, sum = 0;
            for (const Value& w : row.list->all()) total += w.asDouble();
            state = -1;
            for (std::uint32_t k = 0; k < row.list->size && state < 0; k++) {
              sum += row.list->items[k].asDouble() / total;
              if (r <= sum) state = k;
            }
            if (state < 0) state = row.list->size - 1;
          }
          pushClipped(e, narrow(static_cast<int128>(cycle) * n + i, static_cast<int128>(cycle) * n + i + 1, n), piece, Value::ofInt(state));
        }
        return !e.stopped();
      });
    });
  });
}

constexpr const char* snapType = "Number -> Pattern Number -> Pattern Number";

constexpr Primitive table[] = {
    {"swap", "swap", "[(a, b)] -> Pattern a -> Pattern b", 1, fieldValues, evalSwap, "Replaces values by a list of pairs; others are dropped.", "swap [(\"a\", 1), (\"b\", 2)] \"a b\"", traitValuewise},
    {"quantise", "quantise", snapType, 1, fieldValues, evalQuantise<Snap::nearest>, "Rounds to the nearest n-th of 1.", "quantise 4 $ segment 4 sine", traitValuewise},
    {"qround", "quantise", snapType, 1, fieldValues, evalQuantise<Snap::nearest>, "The same as `quantise`.", "qround 4 $ segment 4 sine", traitValuewise},
    {"qfloor", "qfloor", snapType, 1, fieldValues, evalQuantise<Snap::down>, "Rounds down to an n-th of 1.", "qfloor 4 $ segment 4 sine", traitValuewise},
    {"qceiling", "qceiling", snapType, 1, fieldValues, evalQuantise<Snap::up>, "Rounds up to an n-th of 1.", "qceiling 4 $ segment 4 sine", traitValuewise},
    {"fit", "fit", "Pattern Int -> [a] -> Pattern Int -> Pattern a", 2, fieldValues, evalFit, "Elements of a list by index, n further on each cycle.", "fit 3 [\"bd\", \"sn\", \"cp\", \"hh\"] \"0 1 2\""},
    {"fitIndex", "fitIndex", "Pattern Int -> Pattern Int -> Pattern Int", 2, fieldNone, evalFit, "Adds n for each cycle that has passed.", "fitIndex 3 \"0 1 2\""},
    {"binaryN", "binaryN", "Pattern Int -> Pattern Int -> Pattern Bool", 2, fieldNone, evalBinaryN, "The n lowest bits of each number, the highest first.", "binaryN 4 \"5 6\""},
    {"ascii", "ascii", "Pattern String -> Pattern Bool", 1, fieldNone, evalAscii, "The bits of each letter.", "ascii \"a b\""},
    {"samples", "samples", "Pattern String -> Pattern Int -> Pattern String", 2, fieldNone, evalSamples, "Names of samples with their numbers.", "samples \"drum\" \"0 1\""},
    {"markovPat", "markovPat", "Pattern Int -> Pattern Int -> [[Number]] -> Pattern Int", 2, fieldValues, evalMarkov, "n steps a cycle of a Markov chain, from a first state.", "markovPat 8 1 [[3, 5, 2], [4, 4, 2], [0, 1, 0]]"},
};

}  // namespace

std::span<const Primitive> valuePrimitives() { return table; }

}  // namespace hocket::pattern
