// The three types that cross threads, each with two threads and a seeded random pace; meant for ThreadSanitizer too.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

#include "native/engine/plan_slot.h"
#include "native/engine/spsc_ring.h"
#include "native/engine/telemetry_ring.h"

using namespace hocket::engine;

namespace {

// Lets the other thread run now and then, at places that the seed decides.
class Pace {
 public:
  explicit Pace(unsigned seed) : random_(seed) {}
  void step() {
    if (random_() % 16 == 0) std::this_thread::yield();
  }
  std::uint32_t number(std::uint32_t bound) { return static_cast<std::uint32_t>(random_()) % bound; }

 private:
  std::minstd_rand random_;
};

struct Item {
  std::uint32_t number;
  std::uint32_t check[7];
};
Item makeItem(std::uint32_t number) {
  Item item{number, {}};
  for (std::uint32_t i = 0; i < 7; ++i) item.check[i] = number * 2654435761u + i;
  return item;
}
bool intact(const Item& item) {
  for (std::uint32_t i = 0; i < 7; ++i) {
    if (item.check[i] != item.number * 2654435761u + i) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("ring: everything arrives once, in order and whole") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    constexpr std::uint32_t count = 20000;
    SpscRing<Item> ring(32);
    std::thread producer([&] {
      Pace pace(seed);
      for (std::uint32_t i = 0; i < count; pace.step()) {
        if (ring.push(makeItem(i))) {
          ++i;
        } else {
          std::this_thread::yield();
        }
      }
    });
    Pace pace(seed + 100);
    std::uint32_t expected = 0, damaged = 0, misplaced = 0;
    while (expected < count) {
      if (Item* item = ring.front()) {
        misplaced += item->number != expected;
        damaged += !intact(*item);
        ++expected;
        ring.pop();
      } else {
        std::this_thread::yield();
      }
      pace.step();
    }
    producer.join();
    CHECK(misplaced == 0);
    CHECK(damaged == 0);
    CHECK(ring.front() == nullptr);
  }
}

TEST_CASE("ring: refuses what does not fit") {
  SpscRing<int> ring(4);
  for (int i = 0; i < 4; ++i) CHECK(ring.push(i));
  CHECK_FALSE(ring.push(4));
  CHECK(*ring.front() == 0);
  ring.pop();
  CHECK(ring.push(4));
}

TEST_CASE("slot: every object is freed once, on the control side, and what is taken is whole") {
  struct Tracked {
    std::uint32_t number;
    std::vector<std::uint32_t> body;
    std::thread::id owner;
    int* wrongThread;
    ~Tracked() { *wrongThread += owner != std::this_thread::get_id(); }
  };
  for (unsigned seed = 1; seed <= 3; ++seed) {
    constexpr std::uint32_t count = 3000;
    int wrongThread = 0;
    std::uint32_t replaced = 0, collected = 0, taken = 0, disorder = 0, damaged = 0;
    std::atomic<bool> done{false};
    {
      PlanSlot<Tracked> slot(8);
      std::thread audio([&] {
        Pace pace(seed);
        Tracked* current = nullptr;
        while (true) {
          const bool last = done.load(std::memory_order_acquire);
          if (Tracked* next = slot.take()) {
            ++taken;
            disorder += current != nullptr && next->number <= current->number;
            for (std::uint32_t value : next->body) damaged += value != next->number;
            while (current != nullptr && !slot.retire(current)) std::this_thread::yield();
            current = next;
          } else if (last) {
            break;
          }
          pace.step();
        }
        while (current != nullptr && !slot.retire(current)) std::this_thread::yield();
      });
      Pace pace(seed + 100);
      for (std::uint32_t i = 1; i <= count; ++i) {
        auto next = std::make_unique<Tracked>(
            Tracked{i, std::vector<std::uint32_t>(8, i), std::this_thread::get_id(), &wrongThread});
        replaced += slot.publish(std::move(next)) != nullptr;
        collected += static_cast<std::uint32_t>(slot.collect());
        pace.step();
      }
      done.store(true, std::memory_order_release);
      for (bool joined = false; !joined;) {
        collected += static_cast<std::uint32_t>(slot.collect());
        joined = replaced + collected == count;
        std::this_thread::yield();
      }
      audio.join();
    }
    CHECK(wrongThread == 0);
    CHECK(disorder == 0);
    CHECK(damaged == 0);
    CHECK(taken + replaced == count);
  }
}

TEST_CASE("telemetry: the reader gets whole items in order, and the newest when it is late") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    constexpr std::uint32_t count = 40000;
    TelemetryRing<Item> ring(64);
    std::thread writer([&] {
      Pace pace(seed);
      for (std::uint32_t i = 0; i < count; pace.step()) {
        Item block[8];
        const std::uint32_t size = std::min(1 + pace.number(8), count - i);
        for (std::uint32_t k = 0; k < size; ++k) block[k] = makeItem(i + k);
        ring.write(block, size);
        i += size;
      }
    });
    Pace pace(seed + 100);
    std::uint64_t from = 0;
    std::uint32_t damaged = 0, disorder = 0, last = 0, seen = 0;
    while (from < count) {
      Item items[64];
      const std::size_t got = ring.read(from, items, 1 + pace.number(64));
      for (std::size_t i = 0; i < got; ++i, ++seen) {
        damaged += !intact(items[i]);
        disorder += seen > 0 && items[i].number <= last;
        last = items[i].number;
      }
      pace.step();
    }
    writer.join();
    CHECK(damaged == 0);
    CHECK(disorder == 0);
    CHECK(seen > 0);
    CHECK(last == count - 1);
  }
}

TEST_CASE("telemetry: room and overrun leave the newest") {
  TelemetryRing<std::uint32_t> ring(8);
  for (std::uint32_t i = 0; i < 20; ++i) ring.write(i);
  std::uint64_t from = 0;
  std::uint32_t out[16];
  CHECK(ring.read(from, out, 16) == 8);
  CHECK(out[0] == 12);
  CHECK(from == 20);
  CHECK(ring.read(from, out, 16) == 0);
  from = 14;
  CHECK(ring.read(from, out, 2) == 2);
  CHECK(out[1] == 19);
}
