// What a machine does in a block: the audio thread's part.
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

// Once for all machines: a swap builds dozens.
void Machine::measureClock() {
  static const float cost = [] {
    float least = 1e9F;
    for (int i = 0; i < 64; ++i) {
      const float start = now();
      least = std::min(least, elapsed(start, now()));
    }
    return least;
  }();
  clockCost_ = cost;
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
    for (int i = 0; i < inputs; ++i)
      shiftedIn[i] = {in[i].data + (in[i].mask & static_cast<std::uint32_t>(shift)), in[i].mask};
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
    case Unit::Kind::fold:
      fold(step, block);
      break;
    case Unit::Kind::select:
      select(step, block);
      break;
    case Unit::Kind::output:
      copyOutput(step, block);
      break;
    case Unit::Kind::fade:
      fade(block, first);
      break;
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
    good = good &&
           (guard.thorough() ? allFinite(block.out[o], block.frames * width_) : allFinite(block.out[o] + last, width_));
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
  for (int lane = 0; lane < dsp::wideLanes; ++lane)
    to[lane] = step.to[at(lane)] == nullptr ? nullptr : step.to[at(lane)] + first;
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
    const float a = from.data[static_cast<std::uint32_t>(f) & from.mask],
                b = to.data[static_cast<std::uint32_t>(f) & to.mask];
    block.out[0][f] = ramp[f] < 1 ? a + ramp[f] * (b - a) : b;
  }
}

}  // namespace hocket::graph
