// What a graph of voices is, whatever plan it stands in: two graphs of equal content make the same program.
#pragma once

#include <string>
#include <vector>

#include "native/graph/plan.h"
#include "native/graph/program.h"

namespace hocket::graph {

struct GraphContent {
  std::string text;                 // for comparing only; spans are left out, and patterns stand in it by their digests
  std::vector<PatternId> patterns;  // in the order in which the text first names them
};

/// Of the program that those options make. [builder]
GraphContent contentOf(const PlanGraph&, const Plan&, const ProgramOptions&);

}  // namespace hocket::graph
