// Fifty random edits in ten seconds while the engine renders offline: what a listener would notice of them.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "../native/plan_text.h"
#include "../native/random_piece.h"
#include "figure.h"
#include "native/engine/engine.h"

namespace {

using namespace hocket::engine;
using namespace engine_test;

constexpr int sampleRate = 48000;
constexpr int edits = 50;
constexpr int settling = 6400;                     // frames until filters have forgotten how they began
constexpr int framesPerTick = sampleRate * 2 / 8;  // eight ticks a cycle of two seconds
enum Channel { edited = 0, notes = 2, drone = 4, ticks = 6, channels = 8 };

std::string bus(const std::string& name, int pattern) {
  return "{'name':'" + name +
         "','kind':'bus','span':0,'nodes':[{'key':'v','kind':'voices','span':1,'pattern':" + std::to_string(pattern) +
         "}],'out':[{'n':0}]}";
}
std::string outputOf(const std::string& name, const std::string& bus) {
  return "{'name':'" + name + "','kind':'output','span':0,'nodes':[],'out':[{'bus':'" + bus + "','o':0},{'bus':'" +
         bus + "','o':1}]}";
}

/// On `out` the chain that is edited; on o2 notes with noise and on o3 a drone, which are not; on o4 ticks whose
/// loudness is edited and whose time is not.
std::string program(const RandomPiece& piece, int edition) {
  PlanText plan;
  plan.patterns = sound("'s':'pluck'") + "," + sound("'s':'pluck','note':{'note':7},'pan':0.2") +
                  ",{'op':'fastcat','args':[0,1,0]}," +
                  sound("'s':'tick','gain':" + std::to_string(0.5 + 0.01 * (edition % 50))) +
                  ",{'op':'fastcat','args':[3,3,3,3,3,3,3,3]}";
  plan.synths = pluckSynth;
  plan.definitions =
      "{'name':'out','kind':'output','span':0,'nodes':[" + piece.nodes() + "],'out':[" + piece.last() + "]}," +
      "{'name':'~slow','kind':'bus','span':0,'nodes':[{'key':'o','kind':'sine','in':{'freq':1.5}},"
      "{'key':'g','kind':'mul','in':{'a':{'n':0},'b':0.2}},{'key':'p','kind':'add','in':{'a':{'n':1},'b':0.8}}],"
      "'out':[{'n':2}]}," +
      bus("~notes", 2) + "," + outputOf("o2", "~notes") + "," + sawOutput() + "," + bus("~ticks", 4) + "," +
      outputOf("o4", "~ticks");
  return plan.text();
}

struct Swaps : TelemetrySink {
  std::vector<std::int64_t> frames;
  void swap(const SwapReport& report) override { frames.push_back(report.frame); }
  void problem(const Problem& problem) override {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(problem.text.size()), problem.text.data());
    std::exit(1);
  }
};

/// An engine that keeps all that it makes, without what stands behind the mix: a limiter would soften a click.
class Studio {
 public:
  Studio() : engine_(config()) { engine_.setSample("tick", 0, {{1}, 1, sampleRate}); }

  void submit(const std::string& plan) { engine_.submit(plan); }
  void render(int frames) {
    std::vector<float*> to;
    for (auto& channel : heard_) {
      channel.resize(channel.size() + static_cast<std::size_t>(frames));
      to.push_back(channel.data() + channel.size() - frames);
    }
    engine_.render(to.data(), nullptr, frames);
    engine_.poll(swaps_);
  }
  const std::vector<float>& heard(int channel) const { return heard_[static_cast<std::size_t>(channel)]; }
  std::size_t frames() const { return heard_[0].size(); }
  const std::vector<std::int64_t>& swaps() const { return swaps_.frames; }

 private:
  static EngineConfig config() {
    EngineConfig config;
    config.mode = Mode::offline;
    config.outputChannels = channels;
    config.limiter = config.dcBlock = false;
    return config;
  }
  Engine engine_;
  std::vector<std::vector<float>> heard_{channels};
  Swaps swaps_;
};

float largestStep(const std::vector<float>& samples, std::size_t from, std::size_t to) {
  float step = 0;
  for (std::size_t i = std::max<std::size_t>(1, from); i < std::min(to, samples.size()); ++i)
    step = std::max(step, std::abs(samples[i] - samples[i - 1]));
  return step;
}

/// The largest step that a program makes when nobody edits it.
float stepAlone(const std::string& plan) {
  Studio studio;
  studio.submit(plan);
  studio.render(settling + sampleRate);
  return largestStep(studio.heard(edited), settling, studio.frames());
}

std::size_t different(const std::vector<float>& a, const std::vector<float>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

/// How far, in frames, the worst tick is from where it belongs; a missing or a doubled one is a whole tick.
int beatError(const std::vector<float>& samples) {
  std::vector<int> onsets;
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (std::abs(samples[i]) > 1e-3F) onsets.push_back(static_cast<int>(i));
  const std::size_t expected = (samples.size() + framesPerTick - 1) / framesPerTick;
  int worst = onsets.size() == expected ? 0 : framesPerTick;
  for (std::size_t i = 0; i < std::min(expected, onsets.size()); ++i)
    worst = std::max(worst, std::abs(onsets[i] - static_cast<int>(i) * framesPerTick));
  return worst;
}

}  // namespace

int main() {
  RandomPiece piece(1);
  for (int i = 0; i < 3; ++i) piece.edit();
  std::mt19937 random(101);
  Studio live, untouched;
  std::vector<std::string> programs{program(piece, 0)};
  live.submit(programs[0]);
  untouched.submit(programs[0]);
  for (int edition = 1; edition <= edits; ++edition) {
    live.render(8000 + static_cast<int>(random() % 3000));
    piece.edit();
    programs.push_back(program(piece, edition));
    live.submit(programs.back());
  }
  live.render(std::max(9600, 10 * sampleRate - static_cast<int>(live.frames())));
  untouched.render(static_cast<int>(live.frames()));
  if (live.swaps().size() != programs.size()) {
    std::fprintf(stderr, "%zu of %zu plans were taken\n", live.swaps().size(), programs.size());
    return 1;
  }

  float beyond = 0, before = stepAlone(programs[0]);
  for (std::size_t i = 1; i < programs.size(); ++i) {
    const float after = stepAlone(programs[i]);
    const std::size_t next = i + 1 < programs.size() ? static_cast<std::size_t>(live.swaps()[i + 1]) : live.frames();
    const float heard = largestStep(live.heard(edited), static_cast<std::size_t>(live.swaps()[i]), next);
    beyond = std::max(beyond, heard - std::max(before, after));
    before = after;
  }
  std::size_t unlike = 0;
  for (const int channel : {int{notes}, notes + 1, int{drone}, drone + 1})
    unlike += different(live.heard(channel), untouched.heard(channel));
  const std::string name = "swap, " + std::to_string(edits) + " random edits in 10 s: ";
  printFigure((name + "largest step beyond what the programs make by themselves").c_str(), beyond, "of full scale",
              "0.01");
  printFigure((name + "samples of unaffected outputs that differ").c_str(), static_cast<double>(unlike), "samples",
              "0");
  printFigure((name + "beat error").c_str(), beatError(live.heard(ticks)), "frames", "0");
  // Silence would hold every target.
  return largestStep(live.heard(notes), 0, live.frames()) > 0.05F &&
                 largestStep(live.heard(drone), 0, live.frames()) > 0.01F
             ? 0
             : 1;
}
