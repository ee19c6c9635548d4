// Makes plans ready for the audio thread and frees what it gives back.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "native/engine/crossing.h"
#include "native/engine/engine.h"
#include "native/engine/reporter.h"
#include "native/engine/sequencer.h"

namespace hocket::engine {

/// A plan on its way in.
struct Submission {
  PlanNumber number;
  std::string json;
  When when;
  double submitted;  // seconds of the steady clock
};

/// A definition that plays one cycle and is done.
inline bool isOnce(std::string_view definition) { return definition.starts_with("once"); }

/// All of it on one thread: the builder's, or offline the caller's.
class Builder {
 public:
  struct Surroundings {
    Crossing& crossing;
    Sequencer& sequencer;
    Reporter& reporter;
    pattern::Strings& strings;
    const voice::ControlNames& names;
    const voice::BlockContext& context;
    int voiceCapacity;
    voice::Rack& builtIn;
  };
  Builder(const EngineConfig&, const Surroundings&);
  ~Builder();

  void build(Submission);
  /// Takes back what the audio thread is done with, and makes the lanes that it asks for.
  void service();
  /// Frees a plan that has come back; false when there is none. For when nothing else is to be done.
  bool freeOne();

 private:
  void routeTracks(LivePlan&, const LivePlan* base);
  void routeOutputs(LivePlan&, const LivePlan* base);
  void nameBuses(LivePlan&, const LivePlan* base);
  void makeEvents(LivePlan&, const LivePlan* base);
  void knowBuses(LivePlan&, const LivePlan* base, const std::vector<pattern::StringId>& read);
  void measureBuses(LivePlan&);
  PlanRecord describePlan(const LivePlan&, const LivePlan* base, Submission) const;
  /// `pendingJump`: where the plan that never got its turn would have gone on from.
  void schedule(LivePlan&, const When&, std::optional<double> pendingJump);
  void moveOnces(double cycles);
  void launch(std::unique_ptr<LivePlan>);
  std::unique_ptr<LivePlan> withdraw();
  void refuse(const Submission&, const graph::PlanError&);
  void forget(std::unique_ptr<LivePlan>);
  void furnish(const LivePlan&);
  std::shared_ptr<voice::Pool> poolOf(std::uint64_t id) const;
  bool grow(const std::shared_ptr<voice::Pool>&);
  std::size_t busSlot(std::string_view bus, const LivePlan& next, const LivePlan* base);
  int stripOf(std::string_view definition, const LivePlan* base, bool& fresh);
  bool beginsOnce(const graph::Plan&) const;
  double onceStart(const std::string& definition, double cycle);

  const EngineConfig config_;
  Surroundings around_;
  std::map<PlanNumber, LivePlan*> alive_;        // published and not yet back
  LivePlan* published_ = nullptr;                // the newest; waits, or plays
  const LivePlan* base_ = nullptr;               // the one that plays when published_ waits
  std::vector<std::unique_ptr<LivePlan>> gone_;  // to be freed
  std::map<PlanNumber, Submission> records_;     // to build again what could not be taken
  struct Sent {
    std::shared_ptr<voice::Pool> pool;
    voice::Group* group;
  };
  std::deque<Sent> sent_;  // groups that may not have arrived, in order
  std::array<std::string, stripCount> stripNames_;
  std::array<std::string, BusSamples::mostBuses> busNames_;  // by slot
  std::map<std::string, double> onceStarts_;                 // cycle
};

}  // namespace hocket::engine
