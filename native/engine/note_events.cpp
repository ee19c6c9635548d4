#include "native/engine/note_events.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace hocket::engine {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

NoteEvents::NoteEvents(const pattern::PatternGraph& graph, const voice::ControlNames& names,
                       std::vector<NoteSource> sources)
    : graph_(graph), names_(names), sources_(std::move(sources)) {}

void NoteEvents::make(pattern::Query& query, std::int64_t window, int perCycle, WindowOutput& out,
                      EventProblems& problems) {
  const Work work{query, out, problems};
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const std::size_t kept = roomForEach * (sources_.size() - 1 - i);
    const std::size_t most = std::clamp(out.room() - std::min(out.room(), kept), roomForEach, mostEach);
    if (sources_[i].once) {
      makeOnce(work, sources_[i], window, perCycle, most);
    } else {
      makeNotes(work, sources_[i], {window, window + 1, perCycle}, 0, most);
    }
  }
}

// The window as the pattern sees it whose cycle 0 begins at `start`, as far as it lies in that cycle.
void NoteEvents::makeOnce(const Work& work, const NoteSource& source, std::int64_t window, int perCycle,
                          std::size_t most) {
  constexpr std::int64_t den = std::int64_t{1} << 30;
  const auto start = static_cast<std::int64_t>(std::llround(source.start * den));
  const std::int64_t begin = std::max<std::int64_t>(0, window * (den / perCycle) - start);
  const std::int64_t end = std::min(den, (window + 1) * (den / perCycle) - start);
  if (begin < end) makeNotes(work, source, pattern::Span{begin, end, den}.reduced(), source.start, most);
}

void NoteEvents::makeNotes(const Work& work, const NoteSource& source, const pattern::Span& span, double shift,
                           std::size_t most) {
  auto& [query, out, problems] = work;
  const std::span<const pattern::Event> events = query.run(source.pattern, span);
  problems.check(query, source.pattern);
  const std::size_t first = out.made().size();
  for (const pattern::Event& event : events) {
    if (!event.hasOnset() || event.value.kind != pattern::Value::Kind::map) continue;
    voice::NoteEvent* note = out.made().size() - first < most ? out.newNote() : nullptr;
    if (note == nullptr) return problems.add({pattern::QueryError::tooManyEvents, source.pattern});
    note->cycle = event.onset() + shift;
    note->duration = event.duration();
    note->track = source.track;
    if (!flatten(query, event, *note)) {
      out.takeBack();
      continue;
    }
    // Events that begin together differ by their place among each other, whatever else is in the window.
    const std::vector<voice::NoteEvent>& made = out.made();
    std::uint64_t together = 0;
    for (std::size_t i = made.size() - 1; i-- > 0 && made[i].track == note->track;)
      together += made[i].cycle == note->cycle;
    note->seed = mix(mix(source.seed, std::bit_cast<std::uint64_t>(event.onset())), together);
    out.addNote();
    if (const voice::ControlValue* cps = note->find(names_.cps); cps != nullptr && cps->signal < 0) {
      out.addControl(
          {.cycle = note->cycle, .end = note->cycle, .value = cps->value, .kind = ControlEvent::Kind::tempo});
    }
  }
}

// The map without words that are no numbers; `s` becomes the sound, and "name:3" also `n`.
bool NoteEvents::flatten(pattern::Query& query, const pattern::Event& event, voice::NoteEvent& note) const {
  using Kind = pattern::Value::Kind;
  const pattern::Strings& strings = graph_.strings();
  const auto add = [&](voice::Name name, float value, std::int32_t signal) {
    if (!std::isfinite(value) || note.controlCount == voice::NoteEvent::maxControls) return;
    note.controls[note.controlCount++] = {name, value, signal};
  };
  constexpr double notThere = std::numeric_limits<double>::infinity();
  double number = notThere;
  for (const pattern::ControlEntry& entry : event.value.map->all()) {
    const pattern::Value& value = entry.value;
    if (entry.control == names_.s && value.kind == Kind::string) {
      const pattern::Strings::Sound& sound = strings.sound(value.string);
      note.sound = sound.name;
      if (sound.hasNumber) number = sound.number;
    } else if (value.kind == Kind::signal) {
      add(entry.control, 0, static_cast<std::int32_t>(value.integer));
    } else if (value.kind == Kind::string) {
      add(entry.control, voice::wordValue(strings.view(value.string)), -1);
    } else if (value.isNumeric() || value.kind == Kind::boolean) {
      add(entry.control, static_cast<float>(value.kind == Kind::boolean ? value.isTrue() : value.asDouble()), -1);
    }
  }
  if (note.sound == voice::noName) return false;
  if (number != notThere && note.find(names_.n) == nullptr) add(names_.n, static_cast<float>(number), -1);
  note.nudge = note.number(names_.nudge, 0);
  note.atomCount = static_cast<std::int32_t>(query.atoms(event, note.atoms));
  return true;
}

}  // namespace hocket::engine
