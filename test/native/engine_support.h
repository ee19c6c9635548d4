// What the engine tests share: plans written short, an engine rendered offline, and what it told.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "native/engine/engine.h"
#include "plan_text.h"

namespace engine_test {

using namespace hocket::engine;

struct Told : TelemetrySink {
  struct Said {
    ProblemCode code;
    SourcePlace place;
    std::string name, text;
    std::uint32_t count;
  };
  std::vector<Said> problems;
  std::vector<LitAtom> atoms;
  std::vector<std::pair<PlanNumber, std::int64_t>> swaps;
  std::vector<std::string> fates;  // of all swaps: "kept d1/v"
  struct Logged {
    LoggedKind kind;
    std::int64_t frame;
    std::string text;
    double value;
  };
  std::vector<Logged> logged;
  std::vector<std::pair<std::string, float>> meters;      // name, peak left
  std::vector<std::pair<std::string, float>> parameters;  // port, current
  Load lastLoad{};
  Position lastPosition;
  std::size_t scopeLength = 0;

  void position(const Position& p) override { lastPosition = p; }
  void meter(const Meter& m) override { meters.emplace_back(m.name, m.peak[0]); }
  void scope(const Scope& s) override { scopeLength = s.left.size(); }
  void atom(const LitAtom& a) override { atoms.push_back(a); }
  void parameter(const MovingParameter& p) override { parameters.emplace_back(p.port, p.current); }
  void load(const Load& l) override { lastLoad = l; }
  void problem(const Problem& p) override {
    problems.push_back({p.code, p.place, std::string(p.name), std::string(p.text), p.count});
  }
  void log(const LogEntry& e) override { logged.push_back({e.kind, e.frame, std::string(e.text), e.value}); }
  void swap(const SwapReport& s) override {
    static constexpr const char* names[] = {"kept", "changed", "added", "faded", "dropped"};
    swaps.emplace_back(s.plan, s.frame);
    for (const SwapItem& item : s.items) {
      fates.push_back(std::string(names[static_cast<int>(item.fate)]) + " " + std::string(item.definition) + "/" +
                      std::string(item.key));
    }
  }

  int count(ProblemCode code) const {
    int sum = 0;
    for (const Said& p : problems) sum += p.code == code ? static_cast<int>(p.count) : 0;
    return sum;
  }
};

/// An engine that keeps all that it makes. [channel][frame]
struct Studio {
  Engine engine;
  std::vector<std::vector<float>> out;
  Told told;

  Studio() : Studio(bare()) {}
  explicit Studio(const EngineConfig& config)
      : engine(config), out(static_cast<std::size_t>(engine.config().outputChannels)) {}

  /// Offline, without what stands behind the mix.
  static EngineConfig bare(int channels = 2) {
    EngineConfig config;
    config.mode = Mode::offline;
    config.outputChannels = channels;
    config.limiter = config.dcBlock = false;
    return config;
  }

  void render(int frames, int atOnce = 64) {
    while (frames > 0) {
      const int count = std::min(frames, atOnce);
      std::vector<float*> to;
      for (auto& channel : out) {
        channel.resize(channel.size() + static_cast<std::size_t>(count));
        to.push_back(channel.data() + channel.size() - static_cast<std::size_t>(count));
      }
      engine.render(to.data(), nullptr, count);
      frames -= count;
    }
  }
  Told& poll() {
    engine.poll(told);
    return told;
  }
  /// A click of one sample.
  void addTick(const std::string& name = "tick", float height = 1) {
    engine.setSample(name, 0, {{height}, 1, engine.config().sampleRate});
  }

  /// Frames at which the channel is not silent.
  std::vector<int> onsets(int channel = 0, float threshold = 1e-3f) const {
    std::vector<int> frames;
    const auto& samples = out[static_cast<std::size_t>(channel)];
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (std::abs(samples[i]) > threshold) frames.push_back(static_cast<int>(i));
    }
    return frames;
  }
  float peak(int channel, std::size_t from, std::size_t to) const {
    float highest = 0;
    const auto& samples = out[static_cast<std::size_t>(channel)];
    for (std::size_t i = from; i < std::min(to, samples.size()); ++i) highest = std::max(highest, std::abs(samples[i]));
    return highest;
  }
};

/// One track of one event a cycle, with that control map.
inline Studio& playing(Studio& studio, const std::string& map, const std::string& effects = "",
                       const std::string& cps = "0.5") {
  PlanText plan;
  plan.cps = cps;
  plan.patterns = sound(map);
  plan.definitions = track("d1", 0, "", effects.empty() ? "" : ",'effects':0");
  plan.effects = effects;
  studio.engine.submit(plan.text());
  return studio;
}

inline void same(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  std::size_t at = 0;
  while (at < a.size() && a[at] == b[at]) ++at;
  CHECK_MESSAGE(at == a.size(), "first difference at frame ", at, ": ", a[at], " and ", b[at]);
}

}  // namespace engine_test
