// Reasons why events are missing. The audio thread is not concerned.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "native/pattern/query.h"

namespace hocket::engine {

struct EventProblem {
  pattern::QueryError error;
  pattern::PatternId pattern;  // of the source
  bool operator==(const EventProblem&) const = default;
};

/// Each is told once.
class EventProblems {
 public:
  void add(const EventProblem& what) {
    constexpr std::size_t most = 64;
    if (told_.size() == most || std::ranges::find(told_, what) != told_.end()) return;
    told_.push_back(what);
    fresh_.push_back(what);
  }
  void check(const pattern::Query& query, pattern::PatternId source) {
    if (query.error() != pattern::QueryError::none) add({query.error(), source});
  }
  /// Those since the last call.
  std::vector<EventProblem> take() { return std::exchange(fresh_, {}); }

 private:
  std::vector<EventProblem> told_, fresh_;
};

}  // namespace hocket::engine
