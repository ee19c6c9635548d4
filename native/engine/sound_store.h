// Owns all samples, and makes the tables in which the audio thread looks them up. Guarded by whoever owns it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "native/engine/crossing.h"

namespace hocket::engine {

class SoundStore {
 public:
  struct Change {
    std::string name;
    std::int32_t index;
  };

  SoundStore(Crossing& crossing, pattern::Strings& strings) : crossing_(crossing), strings_(strings) {}

  void set(std::string_view name, int index, std::unique_ptr<const voice::Sample>);
  void remove(std::string_view name);

  /// Publishes what has changed since the last time; the changes, and the version of the table that has them. Frees
  /// what nobody plays any longer.
  std::vector<Change> publish(std::uint64_t& version);

 private:
  struct Gone {
    std::unique_ptr<const voice::Sample> sample;
    std::uint64_t lastVersion;  // of a table that has it
  };
  void discard(std::unique_ptr<const voice::Sample>);
  void collect();

  Crossing& crossing_;
  pattern::Strings& strings_;
  std::map<voice::Name, std::vector<std::unique_ptr<const voice::Sample>>> folders_;
  std::vector<Gone> gone_;
  std::vector<Change> changes_;
  std::uint64_t version_ = 0;
  std::uint64_t oldest_ = 0;  // tables before this version are no longer in use
};

}  // namespace hocket::engine
