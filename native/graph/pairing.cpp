#include "native/graph/pairing.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace hocket::graph {
namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

bool sameEvents(const Plan& a, PatternId p, const Plan& b, PatternId q) {
  if (p == none || q == none) return p == q;
  const PatternDigest& x = a.digests[at(p)];
  const PatternDigest& y = b.digests[at(q)];
  return x.hash[0] == y.hash[0] && x.hash[1] == y.hash[1];
}

}  // namespace

Pairing::Pairing(const Network& old, const Plan& oldPlan, const Network& now, const Plan& nowPlan,
                 const Matching& matching)
    : old_(old), oldPlan_(oldPlan), now_(now), nowPlan_(nowPlan), matching_(matching) {
  pairUnits(matching);
  pairHeld();
}

void Pairing::pairUnits(const Matching& matching) {
  oldUnit.assign(now_.units.size(), none);
  newUnit.assign(old_.units.size(), none);
  const auto pair = [&](UnitId before, UnitId unit) {
    oldUnit[at(unit)] = before;
    newUnit[at(before)] = unit;
  };
  for (std::size_t n = 0; n < now_.nodes.size(); ++n) {
    if (matching.oldOf[n] == none) continue;
    const Node& oldNode = old_.nodes[at(matching.oldOf[n])];
    const Node& node = now_.nodes[n];
    for (std::size_t c = 0; c < node.units.size() && c < oldNode.units.size(); ++c)
      pair(oldNode.units[c], node.units[c]);
  }
  const std::vector<std::int32_t> oldGroup = matchGroups(now_, old_);
  for (std::size_t g = 0; g < now_.groups.size(); ++g) {
    if (oldGroup[g] == none) continue;
    const auto& before = old_.groups[at(oldGroup[g])].outputs;
    const auto& after = now_.groups[g].outputs;
    for (std::size_t c = 0; c < before.size() && c < after.size(); ++c) pair(before[c], after[c]);
  }
}

void Pairing::pairHeld() {
  oldHeld.assign(now_.held.size(), none);
  sameHeld.assign(now_.held.size(), false);
  std::unordered_multimap<std::uint64_t, std::int32_t> byHash;
  for (std::size_t h = 0; h < old_.held.size(); ++h) {
    byHash.emplace(oldPlan_.digests[at(old_.held[h].pattern)].hash[0], static_cast<std::int32_t>(h));
  }
  for (std::size_t h = 0; h < now_.held.size(); ++h) {
    const HeldInput& held = now_.held[h];
    const auto [first, last] = byHash.equal_range(nowPlan_.digests[at(held.pattern)].hash[0]);
    for (auto found = first; found != last; ++found) {
      const HeldInput& other = old_.held[at(found->second)];
      if (other.use != held.use || !sameEvents(oldPlan_, other.pattern, nowPlan_, held.pattern)) continue;
      if (other.initial != held.initial) continue;
      oldHeld[h] = found->second;
      sameHeld[h] = true;
      liveHeld[found->second] = static_cast<std::int32_t>(h);
    }
  }
}

bool Pairing::same(ValueId oldValue, ValueId value) const {
  const Value& a = old_.value(oldValue);
  const Value& b = now_.value(value);
  if (a.kind != b.kind) return false;
  if (a.kind == Value::Kind::constant)
    return std::bit_cast<std::uint32_t>(a.number) == std::bit_cast<std::uint32_t>(b.number);
  if (a.kind == Value::Kind::held) return sameHeld[at(b.index)] && oldHeld[at(b.index)] == a.index;
  if (a.kind != Value::Kind::unit || a.channel != b.channel) return false;
  const Unit& x = old_.unit(a.index);
  const Unit& y = now_.unit(b.index);
  if (x.kind != Unit::Kind::fold || y.kind != Unit::Kind::fold) return newUnit[at(a.index)] == b.index;
  return std::equal(x.in.begin(), x.in.end(), y.in.begin(), y.in.end(),
                    [&](ValueId p, ValueId q) { return same(p, q); });
}

Fate Pairing::fateOf(std::size_t n) const {
  const std::int32_t before = matching_.oldOf[n];
  if (before == none) return Fate::added;
  const Node& node = now_.nodes[n];
  const Node& oldNode = old_.nodes[at(before)];
  if (node.units.size() != oldNode.units.size()) return Fate::changed;
  if (node.value != none) {
    const HeldInput& held = now_.held[at(now_.value(node.value).index)];
    const HeldInput& other = old_.held[at(old_.value(oldNode.value).index)];
    return sameEvents(oldPlan_, other.pattern, nowPlan_, held.pattern) ? Fate::kept : Fate::changed;
  }
  if (now_.unit(node.units[0]).kind != Unit::Kind::voices) return Fate::kept;
  const VoicesNode& voices = now_.voices[at(now_.unit(node.units[0]).voices)];
  const VoicesNode& other = old_.voices[at(old_.unit(oldNode.units[0]).voices)];
  return sameEvents(oldPlan_, other.pattern, nowPlan_, voices.pattern) ? Fate::kept : Fate::changed;
}

}  // namespace hocket::graph
