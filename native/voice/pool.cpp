#include "native/voice/pool.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "native/voice/voice.h"

namespace hocket::voice {
namespace {

std::uint64_t nextId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

graph::BusView Buses::find(Name name) const HOCKET_AUDIO {
  const auto at =
      std::lower_bound(entries.begin(), entries.end(), name, [](const Entry& e, Name n) { return e.name < n; });
  return at != entries.end() && at->name == name ? at->view : graph::BusView{};
}

Group::Group(Pool& p, std::uint64_t seed) : pool(p), instance(p.program(), seed) {
  const float* const channels[2] = {voiceInput[0], voiceInput[1]};
  if (pool.readsVoice()) instance.bindVoice(channels);
  const int last = pool.program()->outputs() - 1;
  for (int c = 0; c < 2; ++c) outputs[c] = instance.output(c < last ? c : last);
}

void Group::startLane(int lane) HOCKET_AUDIO {
  const Voice& voice = *voices[lane];
  instance.reset(dsp::LaneMask{1} << lane, voice.seed);
  const std::span<const Name> names = pool.controls();
  for (std::size_t k = 0; k < names.size(); ++k) {
    const int control = static_cast<int>(k);
    if (control == pool.gateControl()) {
      instance.setControl(control, lane, 1);
    } else if (const ControlValue* given = voice.find(names[k])) {
      const Lane signal = given->signal < 0 ? Lane{} : voice.signal(given->signal);
      if (signal) {
        if (signal.group != this) instance.setControlSignal(control, lane, signal.output(0), dsp::wideLanes);
      } else {
        instance.setControl(control, lane, given->value);
      }
    }
  }
}

void Group::process(std::uint64_t block, int first, int frames, const Buses& buses) HOCKET_AUDIO {
  const int end = first + frames;
  const std::uint64_t goal = block * (dsp::blockFrames + 1) + static_cast<std::uint64_t>(end);
  if (done >= goal) return;
  done = goal;
  if (bound != buses.generation) {
    const std::span<const Name> names = pool.buses();
    for (std::size_t b = 0; b < names.size(); ++b) instance.bindBus(static_cast<int>(b), buses.find(names[b]));
    bound = buses.generation;
  }
  for (int at = first; at < end;) {
    int next = end;
    for (dsp::LaneMask rest = active; rest != 0; rest &= rest - 1) {
      const int lane = std::countr_zero(rest);
      const Voice& voice = *voices[lane];
      if (voice.startAt == at) startLane(lane);
      if (voice.releaseAt == at && pool.gateControl() >= 0) instance.setControl(pool.gateControl(), lane, 0);
      for (const int event : {voice.startAt, voice.releaseAt}) {
        if (event > at && event < next) next = event;
      }
    }
    instance.process(at, next - at);
    at = next;
  }
}

Pool::Pool(std::shared_ptr<const graph::Program> program, pattern::Strings& strings, std::uint64_t seed, int groups,
           int maxGroups)
    : id(nextId()),
      program_(std::move(program)),
      seed_(seed),
      groups_(static_cast<std::size_t>(std::max(1, maxGroups))),
      gate_(program_->controlIndex("gate")),
      readsVoice_(program_->readsVoice()) {
  for (const graph::ControlInput& control : program_->controls()) controls_.push_back(strings.intern(control.name));
  for (const graph::BusInput& bus : program_->buses()) buses_.push_back(strings.intern(bus.name));
  for (const graph::HeldInput& held : program_->held())
    held_.push_back({held.initial, held.use != graph::HeldUse::trig});
  for (int i = 0; i < groups; ++i) {
    if (std::unique_ptr<Group> group = makeGroup()) add(group.release());
  }
}

Pool::~Pool() {
  for (Group* group : groups_) delete group;
}

bool Pool::reads(Name control) const HOCKET_AUDIO {
  return std::find(controls_.begin(), controls_.end(), control) != controls_.end();
}

std::unique_ptr<Group> Pool::makeGroup() {
  if (made_ == groups_.capacity()) return nullptr;
  ++made_;
  return std::make_unique<Group>(*this, seed_);
}

void Pool::add(Group* group) HOCKET_AUDIO {
  askedForMore = false;
  groups_.add(group);
}

Lane Pool::acquire(const Track& track, Voice& voice, int frame) HOCKET_AUDIO {
  constexpr dsp::LaneMask all = (dsp::LaneMask{1} << dsp::wideLanes) - 1;
  Group* idle = nullptr;
  Group* chosen = nullptr;
  for (Group* group : groups_) {
    if (group->active == 0) {
      if (idle == nullptr) idle = group;
    } else if (group->owner == &track && group->active != all) {
      chosen = group;
      break;
    }
  }
  if (chosen == nullptr) {
    if (idle == nullptr || !leavesEnough(track)) return {};
    chosen = idle;
    chosen->owner = &track;
    for (std::size_t h = 0; h < held_.size(); ++h) {
      if (held_[h].lasting) chosen->instance.setHeld(static_cast<int>(h), frame, held_[h].value);
    }
  }
  const int lane = std::countr_zero(~chosen->active);
  chosen->active |= dsp::LaneMask{1} << lane;
  chosen->voices[lane] = &voice;
  return {chosen, lane};
}

// A track that has groups already may have another one while a quarter as many as it has are left over, and one for
// each track that has none: however many voices one asks for, the others find lanes.
bool Pool::leavesEnough(const Track& track) const HOCKET_AUDIO {
  int own = 0, idle = 0, others = 0;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const Group& group = *groups_[i];
    if (group.active == 0) {
      ++idle;
    } else if (group.owner == &track) {
      ++own;
    } else {
      const auto same = [&](const Group* g) { return g->active != 0 && g->owner == group.owner; };
      others += std::none_of(groups_.begin(), groups_.begin() + i, same) ? 1 : 0;
    }
  }
  const int waiting = tracks_.load(std::memory_order_relaxed) - others - 1;
  return own == 0 || idle > std::max(own / 4, waiting);
}

void Pool::release(Lane lane) HOCKET_AUDIO {
  Group& group = *lane.group;
  group.active &= ~(dsp::LaneMask{1} << lane.index);
  group.voices[lane.index] = nullptr;
  if (!readsVoice_) return;
  for (float* channel : group.voiceInput) {
    for (int i = 0; i < dsp::blockFrames; ++i) channel[i * dsp::wideLanes + lane.index] = 0;
  }
}

void Pool::setHeld(int held, int frame, float value) HOCKET_AUDIO {
  held_[static_cast<std::size_t>(held)].value = value;
  for (Group* group : groups_) {
    if (group->active != 0) group->instance.setHeld(held, frame, value);
  }
}

// Every track that plays it may want another group at once.
bool Pool::isShort() const HOCKET_AUDIO {
  if (groups_.full()) return false;
  constexpr int spare = 2;
  const auto idle = std::count_if(groups_.begin(), groups_.end(), [](const Group* g) { return g->active == 0; });
  return idle < std::max<std::ptrdiff_t>(spare, static_cast<std::ptrdiff_t>(groups_.size()) - idle);
}

}  // namespace hocket::voice
