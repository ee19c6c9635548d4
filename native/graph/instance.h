// One group of lanes that runs a Program: kernels, buffers, and what the lanes' voices set.
//
// All buffers hold one block of dsp::blockFrames frames, lanes interleaved, and are addressed by the frame in the
// block: process(first, n) reads and writes frames first .. first + n - 1. A voice that starts at frame f splits the
// block: process(0, f); reset(lane); setControl(...); process(f, 64 - f).
#pragma once

#include <cstdint>
#include <memory>

#include "native/dsp/kernel.h"
#include "native/graph/program.h"

namespace hocket::graph {

/// A node that made NaN or infinity. Its output was zeroed and its state reset; after some repetitions it is silenced.
struct Fault {
  std::int32_t node = none;  // index into nodes()
  bool silenced = false;
};

/// Channels of a bus of the main graph: width 1, one block each. Valid while the graph that owns them is live.
struct BusView {
  float* const* channels = nullptr;
  int count = 0;  // 0: silence
};

class Instance {
 public:
  /// Allocates everything. `seed` is mixed with each node's own. [builder]
  Instance(std::shared_ptr<const Program>, std::uint64_t seed);
  ~Instance();

  const Program& program() const;

  /// Starts lanes afresh: kernels as new, controls as not given. [audio]
  void reset(dsp::LaneMask lanes, std::uint64_t seed) HOCKET_AUDIO;

  /// The lane's event carries the control with this value, from the next process() on. [audio]
  void setControl(int control, int lane, float value) HOCKET_AUDIO;
  /// ... with a signal: `data[frame * stride]`, frame in the block; it must outlive the lane's voice or be set again.
  /// [audio]
  void setControlSignal(int control, int lane, const float* data, int stride) HOCKET_AUDIO;
  /// The lane's event does not carry it. [audio]
  void clearControl(int control, int lane) HOCKET_AUDIO;

  /// What a bus input reads: once after each swap of the main graph; channels repeat where there are too few. [audio]
  void bindBus(int bus, BusView) HOCKET_AUDIO;
  /// The buffers of {bus: "voice"}: `channels` of ProgramOptions::voiceChannels, width lanes. [builder] or [audio]
  void bindVoice(const float* const* channels) HOCKET_AUDIO;
  /// All lanes, from that frame of the coming process() on; frames ascend. A value holds until the next. [audio]
  void setHeld(int held, int frame, float value) HOCKET_AUDIO;

  void process(int first, int frames) HOCKET_AUDIO;

  /// Output channel, lanes interleaved, one block; the same address for the life of the instance. [any]
  const float* output(int channel) const;

  /// A fault since the last call, or one with node == none. [audio]
  Fault takeFault() HOCKET_AUDIO;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hocket::graph
