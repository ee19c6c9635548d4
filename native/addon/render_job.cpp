#include "native/addon/render_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "native/addon/telemetry_object.h"
#include "native/addon/values.h"
#include "native/engine/engine.h"
#include "native/io/offline_host.h"

namespace hocket::addon {
namespace {

struct SubmitPlan {
  std::string json;
};
struct GiveCommand {
  engine::Command command;
  double value;
};
struct SetSample {
  std::string name;
  int index;
  engine::SampleData sound;
};

struct ScoreEntry {
  std::int64_t frame;
  std::variant<SubmitPlan, GiveCommand, SetSample> action;
};

/// All that rendering needs, with nothing of JavaScript in it.
struct Job {
  engine::EngineConfig config;
  io::OfflineOptions file;
  std::vector<ScoreEntry> score;
  double cycles = std::numeric_limits<double>::infinity();
};

/// A problem that outlives the call in which the engine told it.
struct KeptProblem {
  engine::Problem problem;
  std::string name, text;
};

class ProblemList final : public engine::TelemetrySink {
 public:
  void problem(const engine::Problem& problem) override {
    if (problems.size() < 1000) problems.push_back({problem, std::string(problem.name), std::string(problem.text)});
  }
  std::vector<KeptProblem> problems;
};

/// Runs the score; what OfflineHost calls for sound.
class Performance {
 public:
  explicit Performance(Job job)
      : job_(std::move(job)), engine_(job_.config), peaks_(static_cast<std::size_t>(engine_.config().outputChannels)) {}

  io::Outcome run(io::OfflineHost*& host, std::mutex& mutex, std::function<void(double)> onProgress) {
    io::OfflineOptions file = job_.file;
    file.goOn = [this, onProgress, total = file.frames](std::int64_t frames) {
      const double cycle = engine_.position().cycle;
      onProgress(std::max(cycle / job_.cycles, static_cast<double>(frames) / static_cast<double>(total)));
      return cycle < job_.cycles - 1e-9;
    };
    const engine::EngineConfig& config = engine_.config();
    io::OfflineHost offline({config.sampleRate, config.outputChannels, config.inputChannels, 64}, std::move(file));
    {
      const std::lock_guard lock(mutex);
      host = &offline;
    }
    io::Outcome outcome = offline.start({render, this});
    const std::lock_guard lock(mutex);
    host = nullptr;
    return outcome;
  }

  const engine::Position position() const { return engine_.position(); }
  const std::vector<float>& peaks() const { return peaks_; }
  const std::vector<KeptProblem>& problems() const { return problems_.problems; }

 private:
  static void render(void* self, float* const* out, const float* const* in, int frames) {
    static_cast<Performance*>(self)->render(out, in, frames);
  }

  void render(float* const* out, const float* const* in, int frames) {
    for (; next_ < job_.score.size() && job_.score[next_].frame <= frame_; ++next_)
      std::visit([this](auto& action) { apply(action); }, job_.score[next_].action);
    engine_.render(out, in, frames);
    frame_ += frames;
    for (std::size_t channel = 0; channel < peaks_.size(); ++channel)
      for (int i = 0; i < frames; ++i) peaks_[channel] = std::max(peaks_[channel], std::abs(out[channel][i]));
    engine_.poll(problems_);
  }

  void apply(SubmitPlan& plan) { engine_.submit(std::move(plan.json)); }
  void apply(const GiveCommand& given) { engine_.command(given.command, given.value); }
  void apply(SetSample& sample) { engine_.setSample(sample.name, sample.index, std::move(sample.sound)); }

  Job job_;
  engine::Engine engine_;
  std::size_t next_ = 0;
  std::int64_t frame_ = 0;
  std::vector<float> peaks_;
  ProblemList problems_;
};

/// Holds what JavaScript may touch while the thread runs.
struct Shared {
  std::mutex mutex;
  io::OfflineHost* host = nullptr;  // mutex; null before the start and after the end
  bool cancelled = false;           // mutex
};

class RenderWorker final : public Napi::AsyncProgressWorker<double> {
 public:
  RenderWorker(Napi::Env env, Job job, Napi::Function onProgress, std::shared_ptr<Shared> shared)
      : AsyncProgressWorker(env),
        deferred_(Napi::Promise::Deferred::New(env)),
        job_(std::move(job)),
        shared_(std::move(shared)) {
    if (!onProgress.IsEmpty()) onProgress_ = Napi::Persistent(onProgress);
  }
  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute(const ExecutionProgress& progress) override {
    using Clock = std::chrono::steady_clock;
    performance_ = std::make_unique<Performance>(std::move(job_));
    auto last = Clock::now();
    outcome_ = performance_->run(shared_->host, shared_->mutex, [&](double share) {
      const auto now = Clock::now();
      if (now - last < std::chrono::milliseconds(100)) return;
      last = now;
      progress.Send(&share, 1);
      const std::lock_guard lock(shared_->mutex);
      if (shared_->cancelled && shared_->host != nullptr) shared_->host->stop();
    });
  }

  void OnProgress(const double* share, std::size_t count) override {
    if (count > 0 && !onProgress_.IsEmpty()) onProgress_.Call({Napi::Number::New(Env(), share[count - 1])});
  }

  void OnOK() override {
    const Napi::HandleScope scope(Env());
    deferred_.Resolve(result());
  }

 private:
  Napi::Object result() {
    auto object = Napi::Object::New(Env());
    const engine::Position end = performance_->position();
    object["frames"] = static_cast<double>(end.frame);
    object["cycles"] = end.cycle;
    auto peaks = Napi::Array::New(Env());
    for (const float peak : performance_->peaks()) peaks[peaks.Length()] = peak;
    object["peaks"] = peaks;
    TelemetryObject telemetry(Env());
    for (const KeptProblem& kept : performance_->problems()) {
      engine::Problem problem = kept.problem;
      problem.name = kept.name;
      problem.text = kept.text;
      telemetry.problem(problem);
    }
    object["problems"] = telemetry.problems();
    if (!outcome_.ok()) object["error"] = outcome_.error;
    return object;
  }

  Napi::Promise::Deferred deferred_;
  Napi::FunctionReference onProgress_;
  Job job_;
  std::shared_ptr<Shared> shared_;
  std::unique_ptr<Performance> performance_;
  io::Outcome outcome_;
};

io::SampleFormat readFormat(const Options& options, Napi::Env env) {
  const std::string format = options.text("format", "float32");
  if (format == "int16") return io::SampleFormat::int16;
  if (format == "int24") return io::SampleFormat::int24;
  if (format != "float32") throwTypeError(env, "format must be \"float32\", \"int16\" or \"int24\"");
  return io::SampleFormat::float32;
}

void readEntry(const Napi::Value& value, std::vector<ScoreEntry>& score) {
  const Options entry(value);
  const auto frame = static_cast<std::int64_t>(entry.number("frame", 0));
  const std::string kind = entry.text("kind");
  if (kind == "plan") {
    score.push_back({frame, SubmitPlan{entry.text("json")}});
  } else if (kind == "command") {
    if (const auto command = readCommand(entry.value("name")))
      score.push_back({frame, GiveCommand{*command, entry.number("value", 0)}});
  } else if (kind == "sample") {
    if (auto sound = readSound(entry.value("sound")))
      score.push_back({frame, SetSample{entry.text("name"), entry.integer("index", 0), std::move(*sound)}});
  } else {
    throwTypeError(value.Env(), "an entry of the score is a plan, a command or a sample");
  }
}

Job readJob(const Options& options, Napi::Env env) {
  constexpr double longestHours = 24;
  Job job;
  job.config = readEngineConfig(options);
  job.config.mode = engine::Mode::offline;
  job.file.path = options.text("path");
  job.file.format = readFormat(options, env);
  job.cycles = options.number("cycles", job.cycles);
  job.file.frames = static_cast<std::int64_t>(options.number("frames", longestHours * 3600 * job.config.sampleRate));
  const Napi::Value score = options.value("score");
  if (!score.IsArray()) {
    throwTypeError(env, "score must be an array");
    return job;
  }
  const auto entries = score.As<Napi::Array>();
  for (std::uint32_t i = 0; i < entries.Length() && !env.IsExceptionPending(); ++i)
    readEntry(entries.Get(i), job.score);
  std::stable_sort(job.score.begin(), job.score.end(),
                   [](const ScoreEntry& a, const ScoreEntry& b) { return a.frame < b.frame; });
  if (!options.has("cycles") && !options.has("frames"))
    throwTypeError(env, "cycles or frames must say how much to render");
  return job;
}

}  // namespace

Napi::Value render(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Options options(info[0]);
  Job job = readJob(options, env);
  if (env.IsExceptionPending()) return {};
  const Napi::Value progress = options.value("onProgress");
  auto shared = std::make_shared<Shared>();
  // Owned by Node, which deletes it when it is done.
  auto* worker = new RenderWorker(env, std::move(job),
                                  progress.IsFunction() ? progress.As<Napi::Function>() : Napi::Function(), shared);
  auto handle = Napi::Object::New(env);
  handle["done"] = worker->promise();
  handle["cancel"] = Napi::Function::New(env, [shared](const Napi::CallbackInfo&) {
    const std::lock_guard lock(shared->mutex);
    shared->cancelled = true;
    if (shared->host != nullptr) shared->host->stop();
  });
  worker->Queue();
  return handle;
}

}  // namespace hocket::addon
