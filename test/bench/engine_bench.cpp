// How long a plan takes from submit to its first block, and what a set costs while it plays.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "../native/plan_text.h"
#include "figure.h"
#include "native/engine/engine.h"

using namespace hocket::engine;
using engine_test::json;
using Clock = std::chrono::steady_clock;

namespace {

// `tracks` tracks of eight notes a cycle, half of them drums, half of them a synth; each note through a filter.
std::string set(int tracks, int edition) {
  std::string patterns, definitions;
  for (int t = 0; t < tracks; ++t) {
    const int base = t * 2;
    const char* name = t % 2 == 0 ? (t % 4 == 0 ? "bd" : "hh") : "pluck";
    patterns += std::string(t > 0 ? "," : "") + "{'op':'pure','value':{'map':{'s':'" + name +
                "','cutoff':" + std::to_string(400 + 100 * t + edition) + ",'note':{'note':" + std::to_string(t) +
                "}}}},{'op':'fastcat','args':[";
    for (int i = 0; i < 8; ++i) patterns += (i > 0 ? "," : "") + std::to_string(base);
    patterns += "]}";
    definitions +=
        std::string(t > 0 ? "," : "") + "{'name':'d" + std::to_string(t + 1) +
        "','kind':'track','span':0,'nodes':[{'key':'v','kind':'voices','span':0,'pattern':" + std::to_string(base + 1) +
        ",'effects':0}],'out':[{'n':0}]}";
  }
  return json("{'version':1,'cps':0.5,'seed':1,'files':['a.hkt'],'spans':[[0,0,1]],'patterns':[" + patterns +
              "],'definitions':[" + definitions +
              "],'synths':[{'name':'pluck','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key'"
              ":'f','kind':'lpf','in':{"
              "'in':{'n':0},'cutoff':2000}},{'key':'e','kind':'adsr','in':{'in':{'n':1},'attack':0.002,'decay':0.08,'"
              "sustain':0.4,'release':0.5,"
              "'gate':{'c':'gate'}}}],'out':[{'n':2}]}],'effects':[{'nodes':[{'key':'f','kind':'lpf','when':'cutoff','"
              "in':{'in':{'bus':'voice'},"
              "'cutoff':{'c':'cutoff','d':20000}}}],'out':[{'n':0}]}],'voiceSignals':[]}");
}

struct Sink : TelemetrySink {
  std::vector<double> latencies;
  std::uint32_t voices = 0;
  void swap(const SwapReport& report) override { latencies.push_back(report.latencySeconds * 1000); }
  void load(const Load& load) override { voices = std::max(voices, load.voices); }
  void problem(const Problem& problem) override {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(problem.text.size()), problem.text.data());
  }
};

// Of this thread alone: what else the machine does is not the engine's cost.
double threadMicroseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values.empty()
             ? 0
             : values[std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size())))];
}

void submitToSound() {
  EngineConfig config;
  Engine engine(config);
  std::atomic<bool> done{false};
  std::thread device([&] {
    std::vector<float> left(64), right(64);
    float* out[2] = {left.data(), right.data()};
    auto due = Clock::now();
    while (!done.load()) {
      engine.process(out, nullptr, 64);
      due += std::chrono::microseconds(1333);
      std::this_thread::sleep_until(due);
    }
  });
  Sink sink;
  for (int i = 0; i < 60; ++i) {
    engine.submit(set(16, i));
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    engine.poll(sink);
  }
  done.store(true);
  device.join();
  printFigure("plan submitted to its first block, median", quantile(sink.latencies, 0.5), "ms");
  printFigure("plan submitted to its first block, 95 %", quantile(sink.latencies, 0.95), "ms", "25");
}

// `tracks` tracks with an echo and a reverb of their own, the first of them hurried by a bus.
std::string echoing(int tracks, const std::string& bus, int edition) {
  std::string definitions = "{'name':'" + bus +
                            "','kind':'bus','span':0,'nodes':[{'key':'o','kind':'sine','in':{'freq':0.1}},{'key':'r','"
                            "kind':'range','in':{'in':{'n':0},'low':1,'high':" +
                            std::to_string(2 + edition) + "}}],'out':[{'n':1}]}";
  for (int t = 0; t < tracks; ++t) {
    definitions +=
        ",{'name':'d" + std::to_string(t + 1) +
        "','kind':'track','span':0,'nodes':[{'key':'v','kind':'voices','span':0,'pattern':" + (t == 0 ? "2" : "0") +
        "},{'key':'d','kind':'delay','in':{'in':{'n':0},'level':0.5}},{'key':'r','kind':'reverb','in':{'in':{"
        "'n':1}}}],'out':[{'n':2}]}";
  }
  return json(
      "{'version':1,'cps':0.5,'seed':1,'files':['a.hkt'],'spans':[[0,0,1]],'patterns':[{'op':'pure','value':{'map':{"
      "'s':'bd'}}},{'op':'bus','name':'" +
      bus + "'},{'op':'fast','args':[1,0]}],'definitions':[" + definitions +
      "],'synths':[],'effects':[],'voiceSignals':[]}");
}

// Offline the thread that renders builds.
void swapsWithBuses() {
  EngineConfig config;
  config.mode = Mode::offline;
  Engine engine(config);
  std::vector<float> left(64), right(64);
  float* out[2] = {left.data(), right.data()};
  const auto median = [&](bool anew) {
    std::vector<double> times;
    for (int i = 0; i < 60; ++i) {
      const double begin = threadMicroseconds();
      engine.submit(echoing(16, anew && i % 2 == 0 ? "~b" : "~a", i));
      times.push_back((threadMicroseconds() - begin) / 1000);
      for (int block = 0; block < 40; ++block) engine.render(out, nullptr, 64);
    }
    return quantile(times, 0.5);
  };
  printFigure("16 tracks with echoes built, a bus that patterns read", median(false), "ms");
  printFigure("16 tracks with echoes built, a new bus that patterns read", median(true), "ms");
}

void liveSet(const char* name, int tracks) {
  EngineConfig config;
  config.mode = Mode::offline;
  Engine engine(config);
  engine.submit(set(tracks, 0));
  std::vector<float> left(64), right(64);
  float* out[2] = {left.data(), right.data()};
  std::vector<double> blocks;
  Sink sink;
  for (int i = 0; i < 6000; ++i) {
    const double begin = threadMicroseconds();
    engine.render(out, nullptr, 64);
    blocks.push_back(threadMicroseconds() - begin);
    if (i % 100 == 0) engine.poll(sink);
  }
  std::fprintf(stderr, "%s: up to %u voices\n", name, sink.voices);
  printFigure((std::string(name) + ", a block of 64 frames, median").c_str(), quantile(blocks, 0.5), "us");
  printFigure((std::string(name) + ", a block of 64 frames, 99 %").c_str(), quantile(blocks, 0.99), "us", "1333");
}

}  // namespace

int main() {
  submitToSound();
  swapsWithBuses();
  liveSet("set of 4 tracks", 4);
  liveSet("set of 16 tracks", 16);
}
