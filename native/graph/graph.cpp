#include "native/graph/graph.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "native/graph/machine.h"
#include "native/graph/transition.h"

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

std::uint64_t nextId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

/// One state to move at a take-over.
struct Move {
  std::int32_t from, to;
};

}  // namespace

struct Graph::Impl {
  std::uint64_t id = nextId(), base = 0;  // base: the graph that this one follows; 0: none
  std::shared_ptr<const Plan> plan;
  Schedule clean;   // the plan's own network
  Schedule fading;  // ... with what the fade needs
  Bundling bundling;
  std::unique_ptr<Machine> machine;
  bool fades = false;

  std::vector<VoicesNode> voices;
  std::vector<HeldSlot> held;
  std::vector<NodePlace> nodes;
  std::vector<SwapEntry> report;
  std::vector<PortView> ports;
  std::vector<std::vector<float*>> channels;  // by output
  std::vector<OutputView> outputs;

  std::vector<Move> kernelCopies, kernelMoves, heldMoves;  // copies come first
  std::vector<std::pair<ValueId, ValueId>> historyMoves;   // output values, old and new

  void bundle(const Transition&, const Bundling* old, bool enabled);
  void describe(const Transition&, const Network* old);
  void addOutputs(const Transition&);
  void addMoves(const Transition&, const Network& old);
  void endFade() HOCKET_AUDIO;
};

void Graph::Impl::bundle(const Transition& transition, const Bundling* old, bool enabled) {
  bundling = bundleUnits({fading.net, fading.order}, {clean.net, clean.order}, transition.oldUnit, old, enabled);
  const auto together = [&](const Network& net) {
    std::vector<std::int32_t> boxes(net.units.size(), none);
    for (std::size_t u = 0; u < boxes.size(); ++u) {
      const std::int32_t box = bundling.boxOf[u];
      if (box != none && bundling.boxes[at(box)].wide) boxes[u] = box;
    }
    return boxes;
  };
  fading.order = orderUnits(fading.net, together(fading.net));
  clean.order = orderUnits(clean.net, together(clean.net));
}

void Graph::Impl::describe(const Transition& transition, const Network* old) {
  voices = fading.net.voices;
  for (const Node& node : fading.net.nodes) nodes.push_back(node.place);
  for (const PortUse& use : clean.net.ports) ports.push_back({use.node, use.port});
  for (std::size_t h = 0; h < clean.net.held.size(); ++h) {
    HeldSlot slot;
    static_cast<HeldInput&>(slot) = clean.net.held[h];
    slot.previous = transition.oldHeld.empty() ? none : transition.oldHeld[h];
    slot.same = !transition.sameHeld.empty() && transition.sameHeld[h];
    held.push_back(slot);
  }
  for (std::size_t n = 0; n < clean.net.nodes.size(); ++n) {
    report.push_back({transition.fates.empty() ? Fate::added : transition.fates[n], false, clean.net.nodes[n].place});
  }
  if (old == nullptr) return;
  for (std::size_t n = 0; n < old->nodes.size(); ++n) {
    if (transition.oldFates[n] != Fate::kept) report.push_back({transition.oldFates[n], true, old->nodes[n].place});
  }
}

void Graph::Impl::addOutputs(const Transition& transition) {
  const Network& net = fading.net;
  channels.resize(net.groups.size());
  for (std::size_t g = 0; g < net.groups.size(); ++g) {
    const Group& group = net.groups[g];
    for (const UnitId unit : group.outputs) channels[g].push_back(machine->pinned(net.unit(unit).out));
    const int count = static_cast<int>(channels[g].size());
    if (g < transition.extraOutputs.size()) {
      for (const UnitId unit : transition.extraOutputs[g]) channels[g].push_back(machine->pinned(net.unit(unit).out));
    }
    outputs.push_back({group.name,
                       group.kind,
                       g >= clean.net.groups.size(),
                       group.mute,
                       group.solo,
                       {channels[g].data(), count},
                       fades ? static_cast<int>(channels[g].size()) : count});
  }
}

void Graph::Impl::addMoves(const Transition& transition, const Network& old) {
  for (UnitId unit = 0; unit < static_cast<UnitId>(fading.net.units.size()); ++unit) {
    const UnitId from = transition.oldUnit[at(unit)];
    if (from == none) continue;
    if (fading.net.unit(unit).kind == Unit::Kind::output) {
      historyMoves.emplace_back(old.unit(from).out, fading.net.unit(unit).out);
    }
  }
  for (std::size_t b = 0; b < bundling.boxes.size(); ++b) {
    const Box& box = bundling.boxes[b];
    if (box.from != none) (box.copies ? kernelCopies : kernelMoves).push_back({box.from, static_cast<std::int32_t>(b)});
  }
  for (std::size_t h = 0; h < transition.oldHeld.size(); ++h) {
    if (transition.oldHeld[h] != none) heldMoves.push_back({transition.oldHeld[h], static_cast<std::int32_t>(h)});
  }
}

void Graph::Impl::endFade() {
  machine->useLargest(false);
  for (OutputView& output : outputs) {
    output.mixChannels = output.channels.count;
    if (!output.leaving) continue;
    for (int c = 0; c < output.channels.count; ++c) std::fill_n(output.channels.channels[c], dsp::blockFrames, 0.0F);
  }
}

Result<std::unique_ptr<Graph>> Graph::build(std::shared_ptr<const Plan> plan, const GraphOptions& options,
                                            const Graph* previous) {
  auto network = mainNetwork(*plan);
  if (!network) return network.error();
  auto impl = std::make_unique<Impl>();
  impl->plan = plan;
  impl->clean.net = std::move(*network);
  impl->clean.order = orderUnits(impl->clean.net);

  Transition transition;
  const Network* old = previous == nullptr ? nullptr : &previous->impl_->clean.net;
  if (old != nullptr) {
    impl->base = previous->impl_->id;
    transition = makeTransition(*old, *previous->impl_->plan, impl->clean.net, *plan);
    impl->fading.net = std::move(transition.net);
    impl->fading.order = std::move(transition.order);
  } else {
    impl->fading.net = impl->clean.net;
    impl->fading.order = impl->clean.order;
  }
  impl->fades = transition.fades;
  impl->bundle(transition, previous == nullptr ? nullptr : &previous->impl_->bundling, options.group);
  const std::vector<bool> pinned = pinnedValues(impl->fading.net);
  impl->clean.buffers = assignBuffers(impl->clean.net, impl->clean.order, pinned);
  impl->fading.buffers = assignBuffers(impl->fading.net, impl->fading.order, pinned);

  Machine::Config config;
  config.sampleRate = options.sampleRate;
  config.fadeFrames =
      std::max(1, static_cast<int>(std::lround(options.fadeSeconds * static_cast<double>(options.sampleRate))));
  impl->machine = std::make_unique<Machine>(impl->fading, impl->clean, impl->bundling, config);

  impl->describe(transition, old);
  impl->addOutputs(transition);
  if (old != nullptr) {
    impl->addMoves(transition, *old);
    for (std::size_t v = 0; v < impl->voices.size(); ++v) {
      if (impl->voices[v].leaving)
        impl->machine->voices[v] = previous->impl_->machine->voices[at(impl->voices[v].previous)];
    }
  }
  return std::unique_ptr<Graph>(new Graph(std::move(impl)));
}

Graph::Graph(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Graph::~Graph() = default;

const Plan& Graph::plan() const { return *impl_->plan; }
std::span<const VoicesNode> Graph::voices() const { return impl_->voices; }
std::span<const HeldSlot> Graph::held() const { return impl_->held; }
std::span<const NodePlace> Graph::nodes() const { return impl_->nodes; }
std::span<const SwapEntry> Graph::report() const { return impl_->report; }
std::span<const PortView> Graph::ports() const { return impl_->ports; }
std::span<const OutputView> Graph::outputs() const { return impl_->outputs; }

int Graph::outputIndex(std::string_view definition) const {
  const auto& groups = impl_->clean.net.groups;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].name == definition) return static_cast<int>(g);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].name.starts_with('~') && std::string_view(groups[g].name).substr(1) == definition)
      return static_cast<int>(g);
  }
  return none;
}

int Graph::channelsOf(std::string_view definition) const {
  const int index = outputIndex(definition);
  return index == none ? 0 : impl_->outputs[at(index)].channels.count;
}

void Graph::setVoiceSource(int voices, std::shared_ptr<VoiceSource> source) {
  impl_->machine->voices[at(voices)] = std::move(source);
}

bool Graph::takeOver(Graph& previous) {
  Impl& old = *previous.impl_;
  if (impl_->base != old.id || previous.fading()) return false;
  Machine& machine = *impl_->machine;
  for (const Move move : impl_->kernelCopies)
    machine.kernels[at(move.to)]->copyState(*old.machine->kernels[at(move.from)]);
  for (const Move move : impl_->kernelMoves)
    std::swap(machine.kernels[at(move.to)], old.machine->kernels[at(move.from)]);
  for (const Move move : impl_->heldMoves)
    machine.held[at(move.to)]->carry(old.machine->held[at(move.from)]->current());
  for (const auto& [from, to] : impl_->historyMoves) *machine.history(to) = *old.machine->history(from);
  if (impl_->fades) {
    machine.startFade();
    machine.useLargest(true);
  }
  return true;
}

bool Graph::fading() const { return impl_->machine->usesLargest(); }

void Graph::setHeld(int slot, int frame, float value) { impl_->machine->held[at(slot)]->set(frame, value); }

void Graph::process(int frames) {
  Machine& machine = *impl_->machine;
  if (machine.usesLargest() && machine.faded()) impl_->endFade();
  machine.process(0, frames);
  machine.endBlock(frames);
}

dsp::Input Graph::port(int index) const { return impl_->machine->input(impl_->clean.net.ports[at(index)].value); }
void Graph::reset() { impl_->machine->reset(~dsp::LaneMask{0}, 0); }
Fault Graph::takeFault() { return impl_->machine->guard.take(); }
std::span<const CostSample> Graph::costs() const { return impl_->machine->costs(); }

}  // namespace hocket::graph
