// An event: a value during a span of cycles. `whole` is the event, `part` the fragment of it that lies in the span
// asked for; a continuous (analog) event has no whole. One cache line: the four times share a denominator. [any thread]
#pragma once

#include <cstdint>

#include "native/pattern/span.h"
#include "native/pattern/value.h"

namespace hocket::pattern {

/// Which atoms of the source an event came from; read with `Query::atoms`. 0: none.
using ContextId = std::uint32_t;

struct Event {
  std::int64_t wholeBegin;  // for a continuous event the same as the part
  std::int64_t wholeEnd;
  std::int64_t partBegin;
  std::int64_t partEnd;
  std::int64_t den;  // > 0
  Value value;
  ContextId context;
  bool discrete;

  Span whole() const { return {wholeBegin, wholeEnd, den}; }
  Span part() const { return {partBegin, partEnd, den}; }
  /// The fragment begins where the event begins: this is where it sounds.
  bool hasOnset() const { return discrete && wholeBegin == partBegin; }
  /// In cycles.
  double onset() const { return static_cast<double>(wholeBegin) / static_cast<double>(den); }
  double duration() const { return static_cast<double>(wholeEnd - wholeBegin) / static_cast<double>(den); }

  void setPart(std::int64_t begin, std::int64_t end) {
    partBegin = begin;
    partEnd = end;
    if (!discrete) {
      wholeBegin = begin;
      wholeEnd = end;
    }
  }
};

static_assert(sizeof(Event) == 64);

}  // namespace hocket::pattern
