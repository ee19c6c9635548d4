// The engine's façade: plans, samples and commands in; sound and telemetry out. What the addon, the CLI and the tests
// use.
//
// Live: the device's thread calls process(); the engine has a builder and a sequencer thread of its own.
// Offline: no threads; render() does what builder, sequencer and audio thread do, in lock-step, through the same
// functions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/engine/telemetry.h"

namespace hocket::engine {

enum class Mode : std::uint8_t { live, offline };

struct EngineConfig {
  Mode mode = Mode::live;
  double sampleRate = 48000;       // Hz, 8000..192000
  int outputChannels = 2;          // 1..32; channels 0 and 1 are the master, 2(N-1) and 2(N-1)+1 are `oN`
  int inputChannels = 0;           // 0..32
  std::uint64_t seed = 0;          // added to the plan's own seed
  int maxVoices = 256;             // sounding at once; 8..4096, rounded up to whole groups of 8
  bool limiter = true;             // safety limiter on each hardware pair
  bool dcBlock = true;             // and a DC block before it
  double lookaheadSeconds = 0.15;  // how far ahead of the audio thread events are made
};

/// When a submitted plan takes effect. Always at a block boundary; the beat goes on.
struct When {
  enum class Kind : std::uint8_t { now, nextCycle, cycles, frame };
  Kind kind = Kind::now;
  std::int64_t amount =
      0;  // cycles: at the next cycle divisible by it; frame: at the first block at or after it (replay)

  static When now() { return {}; }
  static When nextCycle() { return {Kind::nextCycle, 1}; }
  static When cycles(std::int64_t n) { return {Kind::cycles, n}; }
  static When atFrame(std::int64_t frame) { return {Kind::frame, frame}; }
};

enum class Command : std::uint8_t {
  hush,     // fade out, and play nothing until the next plan is taken
  panic,    // silence from the next block on: voices, delays, reverbs; nothing until the next plan
  gain,     // master gain, linear, 0..4, ramped
  limiter,  // 0 or 1
  dcBlock,  // 0 or 1
};

/// A decoded sound. Frames are interleaved: `frames[frame * channels + channel]`.
struct SampleData {
  std::vector<float> frames;
  int channels = 1;           // 1..32; voices play the first two
  double sampleRate = 44100;  // Hz
};

class Engine {
 public:
  explicit Engine(const EngineConfig&);  // [control]; values out of range are clamped
  ~Engine();                             // [control]; after the last process() has returned
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Takes a plan. Live it returns at once and the builder thread does the work; offline the plan is built before it
  /// returns, and taken by render() at its time. A plan that is refused is told as a Problem and changes nothing. Of
  /// several plans that wait for the same moment the last wins. [control]
  PlanNumber submit(std::string planJson, When = When::now());

  /// Adds or replaces sound `index` of `name` (`sound "name:index"`), counted from 0. Voices that play the old one go
  /// on with it. False when the data is unusable (no frames, channels out of range, rate not finite). [control]
  bool setSample(std::string_view name, int index, SampleData);
  /// Forgets every sound of that name. [control]
  void removeSamples(std::string_view name);

  /// The device asks for so many seconds at once. Where that is more than is made ahead, more is: also buses then reach
  /// patterns later. [control]
  void expectPeriod(double seconds);

  /// Takes effect at the next block. False when the queue is full. [control]
  bool command(Command, double value = 0);

  /// Makes the next `frames` frames of every output channel; any number of frames. `in` may be null. Never blocks.
  /// [audio]
  void process(float* const* out, const float* const* in, int frames) HOCKET_AUDIO;

  /// As process(), with sequencing in lock-step: for Mode::offline. [control]
  void render(float* const* out, const float* const* in, int frames);

  /// Hands what happened since the last call to the sink, in order. Never polling costs nothing but old telemetry.
  /// [control]
  void poll(TelemetrySink&);

  /// The newest position. [any]
  Position position() const;
  /// Cycle up to which events have been made: the audio thread may go there without missing one. [any]
  double sequencedCycle() const;
  const EngineConfig& config() const;  // [any]

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hocket::engine
