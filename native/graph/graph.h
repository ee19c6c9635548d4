// The main graph: all definitions of a plan as one program of width 1, and its hot swap.
//
// Life of a graph: build (against the one that will be live before it), setVoiceSource, publish; then on the audio
// thread takeOver(previous), process() once a block until the next graph takes over; then back to the builder to be
// freed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "native/dsp/kernel.h"
#include "native/graph/instance.h"
#include "native/graph/plan.h"
#include "native/graph/result.h"

namespace hocket::graph {

/// Implemented by whoever plays voices: what a `voices` node calls.
class VoiceSource {
 public:
  virtual ~VoiceSource() = default;
  /// Writes (does not add) frames first .. first + frames - 1 of voiceOutputs channels. Whole blocks, or single frames
  /// where the node is part of a loop. The buses that its voices read are ready up to there. [audio]
  virtual void render(float* const* out, int first, int frames) HOCKET_AUDIO = 0;
};
inline constexpr int voiceOutputs = 2;

/// A `voices` node. One that leaves belongs to the previous plan and plays only until the fade is over.
struct VoicesNode {
  std::string definition, key;
  PatternId pattern = none;
  std::int32_t effects = none;
  SpanId span = none;
  std::int32_t previous = none;  // the same node in the previous graph's voices()
  bool leaving = false;
};

/// Where a pattern's events enter: one for each pattern and use. By HeldUse, setHeld() is called with
/// value: the event's number at its onset; trig: the height (1) at each onset, nothing else;
/// gate: the height (1) at the onset and 0 at the end, or one frame before the end when another event follows at once.
struct HeldSlot : HeldInput {
  std::int32_t previous = none;  // slot of the previous graph whose value holds until the first event here
  bool same = false;             // ... and whose events are the same: nothing needs to be sent at the swap
};

struct OutputView {
  std::string_view name;  // of the definition
  DefinitionKind kind;
  bool leaving;  // of the previous plan; silent and to be ignored once the fade is over
  bool mute, solo;
  BusView channels;  // what a reader of the bus gets
  int mixChannels;  // channels to be mixed: while a fade lasts perhaps more than channels.count; they follow the others
};

/// A parameter that moves: fed by a pattern or by a signal. For scopes beside the source.
struct PortView {
  std::int32_t node;  // index into nodes()
  std::string_view
      port;  // the port's name in the manifest; of a voices node the bus that a parameter of its voices reads
};

enum class Fate : std::uint8_t { kept, changed, added, faded, dropped };

struct SwapEntry {
  Fate fate;
  bool old;  // `node` indexes the previous graph's nodes(), and the span its plan's
  NodePlace place;
};

struct CostSample {
  std::int32_t node;  // index into nodes()
  float nanoseconds;  // of one block
};

struct GraphOptions {
  float sampleRate = 48000;
  double fadeSeconds = 0.02;
  bool group = true;  // run isomorphic nodes side by side in lanes; the same bits either way
};

class Graph {
 public:
  /// `previous` is the graph that will be live when this one takes over (or null): its description is read, its state
  /// is not. [builder]
  static Result<std::unique_ptr<Graph>> build(std::shared_ptr<const Plan>, const GraphOptions&, const Graph* previous);
  ~Graph();  // [builder]

  const Plan& plan() const;                            // [any]
  std::span<const VoicesNode> voices() const;          // [any]
  std::span<const HeldSlot> held() const;              // [any]
  std::span<const NodePlace> nodes() const;            // [any]
  std::span<const SwapEntry> report() const;           // what taking over does [any]
  std::span<const PortView> ports() const;             // [any]
  int channelsOf(std::string_view definition) const;   // 0 when there is none [any]
  int outputIndex(std::string_view definition) const;  // into outputs(), or none [any]

  /// Before publishing, for every voices() that does not leave (leaving ones take theirs from `previous`). The graph
  /// shares ownership until it is freed; a node without a source is silent. [builder]
  void setVoiceSource(int voices, std::shared_ptr<VoiceSource>);

  /// Moves the state of what is kept here, at a block boundary, and starts the fade. False, and nothing happens, while
  /// `previous` is fading, or when it is not the graph that this was built against. [audio]
  bool takeOver(Graph& previous) HOCKET_AUDIO;
  bool fading() const HOCKET_AUDIO;  // [audio]

  /// From that frame of the coming block on; frames of one slot ascend. Call after takeOver(). [audio]
  void setHeld(int slot, int frame, float value) HOCKET_AUDIO;
  void process(int frames = dsp::blockFrames) HOCKET_AUDIO;

  /// All definitions in plan order, then those that leave. Addresses are fixed for the life of the graph. [any]
  std::span<const OutputView> outputs() const;
  /// The port's input in the last block. [audio]
  dsp::Input port(int index) const HOCKET_AUDIO;

  /// Every kernel as new: silences all tails. Slow (clears delay lines). [audio]
  void reset() HOCKET_AUDIO;
  /// A fault since the last call, or one with node == none. [audio]
  Fault takeFault() HOCKET_AUDIO;
  /// A few nodes' cost in the last block; all are visited in turn. [audio]
  std::span<const CostSample> costs() const HOCKET_AUDIO;

 private:
  struct Impl;
  explicit Graph(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hocket::graph
