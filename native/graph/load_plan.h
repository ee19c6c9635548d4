// JSON to a validated Plan. Any bytes are allowed in; what does not fit is refused with its place.
#pragma once

#include <string_view>

#include "native/graph/plan.h"
#include "native/graph/result.h"

namespace hocket::pattern {
class Strings;
}

namespace hocket::graph {

/// Words in patterns are interned in `strings`. [builder]
Result<std::shared_ptr<const Plan>> loadPlan(std::string_view json, pattern::Strings& strings, const PlanLimits& = {});

}  // namespace hocket::graph
