#include "native/engine/builder.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "native/engine/clock.h"
#include "native/engine/pattern_places.h"
#include "native/graph/load_plan.h"

namespace hocket::engine {
namespace {

constexpr std::int64_t liveMargin = 2 * dsp::blockFrames;  // frames that publishing takes

/// `o3` is pair 2; tracks and `out` go to the first.
int pairOf(const graph::OutputView& output) {
  if (output.kind != graph::DefinitionKind::output || output.name.size() < 2 || output.name[0] != 'o') return 0;
  int number = 0;
  for (const char c : output.name.substr(1)) {
    if (c < '0' || c > '9' || number > 1000) return 0;
    number = number * 10 + (c - '0');
  }
  return number > 0 ? number - 1 : 0;
}

NodeFate fateOf(graph::Fate fate) { return static_cast<NodeFate>(fate); }

}  // namespace

Builder::Builder(const EngineConfig& config, const Surroundings& around) : config_(config), around_(around) {
  stripNames_[masterStrip] = "master";
}

// The audio thread has stopped: what it has not taken by now is nobody's.
Builder::~Builder() {
  const std::size_t waiting = around_.crossing.grown.waiting();
  for (std::size_t i = sent_.size() - waiting; i < sent_.size(); ++i) delete sent_[i].group;
}

void Builder::build(Submission submission) {
  auto plan = graph::loadPlan(submission.json, around_.strings);
  if (!plan) return refuse(submission, plan.error());
  service();
  std::unique_ptr<LivePlan> superseded = withdraw();

  auto next = std::make_unique<LivePlan>();
  next->number = submission.number;
  next->submitted = submission.submitted;
  next->plan = *plan;
  const auto refuseAndRestore = [&](const graph::PlanError& error) {
    if (superseded != nullptr) launch(std::move(superseded));
    refuse(submission, error);
  };
  const auto sampleRate = static_cast<float>(config_.sampleRate);
  auto graph = graph::Graph::build(*plan, {.sampleRate = sampleRate}, base_ == nullptr ? nullptr : base_->graph.get());
  if (!graph) return refuseAndRestore(graph.error());
  next->graph = std::move(*graph);
  auto rack = voice::Rack::build(
      *next->plan, *next->graph, around_.strings,
      {.sampleRate = sampleRate, .seed = mix(config_.seed, (*plan)->seed), .maxVoices = config_.maxVoices},
      base_ == nullptr ? nullptr : base_->rack.get());
  if (!rack) return refuseAndRestore(rack.error());
  next->rack = std::move(*rack);
  std::optional<double> pendingJump;
  if (superseded != nullptr) {
    if (superseded->jump != 0) pendingJump = superseded->begin;
    moveOnces(-superseded->jump);
    forget(std::move(superseded));
  }

  furnish(*next);
  routeTracks(*next, base_);
  routeOutputs(*next, base_);
  nameBuses(*next, base_);
  next->patternPlaces = patternPlaces(*next->plan);
  next->ports = static_cast<int>(next->graph->ports().size());
  schedule(*next, submission.when, pendingJump);
  makeEvents(*next, base_);
  around_.reporter.remember(describePlan(*next, base_, submission));
  records_[submission.number] = std::move(submission);
  launch(std::move(next));
}

void Builder::refuse(const Submission& submission, const graph::PlanError& error) {
  around_.reporter.problem(
      ProblemCode::planRefused, {submission.number, noSpan}, error.path,
      error.text + " (" + graph::describe(error.code) + " at " + (error.path.empty() ? "/" : error.path) + ")");
}

// After this, nothing waits in the slot, so that what plays stays the same while the next graph is built against it.
std::unique_ptr<LivePlan> Builder::withdraw() {
  std::unique_ptr<LivePlan> waiting = around_.crossing.plans.withdraw();
  if (waiting == nullptr) {
    if (published_ != nullptr) base_ = published_;
  } else {
    around_.sequencer.remove(*waiting);
  }
  published_ = nullptr;
  return waiting;
}

void Builder::launch(std::unique_ptr<LivePlan> next) {
  published_ = next.get();
  alive_[next->number] = next.get();
  around_.sequencer.add(*next);
  around_.sequencer.fill();
  const Due due = next->due;
  around_.crossing.plans.publish(std::move(next), due);
}

void Builder::schedule(LivePlan& plan, const When& when, std::optional<double> pendingJump) {
  const Position now = latestPosition(around_.crossing);
  const double cps = now.cps > 0 ? now.cps : static_cast<double>(plan.plan->cps);
  const auto cycleAt = [&](std::int64_t frame) {
    return now.cycle + static_cast<double>(frame - now.frame) * cps / config_.sampleRate;
  };
  const std::int64_t margin = config_.mode == Mode::live ? liveMargin : 0;
  plan.due.frame = now.frame;
  switch (when.kind) {
    case When::Kind::now:
      // Until it is taken the plan before plays on; only what begins with this one would be late.
      plan.due.frame = now.frame + (beginsOnce(*plan.plan) ? margin : 0);
      plan.due.cycle = cycleAt(plan.due.frame);
      break;
    case When::Kind::frame:
      plan.due.frame = std::max(when.amount, now.frame);
      plan.due.cycle = cycleAt(plan.due.frame);
      break;
    case When::Kind::nextCycle:
    case When::Kind::cycles: {
      const auto multiple =
          static_cast<double>(std::max<std::int64_t>(1, when.kind == When::Kind::nextCycle ? 1 : when.amount));
      plan.due.cycle = std::ceil(cycleAt(now.frame + margin) / multiple - 1e-9) * multiple;
      break;
    }
  }
  plan.begin = pendingJump.value_or(plan.due.cycle);
  if (plan.plan->cycle) plan.begin = static_cast<double>(*plan.plan->cycle);
  plan.jump = plan.begin - plan.due.cycle;
  plan.jumped = plan.jump + (base_ != nullptr ? base_->jumped : 0);
  moveOnces(plan.jump);
}

// Where the beat jumps, what is played once goes on from where it is.
void Builder::moveOnces(double cycles) {
  for (auto& [definition, start] : onceStarts_) start += cycles;
}

void Builder::routeTracks(LivePlan& next, const LivePlan* base) {
  const std::span<const graph::VoicesNode> voices = next.graph->voices();
  for (std::size_t i = 0; i < voices.size(); ++i) {
    const graph::VoicesNode& node = voices[i];
    TrackRoute& route = next.tracks.emplace_back();
    if (node.leaving) continue;
    if (node.previous != graph::none && base != nullptr)
      route.track = base->tracks[static_cast<std::size_t>(node.previous)].track;
    if (route.track == nullptr)
      route.track = std::make_shared<voice::Track>(node.definition, around_.context, around_.voiceCapacity);
    route.effects = node.effects;
    route.once = isOnce(node.definition);
    next.graph->setVoiceSource(static_cast<int>(i), route.track);
  }
}

void Builder::routeOutputs(LivePlan& next, const LivePlan* base) {
  const std::span<const graph::OutputView> outputs = next.graph->outputs();
  const bool soloed = std::ranges::any_of(outputs, [](const graph::OutputView& o) { return o.solo && !o.leaving; });
  for (const graph::OutputView& output : outputs) {
    if (output.kind == graph::DefinitionKind::bus) continue;
    OutputRoute route{&output, masterStrip, pairOf(output), !output.mute && (output.solo || !soloed), false};
    route.strip = stripOf(output.name, base, route.fresh);
    next.outputs.push_back(route);
  }
}

// The definition's strip, or one that neither the plan that plays nor the new one uses. With too many of them the last
// is shared.
int Builder::stripOf(std::string_view definition, const LivePlan* base, bool& fresh) {
  const std::string name(isOnce(definition) ? "once" : definition);
  const auto known = std::find(stripNames_.begin(), stripNames_.end(), name);
  if (known != stripNames_.end()) return static_cast<int>(known - stripNames_.begin());
  const auto inUse = [&](int strip) {
    return base != nullptr &&
           std::ranges::any_of(base->outputs, [&](const OutputRoute& r) { return r.strip == strip; });
  };
  fresh = true;
  for (int pass = 0; pass < 2; ++pass) {
    for (int strip = masterStrip + 1; strip < stripCount; ++strip) {
      std::string& used = stripNames_[static_cast<std::size_t>(strip)];
      if (!used.empty() && (pass == 0 || inUse(strip))) continue;
      used = name;
      return strip;
    }
  }
  return stripCount - 1;
}

PlanRecord Builder::describePlan(const LivePlan& next, const LivePlan* base, Submission submission) const {
  PlanRecord record;
  record.number = next.number;
  record.submitted = submission.submitted;
  record.json = std::move(submission.json);
  for (const graph::SwapEntry& entry : next.graph->report()) {
    const PlanNumber plan = entry.old && base != nullptr ? base->number : next.number;
    record.items.push_back({fateOf(entry.fate), {plan, entry.place.span}, entry.place.definition, entry.place.key});
  }
  for (const OutputRoute& route : next.outputs) {
    if (!route.view->leaving) record.outputs.push_back({std::string(route.view->name), route.strip});
  }
  record.nodes.assign(next.graph->nodes().begin(), next.graph->nodes().end());
  for (const graph::PortView& port : next.graph->ports()) {
    const std::int32_t span = record.nodes[static_cast<std::size_t>(port.node)].span;
    record.ports.push_back({{next.number, span}, std::string(port.port)});
  }
  for (const voice::Rack::Place& place : next.rack->places()) record.poolNodes.push_back(place.nodes);
  return record;
}

void Builder::service() {
  while (sent_.size() > around_.crossing.grown.waiting()) sent_.pop_front();
  std::vector<PlanNumber> again;
  around_.crossing.plans.collect([&](std::unique_ptr<LivePlan> old) {
    around_.sequencer.remove(*old);
    if (!old->taken) again.push_back(old->number);
    if (published_ == old.get()) published_ = nullptr;
    forget(std::move(old));
  });
  while (const std::uint64_t* id = around_.crossing.growth.front()) {
    const std::shared_ptr<voice::Pool> pool = poolOf(*id);
    if (pool != nullptr && !grow(pool)) break;
    around_.crossing.growth.pop();
  }
  for (const PlanNumber number : again) {
    const auto record = records_.find(number);
    if (record != records_.end()) build(record->second);
  }
}

void Builder::forget(std::unique_ptr<LivePlan> old) {
  alive_.erase(old->number);
  while (records_.size() > 8) records_.erase(records_.begin());
  gone_.push_back(std::move(old));
}

bool Builder::freeOne() {
  if (gone_.empty()) return false;
  gone_.pop_back();
  return true;
}

std::shared_ptr<voice::Pool> Builder::poolOf(std::uint64_t id) const {
  const auto in = [&](const voice::Rack& rack) -> std::shared_ptr<voice::Pool> {
    const auto& places = rack.places();
    const auto found = std::ranges::find_if(places, [&](const auto& place) { return place.pool->id == id; });
    return found == places.end() ? nullptr : found->pool;
  };
  for (const auto& [number, plan] : alive_) {
    if (auto pool = in(*plan->rack)) return pool;
  }
  return in(around_.builtIn);
}

/// False when the audio thread has to take others first.
bool Builder::grow(const std::shared_ptr<voice::Pool>& pool) {
  if (around_.crossing.grown.room() == 0) return false;
  if (auto group = pool->makeGroup()) {
    around_.crossing.grown.push({pool.get(), group.get()});
    sent_.push_back({pool, group.release()});
  }
  return true;
}

// Every track that plays a sound needs a group of its own, and the next one should find one too.
void Builder::furnish(const LivePlan& plan) {
  const auto expect = [&](const std::shared_ptr<voice::Pool>& pool, int tracks) {
    pool->expect(tracks);
    const auto groups = static_cast<std::size_t>(tracks + voice::Rack::spareGroups);
    while (pool->made() < std::min(groups, pool->groups().capacity()) && grow(pool)) {
    }
  };
  for (const voice::Rack::Place& place : plan.rack->places()) expect(place.pool, place.tracks);
  std::map<const voice::Pool*, int> tracks;
  for (const voice::Instrument& drum : around_.builtIn.instruments())
    tracks[drum.pool] += voice::tracksNaming(*plan.plan, around_.strings.view(drum.name));
  for (const voice::Rack::Place& place : around_.builtIn.places()) expect(place.pool, tracks[place.pool.get()]);
}

}  // namespace hocket::engine
