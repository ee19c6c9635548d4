// Asking a pattern graph for the events of a span.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "native/pattern/event.h"
#include "native/pattern/pattern_graph.h"

namespace hocket::pattern {

enum class QueryError : std::uint8_t {
  none,
  tooManyEvents,  // the budget is spent: the events are those found until then
  overflow,       // a time does not fit into 64-bit fractions: such events are left out
};

/// One sentence for a person. [any thread]
const char* describe(QueryError);

struct QueryLimits {
  /// Steps of work in one query: each pattern asked is one, and each event once more for every pattern that hands it
  /// on.
  std::uint64_t budget = 1'000'000;
  /// Whether what Tidal answers beyond the span that was asked for (`substruct`, `zoom`) is in the answer too.
  bool strays = false;
};

/// A reusable evaluator with its own memory: one per thread. After warm-up a query allocates nothing. The graph (and
/// its strings) must outlive it; use `use` to ask another graph with the same memory.
class Query {
 public:
  explicit Query(const PatternGraph& graph, QueryLimits limits = {});
  ~Query();
  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;

  void use(const PatternGraph& graph);

  /// The events whose parts lie in the span, in no particular order; good until the next call. Events with a zero-width
  /// part are found by a zero-width span.
  std::span<const Event> run(PatternId pattern, const Span& span);
  /// What went wrong in the last `run`, and in which pattern.
  QueryError error() const;
  PatternId errorPattern() const;

  /// The span ids (of the plan's `spans`) of the atoms that an event of the last `run` came from: up to `out.size()` of
  /// them; returns how many were written.
  std::size_t atoms(const Event& event, std::span<std::uint32_t> out) const;

  /// A value that the op `input` reads by name; its default is used while none is set.
  void setInput(StringId name, const Value& value);

 private:
  std::unique_ptr<class Evaluation> evaluation_;
};

}  // namespace hocket::pattern
