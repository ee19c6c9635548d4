// Turns what the audio thread, the builder and the sequencer tell into what a TelemetrySink gets, with names and
// places.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "native/engine/crossing.h"

namespace hocket::engine {

/// What is remembered of a plan for as long as something may still be told about it.
struct PlanRecord {
  struct Item {
    NodeFate fate;
    SourcePlace place;
    std::string definition, key;
  };
  struct Output {
    std::string name;
    int strip;
  };
  struct Port {
    SourcePlace place;
    std::string name;
  };

  PlanNumber number = 0;
  std::string json;
  double submitted = 0;  // seconds of the steady clock
  std::vector<Item> items;
  std::vector<Output> outputs;
  std::vector<Port> ports;
  std::vector<graph::NodePlace> nodes;                   // of the graph
  std::vector<std::vector<graph::NodePlace>> poolNodes;  // of each pool of the rack
};

class Reporter {
 public:
  Reporter(Crossing& crossing, const pattern::Strings& strings, bool measureLatency)
      : crossing_(crossing), strings_(strings), measureLatency_(measureLatency) {}

  /// [builder]
  void remember(PlanRecord);
  /// [builder] or [sequencer]
  void problem(ProblemCode, SourcePlace, std::string name, std::string text);
  void soundsChanged(std::uint64_t version, std::vector<std::pair<std::string, std::int32_t>> changes);

  /// [control]
  void poll(TelemetrySink&);

 private:
  struct Key {
    ProblemCode code;
    PlanNumber plan;
    std::int32_t span;
    std::string name, text;
    auto operator<=>(const Key&) const = default;
  };
  struct Cursor {
    std::uint64_t levels = 0, scope = 0;
  };

  void drainReports(TelemetrySink&);
  void missingSound(const Report&);
  void taken(const Report&, TelemetrySink&);
  void fault(const Report&);
  void tableTaken(const Report&, TelemetrySink&);
  void meters(TelemetrySink&);
  void meter(std::string_view name, int strip, TelemetrySink&);
  void atoms(TelemetrySink&);
  void parameters(TelemetrySink&);
  void load(TelemetrySink&);
  void count(Key key, std::uint32_t times = 1) { problems_[std::move(key)] += times; }
  const PlanRecord* record(PlanNumber) const;

  Crossing& crossing_;
  const pattern::Strings& strings_;
  const bool measureLatency_;

  std::mutex mutex_;  // what follows
  std::map<PlanNumber, PlanRecord> plans_;
  std::map<std::uint64_t, std::vector<std::pair<std::string, std::int32_t>>> changes_;  // by version of the table
  std::map<Key, std::uint32_t> problems_;
  PlanNumber current_ = 0;

  Cursor cursors_[stripCount];
  std::uint64_t atomCursor_ = 0, portCursor_ = 0, loadCursor_ = 0;
  std::uint32_t missed_ = 0, dropped_ = 0, overruns_ = 0;
  std::vector<StereoFrame> frames_ = std::vector<StereoFrame>(scopeFrames);
  std::vector<float> left_, right_;
  std::vector<BlockLevel> levels_ = std::vector<BlockLevel>(Strip::levelRing);
  std::vector<AtomRecord> atoms_ = std::vector<AtomRecord>(4096);
  std::vector<PortRecord> ports_ = std::vector<PortRecord>(8192);
  std::vector<LoadRecord> loads_ = std::vector<LoadRecord>(4096);
};

}  // namespace hocket::engine
