// JSON to a validated Plan. Any bytes are allowed in; what does not fit is refused with its place.
#pragma once

#include <string_view>

#include "native/dsp/kernel.h"
#include "native/graph/plan.h"
#include "native/graph/result.h"

namespace hocket::pattern {
class Strings;
}

namespace hocket::graph {

struct LoadOptions {
  PlanLimits limits;
  const dsp::NodeType* (*findType)(std::string_view) = &dsp::findNodeType;
};

/// Words in patterns are interned in `strings`. [builder]
Result<std::shared_ptr<const Plan>> loadPlan(std::string_view json, pattern::Strings& strings, const LoadOptions& = {});

}  // namespace hocket::graph
