// What the graph tests share: plans written short, node kinds made for tests, and rendering.
#pragma once

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wrestrict"  // g++ 12 sees ghosts in "text" + std::string
#endif

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "native/dsp/denormals.h"
#include "native/graph/graph.h"
#include "native/graph/load_plan.h"
#include "native/graph/program.h"
#include "native/pattern/strings.h"

namespace graph_test {

using namespace hocket;
using namespace hocket::graph;

/// Quotes are written ' in these tests.
inline std::string json(std::string text) {
  for (char& c : text) c = c == '\'' ? '"' : c;
  return text;
}

struct Parts {
  std::string definitions, patterns{}, synths{}, effects{}, voiceSignals{};
};
inline std::string planText(const Parts& parts) {
  return json(
      "{'version':1,'cps':0.5,'seed':7,'files':['a.hkt'],'spans':[[0,0,1],[0,2,3],[0,4,5],[0,6,7]],'patterns':[" +
      parts.patterns + "],'definitions':[" + parts.definitions + "],'synths':[" + parts.synths + "],'effects':[" +
      parts.effects + "],'voiceSignals':[" + parts.voiceSignals + "]}");
}
inline std::string track(const std::string& name, const std::string& nodes, const std::string& out) {
  return "{'name':'" + name + "','kind':'" + (name[0] == '~' ? "bus" : "track") + "','span':0,'nodes':[" + nodes +
         "],'out':[" + out + "]}";
}
inline std::string node(const std::string& key, const std::string& kind, const std::string& in,
                        const std::string& more = "") {
  return "{'key':'" + key + "','kind':'" + kind + "','in':{" + in + "}" + more + "}";
}

// Kinds that only tests have.

/// Makes NaN while its input is above 0.5, lane by lane.
template <int lanes>
struct BadKernel {
  explicit BadKernel(const dsp::Prepare&) {}
  void reset(dsp::LaneMask, std::uint64_t) {}
  void process(const dsp::Block& block) {
    for (int i = 0; i < block.frames * lanes; ++i) {
      const float in = block.in[0].data[block.in[0].constant() ? i % lanes : i];
      block.out[0][i] = in > 0.5F ? std::numeric_limits<float>::quiet_NaN() : in;
    }
  }
  float unused[2 * lanes] = {};  // so much state that kernels of this kind are put side by side
};
/// Counts frames: 1, 2, 3, ...; its state shows whether it was kept.
struct CountKernel {
  explicit CountKernel(const dsp::Prepare&) {}
  void reset(dsp::LaneMask, std::uint64_t) { count = 0; }
  void process(const dsp::Block& block) {
    for (int f = 0; f < block.frames; ++f) block.out[0][f] = count += 1;
  }
  float count = 0;
};
template <class Kernel>
dsp::KernelOps ops() {
  return {sizeof(Kernel),
          alignof(Kernel),
          [](void* self, const dsp::Prepare& prepare) { new (self) Kernel(prepare); },
          [](void* self) { static_cast<Kernel*>(self)->~Kernel(); },
          [](void* self, dsp::LaneMask lanes, std::uint64_t seed) { static_cast<Kernel*>(self)->reset(lanes, seed); },
          [](void* self, const dsp::Block& block) { static_cast<Kernel*>(self)->process(block); }};
}
inline const dsp::NodeType* findTestType(std::string_view name) {
  using dsp::Unit;
  static const dsp::Port badPorts[] = {{"in", Unit::none, -1, 1, 0, "", 1, true}};
  static const dsp::NodeSpec badSpec{.name = "bad", .category = "effect", .doc = "", .ports = badPorts};
  static const dsp::NodeSpec countSpec{.name = "count", .category = "source", .doc = "", .ports = {}};
  static const dsp::NodeType bad{&badSpec, ops<BadKernel<1>>(), ops<BadKernel<8>>()};
  static const dsp::NodeType count{&countSpec, ops<CountKernel>(), ops<CountKernel>()};
  if (name == "bad") return &bad;
  if (name == "count") return &count;
  return dsp::findNodeType(name);
}

inline pattern::Strings& strings() {
  static pattern::Strings table;
  return table;
}
inline Result<std::shared_ptr<const Plan>> tryLoad(const std::string& text) {
  LoadOptions options;
  options.findType = &findTestType;
  return loadPlan(text, strings(), options);
}
inline std::shared_ptr<const Plan> load(const std::string& text) {
  auto plan = tryLoad(text);
  if (!plan) FAIL(describe(plan.error().code), " at ", plan.error().path, ": ", plan.error().text);
  return *plan;
}
inline std::unique_ptr<Graph> build(const std::string& text, const Graph* previous = nullptr,
                                    GraphOptions options = {}) {
  auto graph = Graph::build(load(text), options, previous);
  if (!graph) FAIL(graph.error().path, ": ", graph.error().text);
  return std::move(*graph);
}

/// Plays graphs as the engine does: one after another, a take-over waiting for the fade before.
class Player {
 public:
  explicit Player(std::unique_ptr<Graph> first) : live_(std::move(first)) {}
  Graph& live() { return *live_; }
  std::function<void(Graph&)> beforeBlock;

  void swap(std::unique_ptr<Graph> next) {
    while (live_->fading()) block();
    REQUIRE(next->takeOver(*live_));
    live_ = std::move(next);
  }
  void swap(const std::string& text) { swap(build(text, live_.get())); }
  void render(int blocks) {
    for (int b = 0; b < blocks; ++b) block();
  }
  /// All that a definition has played, its first channel; 0 while it was not there.
  const std::vector<float>& heard(const std::string& name) { return heard_[name]; }
  std::size_t frames() const { return frames_; }

 private:
  void block() {
    const dsp::FlushDenormals flush;
    if (beforeBlock) beforeBlock(*live_);
    live_->process();
    frames_ += dsp::blockFrames;
    for (const OutputView& output : live_->outputs()) {
      std::vector<float>& to = heard_[std::string(output.name)];
      to.resize(frames_ - dsp::blockFrames);
      if (output.mixChannels == 0) continue;
      to.insert(to.end(), output.channels.channels[0], output.channels.channels[0] + dsp::blockFrames);
    }
    for (auto& [name, samples] : heard_) samples.resize(frames_);
  }
  std::unique_ptr<Graph> live_;
  std::map<std::string, std::vector<float>> heard_;
  std::size_t frames_ = 0;
};

inline float largestStep(const std::vector<float>& samples, std::size_t from = 1, std::size_t to = SIZE_MAX) {
  float largest = 0;
  for (std::size_t i = std::max<std::size_t>(1, from); i < std::min(to, samples.size()); ++i) {
    largest = std::max(largest, std::abs(samples[i] - samples[i - 1]));
  }
  return largest;
}

}  // namespace graph_test
