// Remembers which nodes made NaN or infinity, and when to give up on one.
//
// Always looked at: the last frame of each kernel's output, where whatever has got into a filter's state shows, and all
// of each definition's output. After a finding everything is looked at for a while, so that the node that is to blame
// (the first in order) is told apart from those that it spoilt.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "native/graph/instance.h"

namespace hocket::graph {

class Guard {
 public:
  explicit Guard(std::size_t units = 0) : strikes_(units) {}

  /// Look at everything; also whether a unit was silenced.
  bool thorough() const HOCKET_AUDIO { return thorough_ || gaveUp_; }
  bool silenced(std::int32_t unit) const HOCKET_AUDIO { return strikes_[static_cast<std::size_t>(unit)] >= limit; }

  /// The unit's output was bad. `mayGiveUp`: it is silenced when that goes on.
  void strike(std::int32_t unit, std::int32_t node, bool mayGiveUp) HOCKET_AUDIO {
    std::uint8_t& count = strikes_[static_cast<std::size_t>(unit)];
    if (count + 1 < limit || (mayGiveUp && count < limit)) ++count;
    if (!thorough_) {
      if (suspect_ == none) suspect_ = node;
    } else if (!told_) {
      report({node, false});
      told_ = true;
    }
    if (count == limit) {
      report({node, true});
      gaveUp_ = true;
    }
    window_ = blocks;
  }
  /// A bad number reached an output without having been seen before.
  void alarm() HOCKET_AUDIO { window_ = blocks; }

  void endBlock() HOCKET_AUDIO {
    if (window_ == 0) return;
    thorough_ = --window_ > 0;
    if (thorough_) return;
    if (suspect_ != none && !told_) report({suspect_, false});
    suspect_ = none;
    told_ = false;
    for (std::uint8_t& count : strikes_) {
      if (count < limit) count = 0;
    }
  }

  Fault take() HOCKET_AUDIO { return count_ == 0 ? Fault{} : queue_[--count_]; }

 private:
  static constexpr std::uint8_t limit = 8;
  static constexpr int blocks = 32;

  void report(Fault fault) HOCKET_AUDIO {
    if (count_ < queue_.size()) queue_[count_++] = fault;
  }

  std::vector<std::uint8_t> strikes_;
  std::array<Fault, 16> queue_{};
  std::size_t count_ = 0;
  int window_ = 0;  // blocks for which everything is looked at
  bool thorough_ = false, told_ = false, gaveUp_ = false;
  std::int32_t suspect_ = none;  // first in order in the block that opened the window
};

}  // namespace hocket::graph
