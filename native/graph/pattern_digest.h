// What the graph must know of patterns without querying them: their content's hash, and what voices they start need.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "native/graph/json.h"
#include "native/graph/plan.h"

namespace hocket::graph {

/// What one pattern node says by itself.
struct PatternFacts {
  std::vector<PatternId> parts;            // args and body
  std::vector<std::int32_t> voiceSignals;  // in its values
  std::vector<std::string> words;          // in its values: perhaps names of synths
};

struct PatternTable {
  std::vector<PatternDigest> digests;
  std::vector<PatternFacts> facts;
};

/// Checks that ids lead to smaller ids only, and takes the facts. Everything else is left to pattern::PatternGraph.
bool digestPatterns(JsonReader&, const JsonReader::Array&, const JsonPath&, const PlanLimits&,
                    std::int64_t voiceSignals, PatternTable& to);

/// All voice signals and words that are reachable from `root`.
PatternFacts reachable(const PatternTable&, PatternId root);

}  // namespace hocket::graph
