// All primitives, found by op.
#include <string>
#include <unordered_map>

#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

struct Category {
  const char* name;
  std::span<const Primitive> primitives;
};

}  // namespace

void forEachPrimitive(const std::function<void(const Primitive&, const char* category)>& f) {
  const Category categories[] = {
      {"sequences", sourcePrimitives()},   {"continuous", signalPrimitives()}, {"time", timePrimitives()},
      {"time", repeatPrimitives()},        {"time", sectionPrimitives()},      {"structure", structurePrimitives()},
      {"structure", euclidPrimitives()},   {"cycles", cyclePrimitives()},      {"joins", joinPrimitives()},
      {"numbers", arithmeticPrimitives()}, {"chance", randomPrimitives()},     {"numbers", valuePrimitives()},
      {"harmony", harmonyPrimitives()},    {"structure", eventPrimitives()},   {"voices", controlPrimitives()},
      {"voices", samplePrimitives()},
  };
  for (const auto& [name, primitives] : categories) {
    for (const Primitive& p : primitives) f(p, name);
  }
}

const Primitive* findOp(std::string_view op) {
  static const auto byOp = [] {
    std::unordered_map<std::string_view, const Primitive*> map;
    forEachPrimitive([&](const Primitive& p, const char*) { map.emplace(p.op, &p); });
    return map;
  }();
  const auto found = byOp.find(op);
  return found == byOp.end() ? nullptr : found->second;
}

}  // namespace hocket::pattern
