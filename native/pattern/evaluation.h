// What runs while a query runs: the events made so far, memory, bindings, budget. Ops are functions over this.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "native/pattern/arena.h"
#include "native/pattern/euclid.h"
#include "native/pattern/node.h"
#include "native/pattern/query.h"

namespace hocket::pattern {

/// A stack of events, with room for more than most queries make; what it grows to is kept.
class EventBuffer {
 public:
  EventBuffer() { grow(); }

  std::size_t size() const { return size_; }
  Event& operator[](std::size_t i) { return data_.get()[i]; }
  const Event* data() const { return data_.get(); }
  std::span<Event> from(std::size_t i) { return {data_.get() + i, size_ - i}; }
  Event& push() {
    if (size_ == capacity_) grow();
    return data_.get()[size_++];
  }
  void resize(std::size_t smaller) { size_ = smaller; }
  /// Removes the events [from, to); later ones move down.
  void erase(std::size_t from, std::size_t to);

 private:
  void grow();

  struct Free {
    void operator()(Event* p) const { ::operator delete(static_cast<void*>(p), std::align_val_t{64}); }
  };
  std::unique_ptr<Event, Free> data_;
  std::size_t size_ = 0, capacity_ = 0;
};

class Evaluation {
 public:
  explicit Evaluation(const PatternGraph& graph, QueryLimits limits);

  void use(const PatternGraph& graph);
  std::span<const Event> run(PatternId pattern, const Span& span);

  /// A step of work for the node, and one for each event that it hands on.
  void eval(const Node& node, const Span& span) {
    if (stopped_ || node.silent) return;
    const std::size_t from = out.size();
    node.eval(*this, node, span);
    spend(node, 1 + out.size() - from);
  }
  /// The value of a scalar node.
  Value scalar(const Node& node) {
    if (node.constant) return node.value;
    return spend(node, 1) ? node.primitive->scalar(*this, node) : Value();
  }

  /// Counts work; false when the budget is spent, and then the query stops.
  bool spend(const Node& node, std::uint64_t steps) {
    if (steps <= left_) {
      left_ -= steps;
      return !stopped_;
    }
    stop(QueryError::tooManyEvents, node);
    return false;
  }
  bool stopped() const { return stopped_; }
  /// This is too much, whatever is left of the budget.
  void giveUp(const Node& node) { stop(QueryError::tooManyEvents, node); }
  /// Counts what is looked through: much cheaper than an event.
  bool spendLooking(const Node& node, std::size_t items) { return spend(node, items / 16); }
  /// A time that does not fit: remembered, the event is left out.
  void overflow(const Node& node);

  /// The atoms of both.
  ContextId combine(ContextId a, ContextId b);

  /// Event times t become t * mul + add (mul > 0), for the events from index `from` on.
  void affine(const Node& node, std::size_t from, Rational mul, Rational add);
  /// Event times t become about - t.
  void mirror(const Node& node, std::size_t from, Rational about);

  /// Bjorklund's rhythm for `node`; short ones are remembered from query to query. Empty when the budget is spent.
  Rhythm rhythm(const Node& node, std::int64_t onsets, std::int64_t steps);

  /// Its entries count as work.
  ControlMap* newMap(std::size_t size);
  ValueList* newList(std::size_t size);

  EventBuffer out;
  Arena arena;
  std::vector<Value> bindings;
  const PatternGraph* graph = nullptr;
  Strings* strings = nullptr;
  QueryError error = QueryError::none;
  PatternId errorPattern = 0;
  std::unordered_map<StringId, Value> inputs;

  std::size_t atoms(const Event& event, std::span<std::uint32_t> written) const;

 private:
  struct ContextPair {
    ContextId a, b;
  };
  void stop(QueryError why, const Node& node);
  /// What a query has found when it is stopped may be on its way from another time.
  void keepWithin(const Span& span);

  QueryLimits limits_;
  std::uint64_t left_ = 0;
  bool stopped_ = false;
  std::vector<ContextPair> contexts_;
  ContextPair lastPair_{0, 0};
  ContextId lastContext_ = 0;
  struct Remembered {
    std::int64_t onsets, steps;
    Rhythm rhythm;
  };
  std::array<Remembered, 64> rhythms_{};
};

/// The intersection of two spans, which may be of zero width, but not at the end of a span that is not. False: none.
bool intersect(const Span& a, const Span& b, Span& result);
/// Clips the event's part to a span; false when nothing is left.
bool clipPart(Event& event, const Span& to);
/// Drops what lies outside of a span of the events from index `from` on.
void clipAll(Evaluation& e, std::size_t from, const Span& to);
/// Clips whole and part.
bool clipWhole(Event& event, const Span& to);
/// Brings event and span to one denominator; false on overflow.
bool unify(Event& event, Span& span);
/// Lowest common terms of the four times.
void reduceTimes(Event& event);

}  // namespace hocket::pattern
