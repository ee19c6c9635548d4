// What runs on the audio thread neither allocates nor frees: taking over, a whole fade, faults, panic.
#include "graph_support.h"
#include "realtime_watch.h"

using namespace graph_test;

TEST_CASE("taking over, fading and playing on allocate nothing") {
  const auto text = [](int version) {
    std::string nodes, out;
    for (int i = 0; i < 12; ++i) {
      nodes += (i ? "," : "") +
               node("s" + std::to_string(i), "saw", "'freq':" + std::to_string(50 + i * 7 + (i == version ? 5 : 0)));
      out += (i ? "," : "") + std::string("{'n':") + std::to_string(i) + "}";
    }
    Parts parts{track("d1", nodes, out) + "," +
                track("~a",
                      node("m", "mul", "'a':{'bus':'~a'},'b':{'p':0}") + "," + node("s", "add", "'a':{'n':0},'b':1"),
                      "{'n':1}")};
    parts.definitions +=
        "," + track("d" + std::to_string(20 + version),
                    node("b", "bad", "'in':{'p':0}") + "," + node("d", "delay", "'in':{'n':0}"), "{'n':1}");
    parts.patterns = "{'op':'pure','value':" + std::to_string(version) + "}";
    return planText(parts);
  };
  std::vector<std::unique_ptr<Graph>> graphs;
  for (int version = 0; version < 6; ++version) {
    graphs.push_back(build(text(version), graphs.empty() ? nullptr : graphs.back().get()));
  }
  bool taken = true;
  realtime::watch([&] {
    for (std::size_t g = 0; g < graphs.size(); ++g) {
      if (g > 0) taken = graphs[g]->takeOver(*graphs[g - 1]) && taken;
      for (int block = 0; block < 40; ++block) {
        graphs[g]->setHeld(0, 5, block % 2 ? 1.0F : 0.2F);
        graphs[g]->process();
        graphs[g]->takeFault();
      }
      graphs[g]->reset();
    }
  });
  CHECK(taken);
  CHECK(realtime::faults() == 0);
}
