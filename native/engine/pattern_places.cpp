// Of several readers the first one counts.
#include "native/engine/pattern_places.h"

namespace hocket::engine {

namespace {

class Walk {
 public:
  explicit Walk(const graph::Plan& plan) : places_(plan.digests.size(), graph::none) {}

  void graph(const graph::PlanGraph& graph, graph::SpanId definition) {
    for (const graph::PlanNode& node : graph.nodes) {
      const graph::SpanId span = node.span == graph::none ? definition : node.span;
      place(node.pattern, span);
      for (const graph::PlanInput& input : node.in) refs(input.refs, span);
    }
    refs(graph.out, definition);
  }
  std::vector<graph::SpanId> take() { return std::move(places_); }

 private:
  void refs(const std::vector<graph::Ref>& all, graph::SpanId span) {
    for (const graph::Ref& first : all) {
      for (const graph::Ref* ref = &first; ref != nullptr; ref = ref->fallback.get()) {
        if (ref->kind == graph::Ref::Kind::pattern) place(ref->index, span);
      }
    }
  }
  void place(graph::PatternId pattern, graph::SpanId span) {
    if (pattern == graph::none) return;
    graph::SpanId& to = places_[static_cast<std::size_t>(pattern)];
    if (to == graph::none) to = span;
  }

  std::vector<graph::SpanId> places_;
};

}  // namespace

std::vector<graph::SpanId> patternPlaces(const graph::Plan& plan) {
  Walk walk(plan);
  for (const graph::PlanDefinition& definition : plan.definitions) walk.graph(definition, definition.span);
  for (const graph::PlanSynth& synth : plan.synths) walk.graph(synth, synth.span);
  for (const graph::PlanGraph& effects : plan.effects) walk.graph(effects, graph::none);
  for (const graph::PlanGraph& signal : plan.voiceSignals) walk.graph(signal, graph::none);
  return walk.take();
}

}  // namespace hocket::engine
