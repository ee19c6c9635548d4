// The loader: field by field in the order of plan.ts, then what needs the whole plan.
#include "native/graph/load_plan.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "native/graph/pattern_digest.h"
#include "native/graph/read_graph.h"
#include "native/pattern/pattern_graph.h"

namespace hocket::graph {

namespace {

using Element = JsonReader::Element;
using Object = JsonReader::Object;
using Array = JsonReader::Array;

class Loader {
 public:
  Loader(simdjson::dom::parser& parser, pattern::Strings& strings, const LoadOptions& options)
      : parser_(parser), strings_(strings), options_(options), graphs_(json_, options) {}

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
    return cycle(plan, root.at("cycle"));
  }

  bool cycle(const Object& plan, const JsonPath& path) {
    const auto value = JsonReader::optional(plan, "cycle");
    if (!value) return true;
    return json_.integer(*value, path, 0, 1'000'000'000, plan_->cycle.emplace());
  }

  bool tables(const Object& plan, const JsonPath& root) {
    return json_.list(plan, root, "files", limits().files,
                      [&](const Element& file, const JsonPath& path) {
                        plan_->files.emplace_back();
                        return json_.string(file, path, 1U << 20U, plan_->files.back());
                      }) &&
           json_.list(plan, root, "spans", limits().spans,
                      [&](const Element& item, const JsonPath& path) { return span(item, path); }) &&
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
      if (!json_.field(plan, root, name, value) || !json_.array(value, root.at(name), limits().graphs, array))
        return false;
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
             json_.index(id, path.at("p"), plan_->digests.size(), plan_->cpsPattern);
    }
    if (!json_.finite(value, path, plan_->cps)) return false;
    return (plan_->cps > 0 && plan_->cps <= 1000) ||
           json_.fail(PlanErrorCode::outOfRange, "cycles per second: above 0, at most 1000", path);
  }

  bool graphs(const Object& plan, const JsonPath& root) {
    graphs_.tables = {plan_->digests.size(), plan_->spans.size(), static_cast<std::size_t>(effects_)};
    std::unordered_set<std::string> names;
    return json_.list(plan, root, "definitions", limits().definitions,
                      [&](const Element& item, const JsonPath& path) { return definition(item, path, names); }) &&
           (names.clear(), true) &&
           json_.list(plan, root, "synths", limits().graphs,
                      [&](const Element& item, const JsonPath& path) { return synth(item, path, names); }) &&
           json_.list(plan, root, "effects", limits().graphs,
                      [&](const Element& item, const JsonPath& path) {
                        return anonymous(item, path, Place::effects, plan_->effects);
                      }) &&
           json_.list(plan, root, "voiceSignals", limits().graphs, [&](const Element& item, const JsonPath& path) {
             return anonymous(item, path, Place::voiceSignal, plan_->voiceSignals);
           });
  }

  bool name(const Object& object, const JsonPath& path, std::unordered_set<std::string>& names, std::string& to) {
    Element value;
    const JsonPath here = path.at("name");
    if (!json_.field(object, path, "name", value) || !json_.string(value, here, limits().nameBytes, to)) return false;
    return names.insert(to).second || json_.fail(PlanErrorCode::duplicateName, "`" + to + "` is there already", here);
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
    if (!graphs_.optionalSpan(object, path, definition.span) ||
        !graphs_.read(object, path, Place::definition, definition))
      return false;
    plan_->definitions.push_back(std::move(definition));
    return true;
  }

  bool synth(const Element& item, const JsonPath& path, std::unordered_set<std::string>& names) {
    PlanSynth synth;
    Object object;
    if (!json_.object(item, path, object) || !name(object, path, names, synth.name) ||
        !graphs_.optionalSpan(object, path, synth.span) || !graphs_.read(object, path, Place::synth, synth)) {
      return false;
    }
    plan_->synths.push_back(std::move(synth));
    return true;
  }

  bool anonymous(const Element& item, const JsonPath& path, Place place, std::vector<PlanGraph>& to) {
    PlanGraph made;
    Object object;
    if (!json_.object(item, path, object) || !graphs_.read(object, path, place, made)) return false;
    to.push_back(std::move(made));
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

  static void sortUnique(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
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
    for (const std::int32_t id : facts.voiceSignals)
      addBuses(plan_->voiceSignals[static_cast<std::size_t>(id)], node.buses);
    for (const std::string& word : facts.words) node.sounds.push_back(word.substr(0, word.find(':')));
    sortUnique(node.sounds);
    for (const std::string& sound : node.sounds) {
      const auto synth = synths.find(sound);
      if (synth != synths.end()) addBuses(*synth->second, node.buses);
    }
    if (node.effects != none) addBuses(plan_->effects[static_cast<std::size_t>(node.effects)], node.buses);
    sortUnique(node.buses);
  }

  simdjson::dom::parser& parser_;
  pattern::Strings& strings_;
  const LoadOptions& options_;
  JsonReader json_;
  std::shared_ptr<Plan> plan_ = std::make_shared<Plan>();
  PatternTable table_;
  GraphReader graphs_;
  std::int64_t effects_ = 0, voiceSignals_ = 0;
};

}  // namespace

Result<std::shared_ptr<const Plan>> loadPlan(std::string_view json, pattern::Strings& strings,
                                             const LoadOptions& options) {
  // The parser's memory is many times the text: from one plan to the next it stays, unless a plan was very large.
  thread_local simdjson::dom::parser parser;
  auto plan = Loader(parser, strings, options).load(json);
  if (parser.capacity() > (std::size_t{4} << 20U)) parser = simdjson::dom::parser();
  return plan;
}

}  // namespace hocket::graph
