// What the voices of one plan are made of: a pool for each synth, each effects graph and each voice signal.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "native/graph/graph.h"
#include "native/voice/pool.h"

namespace hocket::voice {

struct RackOptions {
  float sampleRate = 48000;
  std::uint64_t seed = 0;
  int maxVoices = 256;
  int groups = 2;  // of a built-in instrument to begin with
};

struct Instrument {
  Name name;
  Pool* pool;
  float tuning = 0;  // a drum: Hz of note 0, which takes the place of c5
};

class Rack {
 public:
  /// [builder]
  static graph::Result<std::unique_ptr<Rack>> build(const graph::Plan&, const graph::Graph&, pattern::Strings&,
                                                    const RackOptions&);
  /// The instruments that are there without any plan: the drum nodes, under their names and aliases. [builder]
  static std::unique_ptr<Rack> builtIn(pattern::Strings&, const RackOptions&);

  /// The synth or drum of that name, or null. [audio]
  const Instrument* instrument(Name name) const HOCKET_AUDIO;
  Pool* effects(std::int32_t index) HOCKET_AUDIO { return at(effects_, index); }
  Pool* signal(std::int32_t index) HOCKET_AUDIO { return at(signals_, index); }

  std::size_t poolCount() const HOCKET_AUDIO { return pools_.size(); }
  Pool& pool(std::size_t index) HOCKET_AUDIO { return *pools_[index]; }

  int voices = 0;  // that use a lane of it [audio]

 private:
  Pool* add(std::shared_ptr<const graph::Program>, pattern::Strings&, const RackOptions&, int groups);
  void addDrum(const dsp::NodeType&, pattern::Strings&, const RackOptions&);
  static Pool* at(const std::vector<Pool*>& pools, std::int32_t index) HOCKET_AUDIO {
    return index < 0 || static_cast<std::size_t>(index) >= pools.size() ? nullptr
                                                                        : pools[static_cast<std::size_t>(index)];
  }

  std::vector<std::unique_ptr<Pool>> pools_;
  std::vector<Instrument> instruments_;  // sorted by name
  std::vector<Pool*> effects_, signals_;
};

}  // namespace hocket::voice
