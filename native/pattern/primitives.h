// The tables of all primitives, one a file of ops, and what ops share.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "native/pattern/node.h"

namespace hocket::pattern {

std::span<const Primitive> sourcePrimitives();
std::span<const Primitive> signalPrimitives();
std::span<const Primitive> timePrimitives();
std::span<const Primitive> repeatPrimitives();
std::span<const Primitive> sectionPrimitives();
std::span<const Primitive> cyclePrimitives();
std::span<const Primitive> arithmeticPrimitives();
std::span<const Primitive> structurePrimitives();
std::span<const Primitive> euclidPrimitives();
std::span<const Primitive> joinPrimitives();
std::span<const Primitive> randomPrimitives();
std::span<const Primitive> valuePrimitives();
std::span<const Primitive> controlPrimitives();
std::span<const Primitive> samplePrimitives();
std::span<const Primitive> harmonyPrimitives();
std::span<const Primitive> eventPrimitives();

/// The first entry of an op, or nullptr.
const Primitive* findOp(std::string_view op);
/// All of them, each with the category that the reference lists it in.
void forEachPrimitive(const std::function<void(const Primitive&, const char* category)>& f);

/// Events of a scalar node: its value in each cycle.
void evalScalar(Evaluation& e, const Node& node, const Span& span);
/// `args` one after the other in each cycle, in the proportions of `steps`.
void evalSequence(Evaluation& e, const Node& node, const Span& span);
void evalSlowcat(Evaluation& e, const Node& node, const Span& span);

/// The n-th of `count` things, counted round.
inline std::size_t wrapIndex(std::int64_t n, std::size_t count) {
  return static_cast<std::size_t>(floorMod(n, static_cast<std::int64_t>(count)));
}

}  // namespace hocket::pattern
