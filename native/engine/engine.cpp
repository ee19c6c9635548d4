#include "native/engine/engine.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/engine/builder.h"
#include "native/engine/clock.h"
#include "native/engine/renderer.h"
#include "native/engine/sound_store.h"
#include "native/engine/urgency.h"

namespace hocket::engine {
namespace {

using namespace std::chrono_literals;

constexpr auto builderPause = 3ms, sequencerPause = 10ms;
constexpr double sequencerDelay = 0.04;  // seconds until what a period has changed is sequenced
constexpr double mostAhead = 2;          // seconds

EngineConfig clamped(EngineConfig config) {
  if (!(config.sampleRate >= 8000)) config.sampleRate = 8000;
  config.sampleRate = std::min(config.sampleRate, 192000.0);
  config.outputChannels = std::clamp(config.outputChannels, 1, 32);
  config.inputChannels = std::clamp(config.inputChannels, 0, 32);
  config.maxVoices = (std::clamp(config.maxVoices, 8, 4096) + 7) / 8 * 8;
  if (!(config.lookaheadSeconds >= 0.02)) config.lookaheadSeconds = 0.02;
  config.lookaheadSeconds = std::min(config.lookaheadSeconds, mostAhead);
  return config;
}

}  // namespace

struct Engine::Parts {
  explicit Parts(const EngineConfig& wanted)
      : config(clamped(wanted)),
        names(strings),
        crossing(config.lookaheadSeconds / 2),
        builtIn(voice::Rack::builtIn(
            strings,
            {.sampleRate = static_cast<float>(config.sampleRate), .seed = config.seed, .maxVoices = config.maxVoices})),
        reporter(crossing, strings, config.mode == Mode::live),
        sequencer(crossing, reporter, config.lookaheadSeconds),
        sounds(crossing, strings),
        renderer(config, crossing, names, *builtIn),
        builder(config, {crossing, sequencer, reporter, strings, names, renderer.voiceContext(),
                         renderer.voiceCapacity(), *builtIn}) {
    if (config.mode == Mode::offline) return;
    builderThread = std::thread([this] { runBuilder(); });
    sequencerThread = std::thread([this] { runSequencer(); });
  }

  ~Parts() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    if (builderThread.joinable()) builderThread.join();
    if (sequencerThread.joinable()) sequencerThread.join();
  }

  void publishSounds() {
    const std::lock_guard lock(soundMutex);
    std::uint64_t version = 0;
    std::vector<std::pair<std::string, std::int32_t>> changes;
    for (SoundStore::Change& change : sounds.publish(version))
      changes.emplace_back(std::move(change.name), change.index);
    if (!changes.empty()) reporter.soundsChanged(version, std::move(changes));
  }

  void runBuilder() {
    goBeforeTheEditor();
    std::unique_lock lock(mutex);
    while (!stopping) {
      std::vector<Submission> work = std::exchange(submissions, {});
      lock.unlock();
      publishSounds();
      builder.service();
      for (Submission& submission : work) builder.build(std::move(submission));
      lock.lock();
      if (!submissions.empty() || stopping) continue;
      lock.unlock();
      const bool freed = builder.freeOne();
      lock.lock();
      if (!freed && submissions.empty() && !stopping) wake.wait_for(lock, builderPause);
    }
  }

  void runSequencer() {
    goBeforeTheEditor();
    std::unique_lock lock(mutex);
    while (!stopping) {
      lock.unlock();
      sequencer.fill();
      lock.lock();
      if (!stopping) sequencerWake.wait_for(lock, sequencerPause);
    }
  }

  const EngineConfig config;
  pattern::Strings strings;
  const voice::ControlNames names;
  Crossing crossing;
  const std::unique_ptr<voice::Rack> builtIn;
  Reporter reporter;
  Sequencer sequencer;
  SoundStore sounds;
  Renderer renderer;
  Builder builder;

  std::mutex soundMutex;  // of sounds
  std::mutex mutex;       // of what follows
  std::condition_variable wake, sequencerWake;
  std::vector<Submission> submissions;
  PlanNumber lastPlan = 0;
  bool stopping = false;
  std::thread builderThread, sequencerThread;
};

Engine::Engine(const EngineConfig& config) : parts_(std::make_unique<Parts>(config)) {}
Engine::~Engine() = default;

PlanNumber Engine::submit(std::string planJson, When when) {
  Submission submission{0, std::move(planJson), when, steadySeconds()};
  {
    const std::lock_guard lock(parts_->mutex);
    submission.number = ++parts_->lastPlan;
    if (parts_->config.mode == Mode::live) parts_->submissions.push_back(submission);
  }
  const PlanNumber number = submission.number;
  if (parts_->config.mode == Mode::live) {
    parts_->wake.notify_one();
  } else {
    parts_->builder.build(std::move(submission));
  }
  return number;
}

bool Engine::setSample(std::string_view name, int index, SampleData data) {
  constexpr int mostInFolder = 65536;
  if (name.empty() || index < 0 || index >= mostInFolder || data.channels < 1 || data.channels > 32) return false;
  if (data.frames.size() < static_cast<std::size_t>(data.channels) || !(data.sampleRate >= 1 && data.sampleRate <= 1e6))
    return false;
  auto sample = std::make_unique<const voice::Sample>(data.frames, data.channels, data.sampleRate);
  const std::lock_guard lock(parts_->soundMutex);
  parts_->sounds.set(name, index, std::move(sample));
  return true;
}

void Engine::removeSamples(std::string_view name) {
  const std::lock_guard lock(parts_->soundMutex);
  parts_->sounds.remove(name);
}

void Engine::expectPeriod(double seconds) {
  if (!(seconds >= 0)) return;
  // Buses are known half as far ahead as events are made, and a period is rendered with nothing sequenced in between.
  const double needed = std::min(2 * (seconds + sequencerDelay), mostAhead);
  const double ahead = std::max(parts_->config.lookaheadSeconds, needed);
  parts_->sequencer.setLookahead(ahead);
  parts_->crossing.buses.setLookahead(ahead / 2);
}

bool Engine::command(Command command, double value) {
  const std::lock_guard lock(parts_->mutex);
  if (parts_->crossing.commands.push({command, std::isfinite(value) ? value : 0})) return true;
  parts_->reporter.problem(ProblemCode::queueFull, {}, {}, {});
  return false;
}

void Engine::process(float* const* out, const float* const* in, int frames) HOCKET_AUDIO {
  parts_->renderer.process(out, in, frames);
}

void Engine::render(float* const* out, const float* const* in, int frames) {
  std::vector<float*> to(out, out + parts_->config.outputChannels);
  std::vector<const float*> from;
  if (in != nullptr) from.assign(in, in + parts_->config.inputChannels);
  while (frames > 0) {
    if (parts_->renderer.ready() == 0) {
      parts_->publishSounds();
      parts_->builder.service();
      while (parts_->builder.freeOne()) {
      }
      parts_->sequencer.fill();
    }
    const int ready = parts_->renderer.ready();
    const int count = std::min(frames, ready > 0 ? ready : dsp::blockFrames);
    parts_->renderer.process(to.data(), in != nullptr ? from.data() : nullptr, count);
    for (float*& channel : to) channel += count;
    for (const float*& channel : from) channel += count;
    frames -= count;
  }
}

void Engine::poll(TelemetrySink& sink) { parts_->reporter.poll(sink); }

Position Engine::position() const { return latestPosition(parts_->crossing); }
double Engine::sequencedCycle() const { return parts_->sequencer.filledUntil(); }
const EngineConfig& Engine::config() const { return parts_->config; }

}  // namespace hocket::engine
