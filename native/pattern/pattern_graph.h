// The patterns of a plan, loaded and checked: an immutable graph of ops that any number of threads may query at once.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "native/pattern/result.h"
#include "native/pattern/strings.h"
#include "native/pattern/value.h"

namespace hocket::pattern {

using PatternId = std::uint32_t;
struct Node;

class PatternGraph {
 public:
  /// Longest chain of ops from a pattern to an atom; deeper graphs are refused, so that no query can exhaust the stack.
  static constexpr int maxDepth = 1000;

  /// Loads `plan.patterns`. Every reference is checked; words are added to `strings`, which must outlive the graph.
  /// [builder]
  static Result<PatternGraph> load(const simdjson::dom::element& patterns, Strings& strings);

  PatternGraph(PatternGraph&&) noexcept;
  PatternGraph& operator=(PatternGraph&&) noexcept;
  ~PatternGraph();

  std::size_t size() const;
  Strings& strings() const;

  /// The pattern is the same value for ever (a number where a pattern may stand), and which.
  bool isConstant(PatternId id, Value& value) const;
  /// The pattern has (only) events without a whole, such as `sine` or `rand`.
  bool isContinuous(PatternId id) const;
  /// The pattern is one number at a time, with no rhythm of its own: made of constants and buses.
  bool isScalar(PatternId id) const;
  /// The buses that the pattern reads (op `bus`), each once.
  std::vector<StringId> buses(PatternId id) const;

  const Node& node(PatternId id) const;
  int paramCount() const;

 private:
  struct Content;
  explicit PatternGraph(std::unique_ptr<Content> content);

  std::unique_ptr<Content> content_;
  friend class Loader;
};

}  // namespace hocket::pattern
