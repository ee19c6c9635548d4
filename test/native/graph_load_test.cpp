// The plan loader: what fits is taken, what does not is refused with its place, and no bytes whatever do harm.
#include <random>

#include "graph_support.h"

using namespace graph_test;

namespace {

/// A plan with one of everything.
std::string everything() {
  Parts parts;
  parts.patterns =
      "{'op':'pure','value':1,'span':1},{'op':'pure','value':{'map':{'s':'lead','lpf':{'signal':0}}}},{'op':'stack','"
      "args':[0,1]}";
  parts.definitions =
      track("d1",
            "{'key':'v','kind':'voices','pattern':1,'effects':0,'span':1}," +
                node("l", "lpf", "'in':{'n':0},'cutoff':{'p':0}") + "," +
                node("e", "delay", "'in':{'n':1,'o':0}", ",'options':{'maxTime':1}") +
                ",{'key':'t','kind':'trig','pattern':0}",
            "{'n':1},{'n':2}") +
      "," +
      track("~a", node("m", "mul", "'a':{'bus':'~a','o':0},'b':0.5") + "," + node("p", "pan", "'in':{'n':0}"),
            "{'n':1}");
  parts.synths =
      "{'name':'lead','span':3,'nodes':[" + node("o", "saw", "'freq':{'c':'freq','d':440}") + "],'out':[{'n':0}]}";
  parts.effects = "{'nodes':[" +
                  node("f", "lpf", "'in':{'bus':'voice'},'cutoff':{'c':'lpf','d':{'bus':'~a'}}", ",'when':'lpf'") +
                  "],'out':[{'n':0}]}";
  parts.voiceSignals = "{'nodes':[],'out':[{'bus':'~a'}]}";
  return planText(parts);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(json(what));
  if (at == std::string::npos) FAIL("not in the plan: ", what);
  return text.replace(at, what.size(), json(by));
}

void checkRefused(const std::string& text, PlanErrorCode code, const std::string& path) {
  CAPTURE(path);
  const auto plan = tryLoad(text);
  REQUIRE_FALSE(plan);
  CHECK(std::string(describe(plan.error().code)) == describe(code));
  CHECK(plan.error().path == path);
  CHECK_FALSE(plan.error().text.empty());
}

}  // namespace

TEST_CASE("a plan with one of everything loads") {
  const auto plan = load(everything());
  CHECK(plan->seed == 7);
  CHECK(plan->cps == 0.5F);
  CHECK(plan->definitions[0].nodes[0].buses == std::vector<std::string>{"~a"});
  CHECK(plan->definitions[0].nodes[1].type == dsp::findNodeType("lpf"));
  CHECK(plan->effects[0].nodes[0].when == "lpf");
  CHECK(plan->effects[0].nodes[0].in[1].refs[0].fallback->name == "~a");
  CHECK(plan->digests.size() == 3);
}

TEST_CASE("digests leave out spans and nothing else") {
  const auto digest = [](const std::string& pattern) {
    Parts parts{""};
    parts.patterns = pattern;
    return load(planText(parts))->digests.back();
  };
  const auto same = [](PatternDigest a, PatternDigest b) { return a.hash[0] == b.hash[0] && a.hash[1] == b.hash[1]; };
  CHECK(same(digest("{'op':'pure','value':1}"), digest("{'op':'pure','value':1,'span':2}")));
  CHECK(same(digest("{'op':'pure','value':9},{'op':'pure','value':1}"), digest("{'op':'pure','value':1}")));
  CHECK_FALSE(same(digest("{'op':'pure','value':1}"), digest("{'op':'pure','value':2}")));
  CHECK_FALSE(same(digest("{'op':'pure','value':1}"), digest("{'op':'pure','value':'1'}")));
  CHECK_FALSE(same(digest("{'op':'pure','value':1},{'op':'stack','args':[0,0]}"),
                   digest("{'op':'pure','value':1},{'op':'stack','args':[0]}")));
}

TEST_CASE("what does not fit is refused with its place") {
  const std::string good = everything();
  using enum PlanErrorCode;
  checkRefused("", badJson, "");
  checkRefused("[1,2", badJson, "");
  checkRefused("[]", wrongType, "");
  checkRefused("{}", missingField, "");
  checkRefused(std::string(5000, '[') + std::string(5000, ']'), tooDeep, "");
  checkRefused(replaced(good, "'version':1", "'version':2"), badVersion, "/version");
  checkRefused(replaced(good, "'seed':7", "'seed':'7'"), wrongType, "/seed");
  checkRefused(replaced(good, "'cps':0.5", "'cps':0"), outOfRange, "/cps");
  checkRefused(replaced(good, "'cps':0.5", "'cps':{'p':3}"), outOfRange, "/cps/p");
  checkRefused(replaced(good, "[0,2,3]", "[1,2,3]"), outOfRange, "/spans/1/0");
  checkRefused(replaced(good, "[0,2,3]", "[0,3,2]"), outOfRange, "/spans/1");
  checkRefused(replaced(good, "'args':[0,1]", "'args':[0,2]"), cycle, "/patterns/2/args/1");
  checkRefused(replaced(good, "'args':[0,1]", "'args':[0,-1]"), outOfRange, "/patterns/2/args/1");
  checkRefused(replaced(good, "'signal':0", "'signal':1"), outOfRange, "/patterns/1/value/map/lpf/signal");
  checkRefused(replaced(good, "'name':'~a'", "'name':'d1'"), duplicateName, "/definitions/1/name");
  checkRefused(replaced(good, "'kind':'track'", "'kind':'drum'"), outOfRange, "/definitions/0/kind");
  checkRefused(replaced(good, "'key':'l'", "'key':'v'"), duplicateName, "/definitions/0/nodes/1/key");
  checkRefused(replaced(good, "'kind':'lpf'", "'kind':'lpg'"), unknownKind, "/definitions/0/nodes/1/kind");
  checkRefused(replaced(good, "'cutoff':", "'cutof/f':"), unknownPort, "/definitions/0/nodes/1/in/cutof~1f");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "{'n':4},'cutoff'"), outOfRange, "/definitions/0/nodes/1/in/in/n");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "{'n':1},'cutoff'"), cycle, "/definitions/0/nodes/1");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "{'n':2},'cutoff'"), cycle, "/definitions/0/nodes/1");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "[],'cutoff'"), outOfRange, "/definitions/0/nodes/1/in/in");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "{'c':'x'},'cutoff'"), controlOutside,
               "/definitions/0/nodes/1/in/in");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "1e39,'cutoff'"), outOfRange, "/definitions/0/nodes/1/in/in");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "null,'cutoff'"), wrongType, "/definitions/0/nodes/1/in/in");
  checkRefused(replaced(good, "{'n':0},'cutoff'", "{'p':0,'d':'x'},'cutoff'"), wrongType,
               "/definitions/0/nodes/1/in/in/d");
  checkRefused(replaced(good, "{'p':0}", "{'p':3}"), outOfRange, "/definitions/0/nodes/1/in/cutoff/p");
  checkRefused(replaced(good, "'maxTime':1", "'maxTime':1000"), outOfRange, "/definitions/0/nodes/2/options/maxTime");
  checkRefused(replaced(good, "'maxTime':1", "'mexTime':1"), unknownOption, "/definitions/0/nodes/2/options/mexTime");
  checkRefused(replaced(good, "'trig','pattern':0", "'trig'"), missingField, "/definitions/0/nodes/3");
  checkRefused(replaced(good, "'effects':0", "'effects':1"), outOfRange, "/definitions/0/nodes/0/effects");
  checkRefused(replaced(good, "'kind':'saw'", "'pattern':0,'kind':'voices'"), unknownKind, "/synths/0/nodes/0/kind");
  checkRefused(replaced(good, "'options':{'maxTime':1}", "'when':'x'"), controlOutside, "/definitions/0/nodes/2/when");
  std::string deep = "1";
  for (int i = 0; i < 100; ++i) deep = "{'c':'x','d':" + deep + "}";
  CHECK_FALSE(tryLoad(replaced(good, "'d':440", "'d':" + deep)));
}

namespace {

/// Everything that the loader lets through must build and run.
void exercise(const std::string& text, Graph* previous, int& accepted) {
  auto plan = tryLoad(text);
  if (!plan) {
    REQUIRE_FALSE(plan.error().text.empty());
    return;
  }
  ++accepted;
  auto graph = Graph::build(*plan, {}, previous);
  if (graph) {
    auto old = build(everything());
    auto next = Graph::build(*plan, {}, old.get());
    REQUIRE(next);
    old->process();
    REQUIRE((*next)->takeOver(*old));
    for (int i = 0; i < 3; ++i) (*next)->process();
    for (const OutputView& output : (*next)->outputs()) {
      for (int c = 0; c < output.mixChannels; ++c) REQUIRE(std::isfinite(output.channels.channels[c][63]));
    }
  }
  for (const PlanGraph& effects : (*plan)->effects) {
    auto program = Program::build(effects, **plan, {}, "/effects/0");
    if (!program) continue;
    Instance instance(*program, 1);
    instance.process(0, 64);
  }
}

std::string mutated(const std::string& text, std::mt19937& random) {
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  static const std::vector<std::string> pieces{"0",          "-1",
                                               "1e308",      "null",
                                               "[]",         "{}",
                                               "true",       "\"x\"",
                                               "4294967296", "0.5",
                                               "{\"n\":0}",  "{\"bus\":\"~a\"}",
                                               "{\"p\":0}",  "{\"c\":\"x\"}",
                                               "\"d1\"",     "\"\\u0000\"",
                                               "[1,2,3]"};
  std::string made = text;
  for (std::size_t edits = 1 + pick(3); edits > 0; --edits) {
    switch (pick(8)) {
      case 5:
      case 6:
      case 7: {  // a digit for another: mostly still a plan
        const std::size_t digit = made.find_first_of("0123456789", pick(made.size()));
        if (digit != std::string::npos) made[digit] = static_cast<char>('0' + pick(10));
        break;
      }
      case 0:
        made[pick(made.size())] = static_cast<char>(pick(256));
        break;
      case 1:
        made.erase(pick(made.size()), 1 + pick(12));
        break;
      case 2: {
        const std::size_t from = pick(made.size());
        made.insert(pick(made.size()), made.substr(from, 1 + pick(30)));
        break;
      }
      default: {  // a whole value for another
        const std::size_t colon = made.find_first_of(":,[", pick(made.size()));
        if (colon == std::string::npos) break;
        const std::size_t end = made.find_first_of(",]}", colon + 1);
        if (end == std::string::npos) break;
        made.replace(colon + 1, end - colon - 1, pieces[pick(pieces.size())]);
        break;
      }
    }
    if (made.empty()) made = " ";
  }
  return made;
}

}  // namespace

TEST_CASE("no mutation of a plan does harm") {
  std::mt19937 random(20);
  const std::string good = everything();
  const auto before = build(good);
  int accepted = 0;
  for (int i = 0; i < 6000; ++i) exercise(mutated(good, random), before.get(), accepted);
  CAPTURE(accepted);
  CHECK(accepted > 100);  // the fuzzer reaches beyond the loader
}

TEST_CASE("chains of ten thousand nodes, and of a thousand buses, are no matter") {
  std::string nodes = node("n0", "add", "'a':1");
  for (int i = 1; i < 10000; ++i)
    nodes += "," + node("n" + std::to_string(i), "add", "'a':{'n':" + std::to_string(i - 1) + "}");
  auto graph = build(planText({track("d1", nodes, "{'n':9999}")}));
  graph->process();
  CHECK(graph->outputs()[0].channels.channels[0][0] == 1);
  auto empty = build(planText({track("d1", "", "0")}), graph.get());  // ten thousand zombies
  REQUIRE(empty->takeOver(*graph));
  empty->process();
  CHECK(std::isfinite(empty->outputs()[0].channels.channels[0][0]));
  std::string buses = track("~b0", "", "1");
  for (int i = 1; i < 1000; ++i)
    buses = track("~b" + std::to_string(i), "", "{'bus':'~b" + std::to_string(i - 1) + "'}") + "," + buses;
  auto chain = build(planText({buses}));
  chain->process();
  CHECK(chain->outputs()[0].channels.channels[0][0] == 1);
}
