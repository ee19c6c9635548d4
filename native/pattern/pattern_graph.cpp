// Building the graph: references become pointers, constants are folded, and what has a faster form takes it.
#include "native/pattern/pattern_graph.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "native/pattern/controls.h"
#include "native/pattern/euclid.h"
#include "native/pattern/evaluation.h"
#include "native/pattern/loader.h"
#include "native/pattern/primitives.h"
#include "native/pattern/steps.h"

namespace hocket::pattern {

struct PatternGraph::Content {
  explicit Content(Strings& s) : strings(s) {}
  Strings& strings;
  Arena arena;
  std::vector<Node> nodes;  // never grows after load: nodes point at each other
  Node silence;
  int params = 0;
};

namespace {

bool isOneOf(std::string_view op, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), op) != names.end();
}

bool isSignalShape(const Node& node) {
  const std::string_view op = node.primitive->op;
  const auto continuous = [](const Node* n) { return n->continuous; };
  if ((node.primitive->traits & traitContinuous) != 0) return true;
  if ((node.primitive->traits & traitValuewise) != 0) return node.args[0]->continuous;
  if (isOneOf(op, {"fast",  "slow",     "early",    "late",     "rotL",      "rotR",        "stutter",
                   "rev",   "fastGap",  "compress", "zoom",     "linger",    "iter",        "iterBack",
                   "range", "quantise", "qfloor",   "qceiling", "degradeBy", "unDegradeBy", "mask"})) {
    return node.args[node.args.size() - 1]->continuous;
  }
  if (op == "degradeWith") return node.args[1]->continuous;
  if (isOneOf(op, {"fastcat", "timecat", "slowcat", "stack"}))
    return !node.args.empty() && std::all_of(node.args.begin(), node.args.end(), continuous);
  if ((node.primitive->traits & traitBoth) != 0) return std::any_of(node.args.begin(), node.args.end(), continuous);
  if (op.ends_with("Right") && node.args.size() == 2) return node.args[1]->continuous;
  return false;
}

/// Whose span alone decides what is read from the others.
int structureArg(std::string_view op) {
  if (op.ends_with("Left") || isOneOf(op, {"struct", "segment"})) return 0;
  if (op == "range") return 2;
  return op.ends_with("Right") || op == "mask" ? 1 : -1;
}

bool isSteady(const Node& node) {
  if ((node.primitive->traits & traitUnsteady) != 0) return false;
  const int structure = structureArg(node.primitive->op);
  if (structure >= 0 && static_cast<std::size_t>(structure) < node.args.size()) {
    return node.args[static_cast<std::size_t>(structure)]->steady;
  }
  const auto steady = [](const Node* n) { return n->steady; };
  return std::all_of(node.args.begin(), node.args.end(), steady) && (node.body == nullptr || node.body->steady);
}

}  // namespace

class Loader {
 public:
  Loader(Strings& strings) : content_(std::make_unique<PatternGraph::Content>(strings)) {}

  Result<PatternGraph> load(const simdjson::dom::element& patterns) {
    simdjson::dom::array array;
    if (patterns.get_array().get(array) != simdjson::SUCCESS) return LoadError{"`patterns` is an array", -1, ""};
    if (array.size() >= 0x7fffffff) return LoadError{"there are too many patterns", -1, ""};
    for (const simdjson::dom::element& e : array) {
      Result<RawNode> raw = readNode(e, static_cast<PatternId>(raw_.size()), content_->arena, content_->strings);
      if (!raw) return raw.error();
      raw_.push_back(*raw);
    }
    content_->silence.silent = true;
    content_->silence.primitive = findOp("silence");
    content_->silence.eval = content_->silence.primitive->eval;
    content_->nodes.resize(raw_.size());
    bindConstants();
    for (PatternId id = 0; id < raw_.size(); id++) {
      if (auto error = connect(id)) return *error;
    }
    cutFragments();
    PatternGraph graph(std::move(content_));
    optimise(graph);
    return graph;
  }

 private:
  /// A parameter bound to an atom is that atom wherever it is read.
  void bindConstants() {
    for (const RawNode& raw : raw_) {
      if (std::string_view(raw.primitive->op) != "innerBind") continue;
      const RawNode& arg = raw_[raw.args[0]];
      if (std::string_view(arg.primitive->op) == "pure") bound_[raw.param] = raw.args[0];
    }
  }

  /// What an op that tells fragments apart is made of asks for each cycle by itself. So does what a pattern whose
  /// answer depends on the span is joined with or governed by: it is asked for each fragment.
  void cutFragments() {
    std::vector<bool> cut(raw_.size());
    for (PatternId id = raw_.size(); id-- > 0;) {
      Node& node = content_->nodes[id];
      if (cut[id]) node.steady = false;
      const bool fragments = (raw_[id].primitive->traits & traitFragments) == traitFragments;
      if (node.steady && !fragments) continue;
      for (const PatternId arg : raw_[id].args) cut[arg] = true;
      if ((raw_[id].present & fieldBody) != 0) cut[raw_[id].body] = true;
    }
  }

  std::uint32_t slot(std::uint64_t param) {
    const auto [at, added] = slots_.try_emplace(param, static_cast<std::uint32_t>(slots_.size()));
    content_->params = static_cast<int>(slots_.size());
    return at->second;
  }

  std::optional<LoadError> connect(PatternId id) {
    const RawNode& raw = raw_[id];
    Node& node = content_->nodes[id];
    node.id = id;
    node.primitive = raw.primitive;
    node.eval = raw.primitive->eval;
    node.context = raw.context;
    node.value = raw.value;
    node.values = raw.values;
    node.times = raw.times;
    node.names = raw.names;
    node.ints = raw.ints;
    node.name = raw.name;
    node.seed = raw.seed;
    int deepest = 0;
    auto* args = content_->arena.array<const Node*>(raw.args.size());
    for (std::size_t i = 0; i < raw.args.size(); i++) {
      args[i] = &content_->nodes[raw.args[i]];
      deepest = std::max(deepest, depths_[raw.args[i]]);
    }
    node.args = {args, raw.args.size()};
    if ((raw.present & fieldBody) != 0) {
      node.body = &content_->nodes[raw.body];
      deepest = std::max(deepest, depths_[raw.body]);
    }
    if ((raw.present & fieldParam) != 0) node.param = slot(raw.param);
    depths_.push_back(deepest + 1);
    if (deepest >= PatternGraph::maxDepth)
      return LoadError{"patterns are nested more than 1000 deep", static_cast<int>(id), "args"};
    describeNode(id);
    return {};
  }

  void describeNode(PatternId id) {
    Node& node = content_->nodes[id];
    const std::string_view op = node.primitive->op;
    if (op == "var" && bound_.contains(raw_[id].param)) {
      const RawNode& arg = raw_[bound_[raw_[id].param]];
      node.primitive = arg.primitive;
      node.value = arg.value;
      node.context = arg.context;
      node.bound = true;
    }
    if (op == "innerBind" && bound_.contains(raw_[id].param) && node.body->steady) {
      node = *node.body;
      node.id = id;
      return;
    }
    if (node.names.empty() && node.primitive->words[0] != '\0') node.names = words(node.primitive->words);
    if (op == "control") node.seed = static_cast<std::uint64_t>(controlType(node));
    const auto scalar = [](const Node* n) { return n->scalar; };
    const auto constant = [](const Node* n) { return n->constant; };
    node.scalar = node.primitive->scalar != nullptr && std::all_of(node.args.begin(), node.args.end(), scalar);
    const std::string_view now = node.primitive->op;
    node.constant = node.scalar && !isOneOf(now, {"var", "input", "bus"}) &&
                    std::all_of(node.args.begin(), node.args.end(), constant);
    node.continuous = isSignalShape(node);
    const auto strays = [](const Node* n) { return n->strays; };
    node.strays = (node.primitive->traits & traitStrays) == traitStrays || std::ranges::any_of(node.args, strays) ||
                  (node.body != nullptr && node.body->strays);
    node.steady = !node.strays && isSteady(node);
    makeSequence(node);
    node.silent =
        op == "silence" || (isOneOf(op, {"fastcat", "timecat", "slowcat", "stack"}) &&
                            std::all_of(node.args.begin(), node.args.end(), [](const Node* n) { return n->silent; }));
  }

  ControlType controlType(Node& node) {
    const ControlSpec* spec = findControl(content_->strings.view(node.name));
    if (spec == nullptr) return ControlType::any;
    node.name = content_->strings.intern(spec->name);
    return spec->type;
  }

  std::span<const StringId> words(std::string_view text) {
    std::vector<StringId> ids;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      ids.push_back(content_->strings.intern(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return copy<StringId>(ids);
  }

  template <class T>
  std::span<const T> copy(const std::vector<T>& from) {
    T* to = content_->arena.array<T>(from.size());
    std::copy(from.begin(), from.end(), to);
    return {to, from.size()};
  }

  void makeSequence(Node& node) {
    const std::string_view op = node.primitive->op;
    if (op != "fastcat" && op != "timecat") return;
    std::span<const Rational> weights = node.times;
    if (op == "fastcat") {
      auto* ones = content_->arena.array<Rational>(node.args.size());
      std::fill_n(ones, node.args.size(), Rational{1, 1});
      weights = {ones, node.args.size()};
    }
    if (!makeSteps(weights, content_->arena, node.steps)) node.eval = content_->silence.eval;
  }

  void optimise(PatternGraph& graph) {
    Evaluation evaluation(graph, {});
    for (Node& node : graph.content_->nodes) {
      if (node.constant && node.primitive->op != std::string_view("pure")) {
        const Value v = node.primitive->scalar(evaluation, node);
        node.value = copyValue(v, graph.content_->arena);
        node.silent = v.kind == Value::Kind::none;
        for (const Node* arg : node.args) {
          if (node.context == 0) node.context = arg->context;
        }
        evaluation.arena.reset();
      }
      if (node.scalar) node.eval = evalScalar;
      rhythmToSteps(*graph.content_, node);
      slowedSteps(node);
    }
  }

  /// `bd(3,8)` with constant numbers is a sequence.
  void rhythmToSteps(PatternGraph::Content& content, Node& node) {
    const std::string_view op = node.primitive->op;
    const bool turned = op == "euclidOff";
    if (!(turned || op == "euclid") || !node.args[0]->constant || !node.args[1]->constant ||
        !node.args[node.args.size() - 1]->constant)
      return;
    if (turned && !node.args[2]->constant) return;
    const std::int64_t steps = node.args[1]->value.asInt(), turn = turned ? node.args[2]->value.asInt() : 0;
    const Rhythm row = bjorklund(node.args[0]->value.asInt(), steps, content.arena);
    if (row.size() == 0 || steps != row.size()) return;
    const Node* child = node.args[node.args.size() - 1];
    const auto count = static_cast<std::size_t>(steps);
    auto* args = content.arena.array<const Node*>(count);
    auto* bounds = content.arena.array<std::int64_t>(count + 1);
    for (std::int64_t i = 0; i < steps; i++) {
      args[i] = row[floorMod(i + turn % steps, steps)] ? child : &content.silence;
      bounds[i] = i;
    }
    bounds[count] = steps;
    node.args = {args, count};
    node.steps = {steps, {bounds, count + 1}};
    node.eval = evalSequence;
  }

  /// A sequence of n equal steps, n times slower, is one step a cycle: `<a b c>`.
  static void slowedSteps(Node& node) {
    const std::string_view op = node.primitive->op;
    if ((op != "fast" && op != "slow") || !node.args[0]->constant) return;
    const Rational amount = node.args[0]->value.asRational();
    const Node& child = *node.args[1];
    if (!amount.valid() || child.steps.bounds.empty() || child.eval != evalSequence) return;
    const auto count = static_cast<std::int64_t>(child.args.size());
    if (child.steps.den != count || !(amount == (op == "slow" ? Rational{count, 1} : Rational{1, count}))) return;
    node.args = child.args;
    node.eval = evalSlowcat;
  }

  std::unique_ptr<PatternGraph::Content> content_;
  std::vector<RawNode> raw_;
  std::vector<int> depths_;
  std::unordered_map<std::uint64_t, PatternId> bound_;
  std::unordered_map<std::uint64_t, std::uint32_t> slots_;
};

Result<PatternGraph> PatternGraph::load(const simdjson::dom::element& patterns, Strings& strings) {
  return Loader(strings).load(patterns);
}

PatternGraph::PatternGraph(std::unique_ptr<Content> content) : content_(std::move(content)) {}
PatternGraph::PatternGraph(PatternGraph&&) noexcept = default;
PatternGraph& PatternGraph::operator=(PatternGraph&&) noexcept = default;
PatternGraph::~PatternGraph() = default;

std::size_t PatternGraph::size() const { return content_->nodes.size(); }
Strings& PatternGraph::strings() const { return content_->strings; }
const Node& PatternGraph::node(PatternId id) const { return content_->nodes[id]; }
int PatternGraph::paramCount() const { return content_->params; }
bool PatternGraph::isContinuous(PatternId id) const { return node(id).continuous; }

bool PatternGraph::isScalar(PatternId id) const { return node(id).scalar; }

std::vector<StringId> PatternGraph::buses(PatternId id) const {
  std::vector<StringId> names;
  std::vector<const Node*> open{&node(id)};
  std::unordered_set<const Node*> seen;
  while (!open.empty()) {
    const Node* at = open.back();
    open.pop_back();
    if (!seen.insert(at).second) continue;
    if (at->primitive->op == std::string_view("bus")) names.push_back(at->name);
    open.insert(open.end(), at->args.begin(), at->args.end());
    if (at->body != nullptr) open.push_back(at->body);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool PatternGraph::isConstant(PatternId id, Value& value) const {
  const Node& n = node(id);
  if (n.constant) value = n.value;
  return n.constant;
}

}  // namespace hocket::pattern
