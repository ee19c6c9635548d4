#include "native/engine/renderer.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/denormals.h"
#include "native/engine/clock.h"

namespace hocket::engine {
namespace {

constexpr int blockFrames = dsp::blockFrames;
constexpr std::size_t mostDraining = 60;  // beyond, the voices of the oldest plan are faded out
constexpr std::size_t mostNudged = 512;   // notes that wait for their time

}  // namespace

Renderer::Renderer(const EngineConfig& config, Crossing& crossing, const voice::ControlNames& names,
                   voice::Rack& builtIn)
    : config_(config),
      crossing_(crossing),
      voices_(config.maxVoices, config.sampleRate, names),
      builtIn_(builtIn),
      transport_(config.sampleRate, 0.5),
      draining_(mostDraining + 4),
      nudged_(mostNudged),
      mostEarlier_(config.lookaheadSeconds * 2 / 3),
      mostEarlierFollowing_(config.lookaheadSeconds / 5),
      mixer_(config, crossing) {
  voices_.context().buses = &noBuses_;
}

Renderer::~Renderer() {
  voices_.cutAll();
  for (LivePlan* plan : draining_) delete plan;
  delete live_;
  delete sounds_;
}

void Renderer::process(float* const* out, const float* const*, int frames) HOCKET_AUDIO {
  const dsp::FlushDenormals flush;
  for (int done = 0; done < frames;) {
    if (served_ == blockFrames) {
      makeBlock();
      served_ = 0;
    }
    const int count = std::min(frames - done, blockFrames - served_);
    for (int c = 0; c < config_.outputChannels; ++c) {
      const float* from = mixer_.channel(c) + served_;
      std::copy(from, from + count, out[c] + done);
    }
    served_ += count;
    done += count;
  }
}

void Renderer::makeBlock() HOCKET_AUDIO {
  const double began = steadySeconds();
  while (const CommandItem* item = crossing_.commands.front()) {
    obey(*item);
    crossing_.commands.pop();
  }
  takeTables();
  takePlan();
  voices_.beginBlock(frame_);
  if (live_ != nullptr) {
    dispatch();
    live_->graph->process();
    watchGraph();
  }
  mixer_.mix(live_);
  if (mixer_.silent()) voices_.cutAll();
  finish();
  frame_ += blockFrames;
  ++blocks_;
  const Position position{frame_, transport_.cycleAt(frame_), transport_.cps(), live_ != nullptr ? live_->number : 0};
  crossing_.buses.sample(position.cycle - transport_.jumped(), position.cps,
                         live_ != nullptr ? std::span<const BusTap>(live_->taps) : std::span<const BusTap>());
  crossing_.positions.write(position);
  const double share = (steadySeconds() - began) * config_.sampleRate / blockFrames;
  crossing_.loads.write({static_cast<float>(share), static_cast<std::uint32_t>(voices_.sounding().size())});
}

void Renderer::obey(const CommandItem& item) HOCKET_AUDIO {
  switch (item.command) {
    case Command::hush:
      mixer_.hush(false);
      nudged_.clear();
      break;
    case Command::panic:
      mixer_.hush(true);
      nudged_.clear();
      voices_.cutAll();
      if (live_ != nullptr) live_->graph->reset();
      break;
    case Command::gain:
      mixer_.setGain(item.value);
      break;
    case Command::limiter:
      mixer_.setLimiter(item.value != 0);
      break;
    case Command::dcBlock:
      mixer_.setDcBlock(item.value != 0);
      break;
  }
  report({.kind = Report::Kind::command,
          .index = static_cast<std::int32_t>(item.command),
          .frame = frame_,
          .value = item.value});
}

void Renderer::takeTables() HOCKET_AUDIO {
  if (voice::SoundTable* next = crossing_.sounds.take()) {
    if (sounds_ == nullptr || crossing_.sounds.retire(sounds_)) {
      sounds_ = next;
      report({.kind = Report::Kind::tableTaken, .frame = frame_, .value = static_cast<double>(next->version)});
    } else {
      crossing_.sounds.retire(next);
    }
  }
  while (const GrownPool* grown = crossing_.grown.front()) {
    grown->pool->add(grown->group);
    crossing_.grown.pop();
  }
}

void Renderer::takePlan() HOCKET_AUDIO {
  justTaken_ = false;
  if (live_ != nullptr && live_->graph->fading()) return;
  if (wasFading_) voices_.cutLeaving();
  wasFading_ = false;
  if (draining_.size() >= mostDraining) return;
  if (LivePlan* next = crossing_.plans.take({frame_, transport_.cycleAt(frame_ + blockFrames - 1)})) welcome(*next);
}

void Renderer::welcome(LivePlan& next) HOCKET_AUDIO {
  if (live_ != nullptr) {
    if (!next.graph->takeOver(*live_->graph)) {
      crossing_.plans.retire(&next);  // the builder sees that it was not taken, and builds it again
      return;
    }
    for (TrackRoute& route : live_->tracks) {
      if (route.track != nullptr) route.track->leaving = true;
    }
    draining_.add(live_);
    if (draining_.size() > mostDraining - 12) voices_.fadeOut(draining_[0]->rack.get());
  }
  next.follows = live_ != nullptr;
  live_ = &next;
  next.taken = true;
  for (TrackRoute& route : next.tracks) {
    if (route.track != nullptr) route.track->leaving = false;
  }
  for (const OutputRoute& route : next.outputs) {
    if (route.fresh) crossing_.strips[static_cast<std::size_t>(route.strip)].level = route.audible ? 1.0f : 0.0f;
  }
  voices_.context().buses = &next.buses;
  if (next.jump != 0) transport_.jump(frame_, next.begin);
  const double cycle = transport_.cycleAt(frame_);
  if (next.plan->cpsPattern == graph::none && static_cast<double>(next.plan->cps) != transport_.cps()) {
    transport_.setCps(cycle, static_cast<double>(next.plan->cps));
  }
  mixer_.resume();
  justTaken_ = wasFading_ = true;
  report({.kind = Report::Kind::taken, .plan = next.number, .frame = frame_, .value = steadySeconds()});
}

void Renderer::finish() HOCKET_AUDIO {
  voices_.endBlock();
  watchRack(builtIn_, 0);
  if (live_ != nullptr) {
    watchRack(*live_->rack, live_->number);
    watchPorts();
  }
  dismiss();
}

// Tells faults, and asks for groups where the next voice might find no lane.
void Renderer::watchRack(voice::Rack& rack, PlanNumber plan) HOCKET_AUDIO {
  for (std::size_t i = 0; i < rack.poolCount(); ++i) {
    voice::Pool& pool = rack.pool(i);
    for (voice::Group* group : pool.groups()) {
      if (group->active == 0) continue;
      const graph::Fault fault = group->instance.takeFault();
      if (fault.node == graph::none) continue;
      report({.kind = Report::Kind::fault,
              .plan = plan,
              .index = fault.node,
              .pool = static_cast<std::int32_t>(i),
              .frame = frame_});
    }
    if (pool.askedForMore || !pool.isShort()) continue;
    pool.askedForMore = crossing_.growth.push(pool.id);
  }
}

void Renderer::dismiss() HOCKET_AUDIO {
  draining_.keepIf([&](LivePlan* plan) HOCKET_AUDIO {
    return plan->rack->voices > 0 || nudged_.has(plan) || !crossing_.plans.retire(plan);
  });
}

void Renderer::watchGraph() HOCKET_AUDIO {
  for (int i = 0; i < 4; ++i) {
    const graph::Fault fault = live_->graph->takeFault();
    if (fault.node == graph::none) return;
    report({.kind = Report::Kind::fault, .inGraph = true, .plan = live_->number, .index = fault.node, .frame = frame_});
  }
}

// A few ports a block, in turn; eight samples of each are enough to draw it.
void Renderer::watchPorts() HOCKET_AUDIO {
  constexpr int atOnce = 32, stride = 8;
  const int count = live_->ports;
  for (int i = 0; i < std::min(count, atOnce); ++i) {
    portAt_ = portAt_ + 1 < count ? portAt_ + 1 : 0;
    const dsp::Input input = live_->graph->port(portAt_);
    PortRecord record{live_->number, portAt_, input.data[0], input.data[0], input.data[0]};
    for (std::uint32_t frame = 0; frame < blockFrames; frame += stride) {
      record.current = input.data[frame & input.mask];
      record.min = std::min(record.min, record.current);
      record.max = std::max(record.max, record.current);
    }
    crossing_.ports.write(record);
  }
}

// Full: the polling thread is away, and what it missed is not worth waiting for.
void Renderer::report(const Report& what) HOCKET_AUDIO { crossing_.reports.push(what); }

}  // namespace hocket::engine
