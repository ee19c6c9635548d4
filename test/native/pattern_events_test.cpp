// Events of primitives that no corpus case asks for by themselves, worked out by hand.
#include <doctest/doctest.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <vector>

#include "native/pattern/query.h"

using namespace hocket::pattern;

namespace {

struct Found {
  Rational begin, end;
  Value value;
};

/// The events with an onset in a cycle of the last pattern of a graph; values do not outlive `use`.
template <class Use>
void withEvents(const std::string& json, std::int64_t cycle, Use&& use) {
  Strings strings;
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  REQUIRE(parser.parse(json).get(element) == simdjson::SUCCESS);
  const auto graph = PatternGraph::load(element, strings);
  REQUIRE_MESSAGE(bool(graph), (graph ? "" : graph.error().text));
  Query query(*graph);
  std::vector<Found> found;
  for (const Event& event : query.run(static_cast<PatternId>(graph->size() - 1), Span::cycle(cycle))) {
    if (event.hasOnset()) found.push_back({event.whole().beginTime(), event.whole().endTime(), event.value});
  }
  use(found, strings);
}

std::vector<Rational> begins(const std::vector<Found>& events) {
  std::vector<Rational> times;
  for (const Found& event : events) times.push_back(event.begin);
  return times;
}

std::string integers(const std::vector<int>& numbers) {
  std::string json;
  for (const int number : numbers) json += "{\"op\":\"pure\",\"value\":{\"int\":" + std::to_string(number) + "}},";
  return json;
}

}  // namespace

TEST_CASE("distrib: each rhythm chooses among the onsets of the next") {
  using Times = std::vector<Rational>;
  const auto onsets = [](const std::vector<int>& numbers, std::int64_t cycle = 0) {
    std::string args;
    for (std::size_t i = 0; i <= numbers.size(); ++i) args += (i > 0 ? "," : "") + std::to_string(i);
    Times times;
    withEvents("[" + integers(numbers) + R"({"op":"pure","value":true},{"op":"distrib","args":[)" + args + "]}]", cycle,
               [&](const std::vector<Found>& events, const Strings&) {
                 for (const Found& event : events) {
                   CHECK(event.value.isTrue());
                   CHECK(event.end - event.begin == Rational{1, numbers.back()});
                 }
                 times = begins(events);
               });
    return times;
  };
  // x.xx.xx. has onsets at 0 2 3 5 6; x.x.x of them are the first, the third and the fifth.
  CHECK(onsets({5, 8}) == Times{{0, 1}, {1, 4}, {3, 8}, {5, 8}, {3, 4}});
  CHECK(onsets({3, 5, 8}) == Times{{0, 1}, {3, 8}, {3, 4}});
  CHECK(onsets({3, 5, 8}, 2) == Times{{2, 1}, {19, 8}, {11, 4}});
}

TEST_CASE("matchingBy: events all of whose wanted controls compare as a function says, and the others") {
  // n "0 1 2 3" # gain 0.5
  const auto chosen = [](const std::string& wanted, int is) {
    std::vector<Rational> times;
    withEvents("[" + integers({0, 1, 2, 3}) +
                   R"({"op":"fastcat","args":[0,1,2,3]},{"op":"control","args":[4],"name":"n"},)"
                   R"({"op":"pure","value":0.5},{"op":"control","args":[6],"name":"gain"},)"
                   R"({"op":"setRightLeft","args":[5,7]},)"
                   R"({"op":"var","param":7},{"op":"var","param":8},{"op":"lessOrEqual","args":[9,10]},)"
                   R"({"op":"function","param":8,"body":11},{"op":"pure","value":{"map":)" +
                   wanted + R"(}},{"op":"matchingBy","args":[13,8],"param":7,"body":12,"ints":[)" + std::to_string(is) +
                   "]}]",
               0, [&](const std::vector<Found>& events, const Strings&) {
                 times = begins(events);
                 for (const Found& event : events) CHECK(event.value.map->all().size() == 2);
               });
    return times;
  };
  using Times = std::vector<Rational>;
  CHECK(chosen(R"({"n":1})", 1) == Times{{1, 4}, {1, 2}, {3, 4}});
  CHECK(chosen(R"({"n":1})", 0) == Times{{0, 1}});
  CHECK(chosen(R"({"n":2,"gain":0.5})", 1) == Times{{1, 2}, {3, 4}});
  CHECK(chosen(R"({"n":2,"gain":0.6})", 1).empty());
  CHECK(chosen(R"({"pan":0})", 1).empty());
  CHECK(chosen(R"({"pan":0})", 0).size() == 4);
}
