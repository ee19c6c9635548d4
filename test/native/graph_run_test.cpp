// The main graph without swaps: order, loops, channels, held values, voices, the guard.
#include "graph_support.h"

using namespace graph_test;

TEST_CASE("a chain is computed from its sources, whatever the order of the nodes") {
  const std::string mul = node("m", "mul", "'a':{'n':1},'b':3");
  const std::string add = node("a", "add", "'a':2,'b':5");
  Player player(build(planText({track("d1", mul + "," + add, "{'n':0}")})));
  player.render(1);
  CHECK(player.heard("d1")[0] == 21);
  CHECK(player.heard("d1")[63] == 21);
}

TEST_CASE("a loop through a bus costs exactly one sample") {
  // ~a = ~a + 1 counts samples; read by ~b = ~a, which is above it.
  const std::string text = planText(
      {track("~b", "", "{'bus':'~a'}") + "," + track("~a", node("s", "add", "'a':{'bus':'~a'},'b':1"), "{'n':0}")});
  Player player(build(text));
  player.render(3);
  for (int i = 0; i < 192; ++i) {
    CHECK(player.heard("~a")[static_cast<std::size_t>(i)] == static_cast<float>(i + 1));
    CHECK(player.heard("~b")[static_cast<std::size_t>(i)] == static_cast<float>(i + 1));
  }
}

TEST_CASE("a loop through three buses costs one sample in all, in any order of the definitions") {
  const std::string a = track("~a", node("s", "add", "'a':{'bus':'~c'},'b':1"), "{'n':0}");
  const std::string b = track("~b", "", "{'bus':'~a'}");
  const std::string c = track("~c", "", "{'bus':'~b'}");
  for (const auto& order :
       {a + "," + b + "," + c, c + "," + b + "," + a, b + "," + a + "," + c, a + "," + c + "," + b}) {
    Player player(build(planText({order})));
    player.render(2);
    for (std::size_t i = 1; i < 128; ++i) CHECK(player.heard("~a")[i] == player.heard("~a")[i - 1] + 1);
  }
}

TEST_CASE("a node has as many copies as its widest input, narrower inputs repeat") {
  auto graph =
      build(planText({track("d1", node("m", "mul", "'a':[1,2,3],'b':[10,100]"), "{'n':0}") + "," +
                      track("d2", node("m", "mul", "'a':[1,2,3],'b':[10,100]"), "{'n':0,'o':1},{'bus':'d1','o':2}")}));
  graph->process();
  CHECK(graph->channelsOf("d1") == 3);
  CHECK(graph->outputs()[0].channels.channels[0][5] == 10);
  CHECK(graph->outputs()[0].channels.channels[1][5] == 200);
  CHECK(graph->outputs()[0].channels.channels[2][5] == 30);
  CHECK(graph->outputs()[1].channels.channels[0][5] == 200);
  CHECK(graph->outputs()[1].channels.channels[1][5] == 30);
}

TEST_CASE("a bus that is not there is silence; a bus is found with and without its tilde") {
  auto graph = build(planText({track("d1", node("a", "add", "'a':{'bus':'nothing'},'b':{'bus':'x'}"), "{'n':0}") + "," +
                               track("~x", "", "4")}));
  graph->process();
  CHECK(graph->outputs()[0].channels.channels[0][0] == 4);
}

TEST_CASE("buses that widen each other without end are refused") {
  auto graph = Graph::build(load(planText({track("~a", "", "{'bus':'~a'},{'bus':'~a'},1")})), {}, nullptr);
  REQUIRE_FALSE(graph);
  CHECK(graph.error().code == PlanErrorCode::tooManyChannels);
  CHECK(graph.error().path == "/definitions/0/out");
}

namespace {
const char* const somePatterns = "{'op':'pure','value':1},{'op':'pure','value':2}";
}

TEST_CASE("until its first event a pattern is what the plan says, or the port's default") {
  Parts parts;
  parts.patterns = somePatterns;
  parts.definitions = track("d1", node("m", "mul", "'a':{'p':0,'d':0.25},'b':{'p':1}"), "{'n':0}");
  auto graph = build(planText(parts));
  graph->process();
  CHECK(graph->outputs()[0].channels.channels[0][0] == 0.25f);
}

TEST_CASE("a held value changes at its frame, and is a constant again in the next block") {
  Parts parts;
  parts.patterns = somePatterns;
  parts.definitions = track("d1", node("m", "mul", "'a':{'p':0},'b':2"), "{'n':0}");
  auto graph = build(planText(parts));
  REQUIRE(graph->held().size() == 1);
  CHECK(graph->held()[0].initial == 1);  // the port's own default
  graph->setHeld(0, 0, 3);
  graph->setHeld(0, 10, 5);
  graph->setHeld(0, 63, 7);
  graph->process();
  const float* out = graph->outputs()[0].channels.channels[0];
  CHECK(out[0] == 6);
  CHECK(out[9] == 6);
  CHECK(out[10] == 10);
  CHECK(out[62] == 10);
  CHECK(out[63] == 14);
  graph->process();
  CHECK(out[0] == 14);
  CHECK(out[63] == 14);
}

TEST_CASE("trig makes single samples, gate holds") {
  Parts parts;
  parts.patterns = somePatterns;
  parts.definitions =
      track("d1", "{'key':'t','kind':'trig','pattern':0},{'key':'g','kind':'gate','pattern':0}", "{'n':0},{'n':1}");
  auto graph = build(planText(parts));
  REQUIRE(graph->held().size() == 2);
  const int trig = graph->held()[0].use == HeldUse::trig ? 0 : 1;
  graph->setHeld(trig, 5, 1);
  graph->setHeld(trig, 9, 1);
  graph->setHeld(1 - trig, 5, 1);
  graph->process();
  for (int i = 0; i < 64; ++i) {
    CHECK(graph->outputs()[0].channels.channels[0][i] == (i == 5 || i == 9 ? 1.0F : 0.0F));
    CHECK(graph->outputs()[0].channels.channels[1][i] == (i >= 5 ? 1.0F : 0.0F));
  }
  graph->process();
  CHECK(graph->outputs()[0].channels.channels[0][5] == 0);
  CHECK(graph->outputs()[0].channels.channels[1][5] == 1);
}

namespace {

struct Ramp final : VoiceSource {
  std::vector<std::pair<int, int>> calls;
  void render(float* const* out, int first, int frames) override {
    calls.emplace_back(first, frames);
    for (int f = first; f < first + frames; ++f) {
      out[0][f] = static_cast<float>(f);
      out[1][f] = -1;
    }
  }
};

std::string voices(const std::string& key, int pattern) {
  return "{'key':'" + key + "','kind':'voices','pattern':" + std::to_string(pattern) + "}";
}

}  // namespace

TEST_CASE("voices are rendered into the graph") {
  Parts parts;
  parts.patterns = somePatterns;
  parts.definitions = track("d1", voices("v", 0) + "," + node("m", "mul", "'a':{'n':0},'b':2"), "{'n':1}");
  auto graph = build(planText(parts));
  auto source = std::make_shared<Ramp>();
  REQUIRE(graph->voices().size() == 1);
  graph->process();
  CHECK(graph->outputs()[0].channels.channels[0][7] == 0);
  graph->setVoiceSource(0, source);
  graph->process();
  CHECK(graph->outputs()[0].channels.count == 2);
  CHECK(graph->outputs()[0].channels.channels[0][7] == 14);
  CHECK(graph->outputs()[0].channels.channels[1][7] == -2);
}

TEST_CASE("voices that read what is made of them run frame by frame, after what they read") {
  Parts parts;
  parts.patterns = "{'op':'pure','value':{'map':{'lpf':{'signal':0}}}}";
  parts.voiceSignals = "{'nodes':[],'out':[{'bus':'~wet'}]}";
  parts.definitions = track("d1", voices("v", 0), "{'n':0}") + "," +
                      track("~wet", node("m", "mul", "'a':{'bus':'d1'},'b':0.5"), "{'n':0}");
  auto graph = build(planText(parts));
  auto source = std::make_shared<Ramp>();
  graph->setVoiceSource(0, source);
  graph->process();
  REQUIRE(source->calls.size() == 64);
  CHECK(source->calls[3] == std::pair{3, 1});
  // The delay is where the bus reads the track.
  CHECK(graph->outputs()[0].channels.channels[0][10] == 10);
  CHECK(graph->outputs()[1].channels.channels[0][10] == 4.5F);
}

TEST_CASE("a node that makes NaN is silenced and named, the rest goes on") {
  Parts parts;
  parts.definitions =
      track("d1",
            node("ok", "mul", "'a':0.25,'b':1") + "," + node("wrong", "bad", "'in':{'bus':'~in'}", ",'span':2") + "," +
                node("after", "lpf", "'in':{'n':1}") + "," + node("sum", "add", "'a':{'n':0},'b':{'n':2}"),
            "{'n':3}") +
      "," + track("~in", "", "{'p':0}") + "," + track("d2", node("s", "sine", "'freq':100"), "{'n':0}");
  parts.patterns = somePatterns;
  auto graph = build(planText(parts));
  Player player(std::move(graph));
  player.render(4);
  CHECK(player.live().takeFault().node == none);
  player.live().setHeld(0, 10, 1);  // from frame 10 on it is bad
  std::vector<Fault> faults;
  player.beforeBlock = [&](Graph& live) {
    for (Fault fault = live.takeFault(); fault.node != none; fault = live.takeFault()) faults.push_back(fault);
  };
  player.render(200);
  REQUIRE(faults.size() >= 2);
  for (const Fault& fault : faults) {
    CHECK(player.live().nodes()[static_cast<std::size_t>(fault.node)].key == "wrong");
    CHECK(player.live().nodes()[static_cast<std::size_t>(fault.node)].span == 2);
  }
  CHECK(faults.back().silenced);
  for (const float x : player.heard("d1")) REQUIRE(std::isfinite(x));
  CHECK(player.heard("d1").back() == 0.25F);
  Player alone(build(planText({track("d2", node("s", "sine", "'freq':100"), "{'n':0}")})));
  alone.render(204);
  CHECK(alone.heard("d2") == player.heard("d2"));
}

TEST_CASE("of nodes in lanes only the one that makes NaN is silenced") {
  std::string nodes, out;
  for (int i = 0; i < 8; ++i) {
    const std::string id = std::to_string(i);
    nodes += (i ? "," : "") + node("b" + id, "bad", "'in':" + std::string(i == 5 ? "{'p':0}" : "0.25"));
    out += (i ? "," : "") + std::string("{'n':") + id + "}";
  }
  Parts parts{track("d1", nodes, out)};
  parts.patterns = somePatterns;
  auto graph = build(planText(parts));
  graph->process();
  graph->setHeld(0, 33, 1);
  Fault last;
  for (int block = 0; block < 40; ++block) {
    graph->process();
    for (Fault fault = graph->takeFault(); fault.node != none; fault = graph->takeFault()) last = fault;
    for (int c = 0; c < 8; ++c) REQUIRE(graph->outputs()[0].channels.channels[c][63] == (c == 5 ? 0.0F : 0.25F));
  }
  CHECK(last.node == 5);
  CHECK(last.silenced);
}

TEST_CASE("a loop that blows up to infinity is stopped and starts again") {
  Player player(build(planText({track(
      "~a", node("m", "mul", "'a':{'bus':'~a'},'b':1.9") + "," + node("s", "add", "'a':{'n':0},'b':1"), "{'n':1}")})));
  player.render(100);
  for (const float x : player.heard("~a")) REQUIRE(std::isfinite(x));
}

TEST_CASE("costs visit every node in turn") {
  std::string nodes;
  for (int i = 0; i < 40; ++i)
    nodes +=
        (i ? "," : "") + node("n" + std::to_string(i), "add", i ? "'a':{'n':" + std::to_string(i - 1) + "}" : "'a':1");
  auto graph = build(planText({track("d1", nodes, "{'n':39}")}));
  std::vector<bool> seen(40);
  for (int b = 0; b < 20; ++b) {
    graph->process();
    for (const CostSample& cost : graph->costs()) {
      CHECK(cost.nanoseconds >= 0);
      seen[static_cast<std::size_t>(cost.node)] = true;
    }
  }
  for (const bool s : seen) CHECK(s);
}

TEST_CASE("moving parameters can be looked at") {
  Parts parts;
  parts.patterns = somePatterns;
  parts.definitions = track("d1", node("l", "lpf", "'in':0.5,'cutoff':{'bus':'~lfo'},'resonance':{'p':1}"), "{'n':0}") +
                      "," + track("~lfo", node("a", "add", "'a':600,'b':100"), "{'n':0}");
  auto graph = build(planText(parts));
  graph->setHeld(0, 0, 0.25F);
  graph->process();
  REQUIRE(graph->ports().size() == 2);
  CHECK(graph->ports()[0].port == "cutoff");
  CHECK(graph->port(0).data[63] == 700);
  CHECK(graph->ports()[1].port == "resonance");
  CHECK(graph->port(1).constant());
  CHECK(graph->port(1).data[0] == 0.25F);
}

TEST_CASE("a bus that voices read can be looked at where they are played") {
  Parts parts;
  parts.patterns = "{'op':'pure','value':{'map':{'lpf':{'signal':0}}}}";
  parts.voiceSignals = "{'nodes':[],'out':[{'bus':'~lfo'}]}";
  parts.definitions =
      track("d1", voices("v", 0), "{'n':0}") + "," + track("~lfo", node("a", "add", "'a':600,'b':100"), "{'n':0}");
  auto graph = build(planText(parts));
  graph->process();
  REQUIRE(graph->ports().size() == 1);
  CHECK(graph->ports()[0].port == "~lfo");
  CHECK(graph->nodes()[static_cast<std::size_t>(graph->ports()[0].node)].definition == "d1");
  CHECK(graph->port(0).data[63] == 700);
}

TEST_CASE("odd block lengths give the same samples") {
  const std::string text = planText(
      {track("d1", node("s", "saw", "'freq':220") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':{'bus':'~m'}"),
             "{'n':1}") +
       "," +
       track("~m",
             node("o", "sine", "'freq':3") + "," + node("x", "mul", "'a':{'n':0},'b':400") + "," +
                 node("y", "add", "'a':{'n':1},'b':900"),
             "{'n':2}")});
  auto whole = build(text), odd = build(text);
  std::vector<float> a, b;
  while (a.size() < 6400) {
    whole->process();
    a.insert(a.end(), whole->outputs()[0].channels.channels[0], whole->outputs()[0].channels.channels[0] + 64);
  }
  for (int i = 0; b.size() < 6400; ++i) {
    const int n = 1 + i * 7 % 64;
    odd->process(n);
    b.insert(b.end(), odd->outputs()[0].channels.channels[0], odd->outputs()[0].channels.channels[0] + n);
  }
  b.resize(a.size());
  CHECK(a == b);
}
