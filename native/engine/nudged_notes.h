// Notes that sound before or after their own time, until it has come.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "native/engine/live_plan.h"
#include "native/voice/fixed_list.h"

namespace hocket::engine {

struct NudgedNote {
  LivePlan* plan;
  std::int64_t frame;
  voice::NoteEvent event;
};

/// In the order of their frames, and of being added where those are the same. [audio]
class NudgedNotes {
 public:
  explicit NudgedNotes(std::size_t capacity)
      : notes_(std::make_unique<NudgedNote[]>(capacity)), free_(capacity), order_(capacity) {  // [control]
    for (std::size_t i = 0; i < capacity; ++i) free_.add(&notes_[i]);
  }

  /// False when it is full.
  bool add(LivePlan* plan, std::int64_t frame, const voice::NoteEvent& event) HOCKET_AUDIO {
    if (free_.empty()) return false;
    NudgedNote* note = free_.takeLast();
    *note = {plan, frame, event};
    order_.add(note);
    for (std::size_t i = order_.size() - 1; i > 0 && order_[i - 1]->frame <= frame; --i)
      std::swap(order_[i - 1], order_[i]);
    return true;
  }
  /// The earliest; null when there is none.
  const NudgedNote* front() const HOCKET_AUDIO { return order_.empty() ? nullptr : order_[order_.size() - 1]; }
  void pop() HOCKET_AUDIO { free_.add(order_.takeLast()); }
  void clear() HOCKET_AUDIO {
    while (!order_.empty()) pop();
  }

  bool has(const LivePlan* plan) const HOCKET_AUDIO {
    return std::any_of(order_.begin(), order_.end(), [&](const NudgedNote* note) { return note->plan == plan; });
  }

 private:
  std::unique_ptr<NudgedNote[]> notes_;
  voice::FixedList<NudgedNote*> free_, order_;  // the earliest at the end
};

}  // namespace hocket::engine
