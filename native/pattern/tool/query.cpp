// hocket-query: one question a line on stdin, {"patterns": [...], "root": n, "begin": "0/1", "end": "4/1"} and perhaps
// the "budget" of the query; one answer a line on stdout, {"events": [{"whole", "part", "value"}]} in the form of the
// conformance corpus, or {"error": "..."}.
#include <simdjson.h>

#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include "native/pattern/loader.h"
#include "native/pattern/query.h"

namespace {

using namespace hocket::pattern;
using Kind = Value::Kind;

std::string asJson(std::string_view text) {
  std::string r = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", c);
      r += code;
      continue;
    }
    if (c == '"' || c == '\\') r += '\\';
    r += c;
  }
  return r + '"';
}

std::string time(std::int64_t n, std::int64_t d) {
  const Rational r = Rational::reduce(n, d);
  return "\"" + std::to_string(r.num) + "/" + std::to_string(r.den) + "\"";
}

std::string number(double x) {
  if (std::isnan(x)) return "\"NaN\"";
  if (std::isinf(x)) return x > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", x);
  return text;
}

std::string value(const Value& v, const Strings& strings) {
  switch (v.kind) {
    case Kind::integer:
      return std::to_string(v.integer);
    case Kind::number:
    case Kind::note:
      return number(v.number);
    case Kind::rational:
      return "\"" + std::to_string(v.integer) + "/" + std::to_string(v.den) + "\"";
    case Kind::boolean:
      return v.integer != 0 ? "true" : "false";
    case Kind::string:
      return asJson(strings.view(v.string));
    case Kind::signal:
      return "{\"signal\":" + std::to_string(v.integer) + "}";
    case Kind::map: {
      std::map<std::string_view, const Value*> sorted;
      for (const ControlEntry& e : v.map->all()) sorted[strings.view(e.control)] = &e.value;
      std::string r = "{";
      for (const auto& [name, content] : sorted)
        r += (r.size() > 1 ? "," : "") + asJson(name) + ":" + value(*content, strings);
      return r + "}";
    }
    case Kind::list: {
      std::string r = "[";
      for (const Value& item : v.list->all()) r += (r.size() > 1 ? "," : "") + value(item, strings);
      return r + "]";
    }
    case Kind::none:
      break;
  }
  return "null";
}

std::string events(std::span<const Event> found, const Strings& strings) {
  std::string r = "{\"events\":[";
  const char* separator = "";
  for (const Event& e : found) {
    r += separator;
    r += "{\"whole\":";
    r += e.discrete ? "[" + time(e.wholeBegin, e.den) + "," + time(e.wholeEnd, e.den) + "]" : "null";
    r += ",\"part\":[" + time(e.partBegin, e.den) + "," + time(e.partEnd, e.den) +
         "],\"value\":" + value(e.value, strings) + "}";
    separator = ",";
  }
  return r + "]";
}

std::string answer(const simdjson::dom::element& question) {
  Strings strings;
  simdjson::dom::element patterns;
  std::string_view begin, end;
  std::uint64_t root = 0;
  Rational b, e;
  if (question["patterns"].get(patterns) != simdjson::SUCCESS ||
      question["root"].get_uint64().get(root) != simdjson::SUCCESS ||
      question["begin"].get_string().get(begin) != simdjson::SUCCESS ||
      question["end"].get_string().get(end) != simdjson::SUCCESS || !parseRational(begin, b) ||
      !parseRational(end, e)) {
    return "{\"error\":\"a question has patterns, root, begin and end\"}";
  }
  Result<PatternGraph> graph = PatternGraph::load(patterns, strings);
  if (!graph) {
    return "{\"error\":" + asJson(graph.error().text) + ",\"pattern\":" + std::to_string(graph.error().pattern) +
           ",\"field\":" + asJson(graph.error().field) + "}";
  }
  if (root >= graph->size()) return "{\"error\":\"there is no pattern of that number\"}";
  QueryLimits limits;
  limits.strays = true;
  if (std::uint64_t budget = 0; question["budget"].get_uint64().get(budget) == simdjson::SUCCESS)
    limits.budget = budget;
  Query query(*graph, limits);
  std::string r = events(query.run(static_cast<PatternId>(root), Span::of(b, e)), strings);
  if (query.error() != QueryError::none) r += ",\"warning\":" + asJson(describe(query.error()));
  return r + "}";
}

}  // namespace

int main() {
  simdjson::dom::parser parser;
  for (std::string line; std::getline(std::cin, line);) {
    simdjson::dom::element question;
    const bool good = parser.parse(line).get(question) == simdjson::SUCCESS;
    std::cout << (good ? answer(question) : "{\"error\":\"not JSON\"}") << "\n" << std::flush;
  }
}
