// A history that one thread writes and another reads: the writer never waits, the oldest is overwritten.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>

#include "native/dsp/kernel.h"

namespace hocket::engine {

/// The newest wins. The reader copies words and then drops those that were overwritten meanwhile: `claimed_` runs ahead
/// of the words, `written_` behind them, and every word is stored with release and loaded with acquire, so no fence is
/// needed.
template <class T>
class TelemetryRing {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % 4 == 0);
  static constexpr std::size_t words = sizeof(T) / 4;
  using Word = std::atomic<std::uint32_t>;

 public:
  explicit TelemetryRing(std::size_t capacity)
      : mask_(std::bit_ceil(capacity) - 1), words_(std::make_unique<Word[]>((mask_ + 1) * words)) {}

  /// [producer]
  void write(const T* items, std::size_t count) HOCKET_AUDIO {
    const std::uint64_t at = written_.load(std::memory_order_relaxed);
    claimed_.store(at + count, std::memory_order_relaxed);
    for (std::size_t i = 0; i < count; ++i) store(at + i, items[i]);
    written_.store(at + count, std::memory_order_release);
  }
  void write(const T& item) HOCKET_AUDIO { write(&item, 1); }

  /// Items ever written. [any]
  std::uint64_t written() const HOCKET_AUDIO { return written_.load(std::memory_order_acquire); }

  /// Copies items from number `from` on, at most `room`, the newest when there are more; moves `from` behind the last
  /// one copied and returns how many. Those that were overwritten are left out. [consumer]
  std::size_t read(std::uint64_t& from, T* out, std::size_t room) const {
    const std::uint64_t end = written();
    std::uint64_t begin = from > end ? end : from;
    if (end - begin > mask_ + 1) begin = end - (mask_ + 1);
    if (end - begin > room) begin = end - room;
    for (std::uint64_t i = begin; i < end; ++i) out[i - begin] = load(i);
    const std::uint64_t claimed = claimed_.load(std::memory_order_relaxed);
    std::uint64_t valid = begin;
    if (claimed > mask_ + 1 && claimed - (mask_ + 1) > begin) valid = claimed - (mask_ + 1);
    if (valid > end) valid = end;
    const auto count = static_cast<std::size_t>(end - valid);
    if (valid > begin) std::memmove(static_cast<void*>(out), out + (valid - begin), count * sizeof(T));
    from = end;
    return count;
  }

 private:
  void store(std::uint64_t index, const T& item) HOCKET_AUDIO {
    std::uint32_t raw[words];
    std::memcpy(raw, &item, sizeof(T));
    Word* slot = &words_[(index & mask_) * words];
    for (std::size_t w = 0; w < words; ++w) slot[w].store(raw[w], std::memory_order_release);
  }
  T load(std::uint64_t index) const {
    std::uint32_t raw[words];
    const Word* slot = &words_[(index & mask_) * words];
    for (std::size_t w = 0; w < words; ++w) raw[w] = slot[w].load(std::memory_order_acquire);
    T item;
    std::memcpy(static_cast<void*>(&item), raw, sizeof(T));
    return item;
  }

  const std::size_t mask_;
  const std::unique_ptr<Word[]> words_;
  alignas(64) std::atomic<std::uint64_t> claimed_{0};  // both written by the producer
  std::atomic<std::uint64_t> written_{0};
};

}  // namespace hocket::engine
