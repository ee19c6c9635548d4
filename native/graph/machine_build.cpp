// A machine's memory, kernels and steps: everything that is settled before it runs.
#include <algorithm>

#include "native/graph/machine.h"

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

constexpr std::size_t block(int width) { return static_cast<std::size_t>(dsp::blockFrames * width); }

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
  measureClock();
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
    streams +=
        value.kind == Value::Kind::held || value.kind == Value::Kind::control || value.kind == Value::Kind::bus ? 1 : 0;
  }
  streams_ = makeFloats((streams + pool_.size()) * block(width_));
  float* next = streams_.get();
  for (float*& buffer : pool_) {
    buffer = next;
    next += block(width_);
  }
  held.resize(largest_.held.size());
  for (std::size_t c = 0; c < largest_.controls.size(); ++c)
    controls.push_back(std::make_unique<ControlSource>(width_));
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
      default:
        continue;
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

Machine::WideStep Machine::makeWide(const Schedule& schedule, std::int32_t boxIndex, const std::vector<bool>& alone,
                                    Runner& runner, std::vector<std::pair<std::size_t, ValueId>>& dynamic) {
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
    made.to[at(lane)] =
        address_[at(value)] != nullptr ? address_[at(value)] : pool_[at(schedule.buffers.bufferOf[at(value)])];
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
      for (int lane = 0; lane < dsp::wideLanes; ++lane)
        heldLanes_.back()[at(lane)] = net.value(values[at(lane)]).number;
      port = {WidePort::From::held, heldLanes_.back().get(), 0};
    } else if (sameLanes(schedule, box, i, port.data)) {
      port.from = WidePort::From::direct;
    } else {
      port = {equal ? WidePort::From::spread : WidePort::From::pack, nullptr,
              static_cast<std::uint32_t>(runner.in.size())};
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
    Step step{unit.kind,
              id,
              unit.node,
              unit.when,
              unit.voices,
              static_cast<std::uint32_t>(runner.in.size()),
              static_cast<std::uint32_t>(runner.out.size()),
              static_cast<std::uint16_t>(unit.in.size()),
              static_cast<std::uint16_t>(unit.outs),
              0,
              mixSeed(unit.seed, config_.seed),
              unit.kind == Unit::Kind::kernel ? bundling_.boxOf[at(id)] : none,
              none};
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

}  // namespace hocket::graph
