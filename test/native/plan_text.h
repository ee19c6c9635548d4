// Plans written short, for tests and benchmarks of the whole engine.
#pragma once

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wrestrict"  // g++ 12 sees ghosts in "text" + std::string
#endif

#include <algorithm>
#include <string>

namespace engine_test {

/// JSON with ' for ".
inline std::string json(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

struct PlanText {
  std::string cps = "0.5";
  std::string patterns, definitions, synths, effects, signals;

  std::string text() const {
    return json("{'version':1,'cps':" + cps +
                ",'seed':7,'files':['a.hkt'],'spans':[[0,0,1],[0,2,3],[0,4,5],[0,6,7]],'patterns':[" + patterns +
                "],'definitions':[" + definitions + "],'synths':[" + synths + "],'effects':[" + effects +
                "],'voiceSignals':[" + signals + "]}");
  }
};

/// A track that plays pattern `pattern`.
inline std::string track(const std::string& name, int pattern, const std::string& more = "",
                         const std::string& nodeMore = "") {
  return "{'name':'" + name + "','kind':'track','span':0" + more +
         ",'nodes':[{'key':'v','kind':'voices','span':1,'pattern':" + std::to_string(pattern) + nodeMore +
         "}],'out':[{'n':0}]}";
}
inline std::string sound(const std::string& map, int span = 2) {
  return "{'op':'pure','span':" + std::to_string(span) + ",'value':{'map':{" + map + "}}}";
}
/// Hardware pair 3: a saw through a low-pass.
inline std::string sawOutput(const std::string& name = "o3", const std::string& hz = "110") {
  return "{'name':'" + name +
         "','kind':'output','span':0,'nodes':[{'key':'saw','kind':'saw','span':1,'in':{'freq':" + hz +
         "}},{'key':'lpf','kind':'lpf','span':1,'in':{'in':{'n':0},'cutoff':900}}],'out':[{'n':1}]}";
}

/// A synth with noise in it, so that seeds and lanes matter.
inline const std::string pluckSynth =
    "{'name':'pluck','span':0,'nodes':[{'key':'s','kind':'saw','in':{'freq':{'c':'freq'}}},{'key':'w','kind':'noise'},"
    "{'key':'m','kind':'mul','in':{'a':{'n':1},'b':0.1}},{'key':'p','kind':'add','in':{'a':{'n':0},'b':{'n':2}}},"
    "{'key':'e','kind':'adsr','in':{'in':{'n':3},'attack':0.002,'decay':0.08,'sustain':0.4,'release':0.6,'gate':{'c':'"
    "gate'}}}],'out':[{'n':4}]}";

}  // namespace engine_test
