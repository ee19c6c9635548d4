// Values looked up, computed or spelt out in steps.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

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

enum class Snap : std::uint8_t { nearest, down, up };

/// args: how many steps there are in 1, numbers.
template <Snap snap>
void evalQuantise(Evaluation& e, const Node& node, const Span& span) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[1], span);
  const auto snapped = [](const Value& v, const Value& steps) {
    const double n = steps.asDouble(), x = v.asDouble() * n;
    return Value::ofNumber((snap == Snap::nearest ? std::nearbyint(x)
                            : snap == Snap::down  ? std::floor(x)
                                                  : std::ceil(x)) /
                           n);
  };
  const Node& steps = *node.args[0];
  if (steps.scalar)
    return mapScalar(e, from, e.scalar(steps), steps.context, true, snapped);  // a plain number in Tidal
  joinLeft(e, node, from, steps, true, snapped);
}

/// args: how many more each cycle, index.
void evalFitIndex(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[1], s);
    mapEvents(e, from, [&](const Event& event) {
      return Value::ofInt(event.value.asInt() + n * floorDiv(event.partBegin, event.den));
    });
  });
}

/// times[0]: steps a cycle; `ints`: how many steps from each true one to the next.
void evalNecklace(Evaluation& e, const Node& node, const Span& span) {
  constexpr std::int64_t most = 65536;
  std::int64_t sum = 0, total = 0;  // a distance below 1 makes a true step all the same
  for (const std::int64_t n : node.ints) {
    sum += std::clamp(n, -most, most);
    total += std::clamp<std::int64_t>(n, 1, most);
  }
  if (sum == 0) return;
  faster(e, node, span, node.times[0] / Rational{sum, 1}, [&](const Span& q) {
    forEachCycle(q, [&](std::int64_t cycle, const Span& piece) {
      std::int64_t at = 0;
      for (const std::int64_t n : node.ints) {
        for (std::int64_t i = 0; i < std::clamp<std::int64_t>(n, 1, most) && e.spend(node, 1); i++, at++) {
          pushClipped(
              e, narrow(static_cast<int128>(cycle) * total + at, static_cast<int128>(cycle) * total + at + 1, total),
              piece, Value::ofBool(i == 0));
        }
      }
      return !e.stopped();
    });
  });
}

/// names: sounds, and last the steps: x is the first sound, a digit the sound of that number, anything else a rest.
/// With one sound a digit is its sample of that number.
void evalStep(Evaluation& e, const Node& node, const Span& span) {
  if (node.names.size() < 2) return;
  const std::string_view steps = e.strings->view(node.names.back());
  const std::size_t sounds = node.names.size() - 1;
  const auto count = static_cast<std::int64_t>(steps.size());
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    for (std::int64_t i = 0; i < count && e.spend(node, 1); i++) {
      const char c = steps[static_cast<std::size_t>(i)];
      StringId sound = Strings::none;
      if (c == 'x') sound = node.names[0];
      if (c >= '0' && c <= '9') {
        const auto digit = static_cast<std::size_t>(c - '0');
        const std::string_view name = e.strings->view(node.names[0]);
        char word[256];
        if (sounds > 1)
          sound = digit < sounds ? node.names[digit] : Strings::none;
        else if (name.size() < 200)
          sound = e.strings->intern(
              {word, static_cast<std::size_t>(
                         std::snprintf(word, sizeof word, "%.*s:%c", static_cast<int>(name.size()), name.data(), c))});
      }
      if (sound != Strings::none) {
        pushClipped(e,
                    narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count),
                    piece, Value::ofString(sound));
      }
    }
    return !e.stopped();
  });
}

void pushBits(Evaluation& e, const Node& node, const Span& span, std::string_view bytes, std::int64_t width,
              std::int64_t number) {
  const std::int64_t count = bytes.empty() ? width : static_cast<std::int64_t>(bytes.size()) * 8;
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    if (!e.spend(node, static_cast<std::uint64_t>(count))) return false;
    for (std::int64_t i = 0; i < count; i++) {
      const std::int64_t source =
          bytes.empty() ? number : static_cast<unsigned char>(bytes[static_cast<std::size_t>(i / 8)]);
      const std::int64_t bit = bytes.empty() ? width - 1 - i : 7 - i % 8;
      pushClipped(e, narrow(static_cast<int128>(cycle) * count + i, static_cast<int128>(cycle) * count + i + 1, count),
                  piece, Value::ofBool(bit < 63 ? ((source >> bit) & 1) != 0 : source < 0));
    }
    return true;
  });
}

void evalBinaryN(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t width, const Span& s) {
    if (width <= 0 || width > 4096) return;
    forEachEvent(
        e, node, [&] { e.eval(*node.args[1], s); },
        [&](const Event& outer) {
          focused(e, node, outer, [&](const Span& q) { pushBits(e, node, q, {}, width, outer.value.asInt()); });
        });
  });
}

void evalAscii(Evaluation& e, const Node& node, const Span& span) {
  forEachEvent(
      e, node, [&] { e.eval(*node.args[0], span); },
      [&](const Event& outer) {
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
    const int n = std::snprintf(word, sizeof word, "%.*s:%lld", static_cast<int>(text.size()), text.data(),
                                static_cast<long long>(number.asInt()));
    return Value::ofString(e.strings->intern({word, static_cast<std::size_t>(n)}));
  });
}

/// A row of a square matrix: values are its rows, or all its numbers, row after row.
std::span<const Value> matrixRow(std::span<const Value> values, std::size_t row) {
  if (values[0].kind == Kind::list) return row < values.size() ? values[row].list->all() : std::span<const Value>();
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(values.size()))));
  return row < side && side * side == values.size() ? values.subspan(row * side, side) : std::span<const Value>();
}

/// `values`: the rows of a transition matrix; args: steps a cycle, first state.
void evalMarkov(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    withInt(e, node, *node.args[1], s, [&](std::int64_t first, const Span& q) {
      if (n <= 0 || n > 65536 || node.values.empty()) return;
      forEachCycle(q, [&](std::int64_t cycle, const Span& piece) {
        std::int64_t state = first;
        for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
          if (i > 0) {
            const double r = randAt(cycle * n + i, cycle * n + i, n, 0);
            if (state < 0 || static_cast<std::size_t>(state) >= node.values.size()) return true;
            const std::span<const Value> row = matrixRow(node.values, static_cast<std::size_t>(state));
            if (row.empty()) return true;
            if (!e.spendLooking(node, row.size())) return false;
            double total = 0, sum = 0;
            for (const Value& w : row) total += w.asDouble();
            state = 0;
            for (const Value& w : row) {  // the first whose running sum reaches r; without one the last
              sum += w.asDouble() / total;
              if (r <= sum) break;
              state++;
            }
            state = std::min(state, static_cast<std::int64_t>(row.size()) - 1);
          }
          pushClipped(e, narrow(static_cast<int128>(cycle) * n + i, static_cast<int128>(cycle) * n + i + 1, n), piece,
                      Value::ofInt(state));
        }
        return !e.stopped();
      });
    });
  });
}

/// Text of one query; more is cut off.
class Text {
 public:
  explicit Text(Arena& arena) : letters_(arena.array<char>(most)) {}
  void add(std::string_view word) {
    const std::size_t length = std::min(word.size(), most - size_);
    std::copy_n(word.data(), length, letters_ + size_);
    size_ += length;
  }
  std::string_view view() const { return {letters_, size_}; }

 private:
  static constexpr std::size_t most = 8192;
  char* letters_;
  std::size_t size_ = 0;
};

/// The words of a step of a cycle, as mini-notation.
void addStep(Evaluation& e, const Node& node, const Span& step, Text& text) {
  const std::size_t from = e.out.size();
  e.eval(*node.args[1], step);
  const std::size_t count = e.out.size() - from;
  if (count == 0) text.add("~");
  if (count > 1) text.add("[");
  for (std::size_t i = 0; i < count; i++) {
    if (i > 0) text.add(", ");
    const Value& v = e.out[from + i].value;
    if (v.kind == Kind::string) text.add(e.strings->view(v.string));
  }
  if (count > 1) text.add("]");
  e.out.resize(from);
}

/// args: how many steps, pattern.
void evalDeconstruct(Evaluation& e, const Node& node, const Span& span) {
  withInt(e, node, *node.args[0], span, [&](std::int64_t n, const Span& s) {
    if (n <= 0 || n > 4096) return;
    forEachCycle(s, [&](std::int64_t cycle, const Span& piece) {
      Text text(e.arena);
      for (std::int64_t i = 0; i < n && e.spend(node, 1); i++) {
        if (i > 0) text.add(" ");
        const int128 at = static_cast<int128>(cycle) * n + i;
        addStep(e, node, narrow(at, at + 1, n), text);
      }
      pushClipped(e, Span::cycle(cycle), piece, Value::ofString(e.strings->intern(text.view())));
      return !e.stopped();
    });
  });
}

/// The fewest steps that have a border wherever an event of the cycle begins or ends.
void evalStepcount(Evaluation& e, const Node& node, const Span& span) {
  forEachCycle(span, [&](std::int64_t cycle, const Span& piece) {
    const std::size_t from = e.out.size();
    e.eval(*node.args[0], Span::cycle(cycle));
    std::int64_t steps = 1;
    for (const Event& event : e.out.from(from)) {
      if (!event.hasOnset()) continue;
      for (const std::int64_t at : {event.partBegin, event.partEnd}) {
        const std::int64_t den = Rational::reduce(at, event.den).den;
        if (den > 0 && __builtin_mul_overflow(steps / std::gcd(steps, den), den, &steps)) e.overflow(node);
      }
    }
    e.out.resize(from);
    pushClipped(e, Span::cycle(cycle), piece, Value::ofInt(steps));
    return e.spend(node, 1);
  });
}

constexpr const char* snapType = "Pattern Number -> Pattern Number -> Pattern Number";

constexpr Primitive table[] = {
    {"quantise", "quantise", snapType, 2, fieldNone, evalQuantise<Snap::nearest>, "Rounds to the nearest n-th of 1.",
     "quantise 4 $ segment 4 sine"},
    {"qround", "quantise", snapType, 2, fieldNone, evalQuantise<Snap::nearest>, "The same as `quantise`.",
     "qround 4 $ segment 4 sine"},
    {"qfloor", "qfloor", snapType, 2, fieldNone, evalQuantise<Snap::down>, "Rounds down to an n-th of 1.",
     "qfloor 4 $ segment 4 sine"},
    {"qceiling", "qceiling", snapType, 2, fieldNone, evalQuantise<Snap::up>, "Rounds up to an n-th of 1.",
     "qceiling 4 $ segment 4 sine"},
    {"fitIndex", "fitIndex", "Pattern Int -> Pattern Int -> Pattern Int", 2, fieldNone, evalFitIndex,
     "Adds n for each cycle that has passed.", "fitIndex 3 \"0 1 2\""},
    {"necklace", "necklace", "Time -> [Int] -> Pattern Bool", 0, fieldTimes | fieldInts, evalNecklace,
     "A boolean rhythm from the distances between its onsets, in steps of which so many make a cycle.",
     "necklace 12 [4, 2]"},
    {"step", "step", "String -> String -> Pattern String", 0, fieldNames, evalStep,
     "A step sequencer: x plays the sound, a digit its sample of that number, anything else rests.",
     "step \"bd\" \"x  x 1 \""},
    {"step'", "step", "[String] -> String -> Pattern String", 0, fieldNames, evalStep,
     "A step sequencer: x plays the first sound, a digit the sound of that number.",
     "step' [\"bd\", \"sn\"] \"x 1 x 1\""},
    {"deconstruct", "deconstruct", "Pattern Int -> Pattern String -> Pattern String", 2, fieldNone, evalDeconstruct,
     "What each cycle of a pattern is in n steps, as mini-notation: a text once a cycle.", "deconstruct 8 \"bd*2 sn\"",
     traitUnsteady},
    {"stepcount", "stepcount", "Pattern a -> Pattern Int", 1, fieldNone, evalStepcount,
     "Into how many steps a cycle can be cut without cutting an event.", "stepcount \"bd*2 sn*3\"", traitUnsteady},
    {"binaryN", "binaryN", "Pattern Int -> Pattern Int -> Pattern Bool", 2, fieldNone, evalBinaryN,
     "The n lowest bits of each number, the highest first.", "binaryN 4 \"5 6\""},
    {"ascii", "ascii", "Pattern String -> Pattern Bool", 1, fieldNone, evalAscii, "The bits of each letter.",
     "ascii \"a b\""},
    {"samples", "samples", "Pattern String -> Pattern Int -> Pattern String", 2, fieldNone, evalSamples,
     "Names of samples with their numbers.", "samples \"drum\" \"0 1\""},
    {"markovPat", "markovPat", "Pattern Int -> Pattern Int -> [[Number]] -> Pattern Int", 2, fieldValues, evalMarkov,
     "n steps a cycle of a Markov chain, from a first state.", "markovPat 8 1 [[3, 5, 2], [4, 4, 2], [0, 1, 0]]"},
};

}  // namespace

std::span<const Primitive> valuePrimitives() { return table; }

}  // namespace hocket::pattern
