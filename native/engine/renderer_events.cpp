// What is due in a block: notes start voices, controls move what is held.
#include <algorithm>
#include <cmath>

#include "native/engine/renderer.h"

namespace hocket::engine {
namespace {

constexpr double latestStart = 0.1;  // seconds that a note may be late and still be played
constexpr double mostLater = 10;     // seconds that a note may be nudged

/// The ring whose next event comes first.
template <class T>
SpscRing<T>& earlier(SpscRing<T>& a, SpscRing<T>* b) HOCKET_AUDIO {
  const T* first = a.front();
  const T* second = b != nullptr ? b->front() : nullptr;
  return second != nullptr && (first == nullptr || second->cycle < first->cycle) ? *b : a;
}

}  // namespace

void Renderer::dispatch() HOCKET_AUDIO {
  WindowOutput& events = live_->events->out;
  WindowOutput* following = live_->following != nullptr ? &live_->following->out : nullptr;
  takeNudged(events.nudged, mostEarlier_);
  if (following != nullptr) takeNudged(following->nudged, mostEarlierFollowing_);
  while (true) {
    auto& controls = earlier(events.controls, following != nullptr ? &following->controls : nullptr);
    auto& notes = earlier(events.notes, following != nullptr ? &following->notes : nullptr);
    const ControlEvent* control = controls.front();
    const voice::NoteEvent* note = notes.front();
    const bool first = control != nullptr && (note == nullptr || control->cycle <= note->cycle);
    std::int64_t frame = frame_ + dsp::blockFrames;
    if (control != nullptr || note != nullptr) frame = transport_.frameAt(first ? control->cycle : note->cycle);
    if (first && control->beforeEnd) --frame;
    if (const NudgedNote* nudged = nudged_.front();
        nudged != nullptr && nudged->frame < std::min(frame, frame_ + dsp::blockFrames)) {
      startNote(*nudged->plan, nudged->event, nudged->frame);
      nudged_.pop();
      continue;
    }
    if (frame >= frame_ + dsp::blockFrames) return;
    if (first) {
      dispatchControl(*control, frame);
      controls.pop();
    } else {
      if (isDue(*note, frame)) startNote(*live_, *note, frame);
      notes.pop();
    }
  }
}

// Taken as early as they may sound at all, at most `earliest` seconds before their own time. Those that would have
// sounded before a swap have, in the plan before.
void Renderer::takeNudged(SpscRing<voice::NoteEvent>& ring, double earliest) HOCKET_AUDIO {
  const std::int64_t ahead = std::llround(earliest * config_.sampleRate);
  const bool follows = justTaken_ && live_->follows;
  while (const voice::NoteEvent* note = ring.front()) {
    const std::int64_t onset = transport_.frameAt(note->cycle);
    if (onset >= frame_ + dsp::blockFrames + ahead) return;
    const std::int64_t frame = onset + std::llround(std::clamp(note->nudge, -earliest, mostLater) * config_.sampleRate);
    const bool sounds = isDue(*note, onset) && !(follows && frame < frame_ && onset >= frame_);
    if (sounds && !nudged_.add(live_, std::max(frame_, frame), *note)) reportDropped(*live_, *note, frame);
    ring.pop();
  }
}

// What lies before a plan's first frame tells what holds there.
void Renderer::dispatchControl(const ControlEvent& event, std::int64_t frame) HOCKET_AUDIO {
  const bool late = frame < frame_;
  const int at = late ? 0 : static_cast<int>(frame - frame_);
  if (late && event.impulse) return;
  switch (event.kind) {
    case ControlEvent::Kind::held:
      live_->graph->setHeld(event.target, at, event.value);
      break;
    case ControlEvent::Kind::poolHeld:
      live_->rack->pool(static_cast<std::size_t>(event.target)).setHeld(event.input, at, event.value);
      break;
    case ControlEvent::Kind::tempo:
      transport_.setCps(late ? transport_.cycleAt(frame_) : event.cycle, static_cast<double>(event.value));
      break;
  }
  if (event.lit && !mixer_.hushed()) light(*live_, event.atom, frame, transport_.frameAt(event.end), event.value);
}

// Notes that began before a plan's first frame belong to the plan before; others that are late are told, and played if
// it is not by much.
bool Renderer::isDue(const voice::NoteEvent& event, std::int64_t frame) HOCKET_AUDIO {
  if (mixer_.hushed()) return false;
  if (frame >= frame_) return true;
  if (justTaken_ && !live_->tracks[static_cast<std::size_t>(event.track)].once) return false;
  const bool tooLate = static_cast<double>(frame_ - frame) > latestStart * config_.sampleRate;
  if (!justTaken_)
    report({.kind = Report::Kind::late, .plan = live_->number, .frame = frame, .value = tooLate ? 1.0 : 0.0});
  return !tooLate;
}

void Renderer::startNote(LivePlan& plan, const voice::NoteEvent& event, std::int64_t frame) HOCKET_AUDIO {
  const TrackRoute& route = plan.tracks[static_cast<std::size_t>(event.track)];
  if (mixer_.hushed() || route.track == nullptr || route.track->leaving) return;
  const voice::StartContext context{
      *route.track,  *plan.rack,       builtIn_, sounds_ != nullptr ? *sounds_ : noSounds_,
      route.effects, transport_.cps(), frame_,   static_cast<int>(std::max<std::int64_t>(0, frame - frame_))};
  int stolen = 0;
  const voice::Started started = voices_.start(event, context, stolen);
  if (started == voice::Started::missing) {
    report({.kind = Report::Kind::missingSound,
            .plan = plan.number,
            .index = spanOf(event),
            .name = event.sound,
            .frame = frame});
  }
  if (started == voice::Started::dropped || stolen > 0) reportDropped(plan, event, frame);
  const std::int64_t end = frame + transport_.frameAt(event.cycle + event.duration) - transport_.frameAt(event.cycle);
  for (int i = 0; i < event.atomCount; ++i) light(plan, event.atoms[i], frame, end, 0);
}

std::int32_t Renderer::spanOf(const voice::NoteEvent& event) HOCKET_AUDIO {
  return event.atomCount > 0 ? static_cast<std::int32_t>(event.atoms[0]) : noSpan;
}

void Renderer::reportDropped(const LivePlan& plan, const voice::NoteEvent& event, std::int64_t frame) HOCKET_AUDIO {
  report({.kind = Report::Kind::dropped,
          .plan = plan.number,
          .index = spanOf(event),
          .name = event.sound,
          .frame = frame});
}

void Renderer::light(const LivePlan& plan, std::uint32_t span, std::int64_t start, std::int64_t end,
                     float value) HOCKET_AUDIO {
  if (end > frame_) crossing_.atoms.write({start, end, plan.number, span, value});
}

}  // namespace hocket::engine
