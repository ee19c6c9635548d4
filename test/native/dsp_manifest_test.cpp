// The manifest is JSON, and says of every node what its spec says.
#include <doctest/doctest.h>
#include <simdjson.h>

#include <sstream>
#include <string>

#include "native/dsp/kernel.h"
#include "native/dsp/manifest.h"

using namespace hocket::dsp;

TEST_CASE("every node is in the manifest with its ports") {
  std::stringstream text;
  writeNodes(text);
  simdjson::dom::parser parser;
  const simdjson::dom::array nodes = parser.parse(text.str()).get_array();
  REQUIRE(nodes.size() == nodeTypes().size());
  for (const simdjson::dom::element node : nodes) {
    const std::string name{std::string_view{node["name"]}};
    INFO(name);
    const NodeType* type = findNodeType(name);
    REQUIRE(type != nullptr);
    const simdjson::dom::array inputs = node["inputs"];
    REQUIRE(inputs.size() == type->spec->ports.size());
    std::size_t k = 0;
    for (const simdjson::dom::element input : inputs) {
      const Port& port = type->spec->ports[k++];
      CHECK(std::string_view{input["name"]} == port.name);
      CHECK(double(input["default"]) == doctest::Approx(static_cast<double>(port.initial)));
      CHECK(std::int64_t(input["channels"]) == port.channels);
    }
    CHECK(std::int64_t(node["outputs"]) == type->spec->outputs);
  }
}

TEST_CASE("signals are not positional, parameters are, in the order of the spec") {
  std::stringstream text;
  writeNodes(text);
  simdjson::dom::parser parser;
  for (const simdjson::dom::element node : parser.parse(text.str()).get_array()) {
    const std::string_view name{node["name"]};
    if (name == "and") CHECK(simdjson::dom::array(node["positional"]).size() == 2);
    if (name == "kick") CHECK(simdjson::dom::array(node["positional"]).size() == 4);  // without gate and velocity
    if (name != "lpf") continue;
    const simdjson::dom::array positional = node["positional"];
    REQUIRE(positional.size() == 2);
    CHECK(std::string_view(positional.at(0)) == "cutoff");
    CHECK(std::string_view(positional.at(1)) == "resonance");
    CHECK(std::string_view{node["channels"]} == "each");
  }
}
