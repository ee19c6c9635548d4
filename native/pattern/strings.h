// The session's words, each stored once and named by a small number. Words are never removed, so an id stays good
// for the life of the table. Reading is lock-free on any thread; a new word takes a lock. [any thread but audio]
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hocket::pattern {

using StringId = std::uint32_t;

class Strings {
 public:
  static constexpr StringId none = 0xffffffffu;
  static constexpr StringId limit = 1u << 20;

  /// A sound's name split as `sound` reads it: "bd:3" is bd and 3.
  struct Sound {
    StringId name = none;  // none: there is no name (":3")
    bool hasNumber = false;
    double number = 0;
  };

  Strings();
  Strings(const Strings&) = delete;
  Strings& operator=(const Strings&) = delete;

  /// The word's id; `none` when the table is full (a million words).
  StringId intern(std::string_view word);
  /// The id of a word that is there already, or `none`; never adds.
  StringId find(std::string_view word) const;
  std::string_view view(StringId id) const;
  const Sound& sound(StringId id) const;
  StringId size() const { return count_.load(std::memory_order_acquire); }

 private:
  struct Word {
    std::string text;
    Sound sound;
  };
  static constexpr StringId chunkSize = 1024;

  const Word& word(StringId id) const {
    return chunks_[id / chunkSize].load(std::memory_order_acquire)[id % chunkSize];
  }
  StringId add(std::string_view text);
  Sound split(StringId id, std::string_view text);

  mutable std::mutex mutex_;
  std::unordered_map<std::string_view, StringId> ids_;
  std::array<std::atomic<Word*>, limit / chunkSize> chunks_{};
  std::array<std::unique_ptr<Word[]>, limit / chunkSize> owned_;
  std::atomic<StringId> count_{0};
};

}  // namespace hocket::pattern
