// A signal graph compiled for voices: ordered steps and a buffer assignment, shared by any number of Instances.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "native/graph/plan.h"
#include "native/graph/result.h"

namespace hocket::graph {

struct ProgramOptions {
  float sampleRate = 48000;
  int width = 8;  // lanes: 1 or dsp::wideLanes
  std::uint64_t seed = 0;
  int voiceChannels = 2;  // channels of {bus: "voice"}
  std::string name;       // what nodes belong to in reports, and what their random numbers depend on
  /// Channels of a bus of the main graph (Graph::channelsOf); 0 when there is none, which is silence.
  std::function<int(std::string_view)> busChannels;
};

/// A control that the program reads: from `{c: name}`, from a port's implicit control, or from `when`.
struct ControlInput {
  std::string name;
  float initial;     // what a lane without the control gets
  bool hasFallback;  // a lane without the control gets a signal of the program instead
};
struct BusInput {
  std::string name;
  int channels;
};
/// Where a pattern's events enter.
struct HeldInput {
  PatternId pattern = none;
  HeldUse use = HeldUse::value;
  float initial = 0;  // before the first event
};

struct ProgramParts;

/// Immutable; any number of threads may read it.
class Program {
 public:
  /// `path` leads error paths: "/effects/3". [builder]
  static Result<std::shared_ptr<const Program>> build(const PlanGraph&, const Plan&, const ProgramOptions&,
                                                      std::string_view path);

  int width() const;
  int outputs() const;                             // channels
  std::span<const ControlInput> controls() const;  // in the order of Instance::setControl's index
  std::span<const BusInput> buses() const;         // ... Instance::bindBus
  std::span<const HeldInput> held() const;         // ... Instance::setHeld
  bool readsVoice() const;                         // {bus: "voice"} is used
  std::span<const NodePlace> nodes() const;        // what Fault::node indexes
  int controlIndex(std::string_view name) const;   // or none; [any]

  explicit Program(std::unique_ptr<const ProgramParts>);
  ~Program();
  const ProgramParts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const ProgramParts> parts_;
};

}  // namespace hocket::graph
