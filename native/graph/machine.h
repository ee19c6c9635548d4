// Runs a network: memory, kernels, and one or two schedules over them (with and without what only a fade needs).
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/graph/buffers.h"
#include "native/graph/bundle.h"
#include "native/graph/guard.h"
#include "native/graph/kernel_box.h"
#include "native/graph/network.h"
#include "native/graph/order.h"
#include "native/graph/sources.h"

namespace hocket::graph {

/// What runs and where its values live. Immutable; shared by all instances of a program.
struct Schedule {
  Network net;
  Order order;
  BufferPlan buffers;
};

/// Values that keep one address for the life of a machine: outputs, and what scopes look at.
std::vector<bool> pinnedValues(const Network&);

class Machine {
 public:
  struct Config {
    float sampleRate = 48000;
    std::uint64_t seed = 0;
    int fadeFrames = 0;
  };

  /// `largest` has every unit and value of `smaller` under the same id; they may be one.
  /// Boxes that take over an old one's object are left empty.
  Machine(const Schedule& largest, const Schedule& smaller, const Bundling&, const Config&);

  void useLargest(bool yes) HOCKET_AUDIO { current_ = yes ? 0 : 1; }
  bool usesLargest() const HOCKET_AUDIO { return current_ == 0; }
  void startFade() HOCKET_AUDIO { fadeFrame_ = 0; }
  /// The fade has reached its end.
  bool faded() const HOCKET_AUDIO { return fadeFrame_ >= fadeFrames_; }

  /// Frames first .. first + frames - 1 of the block.
  void process(int first, int frames) HOCKET_AUDIO;
  /// The next process() starts a new block: histories move on, streams become constants again.
  void endBlock(int frames) HOCKET_AUDIO;
  void reset(dsp::LaneMask lanes, std::uint64_t seed) HOCKET_AUDIO;

  std::vector<std::unique_ptr<KernelBox>> kernels;  // by box
  std::vector<std::unique_ptr<HeldSource>> held;
  std::vector<std::unique_ptr<ControlSource>> controls;
  std::vector<std::unique_ptr<BusSource>> buses;
  std::vector<std::shared_ptr<VoiceSource>> voices;
  Guard guard;

  void bindVoice(const float* const* channels) HOCKET_AUDIO;
  /// Where a pinned value lives; stays valid.
  float* pinned(ValueId value) const { return address_[static_cast<std::size_t>(value)]; }
  dsp::Input input(ValueId value) const HOCKET_AUDIO;
  /// The last frame of the block before: what a delayed reader of an output gets first.
  float* history(ValueId output) const HOCKET_AUDIO { return pinned(output) - largest_.width; }

  std::span<const CostSample> costs() const HOCKET_AUDIO { return {costs_.data(), costCount_}; }

 private:
  struct Step {
    Unit::Kind kind;
    UnitId unit;
    std::int32_t node;
    std::int32_t when;
    std::int32_t voices;
    std::uint32_t in, out;  // into Runner::in, Runner::out
    std::uint16_t ins, outs;
    std::uint32_t bypass;  // into Runner::in; as many as outs
    std::uint64_t seed;
    std::int32_t box;   // kernel: into kernels
    std::int32_t wide;  // into Runner::wides, or none
  };
  /// Where an input of a wide kernel comes from.
  struct WidePort {
    enum class From : std::uint8_t {
      held,    // constants, lane by lane
      direct,  // the output of another wide kernel, lane for lane
      spread,  // one narrow value for all lanes
      pack,    // eight narrow values
    };
    From from;
    const float* data;  // held, direct
    std::uint32_t in;   // spread, pack: into Runner::in
  };
  struct WideStep {
    std::int32_t box;
    dsp::LaneMask used;
    std::uint32_t ports;
    std::array<WidePort, 8> port;
    float* out;
    std::array<float*, dsp::wideLanes> to;  // narrow copies of the lanes that are read by themselves
    bool unpacks;
    std::array<UnitId, dsp::wideLanes> units;
    std::array<std::int32_t, dsp::wideLanes> nodes;
    std::array<std::uint64_t, dsp::wideLanes> seeds;
  };
  struct Item {
    std::uint32_t begin, end;  // steps
    bool loop;
  };
  struct Runner {
    std::vector<Step> steps;
    std::vector<Item> items;
    std::vector<WideStep> wides;
    std::vector<dsp::Input> in;
    std::vector<float*> out;
  };

  void measureClock();
  void makeMemory();
  void makeSources();
  void makeKernels();
  void makeRunner(const Schedule&, Runner&);
  std::vector<bool> readAlone(const Schedule&) const;
  bool sameLanes(const Schedule&, const Box&, std::size_t input, const float*& from) const;
  WideStep makeWide(const Schedule&, std::int32_t box, const std::vector<bool>& alone, Runner&,
                    std::vector<std::pair<std::size_t, ValueId>>& dynamic);
  dsp::Input resolve(const Schedule&, ValueId) const;

  void run(Runner&, int first, int frames) HOCKET_AUDIO;
  void runTimed(Runner&, const Item&, int first, int frames) HOCKET_AUDIO;
  void runItem(Runner&, const Item&, int first, int frames) HOCKET_AUDIO;
  void step(Runner&, const Step&, int first, int frames) HOCKET_AUDIO;
  void kernel(const Step&, const dsp::Block&) HOCKET_AUDIO;
  void wide(Runner&, const WideStep&, int first, int frames) HOCKET_AUDIO;
  dsp::Input wideInput(const Runner&, const WidePort&, float* scratch, int first, int frames) HOCKET_AUDIO;
  void checkWide(const WideStep&, float* out, int frames) HOCKET_AUDIO;
  void gated(const Step&, const dsp::Block&, const dsp::Input* bypass) HOCKET_AUDIO;
  void check(const Step&, const dsp::Block&) HOCKET_AUDIO;
  void copyOutput(const Step&, const dsp::Block&) HOCKET_AUDIO;
  void fade(const dsp::Block&, int first) HOCKET_AUDIO;
  void fold(const Step&, const dsp::Block&) HOCKET_AUDIO;
  void select(const Step&, const dsp::Block&) HOCKET_AUDIO;
  void advanceRamp(int first, int frames) HOCKET_AUDIO;

  const Network& largest_;
  const Bundling& bundling_;
  Config config_;
  int width_;
  Runner runners_[2];
  int current_ = 1;
  Floats memory_, streams_, lanes_;
  std::vector<float*> wideOut_;  // by box
  float* scratch_ = nullptr;     // eight blocks of eight lanes, to pack into
  std::vector<Floats> heldLanes_;
  std::vector<float*> address_;                    // by value: constants, outputs, other pinned ones
  std::vector<float*> pool_;                       // buffers of the schedules
  std::vector<Dynamic*> dynamics_;                 // by value
  std::vector<ValueId> outputs_;                   // of output units
  std::vector<std::unique_ptr<Dynamic>> voiceIn_;  // by channel
  int fadeFrames_ = 0, fadeFrame_ = 0;
  std::array<float, dsp::blockFrames> ramp_{};
  std::array<CostSample, 4> costs_{};
  std::size_t costCount_ = 0;
  std::size_t costAt_ = 0;
  float clockCost_ = 0;  // nanoseconds that reading the clock takes by itself
};

}  // namespace hocket::graph
