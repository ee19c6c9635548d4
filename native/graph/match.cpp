#include "native/graph/match.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

bool alike(const Network& old, const Node& a, const Network& now, const Node& b) {
  if (a.place.kind != b.place.kind || a.units.empty() != b.units.empty()) return false;
  if (a.units.empty()) return true;
  const Unit& first = old.unit(a.units[0]);
  const Unit& second = now.unit(b.units[0]);
  return first.type == second.type && first.options == second.options;
}

/// Constants that two nodes of one kind have in common: which of several filters is meant.
int likeness(const Network& old, const Node& a, const Network& now, const Node& b) {
  int score = 4;
  if (a.units.empty() || b.units.empty()) return score;
  const Unit& first = old.unit(a.units[0]);
  const Unit& second = now.unit(b.units[0]);
  for (std::size_t i = 0; i < first.in.size() && i < second.in.size(); ++i) {
    const Value& x = old.value(first.in[i]);
    const Value& y = now.value(second.in[i]);
    if (x.kind == Value::Kind::constant && y.kind == x.kind && x.number == y.number) ++score;
  }
  return score;
}

/// Pairs what is left of one definition, keeping the order: the heaviest common subsequence.
void alignRest(const Network& old, const std::vector<std::int32_t>& a, const Network& now,
               const std::vector<std::int32_t>& b, Matching& matching) {
  constexpr std::size_t tableLimit = 1U << 22U;
  if (a.empty() || b.empty() || a.size() * b.size() > tableLimit) return;
  const std::size_t columns = b.size() + 1;
  std::vector<int> best((a.size() + 1) * columns);
  const auto weight = [&](std::size_t i, std::size_t j) {
    const Node& x = old.nodes[at(a[i])];
    const Node& y = now.nodes[at(b[j])];
    return alike(old, x, now, y) ? likeness(old, x, now, y) : 0;
  };
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      int& cell = best[i * columns + j];
      cell = std::max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
      if (const int w = weight(i, j); w > 0) cell = std::max(cell, w + best[(i + 1) * columns + j + 1]);
    }
  }
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const int cell = best[i * columns + j];
    if (const int w = weight(i, j); w > 0 && cell == w + best[(i + 1) * columns + j + 1]) {
      matching.pair(a[i++], b[j++]);
    } else if (cell == best[(i + 1) * columns + j]) {
      ++i;
    } else {
      ++j;
    }
  }
}

}  // namespace

void Matching::pair(std::int32_t oldNode, std::int32_t newNode) {
  oldOf[at(newNode)] = oldNode;
  newOf[at(oldNode)] = newNode;
}

void Matching::part(std::int32_t newNode) {
  newOf[at(oldOf[at(newNode)])] = none;
  oldOf[at(newNode)] = none;
}

std::vector<std::int32_t> matchGroups(const Network& from, const Network& to) {
  std::unordered_map<std::string, std::int32_t> names;
  for (std::size_t g = 0; g < to.groups.size(); ++g) names.emplace(to.groups[g].name, static_cast<std::int32_t>(g));
  std::vector<std::int32_t> found;
  for (const Group& group : from.groups) {
    const auto other = names.find(group.name);
    found.push_back(other == names.end() ? none : other->second);
  }
  return found;
}

Matching matchNodes(const Network& old, const Network& now) {
  Matching matching;
  matching.oldOf.assign(now.nodes.size(), none);
  matching.newOf.assign(old.nodes.size(), none);
  std::unordered_map<std::string, std::int32_t> byKey;
  const auto name = [](const Node& node) { return node.place.definition + '\n' + node.place.key; };
  for (std::size_t n = 0; n < old.nodes.size(); ++n) byKey.emplace(name(old.nodes[n]), static_cast<std::int32_t>(n));
  for (std::size_t n = 0; n < now.nodes.size(); ++n) {
    const auto found = byKey.find(name(now.nodes[n]));
    if (found != byKey.end() && alike(old, old.nodes[at(found->second)], now, now.nodes[n])) {
      matching.pair(found->second, static_cast<std::int32_t>(n));
    }
  }
  std::map<std::string, std::pair<std::vector<std::int32_t>, std::vector<std::int32_t>>> rest;
  for (std::size_t n = 0; n < old.nodes.size(); ++n) {
    if (matching.newOf[n] == none) rest[old.nodes[n].place.definition].first.push_back(static_cast<std::int32_t>(n));
  }
  for (std::size_t n = 0; n < now.nodes.size(); ++n) {
    if (matching.oldOf[n] == none) rest[now.nodes[n].place.definition].second.push_back(static_cast<std::int32_t>(n));
  }
  for (const auto& [definition, left] : rest) alignRest(old, left.first, now, left.second, matching);
  return matching;
}

}  // namespace hocket::graph
