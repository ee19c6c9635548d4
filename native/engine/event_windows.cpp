#include "native/engine/event_windows.h"

#include <cmath>

namespace hocket::engine {
namespace {

constexpr int windowsPerCycle = 16;
constexpr std::uint64_t queryBudget = 100'000;  // about 10 ms: no pattern may hold up the others

}  // namespace

EventWindows::EventWindows(const pattern::PatternGraph& graph, const voice::ControlNames& names,
                           std::vector<NoteSource> notes, std::vector<HeldSource> held, std::optional<BusReads> buses)
    : buses_(std::move(buses)),
      perCycle_(buses_ ? BusSamples::perCycle : windowsPerCycle),
      notes_(graph, names, std::move(notes)),
      held_(graph, std::move(held), buses_.has_value()),
      query_(graph, {.budget = queryBudget}) {}

void EventWindows::begin(double cycle) {
  next_ = static_cast<std::int64_t>(std::floor(cycle * perCycle_));
  begun_ = false;
  fill(cycle);
}

void EventWindows::fill(double cycle) {
  while (out.send()) {
    until_.store(cycleOf(next_), std::memory_order_release);
    if (begun_ && cycleOf(next_) >= cycle) return;
    if (buses_ && !buses_->give(query_, next_)) return;
    makeNext();
  }
}

void EventWindows::makeNext() {
  if (begun_) {
    held_.make(query_, next_, perCycle_, out, problems_);
    notes_.make(query_, next_, perCycle_, out, problems_);
    ++next_;
  } else {
    held_.makeCurrent(query_, next_, perCycle_, out, problems_);
    begun_ = true;
  }
  out.sort();
}

}  // namespace hocket::engine
