#include "native/engine/bus_reads.h"

#include <charconv>
#include <cmath>

namespace hocket::engine {
namespace {

// The shortest decimal: a bus that is 0.1 is the pattern's 0.1 and not the float next to it.
double decimal(float value) {
  char digits[32];
  double read = 0;
  std::from_chars(digits, std::to_chars(digits, digits + sizeof digits, value).ptr, read);
  return read;
}

}  // namespace

bool BusReads::give(pattern::Query& query, std::int64_t step) const {
  const auto sampled = static_cast<std::int64_t>(std::floor(static_cast<double>(step) - jumped * BusSamples::perCycle));
  if (!samples.has(sampled)) return false;
  for (const BusRead& read : reads) {
    const float value = samples.value(sampled, read.slot).value_or(read.initial);
    query.setInput(read.name, pattern::Value::ofNumber(decimal(value)));
  }
  return true;
}

}  // namespace hocket::engine
