#include "native/graph/sources.h"

#include <algorithm>
#include <cstdlib>

namespace hocket::graph {

Floats makeFloats(std::size_t count) {
  constexpr std::size_t alignment = 64;
  const std::size_t bytes = (count * sizeof(float) + alignment) / alignment * alignment;
  auto* block = static_cast<float*>(std::aligned_alloc(alignment, bytes));
  if (block == nullptr) std::abort();
  std::fill_n(block, bytes / sizeof(float), 0.0F);
  return Floats(block);
}

HeldSource::HeldSource(const HeldInput& input, int width, float* cell, float* buffer)
    : use_(input.use), width_(width), current_(input.initial) {
  dynamic.cell = cell;
  dynamic.buffer = buffer;
  std::fill_n(cell, width, current_);
}

void HeldSource::write(int from, int to, float value) {
  if (to > from) std::fill(dynamic.buffer + from * width_, dynamic.buffer + to * width_, value);
}

void HeldSource::set(int frame, float value) {
  frame = std::clamp(frame, 0, dsp::blockFrames - 1);
  if (use_ == HeldUse::trig) {
    dynamic.stream(true);
    fillUpTo(frame);
    write(frame, frame + 1, value);
    filled_ = std::max(filled_, frame + 1);
    return;
  }
  if (frame == 0 && !dynamic.streaming) {
    carry(value);
    return;
  }
  if (value == current_) return;
  dynamic.stream(true);
  fillUpTo(frame);
  filled_ = frame;
  current_ = value;
}

void HeldSource::fillUpTo(int end) {
  if (!dynamic.streaming || filled_ >= end) return;
  write(filled_, end, current_);
  filled_ = end;
}

void HeldSource::endBlock() {
  if (!dynamic.streaming) return;
  dynamic.stream(false);
  filled_ = 0;
  carry(current_);
}

void HeldSource::carry(float value) {
  current_ = value;
  std::fill_n(dynamic.cell, width_, value);
}

void ControlSource::set(int lane, float value) {
  present_ |= dsp::LaneMask{1} << lane;
  signals_ &= ~(dsp::LaneMask{1} << lane);
  for (const auto& use : uses) use->dynamic.cell[lane] = value;
}

void ControlSource::setSignal(int lane, const float* data, int stride) {
  present_ |= dsp::LaneMask{1} << lane;
  signals_ |= dsp::LaneMask{1} << lane;
  signal_[lane] = {data, stride};
}

void ControlSource::clear(int lane) {
  present_ &= ~(dsp::LaneMask{1} << lane);
  signals_ &= ~(dsp::LaneMask{1} << lane);
  for (const auto& use : uses) use->dynamic.cell[lane] = use->initial;
}

void ControlSource::fill(int first, int frames) {
  for (const auto& use : uses) {
    Dynamic& dynamic = use->dynamic;
    dynamic.stream(signals_ != 0);
    if (signals_ == 0) continue;
    for (int lane = 0; lane < width_; ++lane) {
      const bool moves = (signals_ >> lane & 1U) != 0;
      for (int f = first; f < first + frames; ++f) {
        dynamic.buffer[f * width_ + lane] = moves ? signal_[lane].data[f * signal_[lane].stride] : dynamic.cell[lane];
      }
    }
  }
}

void BusSource::bind(BusView view) { view_ = view; }

void BusSource::fill(int first, int frames) {
  for (std::size_t c = 0; c < channels.size(); ++c) {
    if (channels[c] == nullptr) continue;
    Dynamic& dynamic = *channels[c];
    dynamic.stream(view_.count > 0);
    if (view_.count == 0) continue;
    const float* from = view_.channels[static_cast<int>(c) % view_.count];
    for (int f = first; f < first + frames; ++f) {
      for (int lane = 0; lane < width_; ++lane) dynamic.buffer[f * width_ + lane] = from[f];
    }
  }
}

}  // namespace hocket::graph
