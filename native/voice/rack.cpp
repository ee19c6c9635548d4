#include "native/voice/rack.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <unordered_map>

#include "native/voice/instruments.h"

namespace hocket::voice {
namespace {

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

graph::ProgramOptions programOptions(const RackOptions& options) {
  return {.sampleRate = options.sampleRate,
          .width = dsp::wideLanes,
          .seed = options.seed,
          .voiceChannels = 2,
          .name = {},
          .busChannels = {}};
}

int mostGroups(const RackOptions& options) { return (options.maxVoices + dsp::wideLanes - 1) / dsp::wideLanes + 16; }

std::vector<graph::NodePlace> placesOf(const graph::PlanGraph& graph, const std::string& definition) {
  std::vector<graph::NodePlace> places;
  for (const graph::PlanNode& node : graph.nodes) places.push_back({definition, node.key, node.kind, node.span});
  return places;
}

}  // namespace

int tracksNaming(const graph::Plan& plan, std::string_view sound) {
  int tracks = 0;
  for (const graph::PlanDefinition& definition : plan.definitions) {
    for (const graph::PlanNode& node : definition.nodes)
      tracks += std::ranges::binary_search(node.sounds, sound) ? 1 : 0;
  }
  return tracks;
}

/// Finds each graph's pool in the rack before, or makes one.
class Rack::Maker {
 public:
  Maker(Rack& rack, pattern::Strings& strings, const RackOptions& options, const graph::Plan& plan,
        const graph::Graph* graph, const Rack* previous)
      : rack_(rack), strings_(strings), options_(options), plan_(plan) {
    common_ = programOptions(options);
    if (graph != nullptr) common_.busChannels = [graph](std::string_view name) { return graph->channelsOf(name); };
    if (previous == nullptr) return;
    // Of several with one content the first is found first: the last to be put in.
    for (auto at = previous->places_.rbegin(); at != previous->places_.rend(); ++at)
      free_[at->content.text].push_back(&*at);
  }

  struct Wanted {
    const graph::PlanGraph& source;
    std::string path;        // for errors
    std::string name;        // of the program: voices of graphs with equal content and name sound the same
    std::string definition;  // for reports
    int tracks;              // that may play it
  };
  graph::Result<Pool*> make(const Wanted& wanted) {
    common_.name = wanted.name;
    Place place{nullptr,
                graph::contentOf(wanted.source, plan_, common_),
                {},
                placesOf(wanted.source, wanted.definition),
                wanted.tracks,
                false};
    if (!keep(place)) {
      auto program = graph::Program::build(wanted.source, plan_, common_, wanted.path);
      if (!program) return program.error();
      for (const graph::HeldInput& held : (*program)->held()) place.held.push_back(held.pattern);
      place.pool =
          std::make_shared<Pool>(*program, strings_, options_.seed, wanted.tracks + spareGroups, mostGroups(options_));
    }
    rack_.places_.push_back(std::move(place));
    return rack_.places_.back().pool.get();
  }

 private:
  bool keep(Place& place) {
    const auto found = free_.find(place.content.text);
    if (found == free_.end() || found->second.empty()) return false;
    const Place& old = *found->second.back();
    found->second.pop_back();
    place.pool = old.pool;
    place.kept = true;
    for (const graph::PatternId held : old.held) {
      const auto at = std::ranges::find(old.content.patterns, held) - old.content.patterns.begin();
      place.held.push_back(place.content.patterns[static_cast<std::size_t>(at)]);
    }
    return true;
  }

  Rack& rack_;
  pattern::Strings& strings_;
  const RackOptions& options_;
  const graph::Plan& plan_;
  graph::ProgramOptions common_;
  std::unordered_map<std::string_view, std::vector<const Place*>> free_;
};

graph::Result<std::unique_ptr<Rack>> Rack::build(const graph::Plan& plan, const graph::Graph& graph,
                                                 pattern::Strings& strings, const RackOptions& options,
                                                 const Rack* previous) {
  auto rack = std::make_unique<Rack>();
  Maker maker(*rack, strings, options, plan, &graph, previous);
  for (std::size_t i = 0; i < plan.effects.size(); ++i) {
    std::string track;
    int users = 0;
    for (const graph::VoicesNode& voices : graph.voices()) {
      if (voices.leaving || voices.effects != static_cast<std::int32_t>(i)) continue;
      track = voices.definition;
      ++users;
    }
    const auto pool = maker.make({plan.effects[i], "/effects/" + std::to_string(i), "effects", track, users});
    if (!pool) return pool.error();
    rack->effects_.push_back(*pool);
  }
  for (std::size_t i = 0; i < plan.voiceSignals.size(); ++i) {
    const auto pool = maker.make({plan.voiceSignals[i], "/voiceSignals/" + std::to_string(i), "signal", {}, 0});
    if (!pool) return pool.error();
    rack->signals_.push_back(*pool);
  }
  for (std::size_t i = 0; i < plan.synths.size(); ++i) {
    const std::string& name = plan.synths[i].name;
    const auto pool =
        maker.make({plan.synths[i], "/synths/" + std::to_string(i), name, name, tracksNaming(plan, name)});
    if (!pool) return pool.error();
    rack->instruments_.push_back({strings.intern(name), *pool});
  }
  std::ranges::sort(rack->instruments_, {}, &Instrument::name);
  return rack;
}

std::unique_ptr<Rack> Rack::builtIn(pattern::Strings& strings, const RackOptions& options) {
  auto rack = std::make_unique<Rack>();
  const graph::Plan plan;
  Maker maker(*rack, strings, options, plan, nullptr, nullptr);
  for (const dsp::NodeType* type : dsp::nodeTypes()) {
    const dsp::NodeSpec& spec = *type->spec;
    if (std::string_view(spec.category) != "drum") continue;
    // Refused by the graph: the sound is missing, and said to be when it is played.
    const auto pool = maker.make({drumGraph(*type), spec.name, spec.name, spec.name, 0});
    if (!pool) continue;
    const auto port = std::ranges::find(spec.ports, std::string_view("freq"),
                                        [](const dsp::Port& p) { return std::string_view(p.name); });
    const float tuning = port == spec.ports.end() ? 0 : port->initial;
    const auto name = [&](std::string_view word, float freq) {
      rack->instruments_.push_back({strings.intern(word), *pool, freq > 0 ? freq : tuning});
    };
    std::istringstream words(std::string(spec.name) + " " + spec.aliases);
    for (std::string word; words >> word;) name(word, 0);
    for (const BuiltInSound& sound : builtInSounds) {
      if (std::string_view(sound.node) == spec.name) name(sound.name, sound.freq);
    }
  }
  std::ranges::sort(rack->instruments_, {}, &Instrument::name);
  return rack;
}

const Instrument* Rack::instrument(Name name) const HOCKET_AUDIO {
  const auto at = std::lower_bound(instruments_.begin(), instruments_.end(), name,
                                   [](const Instrument& i, Name n) { return i.name < n; });
  return at != instruments_.end() && at->name == name ? &*at : nullptr;
}

}  // namespace hocket::voice
