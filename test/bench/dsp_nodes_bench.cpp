// What nodes cost: nanoseconds for a block of 64 frames, for a thousand oscillators and filters together and for each
// node by itself; of wide nodes, for each lane. The best of many short runs, so that a busy machine shows little.
// `dsp_nodes_bench NAME` measures the nodes whose name holds NAME.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "figure.h"
#include "native/dsp/denormals.h"
#include "native/dsp/kernel.h"

namespace {

using namespace hocket::dsp;

constexpr float sampleRate = 48000;

class Arena final : public Memory {
 public:
  void* allocate(std::size_t bytes) override {
    const std::size_t rounded = (bytes + 63) / 64 * 64;
    void* p = ::operator new(rounded, std::align_val_t{64});
    std::memset(p, 0, rounded);
    blocks_.push_back(p);
    return p;
  }
  ~Arena() {
    for (void* p : blocks_) ::operator delete(p, std::align_val_t{64});
  }

 private:
  std::vector<void*> blocks_;
};

struct alignas(64) BlockBuffer {
  float data[blockFrames * wideLanes];
};

/// A node with its inputs: held at their defaults, or all streaming.
class Node {
 public:
  Node(const NodeType& type, bool wide, bool streaming, std::uint64_t seed)
      : ops_(wide ? type.wide : type.narrow), outputs_(static_cast<std::size_t>(type.spec->outputs)) {
    std::vector<float> options;
    for (const Option& option : type.spec->options) options.push_back(option.initial);
    self_ = ::operator new(ops_.size, std::align_val_t{64});
    ops_.construct(self_, {sampleRate, seed, options, arena_});
    for (const Port& port : type.spec->ports)
      for (int c = 0; c < port.channels; ++c) addInput(port, streaming || port.signal, seed);
    for (BlockBuffer& buffer : outputs_) out_.push_back(buffer.data);
  }
  ~Node() {
    ops_.destroy(self_);
    ::operator delete(self_, std::align_val_t{64});
  }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  void connect(std::size_t input, const float* from) { in_[input] = Input::stream(from); }
  void hold(std::size_t input, float value) {
    for (float& v : values_[input]->data) v = value;
  }
  void writeTo(float* buffer) { out_[0] = buffer; }
  float* output() { return out_[0]; }
  void run() { ops_.process(self_, {blockFrames, in_.data(), out_.data(), sampleRate}); }

 private:
  void addInput(const Port& port, bool streams, std::uint64_t seed) {
    values_.push_back(std::make_unique<BlockBuffer>());
    for (int i = 0; i < blockFrames * wideLanes; ++i) {
      const float part = 0.5F + 0.05F * std::sin(static_cast<float>(i) * 0.1F + static_cast<float>(seed));
      values_.back()->data[i] =
          streams && port.unit != Unit::gate ? port.min + (port.max - port.min) * part : port.initial;
    }
    in_.push_back(streams ? Input::stream(values_.back()->data) : Input::held(values_.back()->data));
  }

  KernelOps ops_;
  Arena arena_;
  void* self_;
  std::vector<std::unique_ptr<BlockBuffer>> values_;
  std::vector<Input> in_;
  std::vector<BlockBuffer> outputs_;
  std::vector<float*> out_;
};

/// Nanoseconds of one call: the best of many batches of about 20 us.
template <class F>
double bestOf(F&& call) {
  using Clock = std::chrono::steady_clock;
  const FlushDenormals flush;
  const auto batch = [&](int calls) {
    const auto start = Clock::now();
    for (int i = 0; i < calls; ++i) {
      call();
      asm volatile("" ::: "memory");
    }
    return std::chrono::duration<double, std::nano>(Clock::now() - start).count() / calls;
  };
  const int calls = std::max(1, static_cast<int>(20000 / batch(3)));
  double best = batch(calls);
  for (int i = 0; i < 400; ++i) best = std::min(best, batch(calls));
  return best;
}

double perLane(const NodeType& type, bool wide, bool streaming) {
  Node node(type, wide, streaming, 1);
  return bestOf([&] { node.run(); }) / (wide ? wideLanes : 1);
}

/// 500 saws into 500 low-pass filters, each with a frequency and a state of its own: microseconds a block.
double thousandNodes(bool wide, bool streamedCutoff) {
  std::vector<std::unique_ptr<Node>> nodes;
  const std::size_t pairs = wide ? (500 + wideLanes - 1) / wideLanes : 500;
  for (std::size_t k = 0; k < pairs; ++k) {
    nodes.push_back(std::make_unique<Node>(*findNodeType("saw"), wide, false, k));
    nodes.back()->hold(0, 50.0F + static_cast<float>(k));
    float* const saw = nodes.back()->output();
    nodes.push_back(std::make_unique<Node>(*findNodeType("lpf"), wide, false, k));
    nodes.back()->connect(0, saw);
  }
  BlockBuffer cutoff;
  for (int i = 0; i < blockFrames * wideLanes; ++i)
    cutoff.data[i] = 1000.0F + 900.0F * std::sin(static_cast<float>(i) * 0.1F);
  if (streamedCutoff)
    for (std::size_t k = 1; k < nodes.size(); k += 2) nodes[k]->connect(1, cutoff.data);
  return bestOf([&] {
           for (const auto& node : nodes) node->run();
         }) /
         1000;
}

/// Saw into a low-pass whose cutoff a sine sweeps at audio rate, gain, and into a mix: six nodes a chain, as the peers
/// were measured. Nanoseconds a chain.
double chain(bool wide) {
  constexpr std::size_t lanesOfChains = 1000;
  const std::size_t chains = wide ? lanesOfChains / wideLanes : lanesOfChains;
  std::vector<std::unique_ptr<Node>> nodes;
  const auto add = [&](const char* name, std::uint64_t seed) -> Node& {
    nodes.push_back(std::make_unique<Node>(*findNodeType(name), wide, false, seed));
    return *nodes.back();
  };
  // Buffers are used again and again, as a graph's are; two take turns as the mix.
  BlockBuffer buffers[5], mixes[2] = {};
  for (std::size_t k = 0; k < chains; ++k) {
    Node &saw = add("saw", k), &lfo = add("sine", k), &range = add("range", k), &lpf = add("lpf", k),
         &gain = add("gain", k), &sum = add("add", k);
    saw.hold(0, 50.0F + static_cast<float>(k));
    lfo.hold(0, 0.1F + 0.01F * static_cast<float>(k));
    Node* const inside[] = {&saw, &lfo, &range, &lpf, &gain};
    for (std::size_t n = 0; n < std::size(inside); ++n) inside[n]->writeTo(buffers[n].data);
    sum.writeTo(mixes[(k + 1) % 2].data);
    range.connect(0, lfo.output());
    range.hold(1, 300);
    range.hold(2, 2400);
    lpf.connect(0, saw.output());
    lpf.connect(1, range.output());
    lpf.hold(2, 0.3F);
    gain.connect(0, lpf.output());
    gain.hold(1, 0.01F);
    sum.connect(0, mixes[k % 2].data);
    sum.connect(1, gain.output());
  }
  return bestOf([&] {
           for (const auto& node : nodes) node->run();
         }) /
         static_cast<double>(lanesOfChains);
}

void figure(const std::string& name, double value, const char* unit, const char* target = nullptr,
            const char* peers = nullptr) {
  printFigure(name.c_str(), value, unit, target, peers);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  std::printf("instruction set: %s\n", instructionSet());
  const std::string thousand = "1,000 oscillator and filter kernels without a graph, a block of 64 frames, ";
  figure(thousand + "in lanes, cutoff at audio rate", thousandNodes(true, true), "us", "100");
  figure(thousand + "in lanes, cutoff held", thousandNodes(true, false), "us", "100");
  figure(thousand + "one by one, cutoff at audio rate", thousandNodes(false, true), "us");
  figure(thousand + "one by one, cutoff held", thousandNodes(false, false), "us");
  figure("saw, low-pass swept at audio rate, gain and mix, a block of 64 frames, in lanes", chain(true), "ns", "317",
         "csound 278 and scsynth 317 (both at control rate), pd 348, scsynth 361, Faust 593");
  figure("saw, low-pass swept at audio rate, gain and mix, a block of 64 frames, by itself", chain(false), "ns");
  std::printf("%-12s %10s %10s %10s %10s   ns a block of 64\n", "node", "held", "streamed", "lane held", "lane str.");
  for (const NodeType* type : nodeTypes()) {
    if (std::string(type->spec->name).find(only) == std::string::npos) continue;
    std::printf("%-12s %10.1f %10.1f %10.1f %10.1f\n", type->spec->name, perLane(*type, false, false),
                perLane(*type, false, true), perLane(*type, true, false), perLane(*type, true, true));
  }
}
