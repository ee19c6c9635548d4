// How fast patterns are queried: the expressions whose speed in Tidal and Strudel is recorded, cycle by cycle from 0 to
// 999, in one thread, every event's onset and value read.
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "figure.h"
#include "native/pattern/query.h"

namespace {

using namespace hocket::pattern;

/// `"bd*16"`
const std::string bd16 =
    R"([{"op":"pure","value":{"rational":"16/1"}},{"op":"pure","value":"bd"},{"op":"fast","args":[0,1]}])";

/// `"bd(<3 5>,8,<0 2>) [hh*2 sn]!2 <a b c>*4"`
const std::string steps =
    R"([{"op":"pure","value":{"int":3}},{"op":"pure","value":{"int":5}},{"op":"slowcat","args":[0,1]},{"op":"pure","value":{"int":8}},)"
    R"({"op":"pure","value":{"int":0}},{"op":"pure","value":{"int":2}},{"op":"slowcat","args":[4,5]},{"op":"pure","value":"bd"},)"
    R"({"op":"euclidOff","args":[2,3,6,7]},{"op":"pure","value":{"rational":"2/1"}},{"op":"pure","value":"hh"},{"op":"fast","args":[9,10]},)"
    R"({"op":"pure","value":"sn"},{"op":"fastcat","args":[11,12]},{"op":"pure","value":{"rational":"4/1"}},{"op":"pure","value":"a"},)"
    R"({"op":"pure","value":"b"},{"op":"pure","value":"c"},{"op":"slowcat","args":[15,16,17]},{"op":"fast","args":[14,18]},)"
    R"({"op":"fastcat","args":[8,13,13,19]}])";

/// `every 3 (fast 2) $ jux rev $ chop 8 $ off 0.125 (|+| n 12) $ n ("0 .. 7" + i) # s "superpiano"`, with the
/// references @n moved by `base`.
std::string piano(int base, int i) {
  const std::string nodes[] = {R"({"op":"pure","value":{"int":3}})",
                               R"({"op":"pure","value":{"rational":"2/1"}})",
                               R"({"op":"pure","value":{"int":8}})",
                               R"({"op":"pure","value":{"note":)" + std::to_string(i) + "}}",
                               R"({"op":"pure","value":{"note":)" + std::to_string(i + 7) + "}}",
                               R"({"op":"enumFromTo","args":[@3,@4]})",
                               R"({"op":"control","args":[@5],"name":"n"})",
                               R"({"op":"pure","value":"superpiano"})",
                               R"({"op":"sound","args":[@7]})",
                               R"({"op":"setRightLeft","args":[@6,@8]})",
                               R"({"op":"var","param":@0})",
                               R"({"op":"late","args":[@10,@9]})",
                               R"({"op":"pure","value":{"note":12}})",
                               R"({"op":"control","args":[@12],"name":"n"})",
                               R"({"op":"addBoth","args":[@11,@13]})",
                               R"({"op":"stack","args":[@9,@14]})",
                               R"({"op":"pure","value":{"rational":"1/8"}})",
                               R"({"op":"innerBind","args":[@16],"param":@0,"body":@15})",
                               R"({"op":"chop","args":[@2,@17]})",
                               R"({"op":"pure","value":0.5})",
                               R"({"op":"control","args":[@19],"name":"pan"})",
                               R"({"op":"addLeft","args":[@18,@20]})",
                               R"({"op":"pure","value":1})",
                               R"({"op":"pure","value":2})",
                               R"({"op":"divideBoth","args":[@22,@23]})",
                               R"({"op":"control","args":[@24],"name":"pan"})",
                               R"({"op":"subtractLeft","args":[@21,@25]})",
                               R"({"op":"addLeft","args":[@21,@25]})",
                               R"({"op":"rev","args":[@27]})",
                               R"({"op":"stack","args":[@26,@28]})",
                               R"({"op":"fast","args":[@1,@29]})",
                               R"({"op":"everyJoin","args":[@0,@30,@29]})"};
  std::string text;
  for (const std::string& node : nodes) {
    if (!text.empty()) text += ',';
    for (std::size_t at = 0; at < node.size(); at++) {
      if (node[at] != '@') {
        text += node[at];
        continue;
      }
      std::size_t digits = 0;
      text += std::to_string(base + std::stoi(node.substr(at + 1), &digits));
      at += digits;
    }
  }
  return text;
}

std::string stackOf(int count) {
  std::string text = "[", args;
  for (int i = 0; i < count; i++) {
    text += (i > 0 ? "," : "") + piano(i * 32, i);
    args += (i > 0 ? "," : "") + std::to_string(i * 32 + 31);
  }
  return text + R"(,{"op":"stack","args":[)" + args + "]}]";
}

double checksum = 0;

void measure(const char* name, const std::string& patterns, const char* target, const char* peers, int cycles) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  Strings strings;
  if (parser.parse(patterns).get(element) != simdjson::SUCCESS) return;
  auto graph = PatternGraph::load(element, strings);
  if (!graph) {
    std::fprintf(stderr, "%s: %s (%d)\n", name, graph.error().text.c_str(), graph.error().pattern);
    return;
  }
  Query query(*graph);
  const auto root = static_cast<PatternId>(graph->size() - 1);
  double best = 1e18;
  std::uint64_t counted = 0;
  for (int round = 0; round < 7; round++) {
    counted = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (const Event& event : query.run(root, Span::cycle(cycle))) {
        checksum += event.onset() + event.duration() + static_cast<double>(event.value.kind);
        counted++;
      }
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count() / cycles);
  }
  const std::string events = std::to_string(counted / static_cast<std::uint64_t>(cycles));
  printFigure((std::string("query ") + name + ", " + events + " events a cycle").c_str(), best, "us a cycle", target,
              peers);
}

}  // namespace

int main() {
  measure("a: 16 of one sound", bd16, "1", "Tidal 20.3, Strudel 20.2", 1000);
  measure("b: mini-notation with every kind of step", steps, "3.2", "Tidal 63.9, Strudel 170", 1000);
  measure("c: every, jux, chop and off over notes", "[" + piano(0, 0) + "]", "75", "Tidal 1487, Strudel 4606", 1000);
  measure("d: 32 of c in a stack", stackOf(32), "2600", "Tidal 51600, Strudel 179000", 100);
  std::fprintf(stderr, "checksum %g\n", checksum);
}
