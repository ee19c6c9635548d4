// Queries allocate nothing after warm-up: every primitive of the registry, with arguments of the types that it takes.
#include <doctest/doctest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native/pattern/primitives.h"
#include "native/pattern/query.h"
#include "native/pattern/sort.h"
#include "realtime_watch.h"

using namespace hocket::pattern;

namespace {

/// Patterns of each type, by place in `atoms`.
struct Sample {
  std::string_view type;
  std::vector<int> patterns;
};

const std::string atoms =
    R"([{"op":"pure","value":{"int":3}},{"op":"pure","value":{"int":8}},{"op":"slowcat","args":[0,1]},)"  // 0-2
    R"({"op":"pure","value":{"rational":"3/2"}},{"op":"pure","value":{"rational":"1/4"}},{"op":"fastcat","args":[3,4]},)"  // 3-5
    R"({"op":"pure","value":0.25},{"op":"sine"},{"op":"pure","value":true},{"op":"pure","value":false},)"  // 6-9
    R"({"op":"fastcat","args":[8,9,8,8]},{"op":"pure","value":"bd:3"},{"op":"pure","value":"major"},)"     // 10-12
    R"({"op":"pure","value":"pinkyupdown"},{"op":"pure","value":"disconverge"},{"op":"slowcat","args":[11,12,13,14]},)"  // 13-15
    R"({"op":"pure","value":{"map":{"n":{"note":1},"s":"bd","gain":0.5}}},{"op":"pure","value":{"map":{"s":"hh","pan":1}}},)"  // 16-17
    R"({"op":"fastcat","args":[16,17,16]},{"op":"stack","args":[0,1,2]},{"op":"euclid","args":[0,1,19]},)"  // 18-20
    R"({"op":"pure","value":{"list":[1,2]}},{"op":"pure","value":{"note":7}},{"op":"fastcat","args":[22,0,22]},)"  // 21-23
    R"({"op":"timecat","args":[18,17],"times":["1/3","2/1"]},{"op":"pure","value":{"int":100}},{"op":"rand"})";  // 24-26
constexpr int atomCount = 27;

const Sample samples[] = {
    {"Time", {3, 4, 5}},    {"Int", {0, 2, 25}},      {"Number", {6, 7, 26}},
    {"Bool", {8, 10, 9}},   {"String", {11, 15, 13}}, {"Controls", {16, 18, 24}},
    {"Note", {22, 23, 22}}, {"[a]", {21, 21, 21}},    {"", {20, 19, 23}},
};

int typical(std::string_view type, std::size_t round) {
  for (const Sample& sample : samples) {
    if (type.starts_with(sample.type)) return sample.patterns[round % sample.patterns.size()];
  }
  return 0;
}

/// The types of the patterns that a primitive takes, as far as its type says them.
std::vector<std::string_view> patternTypes(std::string_view type) {
  std::vector<std::string_view> found;
  const std::size_t constraint = type.find("=> ");
  if (constraint != std::string_view::npos) type.remove_prefix(constraint + 3);
  for (std::size_t at = 0; (at = type.find("Pattern ", at)) != std::string_view::npos;) {
    at += 8;
    found.push_back(type.substr(at));
  }
  return found;
}

std::string nodeOf(const Primitive& p, std::size_t round) {
  const std::vector<std::string_view> types = patternTypes(p.type);
  const std::size_t count = p.args == variadic ? 1 + round % 4 : static_cast<std::size_t>(p.args);
  std::string node = std::string(",{\"op\":\"") + p.op + "\",\"args\":[";
  for (std::size_t i = 0; i < count; i++)
    node += (i > 0 ? "," : "") + std::to_string(i < types.size() ? typical(types[i], round + i) : typical("", round));
  const std::size_t times = std::string_view(p.op) == "timecat" ? count : 2 * count;
  node += R"(],"param":0,"body":)" + std::to_string(typical("", round)) +
          R"(,"value":1,"values":[1,3,2,4],"name":"gain","names":["bd","x 1x"],"ints":[3,5],"seed":2,"times":[)";
  for (std::size_t i = 0; i < std::max<std::size_t>(times, 2); i++)
    node += (i > 0 ? ",\"" : "\"") + std::to_string(i + 1) + "/" + std::to_string(std::max<std::size_t>(times, 2) + 1) +
            "\"";
  return node + "]}";
}

const Span spans[] = {{0, 1, 1}, {1, 4, 1}, {7, 8, 16}, {-3, 2, 5}, {1, 1, 3}, {100, 101, 1}};

std::size_t askAll(Query& query, PatternId root) {
  std::size_t events = 0;
  for (const Span& span : spans) events += query.run(root, span).size();
  return events;
}

}  // namespace

TEST_CASE("memory: no primitive allocates once it has been asked") {
  std::size_t asked = 0, answered = 0;
  forEachPrimitive([&](const Primitive& p, const char*) {
    bool any = false;
    for (std::size_t round = 0; round < 12; round++) {
      const std::string text = atoms + nodeOf(p, round) + "]";
      CAPTURE(text);
      simdjson::dom::parser parser;
      simdjson::dom::element element;
      REQUIRE(parser.parse(text).get(element) == simdjson::SUCCESS);
      const auto strings = std::make_unique<Strings>();
      const auto graph = PatternGraph::load(element, *strings);
      if (!graph) continue;
      any = true;
      Query query(*graph, {20'000});
      askAll(query, atomCount);
      const realtime::Counted before = realtime::counted;
      std::size_t events = 0;
      realtime::watch([&] { events = askAll(query, atomCount); });
      CHECK(realtime::counted.allocations == before.allocations);
      CHECK(realtime::counted.frees == before.frees);
      answered += events > 0 ? 1 : 0;
    }
    CHECK_MESSAGE(any, p.op);
    asked++;
  });
  CHECK(asked > 200);
  CHECK(answered > 6 * asked);  // arguments that mostly make sense
}

TEST_CASE("memory: rhythms and numbers that change from cycle to cycle allocate nothing") {
  const std::string text =
      R"([{"op":"pure","value":{"int":200}},{"op":"irand","args":[0]},{"op":"segment","args":[0,1]},{"op":"pure","value":"bd"},)"
      R"({"op":"euclid","args":[2,0,3]}])";
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  REQUIRE(parser.parse(text).get(element) == simdjson::SUCCESS);
  const auto strings = std::make_unique<Strings>();
  const auto graph = PatternGraph::load(element, *strings);
  if (!graph) FAIL(graph.error().text);
  Query query(*graph, {1'000'000});
  std::size_t events = 0;
  for (int cycle = 0; cycle < 4; cycle++) events += query.run(4, Span::cycle(cycle)).size();
  const realtime::Counted before = realtime::counted;
  realtime::watch([&] {
    for (int cycle = 4; cycle < 20; cycle++) query.run(4, Span::cycle(cycle));
  });
  CHECK(realtime::counted.all() == before.all());
  CHECK(events > 0);
}

// {"patterns": [...], "root": n} a line, asked as a sequencer asks: sixteenths of cycles, one after the other.
TEST_CASE("memory: what live coders write allocates nothing once it runs" *
          doctest::skip(std::getenv("HOCKET_QUESTIONS") == nullptr)) {
  constexpr int windows = 16, warmUp = 8, watched = 24;  // a cycle, cycles, cycles
  std::ifstream file(std::getenv("HOCKET_QUESTIONS"));
  std::size_t asked = 0, events = 0;
  for (std::string line; std::getline(file, line); ++asked) {
    CAPTURE(line);
    simdjson::dom::parser parser;
    simdjson::dom::element question;
    std::uint64_t root = 0;
    REQUIRE(parser.parse(line).get(question) == simdjson::SUCCESS);
    REQUIRE(question["root"].get_uint64().get(root) == simdjson::SUCCESS);
    const auto strings = std::make_unique<Strings>();
    const auto graph = PatternGraph::load(question["patterns"], *strings);
    if (!graph) FAIL(graph.error().text);
    Query query(*graph, {100'000});
    const auto ask = [&](int from, int to) {
      for (int w = from * windows; w < to * windows; ++w)
        events += query.run(static_cast<PatternId>(root), {w, w + 1, windows}).size();
    };
    ask(0, warmUp);
    const realtime::Counted before = realtime::counted;
    realtime::watch([&] { ask(warmUp, warmUp + watched); });
    CHECK(realtime::counted.allocations == before.allocations);
    CHECK(realtime::counted.frees == before.frees);
  }
  CHECK(asked > 5000);
  CHECK(events > 10 * asked);
}

TEST_CASE("memory: sorting keeps the order of what is equal, at every length") {
  struct Item {
    int key, place;
  };
  Arena arena;
  for (int n = 0; n < 200; n++) {
    std::vector<Item> items;
    for (int i = 0; i < n; i++) items.push_back({(i * 7919) % 13, i});
    arena.reset();
    stableSort(std::span(items), arena, [](const Item& a, const Item& b) { return a.key < b.key; });
    for (int i = 1; i < n; i++) {
      const Item &a = items[static_cast<std::size_t>(i) - 1], &b = items[static_cast<std::size_t>(i)];
      const bool ordered = a.key < b.key || (a.key == b.key && a.place < b.place);
      CHECK(ordered);
    }
  }
}
