// Between a plan's JSON and a graph of nodes: what the JSON says, checked for form but not yet for meaning.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <vector>

#include "native/pattern/arena.h"
#include "native/pattern/node.h"
#include "native/pattern/pattern_graph.h"
#include "native/pattern/result.h"

namespace hocket::pattern {

/// Everything in it points into `Arena` or `Strings`.
struct RawNode {
  const Primitive* primitive = nullptr;
  std::span<const PatternId> args;
  std::uint32_t present = 0;  // Field bits
  ContextId context = 0;
  Value value;
  std::span<const Value> values;
  std::span<const Rational> times;
  std::span<const StringId> names;
  std::span<const std::int64_t> ints;
  StringId name = Strings::none;
  std::uint64_t seed = 0;
  std::uint64_t param = 0;
  PatternId body = 0;
};

/// Reads one element of `plan.patterns`, number `id`.
Result<RawNode> readNode(const simdjson::dom::element& element, PatternId id, Arena& arena, Strings& strings);

/// "n/d" or "n", both in decimal.
bool parseRational(std::string_view text, Rational& r);

/// A copy of a value, with its maps and lists, in an arena.
Value copyValue(const Value& v, Arena& arena);

}  // namespace hocket::pattern
