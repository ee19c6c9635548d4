// What drives the engine: something that asks for sound, block after block. A device, a silent clock or a file are all
// the same to it.
#pragma once

#include <cstdint>
#include <string>

namespace hocket::io {

/// Makes the next `frames` frames of every channel. Called by one thread at a time, and never between stop() and
/// start(). [audio]
struct RenderCallback {
  void (*render)(void* self, float* const* out, const float* const* in, int frames);
  void* self;

  void operator()(float* const* out, const float* const* in, int frames) const { render(self, out, in, frames); }
};

/// Most frames that one call of the callback is asked for.
inline constexpr int maxFrames = 1024;
inline constexpr int maxChannels = 32;

struct StreamFormat {
  double sampleRate = 48000;  // Hz
  int outputChannels = 2;     // 1..maxChannels
  int inputChannels = 0;      // 0..maxChannels
  int periodFrames = 256;     // wished for; a device may choose otherwise. 16..4096
};

/// Empty when all went well, otherwise a sentence for a person.
struct [[nodiscard]] Outcome {
  std::string error;

  bool ok() const { return error.empty(); }
};

enum class HostState : std::uint8_t {
  stopped,
  running,  // a device plays, or a file is written
  silent,   // no device: time goes on, nothing is heard
};

struct HostStatus {
  HostState state = HostState::stopped;
  std::string device;     // "" when silent
  std::string backend;    // "JACK", "PulseAudio", ..., "silent clock", "file"
  std::string problem;    // why there is no device
  double sampleRate = 0;  // of the device itself; what it differs from the stream is converted
  int periodFrames = 0;
  int outputChannels = 0;    // of the device
  bool realtime = false;     // the thread that renders has real-time priority
  std::uint32_t losses = 0;  // how often a device went away since start()
};

class AudioHost {
 public:
  virtual ~AudioHost() = default;
  AudioHost() = default;
  AudioHost(const AudioHost&) = delete;
  AudioHost& operator=(const AudioHost&) = delete;

  /// [control]
  virtual Outcome start(RenderCallback) = 0;
  /// The callback has returned for good when this returns. [control]
  virtual void stop() = 0;
  /// [any]
  virtual HostStatus status() const = 0;
};

}  // namespace hocket::io
