// Queries: laws that hold for every pattern, limits, memory, and what bad input gets.
#include <doctest/doctest.h>
#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "native/pattern/primitives.h"
#include "native/pattern/query.h"
#include "realtime_watch.h"

using namespace hocket::pattern;

namespace {

struct Loaded {
  std::unique_ptr<Strings> strings = std::make_unique<Strings>();
  std::unique_ptr<PatternGraph> graph;
  std::string error;
};

Loaded load(const std::string& json) {
  Loaded loaded;
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  if (parser.parse(json).get(element) != simdjson::SUCCESS) {
    loaded.error = "not JSON";
    return loaded;
  }
  auto graph = PatternGraph::load(element, *loaded.strings);
  if (graph)
    loaded.graph = std::make_unique<PatternGraph>(std::move(*graph));
  else
    loaded.error = graph.error().text;
  return loaded;
}

using Row = std::tuple<Rational, Rational, Rational, Rational, double>;

struct Less {
  bool operator()(const Row& a, const Row& b) const {
    if (!(std::get<2>(a) == std::get<2>(b))) return std::get<2>(a) < std::get<2>(b);
    if (!(std::get<0>(a) == std::get<0>(b))) return std::get<0>(a) < std::get<0>(b);
    if (!(std::get<1>(a) == std::get<1>(b))) return std::get<1>(a) < std::get<1>(b);
    return std::get<4>(a) < std::get<4>(b);
  }
};

/// Events that begin in the span, sorted.
std::vector<Row> onsets(Query& query, PatternId id, const Span& span) {
  std::vector<Row> rows;
  for (const Event& e : query.run(id, span)) {
    if (!e.hasOnset()) continue;
    rows.emplace_back(e.whole().beginTime(), e.whole().endTime(), e.part().beginTime(), e.whole().endTime(),
                      e.value.asDouble());
  }
  std::sort(rows.begin(), rows.end(), Less());
  return rows;
}

/// A random graph of well-formed patterns of numbers.
std::string randomPatterns(std::minstd_rand& random, int count) {
  std::string json = "[";
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int i = 0; i < count; i++) {
    const auto any = [&] { return std::to_string(pick(i)); };
    std::string node = "{\"op\":\"pure\",\"value\":" + std::to_string(1 + pick(4)) + "}";
    if (i >= 4) {
      switch (pick(12)) {
        case 0:
          node = "{\"op\":\"fastcat\",\"args\":[" + any() + "," + any() + "," + any() + "]}";
          break;
        case 1:
          node = "{\"op\":\"slowcat\",\"args\":[" + any() + "," + any() + "]}";
          break;
        case 2:
          node = "{\"op\":\"stack\",\"args\":[" + any() + "," + any() + "]}";
          break;
        case 3:
          node = "{\"op\":\"fast\",\"args\":[" + std::to_string(pick(4)) + "," + any() + "]}";
          break;
        case 4:
          node = "{\"op\":\"slow\",\"args\":[" + std::to_string(pick(4)) + "," + any() + "]}";
          break;
        case 5:
          node = "{\"op\":\"rev\",\"args\":[" + any() + "]}";
          break;
        case 6:
          node = "{\"op\":\"addLeft\",\"args\":[" + any() + "," + any() + "]}";
          break;
        case 7:
          node = "{\"op\":\"timecat\",\"args\":[" + any() + "," + any() + "],\"times\":[\"1/1\",\"3/2\"]}";
          break;
        case 8:
          node = "{\"op\":\"compress\",\"args\":[" + any() + "," + any() + "," + any() + "]}";
          break;
        case 9:
          node = "{\"op\":\"late\",\"args\":[" + std::to_string(pick(4)) + "," + any() + "]}";
          break;
        case 10:
          node = "{\"op\":\"degradeBy\",\"args\":[" + std::to_string(pick(4)) + "," + any() + "]}";
          break;
        default:
          node = "{\"op\":\"ply\",\"args\":[" + std::to_string(pick(4)) + "," + any() + "]}";
          break;
      }
    }
    json += (i > 0 ? "," : "") + node;
  }
  return json + "]";
}

}  // namespace

TEST_CASE("query: asking in pieces finds the same events as asking at once") {
  std::minstd_rand random(11);
  for (int round = 0; round < 200; round++) {
    const Loaded loaded = load(randomPatterns(random, 14));
    REQUIRE_MESSAGE(loaded.graph, loaded.error);
    Query query(*loaded.graph, {20'000});
    const auto root = static_cast<PatternId>(loaded.graph->size() - 1);
    const std::vector<Row> whole = onsets(query, root, Span{0, 3, 1});
    if (query.error() != QueryError::none) continue;
    std::vector<Row> pieces;
    for (std::int64_t i = 0; i < 48; i++) {
      const std::vector<Row> found = onsets(query, root, Span{i, i + 1, 16});
      pieces.insert(pieces.end(), found.begin(), found.end());
    }
    std::sort(pieces.begin(), pieces.end(), Less());
    CHECK(whole == pieces);
  }
}

TEST_CASE("query: parts lie in the span and in their wholes") {
  std::minstd_rand random(12);
  for (int round = 0; round < 200; round++) {
    const Loaded loaded = load(randomPatterns(random, 14));
    REQUIRE(loaded.graph);
    Query query(*loaded.graph, {20'000});
    const Span span{5, 17, 8};
    for (const Event& e : query.run(static_cast<PatternId>(loaded.graph->size() - 1), span)) {
      CHECK(span.beginTime() <= e.part().beginTime());
      CHECK(e.part().endTime() <= span.endTime());
      CHECK(e.whole().beginTime() <= e.part().beginTime());
      CHECK(e.part().endTime() <= e.whole().endTime());
    }
  }
}

TEST_CASE("query: allocates nothing after warm-up") {
  const Loaded loaded = load(
      R"([{"op":"pure","value":{"rational":"16/1"}},{"op":"pure","value":"bd:3"},{"op":"fast","args":[0,1]},{"op":"sound","args":[2]},)"
      R"({"op":"pure","value":0.5},{"op":"control","args":[4],"name":"gain"},{"op":"setRightLeft","args":[3,5]},{"op":"pure","value":{"int":8}},)"
      R"({"op":"chop","args":[7,6]},{"op":"rev","args":[8]},{"op":"stack","args":[8,9]},{"op":"degradeBy","args":[4,10]}])");
  REQUIRE_MESSAGE(loaded.graph, loaded.error);
  Query query(*loaded.graph);
  for (int cycle = 0; cycle < 16; cycle++) query.run(11, Span::cycle(cycle));
  std::size_t events = 0;
  realtime::watch([&] {
    for (int cycle = 0; cycle < 200; cycle++) events += query.run(11, Span::cycle(cycle)).size();
  });
  CHECK(realtime::faults() == 0);
  CHECK(events > 200 * 100);
}

TEST_CASE("query: work is bounded, and it is said") {
  const Loaded loaded = load(
      R"([{"op":"pure","value":{"int":1000000000}},{"op":"pure","value":1},{"op":"fast","args":[0,1]},{"op":"fastcat","args":[1,1]},)"
      R"({"op":"fast","args":[0,3]},{"op":"silence"},{"op":"slowcat","args":[5,1]},{"op":"fast","args":[0,6]},{"op":"ply","args":[0,1]},)"
      R"({"op":"euclid","args":[0,0,1]},{"op":"segment","args":[0,1]},{"op":"iter","args":[0,3]}])");
  REQUIRE_MESSAGE(loaded.graph, loaded.error);
  for (const PatternId id : {2u, 4u, 7u, 8u, 9u, 10u}) {
    Query query(*loaded.graph, {10'000});
    CHECK(query.run(id, Span::cycle(0)).size() <= 10'000);
    CHECK(query.error() == QueryError::tooManyEvents);
  }
  Query query(*loaded.graph, {10'000});
  CHECK(query.run(11, Span::cycle(0)).size() == 2);
  CHECK(query.error() == QueryError::none);
}

TEST_CASE("query: work that makes no events is bounded too") {
  std::string twice;  // each of these reads the one before twice; the first has no events
  for (int i = 0; i < 60; i++) {
    const std::string before = std::to_string(i == 0 ? 6 : 6 + i);
    twice += ",{\"op\":\"stack\",\"args\":[" + before + "," + before + "]}";
  }
  std::string sums;  // of a bound value: no events, and nothing to ask for
  for (int i = 0; i < 60; i++) {
    const std::string before = std::to_string(i == 0 ? 67 : 67 + i);
    sums += ",{\"op\":\"addBoth\",\"args\":[" + before + "," + before + "]}";
  }
  std::string numbers;  // each bound within the one before
  for (int i = 0; i < 20'000; i++) numbers += ",1";
  std::string maps;  // each event's controls are one more
  for (int i = 0; i < 400; i++) {
    maps += ",{\"op\":\"control\",\"name\":\"x" + std::to_string(i) + "\",\"args\":[1]}";
    maps += ",{\"op\":\"setRightLeft\",\"args\":[" + std::to_string(i == 0 ? 137 : 137 + 2 * i) + "," +
            std::to_string(138 + 2 * i) + "]}";
  }
  const Loaded loaded = load(
      R"([{"op":"pure","value":{"rational":"1000/1"}},{"op":"pure","value":1},{"op":"pure","value":{"int":65536}},{"op":"fast","args":[0,2]},)"
      R"({"op":"pure","value":false},{"op":"slowcat","args":[4,4]},{"op":"mask","args":[5,3]})" +
      twice + R"(,{"op":"var","param":1})" + sums +  // 7 to 66, 67, 68 to 127
      R"(,{"op":"innerBind","args":[3],"param":1,"body":127},{"op":"pure","value":true},{"op":"mask","args":[5,129]},)"  // 128-130
      R"({"op":"euclidOffBool","args":[3,1,1,130]},{"op":"distrib","args":[3,3,3,3,3,3,3,3]},)"   // 131-132
      R"({"op":"fast","args":[2,1]},{"op":"rot","args":[1,133]},{"op":"early","args":[1,134]},)"  // 133-135
      R"({"op":"pure","value":{"map":{"s":"bd"}}},{"op":"fast","args":[0,136]})" +
      maps + ",{\"op\":\"distrib\",\"args\":[1" + numbers + "]}]");
  REQUIRE_MESSAGE(loaded.graph, loaded.error);
  for (const PatternId id : {66u, 128u, 131u, 132u, 135u, 937u, 938u}) {
    Query query(*loaded.graph, {100'000});
    CHECK(query.run(id, Span::cycle(0)).size() <= 100'000);
    CHECK_MESSAGE(query.error() == QueryError::tooManyEvents, id);
  }
}

TEST_CASE("query: times that do not fit are left out, and it is said") {
  std::string json = R"([{"op":"pure","value":{"rational":"4294967291/4294967279"}},{"op":"pure","value":1})";
  for (int i = 1; i < 9; i++) json += ",{\"op\":\"fast\",\"args\":[0," + std::to_string(i) + "]}";
  const Loaded loaded = load(json + "]");
  REQUIRE_MESSAGE(loaded.graph, loaded.error);
  Query query(*loaded.graph);
  query.run(9, Span{1, 2, 3});
  CHECK(query.error() == QueryError::overflow);
}

TEST_CASE("query: events know the atoms that they came from") {
  const Loaded loaded = load(
      R"([{"op":"pure","value":"bd","span":7},{"op":"sound","args":[0]},{"op":"pure","value":1,"span":9},{"op":"control","args":[2],"name":"gain"},)"
      R"({"op":"setRightLeft","args":[1,3]}])");
  REQUIRE(loaded.graph);
  Query query(*loaded.graph);
  const auto events = query.run(4, Span::cycle(0));
  REQUIRE(events.size() == 1);
  std::uint32_t atoms[4];
  REQUIRE(query.atoms(events[0], atoms) >= 1);
  CHECK(atoms[0] == 7);
}

TEST_CASE("graph: what is malformed is refused with a reason") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({})", "array"},
      {R"([1])", "object"},
      {R"([{}])", "op"},
      {R"([{"op":"nothing"}])", "no op"},
      {R"([{"op":"rev","args":[0]}])", "before it"},
      {R"([{"op":"rev","args":[5]}])", "before it"},
      {R"([{"op":"rev","args":[-1]}])", "before it"},
      {R"([{"op":"rev"}])", "takes 1"},
      {R"([{"op":"pure"}])", "value"},
      {R"([{"op":"pure","value":{"int":1,"note":2}}])", "exactly one"},
      {R"([{"op":"pure","value":{"rational":"1/0"}}])", "rational"},
      {R"([{"op":"pure","value":null}])", "value"},
      {R"([{"op":"silence"},{"op":"compress","args":[0]}])", "takes 3 patterns"},
      {R"([{"op":"silence"},{"op":"timecat","args":[0],"times":["-1/4"]}])", "negative"},
      {R"([{"op":"silence"},{"op":"innerBind","args":[0]}])", "body"},
  };
  for (const auto& [json, reason] : cases) {
    CAPTURE(json);
    const Loaded loaded = load(json);
    CHECK(!loaded.graph);
    CHECK_MESSAGE(loaded.error.find(reason) != std::string::npos, loaded.error);
  }
}

TEST_CASE("graph: nesting is limited, and at the limit a query still works") {
  for (const int depth : {900, 100'000}) {
    std::string json = R"([{"op":"pure","value":1})";
    for (int i = 0; i < depth; i++) json += ",{\"op\":\"rev\",\"args\":[" + std::to_string(i) + "]}";
    const Loaded loaded = load(json + "]");
    CHECK((loaded.graph != nullptr) == (depth == 900));
    if (!loaded.graph) continue;
    Query query(*loaded.graph);
    CHECK(query.run(900, Span::cycle(0)).size() == 1);
  }
}

TEST_CASE("graph: every op survives arguments of every kind") {
  std::minstd_rand random(13);
  const std::string atoms =
      R"([{"op":"pure","value":{"int":3}},{"op":"pure","value":{"int":-2}},{"op":"pure","value":0},{"op":"pure","value":"bd"},)"
      R"({"op":"pure","value":true},{"op":"pure","value":{"map":{"n":{"note":1},"s":"bd"}}},{"op":"sine"},{"op":"silence"},)"
      R"({"op":"fastcat","args":[0,2,3]},{"op":"slowcat","args":[5,8]},{"op":"pure","value":{"rational":"-7/3"}},{"op":"pure","value":1e300},)"
      R"({"op":"pure","value":{"list":[1,{"list":[2,"a"]}]}})";
  forEachPrimitive([&](const Primitive& p, const char*) {
    CAPTURE(p.op);
    for (int round = 0; round < 60; round++) {
      const int count = p.args == variadic ? static_cast<int>(random() % 4) : p.args;
      std::string node = std::string(",{\"op\":\"") + p.op + "\",\"args\":[";
      for (int i = 0; i < count; i++) node += (i > 0 ? "," : "") + std::to_string(random() % 13);
      node +=
          R"(],"param":1,"body":)" + std::to_string(random() % 13) +
          R"(,"value":1,"values":[1,"bd",2.5,{"list":[1,2]}],"name":"gain","names":["a","b"],"ints":[1,3],"seed":2,"times":[)";
      const std::size_t times = std::string_view(p.op) == "timecat" ? static_cast<std::size_t>(count) : 2;
      for (std::size_t i = 0; i < times; i++) node += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "/3\"";
      const Loaded loaded = load(atoms + node + "]}]");
      if (!loaded.graph) continue;
      Query query(*loaded.graph, {5'000});
      for (const Span span : {Span{0, 2, 1}, Span{-7, 5, 3}, Span{1, 1, 2}}) query.run(13, span);
    }
  });
}
