// A piece that uses much of the engine at once, in editions: samples, synths, effects, buses that drive patterns,
// reverb, a tempo that moves, and a sound that is missing.
#pragma once

#include "plan_text.h"

namespace engine_test {

inline std::string everything(int edition) {
  PlanText plan;
  plan.cps = "{'p':6}";
  const std::string n = std::to_string(edition % 12);
  plan.patterns = sound("'s':'bd','gain':0.9") + "," +
                  sound("'s':'pluck','note':{'note':" + n + "},'cutoff':{'signal':0},'pan':0.3") + "," +
                  sound("'s':'nosuch'") +
                  ",{'op':'fastcat','args':[0,1,2,1,0,1,1,1]},{'op':'pure','value':300},{'op':'pure','value':900}," +
                  "{'op':'pure','value':2},{'op':'fastcat','args':[4,5,4]}," +
                  sound("'s':'long','cut':1,'speed':-1.5,'begin':0.1") +
                  ",{'op':'bus','name':'~x'},{'op':'pure','value':0.0001},{'op':'multiplyBoth','args':[9,10]},{'op':'"
                  "early','args':[11,3]}";
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
                     track("d4", 12) + "," +
                     "{'name':'~x','kind':'bus','span':0,'nodes':[{'key':'k','kind':'sine','in':{'freq':{'p':7}}},{'"
                     "key':'a','kind':'mul','in':{'a':{'n':0},'b':3000}}],'out':[{'n':1}]}," +
                     "{'name':'out','kind':'output','span':0,'nodes':[{'key':'r','kind':'reverb','in':{'in':[{'bus':'~"
                     "x'},{'bus':'~x'}]}},{'key':'g','kind':'mul','in':{'a':{'n':0},'b':0.0001}}],'out':[{'n':1}]}";
  return plan.text();
}

}  // namespace engine_test
