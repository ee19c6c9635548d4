// What a DSP node is: a spec (constant data) and a kernel, a class template over the lane vector.
//
// A buffer is floats, `frames` vectors of W lanes: lane l of frame i is `buffer[i * W + l]`, aligned to a vector.
// W is 1 for an ordinary node and `wideLanes` for a group of voices or of isomorphic nodes.
// Kernels are written once against the operations of lanes.h, compiled for each width and instruction set; who calls
// them needs to know neither. The audio thread runs with denormals flushed (denormals.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#if defined(__clang__) && __has_cpp_attribute(clang::nonblocking)
#define HOCKET_AUDIO [[clang::nonblocking]]  // [audio]: runs on the audio thread; checked by clang and RTSan
#else
#define HOCKET_AUDIO
#endif

namespace hocket::dsp {

inline constexpr int blockFrames = 64;
inline constexpr int wideLanes = 8;

/// Bit l is lane l.
using LaneMask = std::uint32_t;

enum class Unit : std::uint8_t { none, hz, seconds, decibels, semitones, note, ratio, cycles, trigger, gate };

/// A port: an audio input or a parameter; there is no difference but the default.
struct Port {
  const char* name;
  Unit unit;
  float min, max, initial;  // range a user may expect to be meaningful; the kernel clamps what would be unstable
  const char* doc;
  int channels = 1;
  bool signal = false;             // fed by `#` and `>>`; not positional
  const char* implicit = nullptr;  // inside a voice, fed by this control when not given: "gate", "freq", ...
  const char* aliases = "";        // other names for `name=value`, space-separated
  const char* control = nullptr;   // the voice control that means this parameter: lpf's cutoff is "cutoff"
};

/// A build-time option: constant for the life of the node; another value makes another node.
struct Option {
  const char* name;
  Unit unit;
  float min, max, initial;
  const char* doc;
};

struct NodeSpec {
  const char* name;
  const char* category;  // source drum filter envelope control effect dynamics mix space
  const char* doc;       // one line
  std::span<const Port> ports;
  std::span<const Option> options = {};
  int outputs = 1;           // channels
  const char* aliases = "";  // space-separated
  const char* example = "";  // Hocket code
};

/// Where a kernel gets memory and randomness from when it is built. [control]
class Memory {
 public:
  /// Zeroed, 64-byte aligned, owned by the node, freed with it.
  virtual void* allocate(std::size_t bytes) = 0;

 protected:
  ~Memory() = default;
};

struct Prepare {
  float sampleRate;
  std::uint64_t seed;              // differs from node to node, the same for the same plan
  std::span<const float> options;  // in the order of the spec
  Memory& memory;
};

/// One input channel: constant over the call, or one vector a frame.
struct Input {
  const float* data;
  std::uint32_t mask;  // 0 when constant (data is one vector), all ones otherwise

  bool constant() const { return mask == 0; }
  static Input held(const float* vector) { return {vector, 0}; }
  static Input stream(const float* buffer) { return {buffer, ~std::uint32_t{0}}; }
};

/// What process() sees: inputs are the ports' channels in order, flattened; outputs likewise. `out` never aliases `in`.
/// A parameter that is constant and one that is a stream of the same value give the same bits.
struct Block {
  int frames;  // 1..64
  const Input* in;
  float* const* out;
  float sampleRate;
};

/// A kernel type-erased: what graph code calls. A kernel class has
///   explicit Kernel(const Prepare&)          [control] may allocate through Prepare::memory
///   void reset(LaneMask, std::uint64_t seed) [audio]   start the state of these lanes afresh (a voice starts);
///                                                      lane l draws its random numbers from `seed + l`
///   void process(const Block&)               [audio]
/// A new kernel is as one after reset(all lanes, Prepare::seed).
struct KernelOps {
  std::size_t size, align;
  void (*construct)(void* self, const Prepare&);
  void (*destroy)(void* self);
  void (*reset)(void* self, LaneMask lanes, std::uint64_t seed) HOCKET_AUDIO;
  void (*process)(void* self, const Block&) HOCKET_AUDIO;
};

struct NodeType {
  const NodeSpec* spec;
  KernelOps narrow;  // W = 1
  KernelOps wide;    // W = wideLanes
};

/// All nodes, for the best instruction set of this machine (or the one asked for by HOCKET_ISA, for tests). [any]
std::span<const NodeType* const> nodeTypes();
/// By name or alias; null when there is none. [any]
const NodeType* findNodeType(std::string_view name);
/// "baseline", "avx2" or "avx512": what nodeTypes() was compiled for. [any]
const char* instructionSet();

}  // namespace hocket::dsp
