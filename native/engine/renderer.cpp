#include "native/engine/renderer.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/denormals.h"
#include "native/engine/clock.h"

namespace hocket::engine {
namespace {

constexpr int blockFrames = dsp::blockFrames;
constexpr std::size_t mostDraining = 60;  // beyond, the voices of the oldest plan are faded out
constexpr double latestStart = 0.1;       // seconds that a note may be late and still be played
constexpr double muteSeconds = 0.02, hushSeconds = 0.05, resumeSeconds = 0.005;

int pairsOf(int channels) { return (channels + 1) / 2; }

/// Moves `value` towards `goal` by at most `step`.
float approach(float value, float goal, float step) HOCKET_AUDIO {
  return goal > value ? std::min(goal, value + step) : std::max(goal, value - step);
}

/// The ring whose next event comes first.
template <class T>
SpscRing<T>& earlier(SpscRing<T>& a, SpscRing<T>* b) HOCKET_AUDIO {
  const T* first = a.front();
  const T* second = b != nullptr ? b->front() : nullptr;
  return second != nullptr && (first == nullptr || second->cycle < first->cycle) ? *b : a;
}

}  // namespace

Renderer::Renderer(const EngineConfig& config, Crossing& crossing, const voice::ControlNames& names,
                   voice::Rack& builtIn)
    : config_(config),
      crossing_(crossing),
      voices_(config.maxVoices, config.sampleRate, names),
      builtIn_(builtIn),
      transport_(config.sampleRate, 0.5),
      draining_(mostDraining + 4),
      hardware_(std::make_unique<float[]>(static_cast<std::size_t>(pairsOf(config.outputChannels) * 2 * blockFrames))),
      limiter_(config.limiter),
      dcBlock_(config.dcBlock) {
  stages_.assign(static_cast<std::size_t>(pairsOf(config.outputChannels)), OutputStage(config.sampleRate));
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
      const float* from = &hardware_[static_cast<std::size_t>(c * blockFrames + served_)];
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
  mix();
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
      hushed_ = true;
      break;
    case Command::panic:
      hushed_ = true;
      audible_ = 0;
      voices_.cutAll();
      if (live_ != nullptr) live_->graph->reset();
      for (OutputStage& stage : stages_) stage.reset();
      break;
    case Command::gain:
      gainTarget_ = std::clamp(static_cast<float>(item.value), 0.0f, 4.0f);
      break;
    case Command::limiter:
      limiter_ = item.value != 0;
      break;
    case Command::dcBlock:
      dcBlock_ = item.value != 0;
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
  resuming_ = hushed_ && audible_ == 0;
  hushed_ = false;
  justTaken_ = wasFading_ = true;
  report({.kind = Report::Kind::taken, .plan = next.number, .frame = frame_, .value = steadySeconds()});
}

void Renderer::dispatch() HOCKET_AUDIO {
  EventWindows& events = *live_->events;
  EventWindows* following = live_->following.get();
  while (true) {
    auto& controls = earlier(events.controls, following != nullptr ? &following->controls : nullptr);
    auto& notes = earlier(events.notes, following != nullptr ? &following->notes : nullptr);
    const ControlEvent* control = controls.front();
    const voice::NoteEvent* note = notes.front();
    if (control == nullptr && note == nullptr) return;
    const bool first = control != nullptr && (note == nullptr || control->cycle <= note->cycle);
    std::int64_t frame = transport_.frameAt(first ? control->cycle : note->cycle);
    if (first && control->beforeEnd) --frame;
    if (frame >= frame_ + blockFrames) return;
    if (first) {
      dispatchControl(*control, frame);
      controls.pop();
    } else {
      dispatchNote(*note, frame);
      notes.pop();
    }
  }
}

// What lies before a plan's first frame tells what holds there; notes that began before belong to the plan before.
void Renderer::dispatchControl(const ControlEvent& event, std::int64_t frame) HOCKET_AUDIO {
  const bool late = frame < frame_;
  const int at = late ? 0 : static_cast<int>(frame - frame_);
  if (late && event.impulse) return;
  switch (event.kind) {
    case ControlEvent::Kind::held:
      live_->graph->setHeld(event.target, at, event.value);
      break;
    case ControlEvent::Kind::poolHeld:
      live_->rack->pool(static_cast<std::size_t>(event.target)).setHeld(event.input, at, event.value);
      break;
    case ControlEvent::Kind::tempo:
      transport_.setCps(late ? transport_.cycleAt(frame_) : event.cycle, static_cast<double>(event.value));
      break;
  }
  if (event.lit && !hushed_) light(event.atom, frame, transport_.frameAt(event.end), event.value);
}

void Renderer::dispatchNote(const voice::NoteEvent& event, std::int64_t frame) HOCKET_AUDIO {
  const TrackRoute& route = live_->tracks[static_cast<std::size_t>(event.track)];
  if (hushed_ || route.track == nullptr) return;
  if (frame < frame_) {
    if (justTaken_ && !route.once) return;
    const bool tooLate = static_cast<double>(frame_ - frame) > latestStart * config_.sampleRate;
    if (!justTaken_)
      report({.kind = Report::Kind::late, .plan = live_->number, .frame = frame, .value = tooLate ? 1.0 : 0.0});
    if (tooLate) return;
  }
  const voice::StartContext context{
      *route.track,  *live_->rack,     builtIn_, sounds_ != nullptr ? *sounds_ : noSounds_,
      route.effects, transport_.cps(), frame_,   static_cast<int>(std::max<std::int64_t>(0, frame - frame_))};
  int stolen = 0;
  const voice::Started started = voices_.start(event, context, stolen);
  const std::int32_t span = event.atomCount > 0 ? static_cast<std::int32_t>(event.atoms[0]) : noSpan;
  if (started == voice::Started::missing) {
    report({.kind = Report::Kind::missingSound,
            .plan = live_->number,
            .index = span,
            .name = event.sound,
            .frame = frame});
  }
  if (started == voice::Started::dropped || stolen > 0) {
    report({.kind = Report::Kind::dropped, .plan = live_->number, .index = span, .name = event.sound, .frame = frame});
  }
  const std::int64_t end = transport_.frameAt(event.cycle + event.duration);
  for (int i = 0; i < event.atomCount; ++i) light(event.atoms[i], frame, end, 0);
}

void Renderer::mix() HOCKET_AUDIO {
  const int pairs = pairsOf(config_.outputChannels);
  float* const hardware = hardware_.get();
  std::fill(hardware, hardware + pairs * 2 * blockFrames, 0.0f);
  const auto perBlock = [&](double seconds)
                            HOCKET_AUDIO { return static_cast<float>(blockFrames / (seconds * config_.sampleRate)); };
  if (live_ != nullptr) {
    const bool fading = live_->graph->fading();
    float left[blockFrames], right[blockFrames];
    for (const OutputRoute& route : live_->outputs) {
      if (route.view->leaving && (!fading || resuming_)) continue;
      Strip& strip = crossing_.strips[static_cast<std::size_t>(route.strip)];
      const float from = strip.level;
      if (!route.view->leaving) strip.level = approach(from, route.audible ? 1.0f : 0.0f, perBlock(muteSeconds));
      toStereo(route.view->channels.channels, route.view->channels.count, blockFrames, from, strip.level, left, right);
      if (!route.view->leaving) writeTelemetry(strip, left, right, blockFrames);
      if (route.pair >= pairs) continue;
      float* to = hardware + route.pair * 2 * blockFrames;
      for (int i = 0; i < blockFrames; ++i) {
        to[i] += left[i];
        to[blockFrames + i] += right[i];
      }
    }
    if (!fading) resuming_ = false;
  }
  const float audible = audible_;
  audible_ = approach(audible, hushed_ ? 0.0f : 1.0f, perBlock(hushed_ ? hushSeconds : resumeSeconds));
  if (hushed_ && audible_ == 0) voices_.cutAll();
  const float gain = gain_;
  gain_ = approach(gain, gainTarget_, perBlock(muteSeconds));
  const float from = gain * audible, to = gain_ * audible_;
  for (int p = 0; p < pairs; ++p) {
    float* left = hardware + p * 2 * blockFrames;
    float* right = left + blockFrames;
    if (from != 1 || to != 1) {
      for (int i = 0; i < blockFrames; ++i) {
        const float level = from + (to - from) * static_cast<float>(i + 1) / blockFrames;
        left[i] *= level;
        right[i] *= level;
      }
    }
    stages_[static_cast<std::size_t>(p)].process(left, right, blockFrames, dcBlock_, limiter_);
  }
  writeTelemetry(crossing_.strips[masterStrip], hardware, hardware + blockFrames, blockFrames);
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
  draining_.keepIf([&](LivePlan* plan)
                       HOCKET_AUDIO { return plan->rack->voices > 0 || !crossing_.plans.retire(plan); });
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

void Renderer::light(std::uint32_t span, std::int64_t start, std::int64_t end, float value) HOCKET_AUDIO {
  if (end > frame_) crossing_.atoms.write({start, end, live_->number, span, value});
}

// Full: the polling thread is away, and what it missed is not worth waiting for.
void Renderer::report(const Report& what) HOCKET_AUDIO { crossing_.reports.push(what); }

}  // namespace hocket::engine
