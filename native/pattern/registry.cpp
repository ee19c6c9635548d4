// All primitives, found by op.
#include <string>
#include <unordered_map>

#include "native/pattern/primitives.h"

namespace hocket::pattern {

void forEachPrimitive(const std::function<void(const Primitive&)>& f) {
  for (const auto& table : {sourcePrimitives(), signalPrimitives(), timePrimitives(), repeatPrimitives(),
                            sectionPrimitives(), structurePrimitives(), euclidPrimitives(), cyclePrimitives(),
                            joinPrimitives(), arithmeticPrimitives(), randomPrimitives(), valuePrimitives(),
                            harmonyPrimitives(), eventPrimitives(), controlPrimitives(), samplePrimitives()}) {
    for (const Primitive& p : table) f(p);
  }
}

const Primitive* findOp(std::string_view op) {
  static const auto byOp = [] {
    std::unordered_map<std::string_view, const Primitive*> map;
    forEachPrimitive([&](const Primitive& p) { map.emplace(p.op, &p); });
    return map;
  }();
  const auto found = byOp.find(op);
  return found == byOp.end() ? nullptr : found->second;
}

}  // namespace hocket::pattern
