// Meeting a constant, which is an event a cycle.
#include "native/pattern/joins.h"

namespace hocket::pattern {

namespace {

bool inOneCycle(const Event& e) {
  const std::int64_t cycle = floorDiv(e.wholeBegin, e.den);
  return e.wholeEnd - cycle * e.den <= e.den;
}

}  // namespace

void splitWholes(Evaluation& e, const Node& node, std::size_t from) {
  const std::size_t to = e.out.size();
  std::size_t i = from;
  while (i < to && inOneCycle(e.out[i])) i++;
  if (i == to) return;
  for (std::size_t k = from; k < to; k++) {
    const Event event = e.out[k];
    if (inOneCycle(event)) {
      e.out.push() = event;
      continue;
    }
    forEachCycle(event.part(), [&](std::int64_t cycle, const Span& piece) {
      Event cut = event;
      if (cut.discrete ? clipWhole(cut, Span::cycle(cycle)) : clipPart(cut, piece)) e.out.push() = cut;
      return e.spend(node, 1);
    });
  }
  e.out.erase(from, to);
}

void splitContinuous(Evaluation& e, const Node& node, std::size_t from) {
  const std::size_t to = e.out.size();
  std::size_t i = from;
  while (i < to && (e.out[i].discrete || inOneCycle(e.out[i]))) i++;
  if (i == to) return;
  for (std::size_t k = from; k < to; k++) {
    const Event event = e.out[k];
    if (event.discrete) {
      e.out.push() = event;
      continue;
    }
    forEachCycle(event.part(), [&](std::int64_t, const Span& piece) {
      Event cut = event;
      if (clipPart(cut, piece)) e.out.push() = cut;
      return e.spend(node, 1);
    });
  }
  e.out.erase(from, to);
}

}  // namespace hocket::pattern
