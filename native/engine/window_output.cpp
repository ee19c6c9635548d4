#include "native/engine/window_output.h"

#include <algorithm>

namespace hocket::engine {

voice::NoteEvent* WindowOutput::newNote() { return room() > 0 ? &notes_.emplace_back() : nullptr; }

void WindowOutput::addNote() {
  noteOrder_.push_back({notes_.back().cycle, static_cast<std::uint32_t>(notes_.size() - 1)});
}

void WindowOutput::addControl(const ControlEvent& event) {
  if (controls_.size() == maxControls) return;
  controlOrder_.push_back({event.cycle, static_cast<std::uint32_t>(controls_.size())});
  controls_.push_back(event);
}

void WindowOutput::sort() {
  const auto earlier = [](const Key& a, const Key& b) {
    return a.cycle != b.cycle ? a.cycle < b.cycle : a.order < b.order;
  };
  std::sort(noteOrder_.begin(), noteOrder_.end(), earlier);
  std::sort(controlOrder_.begin(), controlOrder_.end(), earlier);
}

bool WindowOutput::send() {
  for (; notesSent_ < noteOrder_.size(); ++notesSent_) {
    const voice::NoteEvent& note = notes_[noteOrder_[notesSent_].order];
    if (!(note.nudge != 0 ? nudged : notes).push(note)) break;
  }
  while (controlsSent_ < controlOrder_.size() && controls.push(controls_[controlOrder_[controlsSent_].order]))
    ++controlsSent_;
  if (notesSent_ == noteOrder_.size()) {
    notes_.clear();
    noteOrder_.clear();
    notesSent_ = 0;
  }
  if (controlsSent_ == controlOrder_.size()) {
    controls_.clear();
    controlOrder_.clear();
    controlsSent_ = 0;
  }
  return noteOrder_.empty() && controlOrder_.empty();
}

}  // namespace hocket::engine
