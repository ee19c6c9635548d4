#include "native/graph/program.h"

#include "native/graph/program_parts.h"

namespace hocket::graph {

Result<std::shared_ptr<const Program>> Program::build(const PlanGraph& graph, const Plan& plan,
                                                      const ProgramOptions& options, std::string_view path) {
  auto network = voiceNetwork(graph, plan, options, path);
  if (!network) return network.error();
  auto parts = std::make_unique<ProgramParts>();
  parts->schedule.net = std::move(*network);
  parts->schedule.order = orderUnits(parts->schedule.net);
  parts->schedule.buffers =
      assignBuffers(parts->schedule.net, parts->schedule.order, pinnedValues(parts->schedule.net));
  const Ordered ordered{parts->schedule.net, parts->schedule.order};
  parts->bundling = bundleUnits(ordered, ordered, {}, nullptr, false);
  parts->sampleRate = options.sampleRate;
  for (const Node& node : parts->schedule.net.nodes) parts->nodes.push_back(node.place);
  return std::shared_ptr<const Program>(std::make_shared<Program>(std::move(parts)));
}

Program::Program(std::unique_ptr<const ProgramParts> parts) : parts_(std::move(parts)) {}
Program::~Program() = default;

int Program::width() const { return parts_->schedule.net.width; }
int Program::outputs() const { return static_cast<int>(parts_->schedule.net.groups[0].outputs.size()); }
std::span<const ControlInput> Program::controls() const { return parts_->schedule.net.controls; }
std::span<const BusInput> Program::buses() const { return parts_->schedule.net.buses; }
std::span<const HeldInput> Program::held() const { return parts_->schedule.net.held; }
std::span<const NodePlace> Program::nodes() const { return parts_->nodes; }

bool Program::readsVoice() const {
  for (const Value& value : parts_->schedule.net.values) {
    if (value.kind == Value::Kind::voice) return true;
  }
  return false;
}

int Program::controlIndex(std::string_view name) const {
  const auto all = controls();
  for (std::size_t c = 0; c < all.size(); ++c) {
    if (all[c].name == name) return static_cast<int>(c);
  }
  return none;
}

}  // namespace hocket::graph
