#include "native/graph/read_graph.h"

#include <algorithm>

namespace hocket::graph {

namespace {

const dsp::Port* findPort(const dsp::NodeSpec& spec, std::string_view name) {
  for (const dsp::Port& port : spec.ports) {
    if (name == port.name) return &port;
  }
  return nullptr;
}

bool engineKind(std::string_view kind) { return kind == "voices" || kind == "trig" || kind == "gate"; }

}  // namespace

bool GraphReader::optionalSpan(const Object& object, const JsonPath& path, SpanId& to) {
  const auto value = JsonReader::optional(object, "span");
  return !value || json_.index(*value, path.at("span"), tables.spans, to);
}

bool GraphReader::read(const Object& object, const JsonPath& path, Place place, PlanGraph& to) {
  place_ = place;
  Element nodes;
  Array array;
  const JsonPath nodesPath = path.at("nodes");
  if (!json_.field(object, path, "nodes", nodes) || !json_.array(nodes, nodesPath, limits().nodes, array)) return false;
  graphNodes_ = array.size();
  nodesSoFar_ += graphNodes_;
  if (nodesSoFar_ > limits().nodes) {
    return json_.fail(PlanErrorCode::tooLarge, "at most " + std::to_string(limits().nodes) + " nodes in all",
                      nodesPath);
  }
  keys_.clear();
  std::size_t position = 0;
  for (const Element item : array) {
    if (!node(item, nodesPath.at(position++), to)) return false;
  }
  return json_.list(object, path, "out", limits().refsPerPort, [&](const Element& item, const JsonPath& at) {
    return ref(item, at, 0, to.out.emplace_back());
  }) && acyclic(to, nodesPath);
}

bool GraphReader::node(const Element& item, const JsonPath& path, PlanGraph& to) {
  PlanNode node;
  Object object;
  Element value;
  if (!json_.object(item, path, object) || !json_.field(object, path, "key", value) ||
      !json_.string(value, path.at("key"), limits().nameBytes, node.key)) {
    return false;
  }
  if (!keys_.insert(node.key).second) {
    return json_.fail(PlanErrorCode::duplicateName, "two nodes with the key `" + node.key + "`", path.at("key"));
  }
  if (!json_.field(object, path, "kind", value) ||
      !json_.string(value, path.at("kind"), limits().nameBytes, node.kind) || !kind(node, path) ||
      !optionalSpan(object, path, node.span) || !inputs(object, path, node) || !options(object, path, node) ||
      !extras(object, path, node)) {
    return false;
  }
  to.nodes.push_back(std::move(node));
  return true;
}

bool GraphReader::kind(PlanNode& node, const JsonPath& path) {
  if (engineKind(node.kind)) {
    return node.kind != "voices" || place_ == Place::definition ||
           json_.fail(PlanErrorCode::unknownKind, "`voices` can only stand in a definition", path.at("kind"));
  }
  node.type = options_.findType(node.kind);
  return node.type != nullptr ||
         json_.fail(PlanErrorCode::unknownKind, "this engine has no node `" + node.kind + "`", path.at("kind"));
}

bool GraphReader::inputs(const Object& object, const JsonPath& path, PlanNode& node) {
  const auto value = JsonReader::optional(object, "in");
  Object ports;
  if (!value) return true;
  const JsonPath inPath = path.at("in");
  if (!json_.object(*value, inPath, ports)) return false;
  for (const auto& [port, fed] : ports) {
    const JsonPath here = inPath.at(port);
    const dsp::Port* found = node.type == nullptr ? nullptr : findPort(*node.type->spec, port);
    if (found == nullptr) {
      return json_.fail(PlanErrorCode::unknownPort, "`" + node.kind + "` has no input `" + std::string(port) + "`",
                        here);
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

bool GraphReader::refs(const Element& fed, const JsonPath& path, std::vector<Ref>& to) {
  if (!fed.is_array()) return ref(fed, path, 0, to.emplace_back());
  Array array;
  if (!json_.array(fed, path, limits().refsPerPort, array)) return false;
  std::size_t position = 0;
  for (const Element item : array) {
    if (!ref(item, path.at(position++), 0, to.emplace_back())) return false;
  }
  return !to.empty() || json_.fail(PlanErrorCode::outOfRange, "a port needs at least one channel", path);
}

bool GraphReader::ref(const Element& item, const JsonPath& path, std::size_t depth, Ref& to) {
  if (depth > limits().depth) return json_.fail(PlanErrorCode::tooDeep, "defaults of defaults nested too deeply", path);
  if (!item.is_object()) return json_.finite(item, path, to.value);
  Object object;
  if (!json_.object(item, path, object)) return false;
  if (const auto node = JsonReader::optional(object, "n")) {
    to.kind = Ref::Kind::node;
    return json_.index(*node, path.at("n"), graphNodes_, to.index) && channel(object, path, to);
  }
  if (const auto pattern = JsonReader::optional(object, "p")) {
    to.kind = Ref::Kind::pattern;
    return json_.index(*pattern, path.at("p"), tables.patterns, to.index) && patternDefault(object, path, to);
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

bool GraphReader::channel(const Object& object, const JsonPath& path, Ref& to) {
  const auto value = JsonReader::optional(object, "o");
  return !value || json_.index(*value, path.at("o"), limits().refsPerPort, to.channel);
}

bool GraphReader::patternDefault(const Object& object, const JsonPath& path, Ref& to) {
  const auto value = JsonReader::optional(object, "d");
  if (!value) return true;
  to.hasDefault = true;
  return json_.finite(*value, path.at("d"), to.value);
}

bool GraphReader::controlDefault(const Object& object, const JsonPath& path, std::size_t depth, Ref& to) {
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

bool GraphReader::options(const Object& object, const JsonPath& path, PlanNode& node) {
  const auto value = JsonReader::optional(object, "options");
  if (!value) return true;
  const JsonPath optionsPath = path.at("options");
  Object given;
  if (!json_.object(*value, optionsPath, given)) return false;
  for (const auto& [name, content] : given) {
    const JsonPath here = optionsPath.at(name);
    const std::span<const dsp::Option> known =
        node.type == nullptr ? std::span<const dsp::Option>{} : node.type->spec->options;
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const dsp::Option& option) { return name == option.name; });
    if (found == known.end()) {
      return json_.fail(PlanErrorCode::unknownOption, "`" + node.kind + "` has no option `" + std::string(name) + "`",
                        here);
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

bool GraphReader::extras(const Object& object, const JsonPath& path, PlanNode& node) {
  const auto pattern = JsonReader::optional(object, "pattern");
  if (pattern && !json_.index(*pattern, path.at("pattern"), tables.patterns, node.pattern)) return false;
  if (node.type == nullptr && node.pattern == none) {
    return json_.fail(PlanErrorCode::missingField, "`" + node.kind + "` needs a `pattern`", path);
  }
  const auto effects = JsonReader::optional(object, "effects");
  if (effects && !json_.index(*effects, path.at("effects"), tables.effects, node.effects)) return false;
  const auto when = JsonReader::optional(object, "when");
  if (!when) return true;
  if (place_ != Place::effects) {
    return json_.fail(PlanErrorCode::controlOutside, "`when` can only stand in effects", path.at("when"));
  }
  return json_.string(*when, path.at("when"), limits().nameBytes, node.when);
}

/// Nodes of one graph must not lead back to themselves: loops go through buses, where the delay of one sample is.
bool GraphReader::acyclic(const PlanGraph& graph, const JsonPath& path) {
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
        return json_.fail(PlanErrorCode::cycle, "this node feeds itself; a loop must go through a bus",
                          path.at(source));
      }
      if (state[source] == fresh) {
        state[source] = open;
        stack.emplace_back(source, 0);
      }
    }
  }
  return true;
}

}  // namespace hocket::graph
