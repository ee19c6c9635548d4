#include "native/engine/sequencer.h"

#include <algorithm>
#include <limits>

namespace hocket::engine {

void Sequencer::add(LivePlan& plan) {
  const std::lock_guard lock(mutex_);
  plans_.push_back(&plan);
}

void Sequencer::remove(const LivePlan& plan) {
  const std::lock_guard lock(mutex_);
  std::erase(plans_, &plan);
}

void Sequencer::fill() {
  const std::lock_guard lock(mutex_);
  const Position now = latestPosition(crossing_);
  for (LivePlan* plan : plans_) {
    const bool waitsToJump = plan->jump != 0 && now.plan < plan->number;
    const double from = waitsToJump ? plan->begin : std::max(now.cycle, plan->begin);
    const double end =
        from + lookahead_.load(std::memory_order_relaxed) * std::max(now.cps, static_cast<double>(plan->plan->cps));
    double filled = std::numeric_limits<double>::infinity();
    for (EventWindows* events : {plan->events.get(), plan->following.get()}) {
      if (events == nullptr) continue;
      events->fill(end);
      filled = std::min(filled, events->filledUntil());
      for (const EventProblem& problem : events->takeProblems()) {
        const bool overflow = problem.error == pattern::QueryError::overflow;
        reporter_.problem(overflow ? ProblemCode::queryFailed : ProblemCode::tooManyEvents,
                          {plan->number, plan->patternPlaces[problem.pattern]}, {}, {});
      }
    }
    filled_.store(filled, std::memory_order_release);
  }
}

}  // namespace hocket::engine
