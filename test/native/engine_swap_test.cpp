// Hot swap through the whole engine: what was not edited stays the same to the bit, the beat never moves, nothing
// clicks.
#include <random>

#include "engine_support.h"

using namespace engine_test;

namespace {

PlanText session(const std::string& edited) {
  PlanText plan;
  plan.patterns = sound("'s':'pluck'") + "," + sound("'s':'pluck','note':{'note':7},'pan':0.2") +
                  ",{'op':'fastcat','args':[0,1,0]}," + sound("'s':'bd'") + ",{'op':'fastcat','args':[3,3,3,3]}," +
                  edited;
  plan.synths = pluckSynth;
  return plan;
}

std::string tone(const std::string& hz) {
  return "{'name':'out','kind':'output','span':0,'nodes':[{'key':'o','kind':'sine','in':{'freq':" + hz +
         "}},{'key':'g','kind':'mul','in':{'a':{'n':0},'b':0.3}}],'out':[{'n':1}]}";
}

float largestStep(const std::vector<float>& samples) {
  float step = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) step = std::max(step, std::abs(samples[i] - samples[i - 1]));
  return step;
}

}  // namespace

TEST_CASE("o3 is the same to the bit while d1 is edited 50 times in 10 seconds") {
  std::vector<std::vector<float>> quiet;
  for (const bool edit : {false, true}) {
    Studio studio(Studio::bare(6));
    PlanText plan = session(sound("'s':'hh'"));
    plan.definitions = track("d1", 2) + "," + sawOutput();
    studio.engine.submit(plan.text());
    for (int i = 0; i < 50; ++i) {
      studio.render(9600);
      if (!edit) continue;
      plan = session(sound("'s':'hh','gain':" + std::to_string(0.1 + 0.01 * i)));
      plan.definitions = track("d1", i % 2 == 0 ? 5 : 4) + "," + sawOutput();
      studio.engine.submit(plan.text());
    }
    CHECK(studio.poll().swaps.size() == (edit ? 50 : 1));
    CHECK(studio.told.problems.empty());
    CHECK(studio.peak(4, 0, 480000) > 0.1f);
    if (!edit) quiet = studio.out;
    same(studio.out[4], quiet[4]);
    same(studio.out[5], quiet[5]);
    if (edit) CHECK(studio.out[0] != quiet[0]);
  }
}

TEST_CASE("voices of a track that was not edited are the same to the bit, noise and all") {
  std::vector<float> quiet;
  for (const bool edit : {false, true}) {
    Studio studio(Studio::bare(4));
    const auto plan = [&](int i) {
      PlanText text = session(sound("'s':'hh','gain':" + std::to_string(0.1 + 0.01 * i)));
      // The track's bus is heard alone on the second pair.
      text.definitions =
          "{'name':'~a','kind':'bus','span':0,'nodes':[{'key':'v','kind':'voices','span':1,'pattern':2}],'out':[{'n':0}"
          "]},"
          "{'name':'o2','kind':'output','span':0,'nodes':[],'out':[{'bus':'~a','o':0},{'bus':'~a','o':1}]}," +
          track("d2", i % 2 == 0 ? 5 : 4);
      return text.text();
    };
    studio.engine.submit(plan(0));
    for (int i = 1; i <= 40; ++i) {
      studio.render(9472);
      if (edit) studio.engine.submit(plan(i));
    }
    CHECK(studio.poll().problems.empty());
    CHECK(studio.peak(2, 0, 400000) > 0.1f);
    if (!edit) quiet = studio.out[2];
    same(studio.out[2], quiet);
  }
}

TEST_CASE("voices are the same to the bit while synths before theirs come, change and go") {
  std::vector<float> quiet;
  for (const bool edit : {false, true}) {
    Studio studio(Studio::bare(4));
    PlanText text = session(sound("'s':'other'"));
    text.definitions =
        "{'name':'~a','kind':'bus','span':0,'nodes':[{'key':'v','kind':'voices','span':1,'pattern':2,'effects':0}],'"
        "out':"
        "[{'n':0}]},{'name':'o2','kind':'output','span':0,'nodes':[],'out':[{'bus':'~a','o':0},{'bus':'~a','o':1}]}," +
        track("d2", 5);
    const std::string hiss =
        "{'nodes':[{'key':'z','kind':'noise'},{'key':'q','kind':'mul','in':{'a':{'n':0},'b':0.01}},{'key':'a','kind':'"
        "add"
        "','in':{'a':{'bus':'voice'},'b':{'n':1}}}],'out':[{'n':2}]}";
    text.effects = hiss;
    studio.engine.submit(text.text());
    for (int i = 1; i <= 40; ++i) {
      studio.render(9472);
      if (!edit) continue;
      const std::string other = "{'name':'other','span':0,'nodes':[],'out':[0." + std::to_string(i) + "]}";
      text.synths = i % 2 == 0 ? pluckSynth : other + "," + pluckSynth;
      text.effects = i % 3 == 0 ? hiss + "," + hiss : hiss;
      studio.engine.submit(text.text());
    }
    CHECK(studio.peak(2, 0, 300000) > 0.1f);
    if (!edit) quiet = studio.out[2];
    same(studio.out[2], quiet);
  }
}

TEST_CASE("50 edits of a constant make no step beyond what the programs make by themselves") {
  Studio studio;
  PlanText plan;
  plan.definitions = tone("440");
  studio.engine.submit(plan.text());
  for (int i = 0; i < 50; ++i) {
    studio.render(9600);
    plan.definitions = tone(std::to_string(300 + (i * 37) % 300));
    studio.engine.submit(plan.text());
  }
  const float steepest = 0.3f * 2 * 3.14159f * 600 / 48000;
  CHECK(largestStep({studio.out[0].begin() + 64, studio.out[0].end()}) < steepest + 0.01f);
}

TEST_CASE("a voice rings out when its synth is redefined") {
  Studio studio;
  PlanText plan = session("{'op':'silence'}");
  plan.cps = "0.25";
  plan.definitions = track("d1", 0);
  studio.engine.submit(plan.text());
  studio.render(4800);
  plan.synths = "{'name':'pluck','span':0,'nodes':[],'out':[0]}";
  studio.engine.submit(plan.text());
  studio.render(48000);
  CHECK(studio.peak(0, 40000, 50000) > 0.1f);
  studio.render(48000 * 6);
  CHECK(studio.peak(0, 48000 * 5, 48000 * 6) == 0.0f);  // released after four seconds, and then silent
}

TEST_CASE("what is deleted fades out and stops") {
  Studio studio;
  PlanText plan = session("{'op':'silence'}");
  plan.definitions = track("d1", 0) + "," + tone("220");
  studio.engine.submit(plan.text());
  studio.render(9600);
  studio.engine.submit(PlanText{}.text());
  studio.render(9600);
  CHECK(studio.peak(0, 5000, 9600) > 0.1f);
  CHECK(studio.peak(0, 9600 + 2000, 19200) == 0.0f);
  CHECK(studio.poll().lastLoad.voices == 0);
  CHECK(largestStep({studio.out[0].begin() + 9000, studio.out[0].end()}) < 0.6f);
}

TEST_CASE("a refused plan changes nothing, and says why and where") {
  std::vector<float> quiet;
  for (const bool broken : {false, true}) {
    Studio studio;
    PlanText plan;
    plan.definitions = tone("220");
    studio.engine.submit(plan.text());
    studio.render(6400);
    if (broken) {
      plan.definitions = tone("{'n':17}");
      studio.engine.submit(plan.text());
    }
    studio.render(6400);
    if (!broken) quiet = studio.out[0];
    same(studio.out[0], quiet);
    if (!broken) continue;
    CHECK(studio.poll().swaps.size() == 1);
    REQUIRE(studio.told.count(ProblemCode::planRefused) == 1);
    CHECK(studio.told.problems[0].name.starts_with("/definitions/0/nodes/0/in/freq"));
    CHECK(studio.told.problems[0].place.plan == 2);
  }
}

TEST_CASE("a plan that is refused while another waits does not lose that one") {
  Studio studio;
  PlanText plan;
  studio.engine.submit(plan.text());
  studio.render(6400);
  plan.definitions = tone("220");
  studio.engine.submit(plan.text(), When::nextCycle());
  studio.engine.submit("{");
  studio.render(96000);
  CHECK(studio.peak(0, 90000, 96000) == 0.0f);
  studio.render(9600);
  CHECK(studio.peak(0, 97000, 105000) > 0.2f);
}

TEST_CASE("plans in any state of disrepair are refused or played, never worse") {
  Studio studio;
  PlanText plan = session(sound("'s':'hh'"));
  plan.definitions = track("d1", 4, "", ",'effects':0") + "," + sawOutput();
  plan.effects =
      "{'nodes':[{'key':'f','kind':'lpf','when':'cutoff','in':{'in':{'bus':'voice'},'cutoff':{'c':'cutoff','d':20000}}}"
      "],'out':[{'n':0}]}";
  const std::string good = plan.text();
  std::minstd_rand random(5);
  const std::string alphabet = "{}[]\",:0123456789.-enullbus";
  for (int i = 0; i < 400; ++i) {
    std::string text = good;
    for (unsigned edits = 1 + static_cast<unsigned>(random()) % 3; edits-- > 0;) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = alphabet[random() % alphabet.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 5);
          break;
        default:
          text.insert(at, 1, alphabet[random() % alphabet.size()]);
          break;
      }
    }
    studio.engine.submit(text);
    studio.render(1280);
  }
  studio.engine.submit(good);
  studio.render(96000);
  CHECK(studio.peak(0, studio.out[0].size() - 90000, studio.out[0].size()) > 0.05f);
  CHECK(std::all_of(studio.out[0].begin(), studio.out[0].end(), [](float x) { return std::isfinite(x); }));
  CHECK(studio.poll().count(ProblemCode::planRefused) > 100);
}

TEST_CASE("the report names what was kept, changed and added") {
  Studio studio;
  PlanText plan;
  plan.definitions = tone("220");
  studio.engine.submit(plan.text());
  studio.render(640);
  studio.poll();
  studio.told.fates.clear();
  plan.definitions = tone("221") + "," + sawOutput();
  studio.engine.submit(plan.text());
  studio.render(640);
  const std::vector<std::string>& fates = studio.poll().fates;
  const auto has = [&](const char* fate) { return std::find(fates.begin(), fates.end(), fate) != fates.end(); };
  CHECK(has("changed out/o"));
  CHECK(has("kept out/g"));
  CHECK(has("added o3/saw"));
  CHECK(has("added o3/lpf"));
}
