#include "native/graph/machine.h"

#include <algorithm>
#include <bit>
#include <chrono>

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

constexpr std::size_t block(int width) { return static_cast<std::size_t>(dsp::blockFrames * width); }

/// Neither NaN nor infinity.
bool isFinite(float x) HOCKET_AUDIO { return (std::bit_cast<std::uint32_t>(x) & 0x7f800000U) != 0x7f800000U; }

bool allFinite(const float* from, int count) HOCKET_AUDIO {
  std::uint32_t bad = 0;
  for (int i = 0; i < count; ++i) {
    bad |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(from[i]) & 0x7f800000U) == 0x7f800000U);
  }
  return bad == 0;
}

float now() HOCKET_AUDIO {
  const auto time = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<float>(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count() & 0xffffff);
}
/// now() wraps every 16 ms, far above the cost of any node.
float elapsed(float from, float to) HOCKET_AUDIO { return to >= from ? to - from : to - from + 16777216.0F; }

}  // namespace

std::vector<bool> pinnedValues(const Network& net) {
  constexpr std::size_t scopes = 512;
  std::vector<bool> pinned(net.values.size());
  for (const Unit& unit : net.units) {
    if (unit.kind == Unit::Kind::output) pinned[at(unit.out)] = true;
  }
  for (std::size_t p = 0; p < net.ports.size() && p < scopes; ++p) {
    if (net.value(net.ports[p].value).kind == Value::Kind::unit) pinned[at(net.ports[p].value)] = true;
  }
  return pinned;
}

Machine::Machine(const Schedule& largest, const Schedule& smaller, const Config& config)
    : guard(largest.net.units.size()),
      largest_(largest.net),
      config_(config),
      width_(largest.net.width),
      fadeFrames_(config.fadeFrames),
      fadeFrame_(config.fadeFrames) {
  makeMemory();
  pool_.resize(at(std::max(largest.buffers.count, smaller.buffers.count)));
  makeSources();
  kernels.resize(largest_.units.size());
  for (std::size_t u = 0; u < kernels.size(); ++u) {
    const Unit& unit = largest_.units[u];
    if (unit.kind != Unit::Kind::kernel || (!config.carried.empty() && config.carried[u])) continue;
    const dsp::KernelOps& ops = width_ == 1 ? unit.type->narrow : unit.type->wide;
    kernels[u] = std::make_unique<KernelBox>(ops, config.sampleRate, mixSeed(unit.seed, config.seed), unit.options);
  }
  makeRunner(largest, runners_[0]);
  makeRunner(smaller, runners_[1]);
  clockCost_ = 1e9F;
  for (int i = 0; i < 64; ++i) {
    const float start = now();
    clockCost_ = std::min(clockCost_, elapsed(start, now()));
  }
}

void Machine::makeMemory() {
  const std::vector<bool> pinned = pinnedValues(largest_);
  const std::size_t pad = std::max<std::size_t>(16, static_cast<std::size_t>(width_));  // history, keeping alignment
  std::size_t cells = 0, blocks = 0;
  for (std::size_t v = 0; v < largest_.values.size(); ++v) {
    if (largest_.values[v].kind != Value::Kind::unit) ++cells;
    if (largest_.values[v].kind != Value::Kind::constant && largest_.values[v].kind != Value::Kind::unit) ++blocks;
    if (pinned[v]) ++blocks;
  }
  memory_ = makeFloats(cells * pad + blocks * (block(width_) + pad) + 64);
  address_.assign(largest_.values.size(), nullptr);
  float* next = memory_.get();
  for (std::size_t v = 0; v < largest_.values.size(); ++v) {
    if (largest_.values[v].kind != Value::Kind::unit) {
      address_[v] = next;
      next += pad;
    }
  }
  for (std::size_t v = 0; v < largest_.values.size(); ++v) {
    if (!pinned[v]) continue;
    address_[v] = next + pad;
    next += pad + block(width_);
  }
  for (std::size_t v = 0; v < largest_.values.size(); ++v) {
    if (largest_.values[v].kind == Value::Kind::constant) std::fill_n(address_[v], width_, largest_.values[v].number);
  }
  for (const Unit& unit : largest_.units) {
    if (unit.kind == Unit::Kind::output) outputs_.push_back(unit.out);
  }
}

void Machine::makeSources() {
  std::size_t streams = 0;
  for (const Value& value : largest_.values) {
    streams += value.kind == Value::Kind::held || value.kind == Value::Kind::control || value.kind == Value::Kind::bus ? 1 : 0;
  }
  streams_ = makeFloats((streams + pool_.size()) * block(width_));
  float* next = streams_.get();
  for (float*& buffer : pool_) {
    buffer = next;
    next += block(width_);
  }
  held.resize(largest_.held.size());
  for (std::size_t c = 0; c < largest_.controls.size(); ++c) controls.push_back(std::make_unique<ControlSource>(width_));
  for (std::size_t b = 0; b < largest_.buses.size(); ++b) buses.push_back(std::make_unique<BusSource>(width_));
  voices.resize(largest_.voices.size());
  dynamics_.assign(largest_.values.size(), nullptr);
  for (std::size_t v = 0; v < largest_.values.size(); ++v) {
    const Value& value = largest_.values[v];
    float* cell = address_[v];
    switch (value.kind) {
      case Value::Kind::held:
        held[at(value.index)] = std::make_unique<HeldSource>(largest_.held[at(value.index)], width_, cell, next);
        dynamics_[v] = &held[at(value.index)]->dynamic;
        break;
      case Value::Kind::control: {
        auto& uses = controls[at(value.index)]->uses;
        uses.push_back(std::make_unique<ControlSource::Use>(ControlSource::Use{{cell, next, false, {}}, value.number}));
        std::fill_n(cell, width_, value.number);
        dynamics_[v] = &uses.back()->dynamic;
        break;
      }
      case Value::Kind::bus: {
        auto& channels = buses[at(value.index)]->channels;
        if (channels.size() <= at(value.channel)) channels.resize(at(value.channel) + 1);
        channels[at(value.channel)] = std::make_unique<Dynamic>(Dynamic{cell, next, false, {}});
        dynamics_[v] = channels[at(value.channel)].get();
        break;
      }
      case Value::Kind::voice:
        if (voiceIn_.size() <= at(value.channel)) voiceIn_.resize(at(value.channel) + 1);
        voiceIn_[at(value.channel)] = std::make_unique<Dynamic>(Dynamic{cell, nullptr, false, {}});
        dynamics_[v] = voiceIn_[at(value.channel)].get();
        continue;
      default: continue;
    }
    next += block(width_);
  }
}

dsp::Input Machine::resolve(const Schedule& schedule, ValueId value) const {
  if (dynamics_[at(value)] != nullptr) return dynamics_[at(value)]->input();
  if (schedule.net.value(value).kind == Value::Kind::constant) return dsp::Input::held(address_[at(value)]);
  if (address_[at(value)] != nullptr) return dsp::Input::stream(address_[at(value)]);
  return dsp::Input::stream(pool_[at(schedule.buffers.bufferOf[at(value)])]);
}

void Machine::makeRunner(const Schedule& schedule, Runner& runner) {
  std::vector<std::pair<std::size_t, ValueId>> dynamic;  // place in runner.in
  const auto addInput = [&](ValueId value) {
    if (dynamics_[at(value)] != nullptr) dynamic.emplace_back(runner.in.size(), value);
    runner.in.push_back(resolve(schedule, value));
  };
  for (const UnitId id : schedule.order.sequence) {
    const Unit& unit = schedule.net.unit(id);
    Step step{unit.kind, id, unit.node, unit.when, unit.voices, static_cast<std::uint32_t>(runner.in.size()),
              static_cast<std::uint32_t>(runner.out.size()), static_cast<std::uint16_t>(unit.in.size()),
              static_cast<std::uint16_t>(unit.outs), 0, mixSeed(unit.seed, config_.seed)};
    for (std::size_t i = 0; i < unit.in.size(); ++i) {
      addInput(unit.in[i]);
      if (schedule.order.isDelayed(id, i)) runner.in.back().data -= width_;
    }
    step.bypass = static_cast<std::uint32_t>(runner.in.size());
    for (const ValueId value : unit.bypass) addInput(value);
    for (ValueId value = unit.out; value < unit.out + unit.outs; ++value) {
      runner.out.push_back(address_[at(value)] != nullptr ? address_[at(value)]
                                                          : pool_[at(schedule.buffers.bufferOf[at(value)])]);
    }
    runner.steps.push_back(step);
  }
  for (const auto& [place, value] : dynamic) dynamics_[at(value)]->users.push_back(&runner.in[place]);
  std::size_t loop = 0;
  for (std::size_t p = 0; p < runner.steps.size();) {
    const bool inLoop = loop < schedule.order.loops.size() && schedule.order.loops[loop].begin == p;
    const std::size_t end = inLoop ? schedule.order.loops[loop++].end : p + 1;
    runner.items.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(end), inLoop});
    p = end;
  }
}

void Machine::bindVoice(const float* const* channels) {
  for (std::size_t c = 0; c < voiceIn_.size(); ++c) {
    if (voiceIn_[c] == nullptr) continue;
    Dynamic& dynamic = *voiceIn_[c];
    dynamic.buffer = const_cast<float*>(channels[c]);  // only ever read
    dynamic.streaming = true;
    for (dsp::Input* user : dynamic.users) *user = dynamic.input();
  }
}

dsp::Input Machine::input(ValueId value) const {
  if (dynamics_[at(value)] != nullptr) return dynamics_[at(value)]->input();
  return largest_.value(value).kind == Value::Kind::constant ? dsp::Input::held(address_[at(value)])
                                                             : dsp::Input::stream(address_[at(value)]);
}

void Machine::reset(dsp::LaneMask lanes, std::uint64_t seed) {
  for (std::size_t u = 0; u < kernels.size(); ++u) {
    if (kernels[u] != nullptr) kernels[u]->reset(lanes, mixSeed(largest_.units[u].seed, seed));
  }
  for (const auto& control : controls) {
    for (int lane = 0; lane < width_; ++lane) {
      if ((lanes >> lane & 1U) != 0) control->clear(lane);
    }
  }
}

void Machine::process(int first, int frames) {
  const int end = first + frames;
  for (const auto& source : held) source->fillUpTo(end);
  for (const auto& control : controls) control->fill(first, frames);
  for (const auto& bus : buses) bus->fill(first, frames);
  if (current_ == 0) advanceRamp(first, frames);
  costCount_ = 0;
  run(runners_[current_], first, frames);
}

void Machine::endBlock(int frames) {
  for (const auto& source : held) source->endBlock();
  for (const ValueId value : outputs_) {
    float* out = pinned(value);
    std::copy_n(out + (frames - 1) * width_, width_, out - width_);
  }
  guard.endBlock();
}

void Machine::advanceRamp(int first, int frames) {
  const float step = 1.0F / static_cast<float>(fadeFrames_);
  for (int f = first; f < first + frames; ++f) {
    ramp_[static_cast<std::size_t>(f)] = fadeFrame_ < fadeFrames_ ? static_cast<float>(++fadeFrame_) * step : 1.0F;
  }
}

void Machine::run(Runner& runner, int first, int frames) {
  const std::size_t items = runner.items.size();
  if (costAt_ >= items) costAt_ = 0;
  const std::size_t timed = width_ == 1 ? costAt_ : items;
  const std::size_t timedEnd = std::min(items, timed + costs_.size());
  for (std::size_t i = 0; i < timed; ++i) runItem(runner, runner.items[i], first, frames);
  for (std::size_t i = timed; i < timedEnd; ++i) runTimed(runner, runner.items[i], first, frames);
  for (std::size_t i = timedEnd; i < items; ++i) runItem(runner, runner.items[i], first, frames);
  costAt_ = timedEnd;
}

void Machine::runTimed(Runner& runner, const Item& item, int first, int frames) {
  const Step& head = runner.steps[item.begin];
  if (head.kind != Unit::Kind::kernel && head.kind != Unit::Kind::voices && !item.loop) {
    runItem(runner, item, first, frames);
    return;
  }
  const float start = now();
  runItem(runner, item, first, frames);
  const float cost = std::max(0.0F, elapsed(start, now()) - clockCost_);
  costs_[costCount_++] = {head.node, cost};
}

void Machine::runItem(Runner& runner, const Item& item, int first, int frames) {
  if (!item.loop) {
    step(runner, runner.steps[item.begin], first, frames);
    return;
  }
  for (int f = first; f < first + frames; ++f) {
    for (std::uint32_t s = item.begin; s < item.end; ++s) step(runner, runner.steps[s], f, 1);
  }
}

void Machine::step(Runner& runner, const Step& step, int first, int frames) {
  const dsp::Input* in = runner.in.data() + step.in;
  float* const* out = runner.out.data() + step.out;
  dsp::Input shiftedIn[maxUnitPorts];
  float* shiftedOut[maxUnitPorts];
  if (first != 0 && step.kind != Unit::Kind::voices) {
    const int shift = first * width_;
    const int inputs = step.ins + (step.when == none || step.kind != Unit::Kind::kernel ? 0 : step.outs);
    for (int i = 0; i < inputs; ++i) shiftedIn[i] = {in[i].data + (in[i].mask & static_cast<std::uint32_t>(shift)), in[i].mask};
    for (int o = 0; o < step.outs; ++o) shiftedOut[o] = out[o] + shift;
    in = shiftedIn;
    out = shiftedOut;
  }
  const dsp::Block block{frames, in, out, config_.sampleRate};
  switch (step.kind) {
    case Unit::Kind::kernel:
      if (step.when == none) {
        kernel(step, block);
      } else {
        gated(step, block, in + step.ins);
      }
      break;
    case Unit::Kind::voices:
      if (VoiceSource* source = voices[at(step.voices)].get()) {
        source->render(out, first, frames);
      } else {
        for (int o = 0; o < step.outs; ++o) std::fill_n(out[o] + first, frames, 0.0F);
      }
      break;
    case Unit::Kind::fold: fold(step, block); break;
    case Unit::Kind::select: select(step, block); break;
    case Unit::Kind::output: copyOutput(step, block); break;
    case Unit::Kind::fade: fade(block, first); break;
  }
}

void Machine::kernel(const Step& step, const dsp::Block& block) {
  if (guard.silenced(step.unit)) {
    for (int o = 0; o < step.outs; ++o) std::fill_n(block.out[o], block.frames * width_, 0.0F);
    return;
  }
  kernels[at(step.unit)]->process(block);
  check(step, block);
}

void Machine::check(const Step& step, const dsp::Block& block) {
  const int last = (block.frames - 1) * width_;
  bool good = true;
  for (int o = 0; o < step.outs; ++o) {
    good = good && (guard.thorough() ? allFinite(block.out[o], block.frames * width_) : allFinite(block.out[o] + last, width_));
  }
  if (good) return;
  dsp::LaneMask bad = 0;
  for (int o = 0; o < step.outs; ++o) {
    for (int i = 0; i < block.frames * width_; ++i) {
      if (!isFinite(block.out[o][i])) bad |= dsp::LaneMask{1} << (i % width_);
    }
  }
  for (int o = 0; o < step.outs; ++o) {
    for (int i = 0; i < block.frames * width_; ++i) {
      if ((bad >> (i % width_) & 1U) != 0) block.out[o][i] = 0;
    }
  }
  kernels[at(step.unit)]->reset(bad, step.seed);
  guard.strike(step.unit, step.node, width_ == 1);
}

void Machine::gated(const Step& step, const dsp::Block& block, const dsp::Input* bypass) {
  const dsp::LaneMask all = (dsp::LaneMask{1} << width_) - 1;
  const dsp::LaneMask active = controls[at(step.when)]->present() & all;
  if (active != 0) kernel(step, block);
  if (active == all) return;
  for (int o = 0; o < step.outs; ++o) {
    for (int f = 0; f < block.frames; ++f) {
      const float* from = bypass[o].data + (bypass[o].mask & static_cast<std::uint32_t>(f * width_));
      float* to = block.out[o] + f * width_;
      for (int lane = 0; lane < width_; ++lane) to[lane] = (active >> lane & 1U) != 0 ? to[lane] : from[lane];
    }
  }
}

void Machine::fold(const Step& step, const dsp::Block& block) {
  float* out = block.out[0];
  const float share = 1.0F / static_cast<float>(step.ins);
  std::fill_n(out, block.frames * width_, 0.0F);
  for (int i = 0; i < step.ins; ++i) {
    for (int f = 0; f < block.frames; ++f) {
      const float* from = block.in[i].data + (block.in[i].mask & static_cast<std::uint32_t>(f * width_));
      for (int lane = 0; lane < width_; ++lane) out[f * width_ + lane] += from[lane];
    }
  }
  for (int i = 0; i < block.frames * width_; ++i) out[i] *= share;
}

void Machine::select(const Step& step, const dsp::Block& block) {
  const dsp::LaneMask present = controls[at(step.when)]->present();
  for (int f = 0; f < block.frames; ++f) {
    const float* given = block.in[0].data + (block.in[0].mask & static_cast<std::uint32_t>(f * width_));
    const float* other = block.in[1].data + (block.in[1].mask & static_cast<std::uint32_t>(f * width_));
    for (int lane = 0; lane < width_; ++lane) {
      block.out[0][f * width_ + lane] = (present >> lane & 1U) != 0 ? given[lane] : other[lane];
    }
  }
}

void Machine::copyOutput(const Step&, const dsp::Block& block) {
  const dsp::Input in = block.in[0];
  float* out = block.out[0];
  const int count = block.frames * width_;
  if (in.constant()) {
    for (int f = 0; f < block.frames; ++f) std::copy_n(in.data, width_, out + f * width_);
  } else {
    std::copy_n(in.data, count, out);
  }
  if (allFinite(out, count)) return;
  std::fill_n(out, count, 0.0F);
  guard.alarm();
}

void Machine::fade(const dsp::Block& block, int first) {
  const dsp::Input to = block.in[0], from = block.in[1];
  const float* ramp = ramp_.data() + first;
  for (int f = 0; f < block.frames; ++f) {
    const float a = from.data[static_cast<std::uint32_t>(f) & from.mask], b = to.data[static_cast<std::uint32_t>(f) & to.mask];
    block.out[0][f] = ramp[f] < 1 ? a + ramp[f] * (b - a) : b;
  }
}

}  // namespace hocket::graph
