#include "native/graph/machine.h"

#include <algorithm>
#include <bit>
#include <chrono>

#include "native/graph/transpose.h"

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

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wfunction-effects"  // reads a register and a page of the kernel's; it never waits
#endif
float now() HOCKET_AUDIO {
  const auto time = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<float>(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count() & 0xffffff);
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
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

Machine::Machine(const Schedule& largest, const Schedule& smaller, const Bundling& bundling, const Config& config)
    : guard(largest.net.units.size()),
      largest_(largest.net),
      bundling_(bundling),
      config_(config),
      width_(largest.net.width),
      fadeFrames_(config.fadeFrames),
      fadeFrame_(config.fadeFrames) {
  makeMemory();
  pool_.resize(at(std::max(largest.buffers.count, smaller.buffers.count)));
  makeSources();
  makeKernels();
  makeRunner(largest, runners_[0]);
  makeRunner(smaller, runners_[1]);
  clockCost_ = 1e9F;
  for (int i = 0; i < 64; ++i) {
    const float start = now();
    clockCost_ = std::min(clockCost_, elapsed(start, now()));
  }
}

void Machine::makeKernels() {
  kernels.resize(bundling_.boxes.size());
  wideOut_.assign(bundling_.boxes.size(), nullptr);
  lanes_ = makeFloats((bundling_.boxes.size() + 8) * block(dsp::wideLanes));
  scratch_ = lanes_.get();
  float* next = scratch_ + 8 * block(dsp::wideLanes);
  for (std::size_t b = 0; b < kernels.size(); ++b) {
    const Box& box = bundling_.boxes[b];
    if (box.wide) {
      wideOut_[b] = next;
      next += block(dsp::wideLanes);
    }
    if (box.from != none && !box.copies) continue;
    const Unit& unit = largest_.unit(box.first());
    const dsp::KernelOps& ops = box.wide || width_ > 1 ? unit.type->wide : unit.type->narrow;
    const std::uint64_t seed = mixSeed(unit.seed, config_.seed);
    kernels[b] = std::make_unique<KernelBox>(ops, config_.sampleRate, seed, unit.options);
    if (!box.wide) continue;
    for (int lane = 0; lane < dsp::wideLanes; ++lane) {
      const UnitId member = box.units[at(lane)];
      if (member == none) continue;
      const std::uint64_t own = mixSeed(largest_.unit(member).seed, config_.seed);
      kernels[b]->reset(dsp::LaneMask{1} << lane, own - static_cast<std::uint64_t>(lane));  // as one lane by itself
    }
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

/// Values that some narrow step, or a wide one that must pack, or a scope reads.
std::vector<bool> Machine::readAlone(const Schedule& schedule) const {
  std::vector<bool> alone(schedule.net.values.size());
  for (std::size_t v = 0; v < alone.size(); ++v) alone[v] = address_[v] != nullptr;
  for (const UnitId id : schedule.order.sequence) {
    const Unit& unit = schedule.net.unit(id);
    const bool isWide = unit.kind == Unit::Kind::kernel && bundling_.boxes[at(bundling_.boxOf[at(id)])].wide;
    for (std::size_t i = 0; i < unit.in.size(); ++i) {
      const float* from = nullptr;
      if (isWide && sameLanes(schedule, bundling_.boxes[at(bundling_.boxOf[at(id)])], i, from)) continue;
      alone[at(unit.in[i])] = true;
    }
    for (const ValueId value : unit.bypass) alone[at(value)] = true;
  }
  return alone;
}

/// Every lane's input is the same lane of one other box that runs in this schedule too.
bool Machine::sameLanes(const Schedule& schedule, const Box& box, std::size_t input, const float*& from) const {
  std::int32_t source = none;
  for (int lane = 0; lane < dsp::wideLanes; ++lane) {
    const UnitId unit = box.units[at(lane)];
    if (unit == none || at(unit) >= schedule.net.units.size()) continue;
    const Value& value = schedule.net.value(schedule.net.unit(unit).in[input]);
    if (value.kind != Value::Kind::unit || schedule.net.unit(value.index).kind != Unit::Kind::kernel) return false;
    if (schedule.order.isDelayed(unit, input)) return false;
    const std::int32_t other = bundling_.boxOf[at(value.index)];
    if (!bundling_.boxes[at(other)].wide || bundling_.laneOf[at(value.index)] != lane) return false;
    if (source != none && source != other) return false;
    source = other;
  }
  if (source == none) return false;
  from = wideOut_[at(source)];
  return true;
}

Machine::WideStep Machine::makeWide(const Schedule& schedule, std::int32_t boxIndex, const std::vector<bool>& alone, Runner& runner,
                                    std::vector<std::pair<std::size_t, ValueId>>& dynamic) {
  const Network& net = schedule.net;
  WideStep made{};
  Box box = bundling_.boxes[at(boxIndex)];
  for (UnitId& unit : box.units) {
    if (unit != none && at(unit) >= net.units.size()) unit = none;  // only while the fade lasts
  }
  made.box = boxIndex;
  made.out = wideOut_[at(boxIndex)];
  made.units = box.units;
  for (int lane = 0; lane < dsp::wideLanes; ++lane) {
    const UnitId unit = box.units[at(lane)];
    if (unit == none) continue;
    made.used |= dsp::LaneMask{1} << lane;
    made.nodes[at(lane)] = net.unit(unit).node;
    made.seeds[at(lane)] = mixSeed(net.unit(unit).seed, config_.seed) - static_cast<std::uint64_t>(lane);
    const ValueId value = net.unit(unit).out;
    if (!alone[at(value)]) continue;
    made.to[at(lane)] = address_[at(value)] != nullptr ? address_[at(value)] : pool_[at(schedule.buffers.bufferOf[at(value)])];
    made.unpacks = true;
  }
  const Unit& first = net.unit(box.first());
  made.ports = static_cast<std::uint32_t>(first.in.size());
  for (std::size_t i = 0; i < first.in.size(); ++i) {
    WidePort& port = made.port[i];
    std::array<ValueId, dsp::wideLanes> values{};
    bool constant = true, equal = true, delayed = false;
    for (int lane = 0; lane < dsp::wideLanes; ++lane) {
      const UnitId unit = box.units[at(lane)] == none ? box.first() : box.units[at(lane)];
      values[at(lane)] = net.unit(unit).in[i];
      constant = constant && net.value(values[at(lane)]).kind == Value::Kind::constant;
      equal = equal && values[at(lane)] == values[0];
      delayed = delayed || schedule.order.isDelayed(unit, i);
    }
    if (constant) {
      heldLanes_.push_back(makeFloats(dsp::wideLanes));
      for (int lane = 0; lane < dsp::wideLanes; ++lane) heldLanes_.back()[at(lane)] = net.value(values[at(lane)]).number;
      port = {WidePort::From::held, heldLanes_.back().get(), 0};
    } else if (sameLanes(schedule, box, i, port.data)) {
      port.from = WidePort::From::direct;
    } else {
      port = {equal ? WidePort::From::spread : WidePort::From::pack, nullptr, static_cast<std::uint32_t>(runner.in.size())};
      for (int lane = 0; lane < (equal ? 1 : dsp::wideLanes); ++lane) {
        const ValueId value = values[at(lane)];
        if (dynamics_[at(value)] != nullptr) dynamic.emplace_back(runner.in.size(), value);
        runner.in.push_back(resolve(schedule, value));
        if (delayed) runner.in.back().data -= width_;
      }
    }
  }
  return made;
}

void Machine::makeRunner(const Schedule& schedule, Runner& runner) {
  std::vector<std::pair<std::size_t, ValueId>> dynamic;  // place in runner.in
  const std::vector<bool> alone = readAlone(schedule);
  std::vector<std::size_t> ends;  // by place in the sequence: steps so far
  const auto addInput = [&](ValueId value) {
    if (dynamics_[at(value)] != nullptr) dynamic.emplace_back(runner.in.size(), value);
    runner.in.push_back(resolve(schedule, value));
  };
  for (const UnitId id : schedule.order.sequence) {
    const Unit& unit = schedule.net.unit(id);
    ends.push_back(runner.steps.size());
    Step step{unit.kind, id, unit.node, unit.when, unit.voices, static_cast<std::uint32_t>(runner.in.size()),
              static_cast<std::uint32_t>(runner.out.size()), static_cast<std::uint16_t>(unit.in.size()),
              static_cast<std::uint16_t>(unit.outs), 0, mixSeed(unit.seed, config_.seed),
              unit.kind == Unit::Kind::kernel ? bundling_.boxOf[at(id)] : none, none};
    if (step.box != none && bundling_.boxes[at(step.box)].wide) {
      if (!runner.steps.empty() && runner.steps.back().box == step.box) continue;
      step.wide = static_cast<std::int32_t>(runner.wides.size());
      runner.wides.push_back(makeWide(schedule, step.box, alone, runner, dynamic));
      runner.steps.push_back(step);
      ends.back() = runner.steps.size();
      continue;
    }
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
    ends.back() = runner.steps.size();
  }
  for (const auto& [place, value] : dynamic) dynamics_[at(value)]->users.push_back(&runner.in[place]);
  std::size_t loop = 0;
  std::uint32_t done = 0;
  for (std::size_t p = 0; p < ends.size();) {
    const bool inLoop = loop < schedule.order.loops.size() && schedule.order.loops[loop].begin == p;
    p = inLoop ? schedule.order.loops[loop++].end : p + 1;
    const auto end = static_cast<std::uint32_t>(ends[p - 1]);
    if (end > done) runner.items.push_back({done, end, inLoop});
    done = end;
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
  for (std::size_t b = 0; b < kernels.size(); ++b) {
    if (kernels[b] == nullptr) continue;
    const Box& box = bundling_.boxes[b];
    for (int lane = 0; lane < (box.wide ? dsp::wideLanes : 1); ++lane) {
      const UnitId unit = box.units[at(lane)];
      if (unit == none) continue;
      // A lane draws from the seed plus its number; a voice must sound the same in whichever lane it starts.
      const int first = box.wide ? lane : std::countr_zero(lanes);
      const std::uint64_t own = mixSeed(largest_.unit(unit).seed, seed) - static_cast<std::uint64_t>(first);
      kernels[b]->reset(box.wide ? dsp::LaneMask{1} << lane : lanes, own);
    }
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
  if (step.wide != none) {
    wide(runner, runner.wides[at(step.wide)], first, frames);
    return;
  }
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
  kernels[at(step.box)]->process(block);
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
  kernels[at(step.box)]->reset(bad, step.seed);
  guard.strike(step.unit, step.node, width_ == 1);
}

dsp::Input Machine::wideInput(const Runner& runner, const WidePort& port, float* scratch, int first, int frames) {
  constexpr int lanes = dsp::wideLanes;
  if (port.from == WidePort::From::held) return dsp::Input::held(port.data);
  if (port.from == WidePort::From::direct) return dsp::Input::stream(port.data + first * lanes);
  const dsp::Input* in = runner.in.data() + port.in;
  if (port.from == WidePort::From::spread) {
    const int count = in->mask == 0 ? 1 : frames;
    const float* from = in->data + (in->mask & static_cast<std::uint32_t>(first));
    for (int f = 0; f < count; ++f) std::fill_n(scratch + f * lanes, lanes, from[f]);
    return {scratch, in->mask};
  }
  dsp::Input shifted[lanes];
  std::uint32_t moving = 0;
  for (int lane = 0; lane < lanes; ++lane) {
    shifted[lane] = {in[lane].data + (in[lane].mask & static_cast<std::uint32_t>(first)), in[lane].mask};
    moving |= in[lane].mask;
  }
  packLanes(shifted, scratch, moving == 0 ? 1 : frames);
  return {scratch, moving};
}

void Machine::wide(Runner& runner, const WideStep& step, int first, int frames) {
  dsp::Input in[8];
  for (std::uint32_t i = 0; i < step.ports; ++i) {
    in[i] = wideInput(runner, step.port[i], scratch_ + i * block(dsp::wideLanes), first, frames);
  }
  float* out = step.out + first * dsp::wideLanes;
  kernels[at(step.box)]->process({frames, in, &out, config_.sampleRate});
  checkWide(step, out, frames);
  if (!step.unpacks) return;
  float* to[dsp::wideLanes];
  for (int lane = 0; lane < dsp::wideLanes; ++lane) to[lane] = step.to[at(lane)] == nullptr ? nullptr : step.to[at(lane)] + first;
  unpackLanes(out, to, frames);
}

void Machine::checkWide(const WideStep& step, float* out, int frames) {
  constexpr int lanes = dsp::wideLanes;
  const int count = frames * lanes;
  if (!guard.thorough() && allFinite(out + count - lanes, lanes)) return;
  for (int lane = 0; lane < lanes; ++lane) {
    if ((step.used >> lane & 1U) == 0) continue;
    bool good = !guard.silenced(step.units[at(lane)]);
    const bool silenced = !good;
    for (int i = lane; i < count && good; i += lanes) good = isFinite(out[i]);
    if (good) continue;
    for (int i = lane; i < count; i += lanes) out[i] = 0;
    if (silenced) continue;
    kernels[at(step.box)]->reset(dsp::LaneMask{1} << lane, step.seeds[at(lane)]);
    guard.strike(step.units[at(lane)], step.nodes[at(lane)], true);
  }
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
