// Where in the text patterns are played: what is told of a query that fails.
#pragma once

#include <vector>

#include "native/graph/plan.h"

namespace hocket::engine {

/// By pattern: the span of the node that reads it, or of its definition; none where nothing reads it. [builder]
std::vector<graph::SpanId> patternPlaces(const graph::Plan&);

}  // namespace hocket::engine
