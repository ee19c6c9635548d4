// The loader: field by field in the order of plan.ts, then what needs the whole plan.
#include "native/graph/load_plan.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "native/graph/json.h"
#include "native/graph/pattern_digest.h"
#include "native/pattern/pattern_graph.h"

namespace hocket::graph {

namespace {

using Element = JsonReader::Element;
using Object = JsonReader::Object;
using Array = JsonReader::Array;

/// Where a graph stands decides what its nodes and refs may be.
enum class Place : std::uint8_t { definition, synth, effects, voiceSignal };

const dsp::Port* findPort(const dsp::NodeSpec& spec, std::string_view name) {
  for (const dsp::Port& port : spec.ports) {
    if (name == port.name) return &port;
  }
  return nullptr;
}

bool engineKind(std::string_view kind) { return kind == "voices" || kind == "trig" || kind == "gate"; }

class Loader {
 public:
  Loader(pattern::Strings& strings, const LoadOptions& options) : strings_(strings), options_(options) {}

  Result<std::shared_ptr<const Plan>> load(std::string_view json) {
    const JsonPath root;
    if (!read(json, root)) return json_.error();
    return std::shared_ptr<const Plan>(std::move(plan_));
  }

 private:
  const PlanLimits& limits() const { return options_.limits; }

  bool read(std::string_view text, const JsonPath& root) {
    if (text.size() > limits().bytes) return json_.fail(PlanErrorCode::tooLarge, "the plan has too many bytes", root);
    Element document;
    if (const auto error = parser_.parse(text.data(), text.size()).get(document)) {
      const auto code = error == simdjson::DEPTH_ERROR ? PlanErrorCode::tooDeep : PlanErrorCode::badJson;
      return json_.fail(code, simdjson::error_message(error), root);
    }
    Object plan;
    return json_.object(document, root, plan) && header(plan, root) && tables(plan, root) && graphs(plan, root) &&
           voiceBuses();
  }

  bool header(const Object& plan, const JsonPath& root) {
    Element value;
    std::int64_t number = 0;
    if (!json_.field(plan, root, "version", value)) return false;
    if (value.get_int64().get(number) != simdjson::SUCCESS || number != 1) {
      return json_.fail(PlanErrorCode::badVersion, "this engine reads plans of version 1", root.at("version"));
    }
    if (!json_.field(plan, root, "seed", value)) return false;
    double seed = 0;
    if (value.get_double().get(seed) != simdjson::SUCCESS) {
      return json_.fail(PlanErrorCode::wrongType, "expected a number", root.at("seed"));
    }
    if (!(std::abs(seed) < 9.3e15)) return json_.fail(PlanErrorCode::outOfRange, "a seed below 2^53", root.at("seed"));
    plan_->seed = static_cast<std::uint64_t>(static_cast<std::int64_t>(seed));
    return true;
  }

  bool tables(const Object& plan, const JsonPath& root) {
    return list(plan, root, "files", limits().files, [&](const Element& file, const JsonPath& path) {
             plan_->files.emplace_back();
             return json_.string(file, path, 1U << 20U, plan_->files.back());
           }) &&
           list(plan, root, "spans", limits().spans, [&](const Element& item, const JsonPath& path) { return span(item, path); }) &&
           countGraphs(plan, root) && patterns(plan, root) && cps(plan, root);
  }

  bool span(const Element& item, const JsonPath& path) {
    Array triple;
    if (!json_.array(item, path, 3, triple)) return false;
    if (triple.size() != 3) return json_.fail(PlanErrorCode::outOfRange, "expected [file, start, end]", path);
    std::int64_t number[3] = {};
    const auto files = static_cast<std::int64_t>(plan_->files.size());
    std::size_t index = 0;
    for (const Element part : triple) {
      const std::int64_t high = index == 0 ? files - 1 : 0xffffffffLL;
      if (!json_.integer(part, path.at(index), 0, high, number[index])) return false;
      ++index;
    }
    if (number[2] < number[1]) return json_.fail(PlanErrorCode::outOfRange, "a span that ends before it starts", path);
    plan_->spans.push_back({static_cast<std::uint32_t>(number[0]), static_cast<std::uint32_t>(number[1]),
                            static_cast<std::uint32_t>(number[2])});
    return true;
  }

  /// Sizes are needed before contents: patterns refer to voice signals, nodes to effects.
  bool countGraphs(const Object& plan, const JsonPath& root) {
    for (const auto& [name, count] : {std::pair{"effects", &effects_}, std::pair{"voiceSignals", &voiceSignals_}}) {
      Element value;
      Array array;
      if (!json_.field(plan, root, name, value) || !json_.array(value, root.at(name), limits().graphs, array)) return false;
      *count = static_cast<std::int64_t>(array.size());
    }
    return true;
  }

  bool patterns(const Object& plan, const JsonPath& root) {
    const JsonPath path = root.at("patterns");
    Element value;
    Array array;
    if (!json_.field(plan, root, "patterns", value) || !json_.array(value, path, limits().patterns, array) ||
        !digestPatterns(json_, array, path, limits(), voiceSignals_, table_)) {
      return false;
    }
    plan_->digests = table_.digests;
    auto graph = pattern::PatternGraph::load(value, strings_);
    if (!graph) {
      const auto& error = graph.error();
      const JsonPath node = error.pattern < 0 ? path : path.at(static_cast<std::size_t>(error.pattern));
      return json_.fail(PlanErrorCode::badPattern, error.text, error.field.empty() ? node : node.at(error.field));
    }
    plan_->patterns = std::make_shared<const pattern::PatternGraph>(std::move(*graph));
    return true;
  }

  bool cps(const Object& plan, const JsonPath& root) {
    const JsonPath path = root.at("cps");
    Element value;
    if (!json_.field(plan, root, "cps", value)) return false;
    if (value.is_object()) {
      Object object;
      Element id;
      return json_.object(value, path, object) && json_.field(object, path, "p", id) &&
             patternId(id, path.at("p"), plan_->cpsPattern);
    }
    if (!json_.finite(value, path, plan_->cps)) return false;
    return (plan_->cps > 0 && plan_->cps <= 1000) ||
           json_.fail(PlanErrorCode::outOfRange, "cycles per second: above 0, at most 1000", path);
  }

  bool patternId(const Element& value, const JsonPath& path, PatternId& to) {
    return index(value, path, plan_->digests.size(), to);
  }
  bool index(const Element& value, const JsonPath& path, std::size_t size, std::int32_t& to) {
    std::int64_t id = 0;
    if (!json_.integer(value, path, 0, static_cast<std::int64_t>(size) - 1, id)) return false;
    to = static_cast<std::int32_t>(id);
    return true;
  }
  bool optionalSpan(const Object& object, const JsonPath& path, SpanId& to) {
    const auto value = JsonReader::optional(object, "span");
    return !value || index(*value, path.at("span"), plan_->spans.size(), to);
  }

  template <class F>
  bool list(const Object& object, const JsonPath& path, std::string_view name, std::size_t limit, F&& each) {
    Element value;
    Array array;
    const JsonPath here = path.at(name);
    if (!json_.field(object, path, name, value) || !json_.array(value, here, limit, array)) return false;
    std::size_t position = 0;
    for (const Element item : array) {
      if (!each(item, here.at(position++))) return false;
    }
    return true;
  }

  bool graphs(const Object& plan, const JsonPath& root) {
    std::unordered_set<std::string> names;
    return list(plan, root, "definitions", limits().definitions,
                [&](const Element& item, const JsonPath& path) { return definition(item, path, names); }) &&
           (names.clear(), true) &&
           list(plan, root, "synths", limits().graphs,
                [&](const Element& item, const JsonPath& path) { return synth(item, path, names); }) &&
           list(plan, root, "effects", limits().graphs,
                [&](const Element& item, const JsonPath& path) {
                  return anonymous(item, path, Place::effects, plan_->effects);
                }) &&
           list(plan, root, "voiceSignals", limits().graphs, [&](const Element& item, const JsonPath& path) {
             return anonymous(item, path, Place::voiceSignal, plan_->voiceSignals);
           });
  }

  bool name(const Object& object, const JsonPath& path, std::unordered_set<std::string>& names, std::string& to) {
    Element value;
    const JsonPath here = path.at("name");
    if (!json_.field(object, path, "name", value) || !json_.string(value, here, limits().nameBytes, to)) return false;
    return names.insert(to).second ||
           json_.fail(PlanErrorCode::duplicateName, "`" + to + "` is there already", here);
  }

  bool definition(const Element& item, const JsonPath& path, std::unordered_set<std::string>& names) {
    PlanDefinition definition;
    Object object;
    Element value;
    std::string kind;
    if (!json_.object(item, path, object) || !name(object, path, names, definition.name) ||
        !json_.field(object, path, "kind", value) || !json_.string(value, path.at("kind"), limits().nameBytes, kind)) {
      return false;
    }
    if (kind == "track") {
      definition.kind = DefinitionKind::track;
    } else if (kind == "output") {
      definition.kind = DefinitionKind::output;
    } else if (kind != "bus") {
      return json_.fail(PlanErrorCode::outOfRange, "`" + kind + "` is none of track, output, bus", path.at("kind"));
    }
    for (const auto& [flag, to] : {std::pair{"mute", &definition.mute}, std::pair{"solo", &definition.solo}}) {
      const auto given = JsonReader::optional(object, flag);
      if (given && !json_.boolean(*given, path.at(flag), *to)) return false;
    }
    if (!optionalSpan(object, path, definition.span) || !graph(object, path, Place::definition, definition)) return false;
    plan_->definitions.push_back(std::move(definition));
    return true;
  }

  bool synth(const Element& item, const JsonPath& path, std::unordered_set<std::string>& names) {
    PlanSynth synth;
    Object object;
    if (!json_.object(item, path, object) || !name(object, path, names, synth.name) ||
        !optionalSpan(object, path, synth.span) || !graph(object, path, Place::synth, synth)) {
      return false;
    }
    plan_->synths.push_back(std::move(synth));
    return true;
  }

  bool anonymous(const Element& item, const JsonPath& path, Place place, std::vector<PlanGraph>& to) {
    PlanGraph made;
    Object object;
    if (!json_.object(item, path, object) || !graph(object, path, place, made)) return false;
    to.push_back(std::move(made));
    return true;
  }

  bool graph(const Object& object, const JsonPath& path, Place place, PlanGraph& to) {
    place_ = place;
    Element nodes;
    Array array;
    const JsonPath nodesPath = path.at("nodes");
    if (!json_.field(object, path, "nodes", nodes) || !json_.array(nodes, nodesPath, limits().nodes, array)) return false;
    graphNodes_ = array.size();
    nodesSoFar_ += graphNodes_;
    if (nodesSoFar_ > limits().nodes) {
      return json_.fail(PlanErrorCode::tooLarge, "at most " + std::to_string(limits().nodes) + " nodes in all", nodesPath);
    }
    std::unordered_set<std::string> keys;
    std::size_t position = 0;
    for (const Element item : array) {
      if (!node(item, nodesPath.at(position++), keys, to)) return false;
    }
    return list(object, path, "out", limits().refsPerPort,
                [&](const Element& item, const JsonPath& at) { return ref(item, at, 0, to.out.emplace_back()); }) &&
           acyclic(to, nodesPath);
  }

  bool node(const Element& item, const JsonPath& path, std::unordered_set<std::string>& keys, PlanGraph& to) {
    PlanNode node;
    Object object;
    Element value;
    if (!json_.object(item, path, object) || !json_.field(object, path, "key", value) ||
        !json_.string(value, path.at("key"), limits().nameBytes, node.key)) {
      return false;
    }
    if (!keys.insert(node.key).second) {
      return json_.fail(PlanErrorCode::duplicateName, "two nodes with the key `" + node.key + "`", path.at("key"));
    }
    if (!json_.field(object, path, "kind", value) || !json_.string(value, path.at("kind"), limits().nameBytes, node.kind) ||
        !kind(node, path) || !optionalSpan(object, path, node.span) || !inputs(object, path, node) ||
        !options(object, path, node) || !extras(object, path, node)) {
      return false;
    }
    to.nodes.push_back(std::move(node));
    return true;
  }

  bool kind(PlanNode& node, const JsonPath& path) {
    if (engineKind(node.kind)) {
      return node.kind != "voices" || place_ == Place::definition ||
             json_.fail(PlanErrorCode::unknownKind, "`voices` can only stand in a definition", path.at("kind"));
    }
    node.type = options_.findType(node.kind);
    return node.type != nullptr ||
           json_.fail(PlanErrorCode::unknownKind, "this engine has no node `" + node.kind + "`", path.at("kind"));
  }

  bool inputs(const Object& object, const JsonPath& path, PlanNode& node) {
    const auto value = JsonReader::optional(object, "in");
    Object ports;
    if (!value) return true;
    const JsonPath inPath = path.at("in");
    if (!json_.object(*value, inPath, ports)) return false;
    for (const auto& [port, fed] : ports) {
      const JsonPath here = inPath.at(port);
      const dsp::Port* found = node.type == nullptr ? nullptr : findPort(*node.type->spec, port);
      if (found == nullptr) {
        return json_.fail(PlanErrorCode::unknownPort, "`" + node.kind + "` has no input `" + std::string(port) + "`", here);
      }
      if (std::any_of(node.in.begin(), node.in.end(), [&](const PlanInput& in) { return in.port == port; })) {
        return json_.fail(PlanErrorCode::duplicateName, "the input `" + std::string(port) + "` is fed twice", here);
      }
      PlanInput& input = node.in.emplace_back();
      input.port = port;
      if (!refs(fed, here, input.refs)) return false;
    }
    return true;
  }

  bool refs(const Element& fed, const JsonPath& path, std::vector<Ref>& to) {
    if (!fed.is_array()) return ref(fed, path, 0, to.emplace_back());
    Array array;
    if (!json_.array(fed, path, limits().refsPerPort, array)) return false;
    std::size_t position = 0;
    for (const Element item : array) {
      if (!ref(item, path.at(position++), 0, to.emplace_back())) return false;
    }
    return !to.empty() || json_.fail(PlanErrorCode::outOfRange, "a port needs at least one channel", path);
  }

  bool ref(const Element& item, const JsonPath& path, std::size_t depth, Ref& to) {
    if (depth > limits().depth) return json_.fail(PlanErrorCode::tooDeep, "defaults of defaults nested too deeply", path);
    if (!item.is_object()) return json_.finite(item, path, to.value);
    Object object;
    if (!json_.object(item, path, object)) return false;
    if (const auto node = JsonReader::optional(object, "n")) {
      to.kind = Ref::Kind::node;
      return index(*node, path.at("n"), graphNodes_, to.index) && channel(object, path, to);
    }
    if (const auto pattern = JsonReader::optional(object, "p")) {
      to.kind = Ref::Kind::pattern;
      return patternId(*pattern, path.at("p"), to.index);
    }
    if (const auto bus = JsonReader::optional(object, "bus")) {
      to.kind = Ref::Kind::bus;
      return json_.string(*bus, path.at("bus"), limits().nameBytes, to.name) && channel(object, path, to);
    }
    if (const auto control = JsonReader::optional(object, "c")) {
      to.kind = Ref::Kind::control;
      return json_.string(*control, path.at("c"), limits().nameBytes, to.name) && controlDefault(object, path, depth, to);
    }
    return json_.fail(PlanErrorCode::wrongType, "expected a number, or an object with one of n, p, bus, c", path);
  }

  bool channel(const Object& object, const JsonPath& path, Ref& to) {
    const auto value = JsonReader::optional(object, "o");
    return !value || index(*value, path.at("o"), limits().refsPerPort, to.channel);
  }

  bool controlDefault(const Object& object, const JsonPath& path, std::size_t depth, Ref& to) {
    if (place_ == Place::definition) {
      return json_.fail(PlanErrorCode::controlOutside, "the control `" + to.name + "` can only be read in a voice", path);
    }
    const auto value = JsonReader::optional(object, "d");
    if (!value) return true;
    Ref fallback;
    if (!ref(*value, path.at("d"), depth + 1, fallback)) return false;
    to.hasDefault = true;
    if (fallback.kind == Ref::Kind::constant) {
      to.value = fallback.value;
    } else {
      to.fallback = std::make_shared<const Ref>(std::move(fallback));
    }
    return true;
  }

  bool options(const Object& object, const JsonPath& path, PlanNode& node) {
    const auto value = JsonReader::optional(object, "options");
    if (!value) return true;
    const JsonPath optionsPath = path.at("options");
    Object given;
    if (!json_.object(*value, optionsPath, given)) return false;
    for (const auto& [name, content] : given) {
      const JsonPath here = optionsPath.at(name);
      const std::span<const dsp::Option> known = node.type == nullptr ? std::span<const dsp::Option>{} : node.type->spec->options;
      const auto found = std::find_if(known.begin(), known.end(), [&](const dsp::Option& option) { return name == option.name; });
      if (found == known.end()) {
        return json_.fail(PlanErrorCode::unknownOption, "`" + node.kind + "` has no option `" + std::string(name) + "`", here);
      }
      PlanOption& option = node.options.emplace_back();
      option.name = name;
      if (!json_.finite(content, here, option.value)) return false;
      if (option.value < found->min || option.value > found->max) {
        return json_.fail(PlanErrorCode::outOfRange,
                          "from " + std::to_string(found->min) + " to " + std::to_string(found->max), here);
      }
    }
    return true;
  }

  bool extras(const Object& object, const JsonPath& path, PlanNode& node) {
    const auto pattern = JsonReader::optional(object, "pattern");
    if (pattern && !patternId(*pattern, path.at("pattern"), node.pattern)) return false;
    if (node.type == nullptr && node.pattern == none) {
      return json_.fail(PlanErrorCode::missingField, "`" + node.kind + "` needs a `pattern`", path);
    }
    const auto effects = JsonReader::optional(object, "effects");
    if (effects && !index(*effects, path.at("effects"), static_cast<std::size_t>(effects_), node.effects)) return false;
    const auto when = JsonReader::optional(object, "when");
    if (!when) return true;
    if (place_ != Place::effects) {
      return json_.fail(PlanErrorCode::controlOutside, "`when` can only stand in effects", path.at("when"));
    }
    return json_.string(*when, path.at("when"), limits().nameBytes, node.when);
  }

  /// Nodes of one graph must not lead back to themselves: loops go through buses, where the delay of one sample is.
  bool acyclic(const PlanGraph& graph, const JsonPath& path) {
    enum : char { fresh, open, done };
    std::vector<char> state(graph.nodes.size(), fresh);
    std::vector<std::pair<std::size_t, std::size_t>> stack;  // node, next of its sources
    std::vector<std::vector<std::int32_t>> sources(graph.nodes.size());
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
      for (const PlanInput& input : graph.nodes[n].in) {
        for (const Ref& ref : input.refs) {
          for (const Ref* at = &ref; at != nullptr; at = at->fallback.get()) {
            if (at->kind == Ref::Kind::node) sources[n].push_back(at->index);
          }
        }
      }
    }
    for (std::size_t start = 0; start < graph.nodes.size(); ++start) {
      if (state[start] != fresh) continue;
      stack.emplace_back(start, 0);
      state[start] = open;
      while (!stack.empty()) {
        auto& [node, next] = stack.back();
        if (next == sources[node].size()) {
          state[node] = done;
          stack.pop_back();
          continue;
        }
        const auto source = static_cast<std::size_t>(sources[node][next++]);
        if (state[source] == open) {
          return json_.fail(PlanErrorCode::cycle, "this node feeds itself; a loop must go through a bus", path.at(source));
        }
        if (state[source] == fresh) {
          state[source] = open;
          stack.emplace_back(source, 0);
        }
      }
    }
    return true;
  }

  static void addBuses(const Ref& ref, std::vector<std::string>& to) {
    for (const Ref* at = &ref; at != nullptr; at = at->fallback.get()) {
      if (at->kind == Ref::Kind::bus && at->name != "voice") to.push_back(at->name);
    }
  }
  static void addBuses(const PlanGraph& graph, std::vector<std::string>& to) {
    for (const PlanNode& node : graph.nodes) {
      for (const PlanInput& input : node.in) {
        for (const Ref& ref : input.refs) addBuses(ref, to);
      }
    }
    for (const Ref& ref : graph.out) addBuses(ref, to);
  }

  bool voiceBuses() {
    std::unordered_map<std::string, const PlanSynth*> synths;
    for (const PlanSynth& synth : plan_->synths) synths.emplace(synth.name, &synth);
    for (PlanDefinition& definition : plan_->definitions) {
      for (PlanNode& node : definition.nodes) {
        if (node.kind == "voices") voiceBuses(node, synths);
      }
    }
    return true;
  }

  void voiceBuses(PlanNode& node, const std::unordered_map<std::string, const PlanSynth*>& synths) {
    const PatternFacts facts = reachable(table_, node.pattern);
    for (const std::int32_t id : facts.voiceSignals) addBuses(plan_->voiceSignals[static_cast<std::size_t>(id)], node.buses);
    for (const std::string& word : facts.words) {
      const auto synth = synths.find(word.substr(0, word.find(':')));
      if (synth != synths.end()) addBuses(*synth->second, node.buses);
    }
    if (node.effects != none) addBuses(plan_->effects[static_cast<std::size_t>(node.effects)], node.buses);
    std::sort(node.buses.begin(), node.buses.end());
    node.buses.erase(std::unique(node.buses.begin(), node.buses.end()), node.buses.end());
  }

  pattern::Strings& strings_;
  const LoadOptions& options_;
  JsonReader json_;
  simdjson::dom::parser parser_;
  std::shared_ptr<Plan> plan_ = std::make_shared<Plan>();
  PatternTable table_;
  std::int64_t effects_ = 0, voiceSignals_ = 0;
  std::size_t graphNodes_ = 0, nodesSoFar_ = 0;
  Place place_ = Place::definition;
};

}  // namespace

Result<std::shared_ptr<const Plan>> loadPlan(std::string_view json, pattern::Strings& strings, const LoadOptions& options) {
  return Loader(strings, options).load(json);
}

}  // namespace hocket::graph
