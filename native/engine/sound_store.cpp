#include "native/engine/sound_store.h"

#include <algorithm>
#include <utility>

namespace hocket::engine {

void SoundStore::set(std::string_view name, int index, std::unique_ptr<const voice::Sample> sample) {
  auto& folder = folders_[strings_.intern(name)];
  const auto at = static_cast<std::size_t>(index);
  if (folder.size() <= at) folder.resize(at + 1);
  discard(std::exchange(folder[at], std::move(sample)));
  changes_.push_back({std::string(name), index});
}

void SoundStore::remove(std::string_view name) {
  const auto folder = folders_.find(strings_.intern(name));
  if (folder == folders_.end()) return;
  for (auto& sample : folder->second) discard(std::move(sample));
  folders_.erase(folder);
  changes_.push_back({std::string(name), -1});
}

void SoundStore::discard(std::unique_ptr<const voice::Sample> sample) {
  if (sample != nullptr) gone_.push_back({std::move(sample), version_});
}

std::vector<SoundStore::Change> SoundStore::publish(std::uint64_t& version) {
  collect();
  if (changes_.empty()) return {};
  auto table = std::make_unique<voice::SoundTable>();
  table->version = version = ++version_;
  for (const auto& [name, sounds] : folders_) {
    auto& folder = table->folders.emplace_back(name);
    for (const auto& sample : sounds) folder.sounds.push_back(sample.get());
  }
  crossing_.sounds.publish(std::move(table));
  return std::exchange(changes_, {});
}

// Tables come back in the order of their versions, so those before the one that came back last are out of use as well.
// A voice counts itself before the table in which it found its sample can come back.
void SoundStore::collect() {
  crossing_.sounds.collect(
      [&](std::unique_ptr<voice::SoundTable> table) { oldest_ = std::max(oldest_, table->version + 1); });
  std::erase_if(gone_, [&](const Gone& gone) {
    return gone.lastVersion < oldest_ && gone.sample->users.load(std::memory_order_acquire) == 0;
  });
}

}  // namespace hocket::engine
