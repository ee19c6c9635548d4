#include "native/voice/rack.h"

#include <algorithm>
#include <sstream>
#include <string>

#include "native/voice/instruments.h"

namespace hocket::voice {
namespace {

constexpr int spareGroups = 2;

// A drum node as a program: every parameter reads the control of its name, or the one that its spec says.
graph::PlanGraph drumGraph(const dsp::NodeType& type) {
  const dsp::NodeSpec& spec = *type.spec;
  graph::PlanNode node;
  node.type = &type;
  node.key = node.kind = spec.name;
  for (const dsp::Port& port : spec.ports) {
    // `freq` has an implicit control in the voice; here its default must be the drum's own.
    if (port.implicit != nullptr && std::string_view(port.implicit) != "freq") continue;
    graph::Ref ref;
    ref.kind = graph::Ref::Kind::control;
    ref.name = port.control != nullptr ? port.control : port.name;
    ref.hasDefault = true;
    ref.value = port.initial;
    node.in.push_back({port.name, {ref}});
  }
  graph::PlanGraph drum;
  drum.nodes.push_back(std::move(node));
  graph::Ref out;
  out.kind = graph::Ref::Kind::node;
  out.index = 0;
  drum.out.push_back(out);
  return drum;
}

/// A synth whose name is computed is not among them: its pool grows when it is played.
int tracksNaming(const graph::Plan& plan, const std::string& synth) {
  int tracks = 0;
  for (const graph::PlanDefinition& definition : plan.definitions) {
    for (const graph::PlanNode& node : definition.nodes)
      tracks += std::ranges::find(node.synths, synth) != node.synths.end() ? 1 : 0;
  }
  return tracks;
}

graph::ProgramOptions programOptions(const RackOptions& options) {
  return {.sampleRate = options.sampleRate,
          .width = dsp::wideLanes,
          .seed = options.seed,
          .voiceChannels = 2,
          .busChannels = {}};
}

}  // namespace

Pool* Rack::add(std::shared_ptr<const graph::Program> program, pattern::Strings& strings, const RackOptions& options,
                int groups) {
  const int most = (options.maxVoices + dsp::wideLanes - 1) / dsp::wideLanes + 16;
  pools_.push_back(std::make_unique<Pool>(std::move(program), strings, options.seed, groups, most));
  return pools_.back().get();
}

graph::Result<std::unique_ptr<Rack>> Rack::build(const graph::Plan& plan, const graph::Graph& graph,
                                                 pattern::Strings& strings, const RackOptions& options) {
  auto rack = std::make_unique<Rack>();
  graph::ProgramOptions common = programOptions(options);
  common.busChannels = [&](std::string_view name) { return graph.channelsOf(name); };
  const auto addPool = [&](const graph::PlanGraph& source, const std::string& path,
                           int groups) -> graph::Result<Pool*> {
    auto program = graph::Program::build(source, plan, common, path);
    if (!program) return program.error();
    return rack->add(*program, strings, options, groups);
  };
  for (std::size_t i = 0; i < plan.effects.size(); ++i) {
    const auto users = std::ranges::count(graph.voices(), static_cast<std::int32_t>(i), &graph::VoicesNode::effects);
    const auto pool = addPool(plan.effects[i], "/effects/" + std::to_string(i), static_cast<int>(users) + spareGroups);
    if (!pool) return pool.error();
    rack->effects_.push_back(*pool);
  }
  for (std::size_t i = 0; i < plan.voiceSignals.size(); ++i) {
    const auto pool = addPool(plan.voiceSignals[i], "/voiceSignals/" + std::to_string(i), spareGroups);
    if (!pool) return pool.error();
    rack->signals_.push_back(*pool);
  }
  for (std::size_t i = 0; i < plan.synths.size(); ++i) {
    const int groups = tracksNaming(plan, plan.synths[i].name) + spareGroups;
    const auto pool = addPool(plan.synths[i], "/synths/" + std::to_string(i), groups);
    if (!pool) return pool.error();
    rack->instruments_.push_back({strings.intern(plan.synths[i].name), *pool});
  }
  std::ranges::sort(rack->instruments_, {}, &Instrument::name);
  return rack;
}

std::unique_ptr<Rack> Rack::builtIn(pattern::Strings& strings, const RackOptions& options) {
  auto rack = std::make_unique<Rack>();
  for (const dsp::NodeType* type : dsp::nodeTypes()) {
    if (std::string_view(type->spec->category) == "drum") rack->addDrum(*type, strings, options);
  }
  std::ranges::sort(rack->instruments_, {}, &Instrument::name);
  return rack;
}

// Refused by the graph: the sound is missing, and said to be when it is played.
void Rack::addDrum(const dsp::NodeType& type, pattern::Strings& strings, const RackOptions& options) {
  const dsp::NodeSpec& spec = *type.spec;
  auto program = graph::Program::build(drumGraph(type), graph::Plan{}, programOptions(options), spec.name);
  if (!program) return;
  Pool* pool = add(*program, strings, options, options.groups);
  const auto port = std::ranges::find(spec.ports, std::string_view("freq"),
                                      [](const dsp::Port& p) { return std::string_view(p.name); });
  const float tuning = port == spec.ports.end() ? 0 : port->initial;
  const auto name = [&](std::string_view word, float freq) {
    instruments_.push_back({strings.intern(word), pool, freq > 0 ? freq : tuning});
  };
  std::istringstream words(std::string(spec.name) + " " + spec.aliases);
  for (std::string word; words >> word;) name(word, 0);
  for (const BuiltInSound& sound : builtInSounds) {
    if (std::string_view(sound.node) == spec.name) name(sound.name, sound.freq);
  }
}

const Instrument* Rack::instrument(Name name) const HOCKET_AUDIO {
  const auto at = std::lower_bound(instruments_.begin(), instruments_.end(), name,
                                   [](const Instrument& i, Name n) { return i.name < n; });
  return at != instruments_.end() && at->name == name ? &*at : nullptr;
}

}  // namespace hocket::voice
