// Lanes for voices: groups of eight that run one Program, handed out lane by lane.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "native/graph/instance.h"
#include "native/voice/fixed_list.h"
#include "native/voice/note_event.h"

namespace hocket::voice {

struct Voice;
class Pool;
class Track;

/// The buses of the main graph that is live, by name: what programs are bound to after a swap.
struct Buses {
  struct Entry {
    Name name;
    graph::BusView view;
  };
  std::uint64_t generation = 0;  // differs from one swap to the next; 0: none
  std::vector<Entry> entries;    // sorted by name

  graph::BusView find(Name name) const HOCKET_AUDIO;
};

/// Eight voices side by side. All of them belong to one track, because a track is rendered when the buses that it reads
/// are ready.
struct Group {
  Group(Pool&, std::uint64_t seed);  // [builder]

  /// Makes the output of frames first .. first + frames - 1, unless it is there already; voices that start or are
  /// released within split the work. `block` numbers blocks. [audio]
  void process(std::uint64_t block, int first, int frames, const Buses&) HOCKET_AUDIO;

  /// Channel 0 or 1, which are the same when the program has one.
  const float* output(int channel) const HOCKET_AUDIO { return outputs[channel]; }
  /// What {bus: "voice"} reads. [frame][lane]
  float* input(int channel) HOCKET_AUDIO { return voiceInput[channel]; }

  Pool& pool;
  graph::Instance instance;
  const Track* owner = nullptr;
  dsp::LaneMask active = 0;
  Voice* voices[dsp::wideLanes] = {};
  std::uint64_t done = 0;   // block * (blockFrames + 1) + frames made
  std::uint64_t bound = 0;  // generation of the buses
  const float* outputs[2];
  alignas(64) float voiceInput[2][dsp::blockFrames * dsp::wideLanes] = {};

 private:
  void startLane(int lane) HOCKET_AUDIO;
};

struct Lane {
  Group* group = nullptr;
  int index = 0;

  explicit operator bool() const HOCKET_AUDIO { return group != nullptr; }
  /// [frame * wideLanes]
  const float* output(int channel) const HOCKET_AUDIO { return group->output(channel) + index; }
};

class Pool {
 public:
  /// At most `maxGroups` ever. [builder]
  Pool(std::shared_ptr<const graph::Program>, pattern::Strings&, std::uint64_t seed, int groups, int maxGroups);
  ~Pool();  // [builder]

  const std::shared_ptr<const graph::Program>& program() const { return program_; }
  /// Names of the program's controls and buses, in its order.
  std::span<const Name> controls() const HOCKET_AUDIO { return controls_; }
  std::span<const Name> buses() const HOCKET_AUDIO { return buses_; }
  int gateControl() const HOCKET_AUDIO { return gate_; }
  bool readsVoice() const HOCKET_AUDIO { return readsVoice_; }
  bool reads(Name control) const HOCKET_AUDIO;

  /// A lane for a voice of that track; none when all are taken, or those that are left are kept for other tracks.
  /// `frame` of the block is where it starts. [audio]
  Lane acquire(const Track&, Voice&, int frame) HOCKET_AUDIO;
  void release(Lane) HOCKET_AUDIO;

  /// A held pattern's value, from that frame of the block on. [audio]
  void setHeld(int held, int frame, float value) HOCKET_AUDIO;

  /// How many tracks may play it: a group is kept for each of them. [builder], before any of them does
  void expect(int tracks) { tracks_.store(tracks, std::memory_order_relaxed); }

  /// Voices of one more track, or a few more of the same, might find no lane. [audio]
  bool isShort() const HOCKET_AUDIO;
  bool askedForMore = false;  // [audio]

  /// Null when as many as there may ever be have been made. [builder]
  std::unique_ptr<Group> makeGroup();
  /// How many makeGroup() has made. [builder]
  std::size_t made() const { return made_; }
  /// Of what makeGroup() made; owned from then on. [audio]
  void add(Group*) HOCKET_AUDIO;
  const FixedList<Group*>& groups() const HOCKET_AUDIO { return groups_; }
  const std::uint64_t id;  // unlike that of any other pool of this process

 private:
  std::shared_ptr<const graph::Program> program_;
  bool leavesEnough(const Track&) const HOCKET_AUDIO;

  std::uint64_t seed_;
  std::size_t made_ = 0;
  std::atomic<int> tracks_{0};
  std::vector<Name> controls_, buses_;
  struct Held {
    float value;
    bool lasting;  // a trigger is not
  };
  std::vector<Held> held_;
  FixedList<Group*> groups_;
  int gate_;
  bool readsVoice_;
};

}  // namespace hocket::voice
