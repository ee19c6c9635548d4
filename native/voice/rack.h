// What the voices of one plan are made of: a pool for each synth, each effects graph and each voice signal. A plan that
// follows another takes over the pools of the graphs that stayed the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native/graph/content.h"
#include "native/graph/graph.h"
#include "native/voice/pool.h"

namespace hocket::voice {

struct RackOptions {
  float sampleRate = 48000;
  std::uint64_t seed = 0;
  int maxVoices = 256;
};

struct Instrument {
  Name name;
  Pool* pool;
  float tuning = 0;  // a drum: Hz of note 0, which takes the place of c5
};

class Rack {
 public:
  /// A pool, and what this plan says of it.
  struct Place {
    std::shared_ptr<Pool> pool;
    graph::GraphContent content;
    std::vector<graph::PatternId> held;   // of the program's held inputs, in this plan
    std::vector<graph::NodePlace> nodes;  // as Program::nodes(), in this plan
    int tracks;                           // that may play it
    bool kept;                            // from the rack before
  };
  static constexpr int spareGroups = 2;  // beyond one for each track

  /// `previous`, which may be null: made with the same options. [builder]
  static graph::Result<std::unique_ptr<Rack>> build(const graph::Plan&, const graph::Graph&, pattern::Strings&,
                                                    const RackOptions&, const Rack* previous);
  /// The instruments that are there without any plan: the drum nodes, under their names and aliases. [builder]
  static std::unique_ptr<Rack> builtIn(pattern::Strings&, const RackOptions&);

  /// The synth or drum of that name, or null. [audio]
  const Instrument* instrument(Name name) const HOCKET_AUDIO;
  Pool* effects(std::int32_t index) HOCKET_AUDIO { return at(effects_, index); }
  Pool* signal(std::int32_t index) HOCKET_AUDIO { return at(signals_, index); }

  std::size_t poolCount() const HOCKET_AUDIO { return places_.size(); }
  Pool& pool(std::size_t index) HOCKET_AUDIO { return *places_[index].pool; }
  const std::vector<Place>& places() const { return places_; }                 // [any]
  const std::vector<Instrument>& instruments() const { return instruments_; }  // [any]

  int voices = 0;  // that use a lane of it [audio]

 private:
  class Maker;
  static Pool* at(const std::vector<Pool*>& pools, std::int32_t index) HOCKET_AUDIO {
    return index < 0 || static_cast<std::size_t>(index) >= pools.size() ? nullptr
                                                                        : pools[static_cast<std::size_t>(index)];
  }

  std::vector<Place> places_;
  std::vector<Instrument> instruments_;  // sorted by name
  std::vector<Pool*> effects_, signals_;
};

/// How many tracks of the plan may play a sound of that name. A name that is computed is not among them: such a pool
/// grows when it is played. [builder]
int tracksNaming(const graph::Plan&, std::string_view sound);

}  // namespace hocket::voice
