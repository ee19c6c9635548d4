// Reads the signal graphs of a plan: nodes, refs and options, each checked against the node's spec.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "native/graph/json.h"
#include "native/graph/load_plan.h"
#include "native/graph/plan.h"

namespace hocket::graph {

/// Where a graph stands decides what its nodes and refs may be.
enum class Place : std::uint8_t { definition, synth, effects, voiceSignal };

class GraphReader {
 public:
  /// Sizes of the tables that graphs point into.
  struct Tables {
    std::size_t patterns = 0, spans = 0, effects = 0;
  };

  GraphReader(JsonReader& json, const LoadOptions& options) : json_(json), options_(options) {}

  Tables tables;

  bool read(const JsonReader::Object&, const JsonPath&, Place, PlanGraph& to);
  bool optionalSpan(const JsonReader::Object&, const JsonPath&, SpanId& to);

 private:
  using Element = JsonReader::Element;
  using Object = JsonReader::Object;
  using Array = JsonReader::Array;

  bool node(const Element&, const JsonPath&, PlanGraph& to);
  bool kind(PlanNode&, const JsonPath&);
  bool inputs(const Object&, const JsonPath&, PlanNode&);
  bool refs(const Element&, const JsonPath&, std::vector<Ref>& to);
  bool ref(const Element&, const JsonPath&, std::size_t depth, Ref& to);
  bool channel(const Object&, const JsonPath&, Ref& to);
  bool patternDefault(const Object&, const JsonPath&, Ref& to);
  bool controlDefault(const Object&, const JsonPath&, std::size_t depth, Ref& to);
  bool options(const Object&, const JsonPath&, PlanNode&);
  bool extras(const Object&, const JsonPath&, PlanNode&);
  bool acyclic(const PlanGraph&, const JsonPath&);
  const PlanLimits& limits() const { return options_.limits; }

  JsonReader& json_;
  const LoadOptions& options_;
  std::unordered_set<std::string> keys_;  // of the graph at hand
  std::size_t graphNodes_ = 0, nodesSoFar_ = 0;
  Place place_ = Place::definition;
};

}  // namespace hocket::graph
