#include "native/graph/channels.h"

#include <algorithm>
#include <deque>

#include "native/graph/network.h"

namespace hocket::graph {

bool expands(const dsp::NodeSpec& spec) {
  return spec.outputs == 1 &&
         std::all_of(spec.ports.begin(), spec.ports.end(), [](const dsp::Port& p) { return p.channels == 1; });
}

std::vector<std::int32_t> sourcesFirst(const PlanGraph& graph) {
  std::vector<std::int32_t> order;
  std::vector<char> seen(graph.nodes.size());
  std::vector<std::pair<std::int32_t, std::vector<std::int32_t>>> stack;
  const auto sources = [&](std::int32_t n) {
    std::vector<std::int32_t> found;
    for (const PlanInput& input : graph.nodes[static_cast<std::size_t>(n)].in) {
      for (const Ref& ref : input.refs) {
        for (const Ref* at = &ref; at != nullptr; at = at->fallback.get()) {
          if (at->kind == Ref::Kind::node) found.push_back(at->index);
        }
      }
    }
    return found;
  };
  for (std::int32_t start = 0; start < static_cast<std::int32_t>(graph.nodes.size()); ++start) {
    if (seen[static_cast<std::size_t>(start)]) continue;
    seen[static_cast<std::size_t>(start)] = 1;
    stack.emplace_back(start, sources(start));
    while (!stack.empty()) {
      auto& [node, open] = stack.back();
      if (open.empty()) {
        order.push_back(node);
        stack.pop_back();
        continue;
      }
      const std::int32_t next = open.back();
      open.pop_back();
      if (seen[static_cast<std::size_t>(next)]) continue;
      seen[static_cast<std::size_t>(next)] = 1;
      stack.emplace_back(next, sources(next));
    }
  }
  return order;
}

namespace {

PlanError tooMany(const std::string& what, std::string_view path, bool oneOfMany, std::size_t graph,
                  const std::string& rest) {
  std::string place(path);
  if (oneOfMany) place.append("/").append(std::to_string(graph));
  return {PlanErrorCode::tooManyChannels, "more than " + std::to_string(maxChannels) + " channels" + what,
          place + rest};
}

int nodeChannels(const PlanNode& node, const std::vector<int>& counted, const ChannelCount::Outside& bus) {
  if (node.type == nullptr) return node.kind == "voices" ? voiceOutputs : 1;
  if (!expands(*node.type->spec)) return node.type->spec->outputs;
  int widest = 1;
  for (const PlanInput& input : node.in) {
    int channels = 0;
    for (const Ref& ref : input.refs) channels += refChannels(ref, counted, bus);
    widest = std::max(widest, channels);
  }
  return widest;
}

}  // namespace

Result<std::vector<GraphChannels>> ChannelCount::count(const std::vector<const PlanGraph*>& graphs,
                                                       const std::unordered_map<std::string, int>& names,
                                                       const Outside& outside, std::string_view path) {
  std::vector<GraphChannels> all(graphs.size());
  std::vector<std::vector<int>> readers(graphs.size());
  std::vector<std::vector<std::int32_t>> order(graphs.size());
  std::deque<int> open;
  std::vector<char> isOpen(graphs.size(), 1);
  const bool many = path == "/definitions";
  int reading = 0;
  const Outside bus = [&](std::string_view name) {
    const auto found = names.find(std::string(name));
    if (found == names.end()) return outside ? outside(name) : 0;
    std::vector<int>& known = readers[static_cast<std::size_t>(found->second)];
    if (std::find(known.begin(), known.end(), reading) == known.end()) known.push_back(reading);
    return all[static_cast<std::size_t>(found->second)].out;
  };
  for (std::size_t g = 0; g < graphs.size(); ++g) {
    order[g] = sourcesFirst(*graphs[g]);
    all[g].nodes.assign(graphs[g]->nodes.size(), 1);
    open.push_back(static_cast<int>(g));
  }
  while (!open.empty()) {
    reading = open.front();
    open.pop_front();
    const auto g = static_cast<std::size_t>(reading);
    isOpen[g] = 0;
    for (const std::int32_t n : order[g]) {
      int& channels = all[g].nodes[static_cast<std::size_t>(n)];
      channels = nodeChannels(graphs[g]->nodes[static_cast<std::size_t>(n)], all[g].nodes, bus);
      if (channels > maxChannels) {
        return tooMany("", path, many, g, "/nodes/" + std::to_string(n));
      }
    }
    int out = 0;
    for (const Ref& ref : graphs[g]->out) out += refChannels(ref, all[g].nodes, bus);
    if (out > maxChannels) {
      return tooMany(": does it feed itself side by side?", path, many, g, "/out");
    }
    if (out == all[g].out) continue;
    all[g].out = out;
    for (const int reader : readers[g]) {
      if (isOpen[static_cast<std::size_t>(reader)]) continue;
      isOpen[static_cast<std::size_t>(reader)] = 1;
      open.push_back(reader);
    }
  }
  return all;
}

}  // namespace hocket::graph
