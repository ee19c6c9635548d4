// Runs one node by itself, at either width and any instruction set, for the tests of native/dsp.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "native/dsp/denormals.h"
#include "native/dsp/kernel.h"
#include "native/dsp/registry.h"

namespace hocket::dsp::test {

inline constexpr float sampleRate = 48000;
inline constexpr int narrow = 1;

/// Zeroed memory that lives as long as the node.
class TestMemory final : public Memory {
 public:
  void* allocate(std::size_t bytes) override {
    const std::size_t rounded = (bytes + 63) / 64 * 64;
    void* p = ::operator new(rounded, std::align_val_t{64});
    std::memset(p, 0, rounded);
    blocks_.emplace_back(p);
    return p;
  }

 private:
  struct Free {
    void operator()(void* p) const { ::operator delete(p, std::align_val_t{64}); }
  };
  std::vector<std::unique_ptr<void, Free>> blocks_;
};

/// Floats aligned as buffers are.
struct Buffer {
  explicit Buffer(std::size_t size, float value = 0) : size(size), data(new (std::align_val_t{64}) float[size]) {
    for (std::size_t i = 0; i < size; ++i) data[i] = value;
  }
  ~Buffer() { ::operator delete[](data, std::align_val_t{64}); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  std::size_t size;
  float* data;
};

/// What feeds an input channel: one vector held, or one for each frame.
struct Fed {
  std::vector<float> values;  // width values, or frames * width
  bool held = true;
};

/// [channel][frame * width + lane]
using Rendered = std::vector<std::vector<float>>;

/// Lengths of the calls that a block is split into, used over and over.
using Splits = std::vector<int>;
inline const Splits whole = {blockFrames};

inline const NodeType* find(const std::string& name, InstructionSet set = InstructionSet::baseline) {
  for (const NodeType* type : nodeTypes(set))
    if (name == type->spec->name) return type;
  throw std::runtime_error("no node " + name);
}

inline std::vector<InstructionSet> instructionSets() {
  std::vector<InstructionSet> sets;
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
    if (available(set)) sets.push_back(set);
  return sets;
}

class Rig {
 public:
  explicit Rig(const NodeType* type, int width = narrow, std::uint64_t seed = 1,
               std::map<std::string, float> options = {})
      : type_(type), width_(width), ops_(width == narrow ? type->narrow : type->wide) {
    for (const Option& option : type->spec->options)
      options_.push_back(options.contains(option.name) ? options[option.name] : option.initial);
    for (const Port& port : type->spec->ports)
      for (int c = 0; c < port.channels; ++c)
        feeds_.push_back({std::vector<float>(static_cast<std::size_t>(width), port.initial), true});
    self_ = ::operator new(ops_.size, std::align_val_t{64});
    const FlushDenormals flush;
    ops_.construct(self_, {sampleRate, seed, options_, memory_});
  }
  explicit Rig(const std::string& name, int width = narrow, std::uint64_t seed = 1) : Rig(find(name), width, seed) {}
  ~Rig() {
    ops_.destroy(self_);
    ::operator delete(self_, std::align_val_t{64});
  }
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  int width() const { return width_; }
  const NodeSpec& spec() const { return *type_->spec; }
  std::size_t channels() const { return feeds_.size(); }

  /// First flattened channel of a port.
  std::size_t channel(const std::string& port) const {
    std::size_t at = 0;
    for (const Port& each : type_->spec->ports) {
      if (port == each.name) return at;
      at += static_cast<std::size_t>(each.channels);
    }
    throw std::runtime_error("no port " + port);
  }

  Rig& hold(std::size_t channel, float value) {
    feeds_[channel] = {std::vector<float>(static_cast<std::size_t>(width_), value), true};
    return *this;
  }
  Rig& hold(const std::string& port, float value) { return hold(channel(port), value); }
  Rig& feed(std::size_t channel, Fed fed) {
    feeds_[channel] = std::move(fed);
    return *this;
  }
  /// The same stream in every lane.
  Rig& stream(std::size_t channel, const std::vector<float>& mono) {
    Fed fed{{}, false};
    for (const float v : mono) fed.values.insert(fed.values.end(), static_cast<std::size_t>(width_), v);
    return feed(channel, std::move(fed));
  }
  Rig& stream(const std::string& port, const std::vector<float>& mono) { return stream(channel(port), mono); }

  void reset(LaneMask lanes, std::uint64_t seed) {
    const FlushDenormals flush;
    ops_.reset(self_, lanes, seed);
  }

  /// `start` is where in the streams it begins.
  Rendered render(int frames, const Splits& splits = whole, int start = 0) {
    const auto lanes = static_cast<std::size_t>(width_);
    const auto total = static_cast<std::size_t>(frames) * lanes;
    std::vector<std::unique_ptr<Buffer>> in, out;
    for (const Fed& fed : feeds_) {
      in.push_back(std::make_unique<Buffer>(fed.held ? lanes : total));
      const std::size_t from = fed.held ? 0 : static_cast<std::size_t>(start) * lanes;
      for (std::size_t i = 0; i < in.back()->size; ++i) in.back()->data[i] = fed.values.at(from + i);
    }
    for (int c = 0; c < type_->spec->outputs; ++c) out.push_back(std::make_unique<Buffer>(total, std::nanf("")));
    std::size_t split = 0;
    for (int at = 0; at < frames;) {
      const int n = std::min({splits[split++ % splits.size()], frames - at, blockFrames});
      call(in, out, at, n);
      at += n;
    }
    Rendered rendered;
    for (const auto& each : out) rendered.emplace_back(each->data, each->data + total);
    return rendered;
  }

  std::vector<float> mono(int frames) { return render(frames)[0]; }

 private:
  void call(const std::vector<std::unique_ptr<Buffer>>& in, const std::vector<std::unique_ptr<Buffer>>& out, int at,
            int n) {
    std::vector<Input> inputs;
    std::vector<float*> outputs;
    for (std::size_t c = 0; c < in.size(); ++c)
      inputs.push_back(feeds_[c].held ? Input::held(in[c]->data) : Input::stream(in[c]->data + at * width_));
    for (const auto& each : out) outputs.push_back(each->data + at * width_);
    const FlushDenormals flush;
    ops_.process(self_, {n, inputs.data(), outputs.data(), sampleRate});
  }

  const NodeType* type_;
  int width_;
  KernelOps ops_;
  TestMemory memory_;
  std::vector<float> options_;
  std::vector<Fed> feeds_;
  void* self_;
};

/// Deterministic random numbers for fuzzing.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435769U + 1) {}
  std::uint32_t next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>(state_ >> 33) * 2U;
  }
  float between(float low, float high) { return low + (high - low) * static_cast<float>(next() >> 8) / 16777216.0F; }
  bool chance(float p) { return between(0, 1) < p; }

 private:
  std::uint64_t state_;
};

/// Amplitude (of a sine) that `x` has at a frequency: by a Hann-windowed Fourier sum in double.
inline std::complex<double> phasorAt(const std::vector<float>& x, double hz, std::size_t from = 0) {
  const double n = static_cast<double>(x.size() - from);
  std::complex<double> sum = 0;
  for (std::size_t i = from; i < x.size(); ++i) {
    const double t = static_cast<double>(i);
    const double hann = 1 - std::cos(2 * std::numbers::pi * static_cast<double>(i - from) / n);
    sum += hann * static_cast<double>(x[i]) *
           std::polar(1.0, -2 * std::numbers::pi * hz * t / static_cast<double>(sampleRate));
  }
  return sum * 2.0 / n;
}
inline double amplitudeAt(const std::vector<float>& x, double hz, std::size_t from = 0) {
  return std::abs(phasorAt(x, hz, from));
}
inline double decibels(double amplitude) { return 20 * std::log10(std::max(amplitude, 1e-12)); }

inline std::vector<float> sineWave(double hz, int frames, double amplitude = 1) {
  std::vector<float> x(static_cast<std::size_t>(frames));
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(
        amplitude * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / static_cast<double>(sampleRate)));
  return x;
}
inline std::vector<float> unitImpulse(int frames) {
  std::vector<float> x(static_cast<std::size_t>(frames), 0.0F);
  x[0] = 1;
  return x;
}
inline double rms(const std::vector<float>& x, std::size_t from = 0) {
  double sum = 0;
  for (std::size_t i = from; i < x.size(); ++i) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return std::sqrt(sum / static_cast<double>(x.size() - from));
}

}  // namespace hocket::dsp::test
