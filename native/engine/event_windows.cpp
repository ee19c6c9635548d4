#include "native/engine/event_windows.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace hocket::engine {
namespace {

constexpr int windowsPerCycle = 16;
constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::uint64_t queryBudget = 50'000;  // about 10 ms: no pattern may hold up the others

// A whole that ends where the part does not reach: its end in cycles.
double endOf(const pattern::Event& event) {
  return static_cast<double>(event.wholeEnd) / static_cast<double>(event.den);
}
// Words and maps open gates and trigger with height 1; a number is the height.
double numberOf(const pattern::Value& value, graph::HeldUse use) {
  if (value.kind == pattern::Value::Kind::boolean) return value.isTrue() ? 1 : 0;
  const double number = value.asDouble();
  return use != graph::HeldUse::value && !value.isNumeric() ? 1 : number;
}

double decimal(float value) {
  char digits[32];
  double read = 0;
  std::from_chars(digits, std::to_chars(digits, digits + sizeof digits, value).ptr, read);
  return read;
}

double partBegin(const pattern::Event& event) {
  return static_cast<double>(event.partBegin) / static_cast<double>(event.den);
}

}  // namespace

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

EventWindows::EventWindows(const pattern::PatternGraph& graph, const voice::ControlNames& names,
                           std::vector<NoteSource> notes_, std::vector<HeldSource> held, std::optional<BusReads> buses)
    : notes(maxNotes),
      controls(maxControls),
      graph_(graph),
      names_(names),
      noteSources_(std::move(notes_)),
      heldSources_(std::move(held)),
      query_(graph, {.budget = queryBudget}),
      gateEnds_(heldSources_.size(), never),
      sent_(heldSources_.size(), std::numeric_limits<float>::quiet_NaN()),
      buses_(std::move(buses)),
      perCycle_(buses_ ? BusSamples::perCycle : windowsPerCycle) {}

std::vector<EventProblem> EventWindows::takeProblems() { return std::exchange(problems_, {}); }

void EventWindows::begin(double cycle) {
  next_ = static_cast<std::int64_t>(std::floor(cycle * perCycle_));
  begun_ = false;
  fill(cycle);
}

void EventWindows::fill(double cycle) {
  while (true) {
    sendPending();
    if (notesSent_ < noteOrder_.size() || controlsSent_ < controlOrder_.size()) return;
    until_.store(static_cast<double>(next_) / perCycle_, std::memory_order_release);
    if ((begun_ && static_cast<double>(next_) / perCycle_ >= cycle) || !readBuses(next_)) return;
    if (begun_) {
      makeWindow(next_++);
      continue;
    }
    for (const HeldSource& source : heldSources_) {
      if (source.current) makeCurrent(source, next_);
    }
    sortWindow();
    begun_ = true;
  }
}

// The shortest decimal of each: a bus that is 0.1 is the pattern's 0.1 and not the float next to it.
bool EventWindows::readBuses(std::int64_t window) {
  if (!buses_) return true;
  const auto step = static_cast<std::int64_t>(std::floor(static_cast<double>(window) - buses_->jumped * perCycle_));
  if (!buses_->samples.has(step)) return false;
  for (const BusRead& read : buses_->reads) {
    const float value = buses_->samples.value(step, read.slot).value_or(read.initial);
    query_.setInput(read.name, pattern::Value::ofNumber(decimal(value)));
  }
  return true;
}

void EventWindows::makeWindow(std::int64_t window) {
  const pattern::Span span{window, window + 1, perCycle_};
  for (std::size_t i = 0; i < heldSources_.size(); ++i) makeHeld(i, span);
  closeGates(static_cast<double>(window + 1) / perCycle_);
  for (const NoteSource& source : noteSources_) {
    if (source.once) {
      makeOnce(source, window);
    } else {
      makeNotes(source, span, 0);
    }
  }
  sortWindow();
}

// The window as the pattern sees it whose cycle 0 begins at `start`, as far as it lies in that cycle.
void EventWindows::makeOnce(const NoteSource& source, std::int64_t window) {
  constexpr std::int64_t den = std::int64_t{1} << 30;
  const auto start = static_cast<std::int64_t>(std::llround(source.start * den));
  const std::int64_t begin = std::max<std::int64_t>(0, window * (den / perCycle_) - start);
  const std::int64_t end = std::min(den, (window + 1) * (den / perCycle_) - start);
  if (begin < end) makeNotes(source, pattern::Span{begin, end, den}.reduced(), source.start);
}

void EventWindows::sortWindow() {
  const auto earlier = [](const Key& a, const Key& b) {
    return a.cycle != b.cycle ? a.cycle < b.cycle : a.order < b.order;
  };
  std::sort(noteOrder_.begin(), noteOrder_.end(), earlier);
  std::sort(controlOrder_.begin(), controlOrder_.end(), earlier);
}

void EventWindows::sendPending() {
  while (notesSent_ < noteOrder_.size() && notes.push(noteBuffer_[noteOrder_[notesSent_].order])) ++notesSent_;
  while (controlsSent_ < controlOrder_.size() && controls.push(controlBuffer_[controlOrder_[controlsSent_].order]))
    ++controlsSent_;
  if (notesSent_ == noteOrder_.size()) {
    noteBuffer_.clear();
    noteOrder_.clear();
    notesSent_ = 0;
  }
  if (controlsSent_ == controlOrder_.size()) {
    controlBuffer_.clear();
    controlOrder_.clear();
    controlsSent_ = 0;
  }
}

void EventWindows::checkQuery(pattern::PatternId source) {
  if (query_.error() != pattern::QueryError::none) problem({query_.error(), source});
}

void EventWindows::problem(const EventProblem& what) {
  constexpr std::size_t most = 64;
  if (told_.size() == most || std::ranges::find(told_, what) != told_.end()) return;
  told_.push_back(what);
  problems_.push_back(what);
}

void EventWindows::makeNotes(const NoteSource& source, const pattern::Span& span, double shift) {
  const std::span<const pattern::Event> events = query_.run(source.pattern, span);
  checkQuery(source.pattern);
  const std::size_t first = noteBuffer_.size();
  for (const pattern::Event& event : events) {
    if (!event.hasOnset() || event.value.kind != pattern::Value::Kind::map) continue;
    if (noteBuffer_.size() == maxNotes || noteBuffer_.size() - first == maxNotesEach) {
      problem({pattern::QueryError::tooManyEvents, source.pattern});
      return;
    }
    voice::NoteEvent& note = noteBuffer_.emplace_back();
    note.cycle = event.onset() + shift;
    note.duration = event.duration();
    note.track = source.track;
    if (!flatten(event, note)) {
      noteBuffer_.pop_back();
      continue;
    }
    // Events that begin together differ by their place among each other, whatever else is in the window.
    std::uint64_t together = 0;
    for (std::size_t i = noteBuffer_.size() - 1; i-- > 0 && noteBuffer_[i].track == note.track;)
      together += noteBuffer_[i].cycle == note.cycle;
    note.seed = mix(mix(source.seed, std::bit_cast<std::uint64_t>(event.onset())), together);
    noteOrder_.push_back({note.cycle, static_cast<std::uint32_t>(noteBuffer_.size() - 1)});
    if (const voice::ControlValue* cps = note.find(names_.cps); cps != nullptr && cps->signal < 0) {
      addControl({.cycle = note.cycle, .end = note.cycle, .value = cps->value, .kind = ControlEvent::Kind::tempo});
    }
  }
}

// The map without words that are no numbers; `s` becomes the sound, and "name:3" also `n`.
bool EventWindows::flatten(const pattern::Event& event, voice::NoteEvent& note) {
  using Kind = pattern::Value::Kind;
  const pattern::Strings& strings = graph_.strings();
  const auto add = [&](voice::Name name, float value, std::int32_t signal) {
    if (!std::isfinite(value) || note.controlCount == voice::NoteEvent::maxControls) return;
    note.controls[note.controlCount++] = {name, value, signal};
  };
  double number = never;
  for (const pattern::ControlEntry& entry : event.value.map->all()) {
    const pattern::Value& value = entry.value;
    if (entry.control == names_.s && value.kind == Kind::string) {
      const pattern::Strings::Sound& sound = strings.sound(value.string);
      note.sound = sound.name;
      if (sound.hasNumber) number = sound.number;
    } else if (value.kind == Kind::signal) {
      add(entry.control, 0, static_cast<std::int32_t>(value.integer));
    } else if (value.kind == Kind::string) {
      add(entry.control, voice::wordValue(strings.view(value.string)), -1);
    } else if (value.isNumeric() || value.kind == Kind::boolean) {
      add(entry.control, static_cast<float>(value.kind == Kind::boolean ? value.isTrue() : value.asDouble()), -1);
    }
  }
  if (note.sound == voice::noName) return false;
  if (number != never && note.find(names_.n) == nullptr) add(names_.n, static_cast<float>(number), -1);
  note.atomCount = static_cast<std::int32_t>(query_.atoms(event, note.atoms));
  return true;
}

void EventWindows::addControl(const ControlEvent& event) {
  if (controlBuffer_.size() == maxControls) return;
  controlOrder_.push_back({event.cycle, static_cast<std::uint32_t>(controlBuffer_.size())});
  controlBuffer_.push_back(event);
}

ControlEvent EventWindows::eventOf(const HeldSource& source, const pattern::Event& event, double cycle, float value) {
  ControlEvent made{.cycle = cycle,
                    .end = endOf(event),
                    .value = value,
                    .target = source.target,
                    .input = source.input,
                    .kind = source.kind};
  made.impulse = source.use == graph::HeldUse::trig;
  std::uint32_t atom[1];
  if (event.discrete && query_.atoms(event, atom) > 0) {
    made.atom = atom[0];
    made.lit = true;
  }
  return made;
}

void EventWindows::makeHeld(std::size_t index, const pattern::Span& span) {
  const HeldSource& source = heldSources_[index];
  if (isScalar(source)) return makeScalar(index, span);
  const bool continuous = graph_.isContinuous(source.pattern);
  const int steps = continuous ? continuousSteps / perCycle_ : 1;
  for (int step = 0; step < steps; ++step) {
    const std::int64_t begin = span.begin * steps + step;
    const std::span<const pattern::Event> events =
        query_.run(source.pattern, {begin, begin + (continuous ? 1 : steps), span.den * steps});
    checkQuery(source.pattern);
    inOrder_.clear();
    for (const pattern::Event& event : events) {
      if (!event.discrete || event.hasOnset()) inOrder_.push_back(&event);
    }
    const auto earlier = [](const pattern::Event* a, const pattern::Event* b) {
      return partBegin(*a) != partBegin(*b) ? partBegin(*a) < partBegin(*b) : a < b;
    };
    std::sort(inOrder_.begin(), inOrder_.end(), earlier);
    for (const pattern::Event* event : inOrder_) sendHeld(source, *event, gateEnds_[index]);
  }
}

// A number that buses move, with no rhythm.
bool EventWindows::isScalar(const HeldSource& source) const {
  return buses_ && source.use == graph::HeldUse::value && graph_.isScalar(source.pattern);
}

// Sent whenever it changes.
void EventWindows::makeScalar(std::size_t index, const pattern::Span& span) {
  const std::span<const pattern::Event> events = query_.run(heldSources_[index].pattern, span);
  checkQuery(heldSources_[index].pattern);
  if (events.empty()) return;
  const auto value = static_cast<float>(numberOf(events[0].value, graph::HeldUse::value));
  if (!std::isfinite(value) || value == sent_[index]) return;
  sent_[index] = value;
  addControl(
      eventOf(heldSources_[index], events[0], static_cast<double>(span.begin) / static_cast<double>(span.den), value));
}

void EventWindows::sendHeld(const HeldSource& source, const pattern::Event& event, double& gateEnd) {
  const double cycle = partBegin(event), value = numberOf(event.value, source.use);
  if (!std::isfinite(value)) return;
  if (source.use != graph::HeldUse::value && value == 0) return;
  if (source.use == graph::HeldUse::gate) {
    if (gateEnd <= cycle) addControl(closing(source, gateEnd, gateEnd == cycle));
    gateEnd = endOf(event);
  }
  addControl(eventOf(source, event, cycle, static_cast<float>(value)));
}

ControlEvent EventWindows::closing(const HeldSource& source, double cycle, bool anotherFollows) {
  return {.cycle = cycle,
          .end = cycle,
          .value = 0,
          .target = source.target,
          .input = source.input,
          .kind = source.kind,
          .beforeEnd = anotherFollows};
}

void EventWindows::closeGates(double before) {
  for (std::size_t i = 0; i < heldSources_.size(); ++i) {
    if (gateEnds_[i] >= before) continue;
    addControl(closing(heldSources_[i], gateEnds_[i], false));
    gateEnds_[i] = never;
  }
}

// What the pattern holds where the first window begins: the newest of its events in the cycle before and until there.
void EventWindows::makeCurrent(const HeldSource& source, std::int64_t window) {
  if (source.use == graph::HeldUse::trig || graph_.isContinuous(source.pattern)) return;
  if (isScalar(source)) return;
  const std::int64_t from = (pattern::floorDiv(window, perCycle_) - 1) * perCycle_;
  if (from == window) return;
  const std::span<const pattern::Event> events = query_.run(source.pattern, {from, window, perCycle_});
  checkQuery(source.pattern);
  const pattern::Event* newest = nullptr;
  for (const pattern::Event& event : events) {
    if (std::isfinite(numberOf(event.value, source.use)) &&
        (newest == nullptr || partBegin(event) >= partBegin(*newest)))
      newest = &event;
  }
  if (newest == nullptr) return;
  const double windowBegin = static_cast<double>(window) / perCycle_;
  if (source.use == graph::HeldUse::gate && endOf(*newest) <= windowBegin) return;
  ControlEvent event =
      eventOf(source, *newest, partBegin(*newest), static_cast<float>(numberOf(newest->value, source.use)));
  if (source.use == graph::HeldUse::gate) {
    for (std::size_t i = 0; i < heldSources_.size(); ++i) {
      if (&heldSources_[i] == &source) gateEnds_[i] = event.end;
    }
  }
  addControl(event);
}

}  // namespace hocket::engine
