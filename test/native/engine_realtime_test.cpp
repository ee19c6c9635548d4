// What the audio thread must not do: allocate, free, lock. One such call fails the test.
#include <atomic>
#include <chrono>
#include <thread>

#include "engine_support.h"
#include "realtime_watch.h"

using namespace engine_test;

namespace {

std::string everything(int edition) {
  PlanText plan;
  plan.cps = "{'p':6}";
  const std::string n = std::to_string(edition % 12);
  plan.patterns =
      sound("'s':'bd','gain':0.9") + "," +
      sound("'s':'pluck','note':{'note':" + n + "},'cutoff':{'signal':0},'pan':0.3") + "," + sound("'s':'nosuch'") +
      ",{'op':'fastcat','args':[0,1,2,1,0,1,1,1]},{'op':'pure','value':300},{'op':'pure','value':900}," +
      "{'op':'pure','value':2},{'op':'fastcat','args':[4,5,4]}," + sound("'s':'long','cut':1,'speed':-1.5,'begin':0.1");
  plan.synths =
      "{'name':'pluck','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key':'e','kind':'adsr','"
      "in':{'in':{'n':0},"
      "'attack':0.002,'decay':0.08,'sustain':0.4,'release':0.5,'gate':{'c':'gate'}}}],'out':[{'n':1}]}";
  plan.effects =
      "{'nodes':[{'key':'f','kind':'lpf','when':'cutoff','in':{'in':{'bus':'voice'},'cutoff':{'c':'cutoff','d':20000}}}"
      "],'out':[{'n':0}]}";
  plan.signals =
      "{'nodes':[{'key':'l','kind':'line','in':{'start':0,'end':1,'time':0.3}},{'key':'m','kind':'mul','in':{'a':{'n':"
      "0},'b':{'bus':'~x'}}}],'out':[{'n':1}]}";
  plan.definitions = track("d1", 3, "", ",'effects':0") + "," + track(edition % 2 == 0 ? "d2" : "d3", 8) + "," +
                     "{'name':'~x','kind':'bus','span':0,'nodes':[{'key':'k','kind':'sine','in':{'freq':{'p':7}}},{'"
                     "key':'a','kind':'mul','in':{'a':{'n':0},'b':3000}}],'out':[{'n':1}]}," +
                     "{'name':'out','kind':'output','span':0,'nodes':[{'key':'r','kind':'reverb','in':{'in':[{'bus':'~"
                     "x'},{'bus':'~x'}]}},{'key':'g','kind':'mul','in':{'a':{'n':0},'b':0.0001}}],'out':[{'n':1}]}";
  return plan.text();
}

}  // namespace

TEST_CASE("the audio thread allocates, frees and locks nothing") {
  EngineConfig config;
  config.mode = Mode::live;
  config.maxVoices = 32;
  Engine engine(config);
  engine.submit(everything(0));
  int counted = 0;
  std::atomic<bool> done{false};
  std::thread device([&] {
    std::vector<float> left(512), right(512);
    float* out[2] = {left.data(), right.data()};
    while (!done.load()) {
      realtime::watch([&] { engine.process(out, nullptr, 100); });
      std::this_thread::sleep_for(std::chrono::microseconds(300));
    }
    counted = realtime::faults;
  });
  Told told;
  for (int edition = 1; edition <= 40; ++edition) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    engine.submit(everything(edition));
    engine.setSample("long", 0, {std::vector<float>(30000, 0.3f), 2, 44100});
    if (edition % 10 == 5) engine.command(Command::gain, 0.1 * edition / 10);
    if (edition == 22) engine.command(Command::hush);
    if (edition == 30) engine.command(Command::panic);
    engine.poll(told);
  }
  done.store(true);
  device.join();
  engine.poll(told);
  CHECK(counted == 0);
  // All of it happened: plans were taken, voices played and were missed.
  CHECK(told.swaps.size() > 10);
  CHECK(told.count(ProblemCode::planRefused) == 0);
  CHECK(told.count(ProblemCode::missingSound) > 0);
  CHECK(told.lastPosition.frame > 4800);
}
