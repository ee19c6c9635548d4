// Where a plan's patterns send their events, and the buses that they read.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "native/engine/builder.h"

namespace hocket::engine {
namespace {

// FNV-1a: the same on every machine, which std::hash is not.
std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

pattern::PatternId patternOf(const graph::HeldInput& input) { return static_cast<pattern::PatternId>(input.pattern); }

/// `afresh`: what is kept holds no longer.
std::vector<HeldSource> heldOf(const graph::Graph& graph, bool afresh) {
  std::vector<HeldSource> held;
  for (std::size_t i = 0; i < graph.held().size(); ++i) {
    const graph::HeldSlot& slot = graph.held()[i];
    if (slot.pattern == graph::none) continue;
    held.push_back(
        {patternOf(slot), slot.use, ControlEvent::Kind::held, static_cast<std::int32_t>(i), 0, afresh || !slot.same});
  }
  return held;
}

/// Moves those that read buses to the end of the list; the first of them.
template <class Source>
auto splitReaders(std::vector<Source>& sources, const pattern::PatternGraph& patterns,
                  std::vector<pattern::StringId>& read) {
  return std::stable_partition(sources.begin(), sources.end(), [&](const Source& source) {
    const std::vector<pattern::StringId> buses = patterns.buses(source.pattern);
    read.insert(read.end(), buses.begin(), buses.end());
    return buses.empty();
  });
}

/// What of the plan those buses are made of, voices apart.
std::shared_ptr<const graph::Plan> partBehind(const graph::Plan& plan, const std::vector<std::string_view>& buses) {
  std::set<std::string_view> behind(buses.begin(), buses.end());
  const auto isBehind = [&](const graph::PlanDefinition& definition) { return behind.contains(definition.name); };
  const auto add = [&](const std::vector<graph::Ref>& refs) {
    for (const graph::Ref& ref : refs) {
      if (ref.kind == graph::Ref::Kind::bus) behind.insert(ref.name);
    }
  };
  for (std::size_t before = 0; before != behind.size();) {
    before = behind.size();
    for (const graph::PlanDefinition& definition : plan.definitions) {
      if (!isBehind(definition)) continue;
      add(definition.out);
      for (const graph::PlanNode& node : definition.nodes) {
        for (const graph::PlanInput& input : node.in) add(input.refs);
      }
    }
  }
  auto part = std::make_shared<graph::Plan>();
  part->seed = plan.seed;
  part->digests = plan.digests;
  part->patterns = plan.patterns;
  std::ranges::copy_if(plan.definitions, std::back_inserter(part->definitions), isBehind);
  return part;
}

}  // namespace

void Builder::nameBuses(LivePlan& next, const LivePlan* base) {
  next.buses.generation = next.number;
  for (const graph::OutputView& output : next.graph->outputs()) {
    if (output.leaving) continue;
    next.buses.entries.push_back({around_.strings.intern(output.name), output.channels});
    if (output.kind != graph::DefinitionKind::bus) continue;
    const std::size_t slot = busSlot(output.name, next, base);
    if (slot < busNames_.size()) next.taps.push_back({slot, &output.channels});
  }
  std::ranges::sort(next.buses.entries, {}, &voice::Buses::Entry::name);
}

// The bus' slot, or one that neither what plays nor the new plan uses. With too many of them the last are not sampled.
std::size_t Builder::busSlot(std::string_view bus, const LivePlan& next, const LivePlan* base) {
  const auto known = std::ranges::find(busNames_, bus);
  if (known != busNames_.end()) return static_cast<std::size_t>(known - busNames_.begin());
  const auto isFree = [&](std::size_t slot) {
    if (busNames_[slot].empty()) return true;
    return (base == nullptr || std::ranges::find(base->taps, slot, &BusTap::slot) == base->taps.end()) &&
           next.graph->outputIndex(busNames_[slot]) == graph::none;
  };
  std::size_t slot = 0;
  while (slot < busNames_.size() && !isFree(slot)) ++slot;
  if (slot < busNames_.size()) busNames_[slot] = bus;
  return slot;
}

bool Builder::beginsOnce(const graph::Plan& plan) const {
  return std::ranges::any_of(plan.definitions, [&](const graph::PlanDefinition& definition) {
    return isOnce(definition.name) && !onceStarts_.contains(definition.name);
  });
}

double Builder::onceStart(const std::string& definition, double cycle) {
  return onceStarts_.try_emplace(definition, cycle).first->second;
}

void Builder::makeEvents(LivePlan& next, const LivePlan* base) {
  const std::uint64_t seed = mix(config_.seed, next.plan->seed);
  std::vector<NoteSource> notes;
  const std::span<const graph::VoicesNode> voices = next.graph->voices();
  for (std::size_t i = 0; i < voices.size(); ++i) {
    const graph::VoicesNode& node = voices[i];
    if (node.leaving || node.pattern == graph::none) continue;
    NoteSource source{static_cast<pattern::PatternId>(node.pattern), static_cast<std::int32_t>(i),
                      mix(seed, hashOf(node.definition))};
    source.once = isOnce(node.definition);
    if (source.once) source.start = onceStart(node.definition, next.begin);
    notes.push_back(source);
  }
  const bool jumps = next.jump != 0;
  std::vector<HeldSource> held = heldOf(*next.graph, jumps);
  for (std::size_t p = 0; p < next.rack->poolCount(); ++p) {
    const voice::Rack::Place& place = next.rack->places()[p];
    const auto inputs = place.pool->program()->held();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (place.held[i] == graph::none) continue;
      held.push_back({static_cast<pattern::PatternId>(place.held[i]), inputs[i].use, ControlEvent::Kind::poolHeld,
                      static_cast<std::int32_t>(p), static_cast<std::int32_t>(i), jumps || !place.kept});
    }
  }
  if (next.plan->cpsPattern != graph::none) {
    held.push_back(
        {static_cast<pattern::PatternId>(next.plan->cpsPattern), graph::HeldUse::value, ControlEvent::Kind::tempo});
  }

  const pattern::PatternGraph& patterns = *next.plan->patterns;
  std::vector<pattern::StringId> read;
  const auto readingNotes = splitReaders(notes, patterns, read);
  const auto readingHeld = splitReaders(held, patterns, read);
  // The swap may be up to a block earlier than the moment asked for.
  const double block = dsp::blockFrames / config_.sampleRate *
                       std::max(latestPosition(around_.crossing).cps, static_cast<double>(next.plan->cps));
  const double begin = jumps ? next.begin : std::max(0.0, next.begin - block);
  if (!read.empty()) {
    knowBuses(next, base, read);
    next.following = std::make_unique<EventWindows>(patterns, around_.names, std::vector(readingNotes, notes.end()),
                                                    std::vector(readingHeld, held.end()),
                                                    BusReads{around_.crossing.buses, next.reads, next.jumped});
    next.following->begin(begin);
    notes.erase(readingNotes, notes.end());
    held.erase(readingHeld, held.end());
  }
  next.events = std::make_unique<EventWindows>(patterns, around_.names, std::move(notes), std::move(held));
  next.events->begin(begin);
}

void Builder::knowBuses(LivePlan& next, const LivePlan* base, const std::vector<pattern::StringId>& names) {
  bool allKnown = true;
  for (const pattern::StringId name : names) {
    if (std::ranges::find(next.reads, name, &BusRead::name) != next.reads.end()) continue;
    BusRead read{name, BusSamples::mostBuses};
    const auto slot = std::ranges::find(busNames_, around_.strings.view(name));
    if (slot != busNames_.end()) read.slot = static_cast<std::size_t>(slot - busNames_.begin());
    const bool known = base != nullptr && std::ranges::find(base->reads, name, &BusRead::name) != base->reads.end();
    if (known) read.initial = std::ranges::find(base->reads, name, &BusRead::name)->initial;
    allKnown &= known;
    next.reads.push_back(read);
  }
  if (!allKnown) measureBuses(next);
}

// What a bus begins with: its value after one block of a graph of its own, which is then thrown away.
void Builder::measureBuses(LivePlan& next) {
  const auto sampleRate = static_cast<float>(config_.sampleRate);
  std::vector<std::string_view> names;
  for (const BusRead& read : next.reads) names.push_back(around_.strings.view(read.name));
  const auto built = graph::Graph::build(partBehind(*next.plan, names), {.sampleRate = sampleRate}, nullptr);
  if (!built) return;
  graph::Graph& graph = **built;
  EventWindows events(*next.plan->patterns, around_.names, {}, heldOf(graph, true));
  events.begin(next.begin);
  events.fill(next.begin + 1e-9);
  while (const ControlEvent* event = events.out.controls.front()) {
    if (event->cycle <= next.begin) graph.setHeld(event->target, 0, event->value);
    events.out.controls.pop();
  }
  graph.process();
  for (BusRead& read : next.reads) {
    const int output = graph.outputIndex(around_.strings.view(read.name));
    if (output == graph::none) continue;
    const float value = lastOf(graph.outputs()[static_cast<std::size_t>(output)].channels);
    if (std::isfinite(value)) read.initial = value;
  }
}

}  // namespace hocket::engine
