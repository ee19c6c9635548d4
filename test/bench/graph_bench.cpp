// A thousand oscillators and filters through the whole graph: what a block of 64 frames costs.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "figure.h"
#include "native/dsp/denormals.h"
#include "native/graph/graph.h"
#include "native/graph/load_plan.h"
#include "native/pattern/strings.h"

namespace {

using namespace hocket;
using namespace hocket::graph;

/// `chains` times saw into lpf, each of its own pitch and cutoff, summed and brought to full scale.
std::string planOfChains(int chains, bool moving) {
  std::string nodes, sum;
  const auto text = [](double x) { return std::to_string(x); };
  const auto node = [&](const std::string& key, const char* kind, const std::string& in) {
    nodes += std::string(nodes.empty() ? "" : ",") + R"({"key":")" + key + R"(","kind":")" + kind + R"(","in":{)" + in +
             "}}";
  };
  int next = 0, total = -1;
  for (int c = 0; c < chains; ++c) {
    const std::string id = std::to_string(c);
    node("saw" + id, "saw", R"("freq":)" + text(55 + 1.37 * c));
    node("lpf" + id, "lpf",
         R"("in":{"n":)" + std::to_string(next) + R"(},"resonance":0.3,"cutoff":)" +
             (moving ? R"({"bus":"~lfo"})" : text(400 + 7 * c)));
    const int filtered = next + 1;
    next += 2;
    if (total < 0) {
      total = filtered;
      continue;
    }
    node("sum" + id, "add", R"("a":{"n":)" + std::to_string(total) + R"(},"b":{"n":)" + std::to_string(filtered) + "}");
    total = next++;
  }
  node("level", "mul", R"("a":{"n":)" + std::to_string(total) + R"(},"b":)" + text(1.0 / chains));
  return R"({"version":1,"cps":0.5,"seed":1,"files":[],"spans":[],"patterns":[],"synths":[],"effects":[],"voiceSignals":[],"definitions":[)"
         R"({"name":"d1","kind":"track","nodes":[)" +
         nodes + R"(],"out":[{"n":)" + std::to_string(next) +
         R"(}]},)"
         R"({"name":"~lfo","kind":"bus","nodes":[{"key":"s","kind":"sine","in":{"freq":0.5}},)"
         R"({"key":"m","kind":"mul","in":{"a":{"n":0},"b":800}},{"key":"a","kind":"add","in":{"a":{"n":1},"b":1200}}],"out":[{"n":2}]}]})";
}

std::shared_ptr<const Plan> load(const std::string& text) {
  static pattern::Strings strings;
  auto plan = loadPlan(text, strings);
  if (!plan) {
    std::fprintf(stderr, "%s: %s\n", plan.error().path.c_str(), plan.error().text.c_str());
    std::abort();
  }
  return *plan;
}

/// The best of many runs, in microseconds: what the work takes when nobody else is on the core.
double best(int runs, const std::function<void()>& work) {
  double least = 1e18;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    least =
        std::min(least, std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  return least;
}

std::unique_ptr<Graph> build(const std::string& text, bool group, const Graph* previous = nullptr) {
  GraphOptions options;
  options.group = group;
  auto graph = Graph::build(load(text), options, previous);
  if (!graph) std::abort();
  return std::move(*graph);
}

double block(bool moving, bool group) {
  constexpr int blocks = 20;
  auto graph = build(planOfChains(500, moving), group);
  float heard = 0;
  const double time = best(300, [&] {
    for (int b = 0; b < blocks; ++b) {
      graph->process();
      heard += std::abs(graph->outputs()[0].channels.channels[0][17]);
    }
  });
  if (!(heard > 0)) std::abort();  // all of it really sounded
  return time / blocks;
}

}  // namespace

int main() {
  const dsp::FlushDenormals flush;
  const std::string nodes = "1,000 oscillators and filters, a block of 64 frames";
  const char* const unit = "us";
  // A thousand nodes are 500 chains of saw and low-pass; the peers' chains have a gain or two more.
  printFigure((nodes + ", cutoffs held").c_str(), block(false, true), unit, "100");
  printFigure((nodes + ", cutoffs moving at audio rate").c_str(), block(true, true), unit, "100",
              "csound 139, scsynth 158 (both at control rate), pd 174, scsynth 180, Faust 297, web audio 2050");
  printFigure((nodes + ", each by itself").c_str(), block(false, false), unit);
  const std::string text = planOfChains(500, false);
  std::string edited = text;
  edited.replace(edited.find("0.3"), 3, "0.4");
  const auto live = build(text, true);
  printFigure("reading a plan of 1,500 nodes", best(20, [&] { load(text); }), unit);
  printFigure("reading and building a plan of 1,500 nodes for a swap",
              best(20, [&] { build(edited, true, live.get()); }), unit);
}
