// What a rack takes over from the one before it: pools of graphs that stayed the same, wherever they stand now.
#include "native/voice/rack.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "native/graph/load_plan.h"
#include "plan_text.h"

using namespace hocket;
using engine_test::PlanText;

namespace {

struct Built {
  std::shared_ptr<const graph::Plan> plan;
  std::unique_ptr<graph::Graph> graph;
  std::unique_ptr<voice::Rack> rack;
};

struct Session {
  pattern::Strings strings;

  Built build(const PlanText& text, const Built* before = nullptr) {
    Built made;
    auto plan = graph::loadPlan(text.text(), strings);
    REQUIRE_MESSAGE(plan, (plan ? "" : plan.error().text));
    made.plan = *plan;
    auto graph = graph::Graph::build(*plan, {}, nullptr);
    REQUIRE(graph);
    made.graph = std::move(*graph);
    auto rack =
        voice::Rack::build(*made.plan, *made.graph, strings, {}, before == nullptr ? nullptr : before->rack.get());
    REQUIRE(rack);
    made.rack = std::move(*rack);
    return made;
  }
  voice::Pool* synth(const Built& from, const char* name) {
    const voice::Instrument* found = from.rack->instrument(strings.intern(name));
    return found == nullptr ? nullptr : found->pool;
  }
};

std::string saw(const std::string& name, const std::string& freq) {
  return "{'name':'" + name + "','span':0,'nodes':[{'key':'o','kind':'saw','span':1,'in':{'freq':" + freq +
         "}}],'out':[{'n':0}]}";
}

std::string bus(const std::string& out) { return "{'name':'~a','kind':'bus','span':0,'nodes':[],'out':[" + out + "]}"; }

}  // namespace

TEST_CASE("a pool is kept where its graph is the same, and only there") {
  Session session;
  PlanText text;
  text.synths = saw("one", "100") + "," + saw("two", "200");
  const Built first = session.build(text);
  text.synths = saw("new", "50") + "," + saw("two", "200") + "," + saw("one", "101");
  const Built second = session.build(text, &first);
  CHECK(session.synth(second, "two") == session.synth(first, "two"));
  CHECK(session.synth(second, "one") != session.synth(first, "one"));
  CHECK(session.synth(second, "new") != session.synth(first, "one"));
  int kept = 0;
  for (const voice::Rack::Place& place : second.rack->places()) kept += place.kept ? 1 : 0;
  CHECK(kept == 1);
}

TEST_CASE("where a graph stands in the text does not matter to its pool, and reports name the new place") {
  Session session;
  PlanText text;
  text.synths = saw("one", "100");
  const Built first = session.build(text);
  text.synths = "{'name':'one','span':2,'nodes':[{'key':'o','kind':'saw','span':3,'in':{'freq':100}}],'out':[{'n':0}]}";
  const Built second = session.build(text, &first);
  CHECK(session.synth(second, "one") == session.synth(first, "one"));
  CHECK(first.rack->places()[0].nodes[0].span == 1);
  CHECK(second.rack->places()[0].nodes[0].span == 3);
  CHECK(second.rack->places()[0].nodes[0].definition == "one");
}

TEST_CASE("a graph that plays a pattern is kept while the pattern's content is, whatever its number") {
  Session session;
  const std::string steps = "{'op':'pure','value':3},{'op':'pure','value':4},{'op':'fastcat','args':[";
  PlanText text;
  text.patterns = steps + "0,1]}";
  text.synths = saw("one", "{'p':2}");
  const Built first = session.build(text);
  CHECK(first.rack->places()[0].held == std::vector<graph::PatternId>{2});
  text.patterns = "{'op':'silence'}," + steps + "1,2]}";
  text.synths = saw("one", "{'p':3}");
  const Built second = session.build(text, &first);
  CHECK(session.synth(second, "one") == session.synth(first, "one"));
  CHECK(second.rack->places()[0].held == std::vector<graph::PatternId>{3});
  text.patterns = "{'op':'silence'}," + steps + "2,1]}";
  const Built third = session.build(text, &second);
  CHECK(session.synth(third, "one") != session.synth(second, "one"));
}

TEST_CASE("a graph that reads a bus is another one when the bus has other channels") {
  Session session;
  PlanText text;
  text.definitions = bus("1");
  text.synths = saw("one", "{'bus':'~a'}");
  const Built first = session.build(text);
  text.definitions = bus("2");
  const Built second = session.build(text, &first);
  CHECK(session.synth(second, "one") == session.synth(first, "one"));
  text.definitions = bus("2,3");
  const Built third = session.build(text, &second);
  CHECK(session.synth(third, "one") != session.synth(second, "one"));
  text.definitions = "";
  const Built fourth = session.build(text, &third);
  CHECK(session.synth(fourth, "one") != session.synth(third, "one"));
}

TEST_CASE("equal graphs of one plan have a pool each") {
  Session session;
  const std::string filter =
      "{'nodes':[{'key':'f','kind':'lpf','in':{'in':{'bus':'voice'},'cutoff':900}}],'out':[{'n':0}]}";
  PlanText text;
  text.effects = filter + "," + filter;
  const Built first = session.build(text);
  text.effects = filter + "," + filter + "," + filter;
  const Built second = session.build(text, &first);
  CHECK(second.rack->effects(0) == first.rack->effects(0));
  CHECK(second.rack->effects(1) == first.rack->effects(1));
  CHECK(second.rack->effects(2) != first.rack->effects(0));
  CHECK(second.rack->effects(2) != first.rack->effects(1));
}

TEST_CASE("a pool outlives the rack that it was made in, and makes no more groups than it may have") {
  Session session;
  PlanText text;
  text.synths = saw("one", "100");
  Built first = session.build(text);
  const Built second = session.build(text, &first);
  first = {};
  voice::Pool& pool = *session.synth(second, "one");
  CHECK(pool.groups().size() == static_cast<std::size_t>(second.rack->places()[0].tracks + voice::Rack::spareGroups));
  while (auto group = pool.makeGroup()) pool.add(group.release());
  CHECK(pool.made() == pool.groups().capacity());
  CHECK(pool.groups().full());
}
