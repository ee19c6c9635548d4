#include "native/engine/held_events.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hocket::engine {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// A whole that ends where the part does not reach: its end in cycles.
double endOf(const pattern::Event& event) {
  return static_cast<double>(event.wholeEnd) / static_cast<double>(event.den);
}
double partBegin(const pattern::Event& event) {
  return static_cast<double>(event.partBegin) / static_cast<double>(event.den);
}

// Words and maps open gates and trigger with height 1; a number is the height.
double numberOf(const pattern::Value& value, graph::HeldUse use) {
  if (value.kind == pattern::Value::Kind::boolean) return value.isTrue() ? 1 : 0;
  const double number = value.asDouble();
  return use != graph::HeldUse::value && !value.isNumeric() ? 1 : number;
}

ControlEvent eventOf(pattern::Query& query, const HeldSource& source, const pattern::Event& event, double cycle,
                     float value) {
  ControlEvent made{.cycle = cycle,
                    .end = endOf(event),
                    .value = value,
                    .target = source.target,
                    .input = source.input,
                    .kind = source.kind};
  made.impulse = source.use == graph::HeldUse::trig;
  std::uint32_t atom[1];
  if (event.discrete && query.atoms(event, atom) > 0) {
    made.atom = atom[0];
    made.lit = true;
  }
  return made;
}

ControlEvent closing(const HeldSource& source, double cycle, bool anotherFollows) {
  return {.cycle = cycle,
          .end = cycle,
          .value = 0,
          .target = source.target,
          .input = source.input,
          .kind = source.kind,
          .beforeEnd = anotherFollows};
}

}  // namespace

HeldEvents::HeldEvents(const pattern::PatternGraph& graph, std::vector<HeldSource> sources, bool scalars)
    : graph_(graph), scalars_(scalars) {
  for (const HeldSource& source : sources) states_.push_back({source, never, std::numeric_limits<float>::quiet_NaN()});
}

bool HeldEvents::isScalar(const HeldSource& source) const {
  return scalars_ && source.use == graph::HeldUse::value && graph_.isScalar(source.pattern);
}

void HeldEvents::makeCurrent(pattern::Query& query, std::int64_t window, int perCycle, WindowOutput& out,
                             EventProblems& problems) {
  for (State& state : states_) {
    if (state.source.current) makeCurrent({query, out, problems, window, perCycle}, state);
  }
}

// The newest of its events in the cycle before and until there.
void HeldEvents::makeCurrent(const Work& work, State& state) {
  const HeldSource& source = state.source;
  if (source.use == graph::HeldUse::trig || graph_.isContinuous(source.pattern) || isScalar(source)) return;
  const std::int64_t from = (pattern::floorDiv(work.window, work.perCycle) - 1) * work.perCycle;
  if (from == work.window) return;
  const std::span<const pattern::Event> events = work.query.run(source.pattern, {from, work.window, work.perCycle});
  work.problems.check(work.query, source.pattern);
  const pattern::Event* newest = nullptr;
  for (const pattern::Event& event : events) {
    if (std::isfinite(numberOf(event.value, source.use)) &&
        (newest == nullptr || partBegin(event) >= partBegin(*newest)))
      newest = &event;
  }
  if (newest == nullptr) return;
  const double windowBegin = static_cast<double>(work.window) / work.perCycle;
  if (source.use == graph::HeldUse::gate && endOf(*newest) <= windowBegin) return;
  const ControlEvent event =
      eventOf(work.query, source, *newest, partBegin(*newest), static_cast<float>(numberOf(newest->value, source.use)));
  if (source.use == graph::HeldUse::gate) state.gateEnd = event.end;
  work.out.addControl(event);
}

void HeldEvents::make(pattern::Query& query, std::int64_t window, int perCycle, WindowOutput& out,
                      EventProblems& problems) {
  const Work work{query, out, problems, window, perCycle};
  for (State& state : states_) {
    if (isScalar(state.source)) {
      makeScalar(work, state);
    } else {
      makeHeld(work, state);
    }
  }
  closeGates(states_, static_cast<double>(window + 1) / perCycle, out);
}

// Sent whenever it changes.
void HeldEvents::makeScalar(const Work& work, State& state) {
  const pattern::PatternId pattern = state.source.pattern;
  const std::span<const pattern::Event> events = work.query.run(pattern, {work.window, work.window + 1, work.perCycle});
  work.problems.check(work.query, pattern);
  if (events.empty()) return;
  const auto value = static_cast<float>(numberOf(events[0].value, graph::HeldUse::value));
  if (!std::isfinite(value) || value == state.sent) return;
  state.sent = value;
  const double cycle = static_cast<double>(work.window) / work.perCycle;
  work.out.addControl(eventOf(work.query, state.source, events[0], cycle, value));
}

void HeldEvents::makeHeld(const Work& work, State& state) {
  const pattern::PatternId pattern = state.source.pattern;
  const bool continuous = graph_.isContinuous(pattern);
  const int steps = continuous ? continuousSteps / work.perCycle : 1;
  for (int step = 0; step < steps; ++step) {
    const std::int64_t begin = work.window * steps + step;
    const std::span<const pattern::Event> events =
        work.query.run(pattern, {begin, begin + (continuous ? 1 : steps), work.perCycle * steps});
    work.problems.check(work.query, pattern);
    inOrder_.clear();
    for (const pattern::Event& event : events) {
      if (!event.discrete || event.hasOnset()) inOrder_.push_back(&event);
    }
    const auto earlier = [](const pattern::Event* a, const pattern::Event* b) {
      return partBegin(*a) != partBegin(*b) ? partBegin(*a) < partBegin(*b) : a < b;
    };
    std::sort(inOrder_.begin(), inOrder_.end(), earlier);
    for (const pattern::Event* event : inOrder_) send(work, state, *event);
  }
}

void HeldEvents::send(const Work& work, State& state, const pattern::Event& event) {
  const HeldSource& source = state.source;
  const double cycle = partBegin(event), value = numberOf(event.value, source.use);
  if (!std::isfinite(value)) return;
  if (source.use != graph::HeldUse::value && value == 0) return;
  if (source.use == graph::HeldUse::gate) {
    if (state.gateEnd <= cycle) work.out.addControl(closing(source, state.gateEnd, state.gateEnd == cycle));
    state.gateEnd = endOf(event);
  }
  work.out.addControl(eventOf(work.query, source, event, cycle, static_cast<float>(value)));
}

void HeldEvents::closeGates(std::vector<State>& states, double before, WindowOutput& out) {
  for (State& state : states) {
    if (state.gateEnd >= before) continue;
    out.addControl(closing(state.source, state.gateEnd, false));
    state.gateEnd = never;
  }
}

}  // namespace hocket::engine
