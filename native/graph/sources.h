// What enters a network from outside: held pattern values, controls of voices, buses, the voice's own sound.
// Each is a constant for the block where it can be, and a stream only where it moves within it.
#pragma once

#include <memory>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/graph/instance.h"
#include "native/graph/network.h"

namespace hocket::graph {

/// A value that is constant in some blocks and a stream in others: whoever reads it is told by rewriting its Input.
struct Dynamic {
  float* cell = nullptr;    // one vector
  float* buffer = nullptr;  // one block
  bool streaming = false;
  std::vector<dsp::Input*> users;

  dsp::Input input() const HOCKET_AUDIO {
    return streaming ? dsp::Input{buffer, ~std::uint32_t{0}} : dsp::Input{cell, 0};
  }
  void stream(bool on) HOCKET_AUDIO {
    if (streaming == on) return;
    streaming = on;
    for (dsp::Input* user : users) *user = input();
  }
};

/// Aligned floats, zeroed.
struct FreeFloats {
  void operator()(float* block) const { std::free(block); }
};
using Floats = std::unique_ptr<float[], FreeFloats>;
Floats makeFloats(std::size_t count);

class HeldSource {
 public:
  HeldSource(const HeldInput&, int width, float* cell, float* buffer);
  Dynamic dynamic;

  void set(int frame, float value) HOCKET_AUDIO;
  void fillUpTo(int end) HOCKET_AUDIO;  // before frames below `end` are read
  void endBlock() HOCKET_AUDIO;
  float current() const HOCKET_AUDIO { return current_; }
  void carry(float value) HOCKET_AUDIO;  // outside of a block

 private:
  void write(int from, int to, float value) HOCKET_AUDIO;
  HeldUse use_;
  int width_;
  float current_;
  int filled_ = 0;
};

/// A control of the voices of a group of lanes; `uses` differ in what lanes without it get.
class ControlSource {
 public:
  struct Use {
    Dynamic dynamic;
    float initial;
  };
  std::vector<std::unique_ptr<Use>> uses;

  explicit ControlSource(int width) : width_(width) {}
  void set(int lane, float value) HOCKET_AUDIO;
  void setSignal(int lane, const float* data, int stride) HOCKET_AUDIO;
  void clear(int lane) HOCKET_AUDIO;
  void fill(int first, int frames) HOCKET_AUDIO;
  dsp::LaneMask present() const HOCKET_AUDIO { return present_; }

 private:
  struct Signal {
    const float* data = nullptr;
    int stride = 0;
  };
  int width_;
  dsp::LaneMask present_ = 0, signals_ = 0;
  Signal signal_[dsp::wideLanes];
};

class BusSource {
 public:
  std::vector<std::unique_ptr<Dynamic>> channels;  // by channel; null where it is not read

  explicit BusSource(int width) : width_(width) {}
  void bind(BusView) HOCKET_AUDIO;
  void fill(int first, int frames) HOCKET_AUDIO;

 private:
  int width_;
  BusView view_;
};

}  // namespace hocket::graph
