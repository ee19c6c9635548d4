#include "native/addon/query.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "native/addon/values.h"
#include "native/pattern/query.h"

namespace hocket::addon {
namespace {

using pattern::Event;
using pattern::Rational;
using pattern::Span;
using pattern::Value;

/// "3/4" or "3".
std::optional<Rational> readTime(const Napi::Value& value) {
  const std::string text = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  const char* const end = text.data() + text.size();
  std::int64_t numerator = 0, denominator = 1;
  auto read = std::from_chars(text.data(), end, numerator);
  if (read.ec == std::errc() && read.ptr != end && *read.ptr == '/')
    read = std::from_chars(read.ptr + 1, end, denominator);
  if (read.ec == std::errc() && read.ptr == end && denominator > 0) return Rational::reduce(numerator, denominator);
  throwTypeError(value.Env(), "a time is written \"n/d\"");
  return std::nullopt;
}

std::string timeText(std::int64_t numerator, std::int64_t denominator) {
  const Rational time = Rational::reduce(numerator, denominator);
  return std::to_string(time.num) + "/" + std::to_string(time.den);
}

Napi::Array toArray(Napi::Env env, const Span& span) {
  auto array = Napi::Array::New(env, 2);
  array[0u] = timeText(span.begin, span.den);
  array[1u] = timeText(span.end, span.den);
  return array;
}

Napi::String toString(Napi::Env env, std::string_view text) { return Napi::String::New(env, text.data(), text.size()); }

Napi::Value toJs(Napi::Env env, const Value& value, const pattern::Strings& strings) {
  switch (value.kind) {
    case Value::Kind::none:
      return env.Null();
    case Value::Kind::integer:
      return Napi::Number::New(env, static_cast<double>(value.integer));
    case Value::Kind::number:
    case Value::Kind::note:
      return Napi::Number::New(env, value.number);
    case Value::Kind::rational:
      return Napi::String::New(env, timeText(value.integer, value.den));
    case Value::Kind::string:
      return toString(env, strings.view(value.string));
    case Value::Kind::boolean:
      return Napi::Boolean::New(env, value.integer != 0);
    case Value::Kind::signal: {
      auto object = Napi::Object::New(env);
      object["signal"] = static_cast<double>(value.integer);
      return object;
    }
    case Value::Kind::list: {
      auto array = Napi::Array::New(env);
      for (const Value& item : value.list->all()) array[array.Length()] = toJs(env, item, strings);
      return array;
    }
    case Value::Kind::map:
      break;
  }
  auto object = Napi::Object::New(env);
  for (const pattern::ControlEntry& entry : value.map->all())
    object.Set(toString(env, strings.view(entry.control)), toJs(env, entry.value, strings));
  return object;
}

bool earlier(std::int64_t a, std::int64_t aDen, std::int64_t b, std::int64_t bDen) {
  return static_cast<pattern::int128>(a) * bDen < static_cast<pattern::int128>(b) * aDen;
}

/// By the begin of the part, then its end.
bool inOrder(const Event* a, const Event* b) {
  if (earlier(a->partBegin, a->den, b->partBegin, b->den)) return true;
  if (earlier(b->partBegin, b->den, a->partBegin, a->den)) return false;
  return earlier(a->partEnd, a->den, b->partEnd, b->den);
}

Napi::Array toArray(Napi::Env env, pattern::Query& query, std::span<const Event> events,
                    const pattern::Strings& strings) {
  std::vector<const Event*> sorted;
  for (const Event& event : events) sorted.push_back(&event);
  std::stable_sort(sorted.begin(), sorted.end(), inOrder);
  auto list = Napi::Array::New(env, sorted.size());
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    const Event& event = *sorted[i];
    std::array<std::uint32_t, 64> atoms;
    const std::size_t atomCount = query.atoms(event, atoms);
    auto spans = Napi::Array::New(env, atomCount);
    for (std::uint32_t atom = 0; atom < atomCount; ++atom) spans[atom] = atoms[atom];
    auto object = Napi::Object::New(env);
    object["whole"] = event.discrete ? toArray(env, event.whole()).As<Napi::Value>() : env.Null();
    object["part"] = toArray(env, event.part());
    object["value"] = toJs(env, event.value, strings);
    object["spans"] = spans;
    list[i] = object;
  }
  return list;
}

/// To make objects of events takes ten times as long as to find them: about a second for what this finds at most.
constexpr std::uint64_t budget = 250'000;

}  // namespace

Napi::Value query(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString() || !info[1].IsNumber())
    throwTypeError(env, "query takes the JSON of patterns, an index, and two times");
  if (env.IsExceptionPending()) return {};
  const auto begin = readTime(info[2]), end = readTime(info[3]);
  if (!begin || !end) return {};

  auto result = Napi::Object::New(env);
  result["events"] = Napi::Array::New(env);
  simdjson::dom::parser parser;
  simdjson::dom::element patterns;
  if (const auto problem = parser.parse(info[0].As<Napi::String>().Utf8Value()).get(patterns)) {
    result["error"] = simdjson::error_message(problem);
    return result;
  }
  pattern::Strings strings;
  auto graph = pattern::PatternGraph::load(patterns, strings);
  const std::uint32_t root = info[1].As<Napi::Number>().Uint32Value();
  if (!graph || root >= graph->size()) {
    result["error"] = graph ? "there is no such pattern" : graph.error().text;
    return result;
  }
  pattern::Query query(*graph, {.budget = budget, .strays = true});
  result["events"] = toArray(env, query, query.run(root, Span::of(*begin, *end)), strings);
  if (query.error() != pattern::QueryError::none) result["error"] = pattern::describe(query.error());
  return result;
}

}  // namespace hocket::addon
