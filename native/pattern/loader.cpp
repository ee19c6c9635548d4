// Reading JSON. Every error names the field and what was expected.
#include "native/pattern/loader.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "native/pattern/primitives.h"

namespace hocket::pattern {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using Error = std::optional<LoadError>;
constexpr int deepestValue = 16;

struct Reader {
  PatternId id;
  Arena& arena;
  Strings& strings;

  LoadError bad(std::string text, const char* field) const { return {std::move(text), static_cast<int>(id), field}; }

  StringId word(std::string_view text) { return strings.intern(text); }

  static std::optional<Rational> rational(const element& e) {
    Rational r;
    std::string_view text;
    return e.get_string().get(text) == simdjson::SUCCESS && parseRational(text, r) ? std::optional(r) : std::nullopt;
  }

  Error readMap(const simdjson::dom::object& object, Value& to, const char* field, int depth) {
    auto* map = static_cast<ControlMap*>(arena.allocate(ControlMap::bytes(object.size())));
    map->size = 0;
    for (const auto& [key, content] : object) {
      ControlEntry& entry = map->entries[map->size++];
      entry.control = word(key);
      if (Error error = readValue(content, entry.value, field, depth + 1)) return error;
    }
    std::stable_sort(map->entries, map->entries + map->size,
                     [](const auto& a, const auto& b) { return a.control < b.control; });
    const auto* end = std::unique(map->entries, map->entries + map->size,
                                  [](const auto& a, const auto& b) { return a.control == b.control; });
    map->size = static_cast<std::uint32_t>(end - map->entries);
    to = Value::ofMap(map);
    return {};
  }

  Error readList(const simdjson::dom::array& array, Value& to, const char* field, int depth) {
    auto* list = static_cast<ValueList*>(arena.allocate(ValueList::bytes(array.size())));
    list->size = 0;
    for (const element& item : array) {
      if (Error error = readValue(item, list->items[list->size++], field, depth + 1)) return error;
    }
    to = Value::ofList(list);
    return {};
  }

  Error readTagged(const simdjson::dom::object& object, Value& to, const char* field, int depth) {
    if (object.size() != 1)
      return bad("a tagged value has exactly one of int, note, rational, map, list, signal", field);
    const auto [tag, content] = *object.begin();
    std::int64_t whole = 0;
    double number = 0;
    if (tag == "int" && content.get_int64().get(whole) == simdjson::SUCCESS) {
      to = Value::ofInt(whole);
      return {};
    }
    if (tag == "note" && content.get_double().get(number) == simdjson::SUCCESS) {
      to = Value::ofNote(number);
      return {};
    }
    if (tag == "signal" && content.get_int64().get(whole) == simdjson::SUCCESS && whole >= 0 && whole <= INT32_MAX) {
      to = Value::ofSignal(static_cast<std::uint32_t>(whole));
      return {};
    }
    if (tag == "rational") {
      const auto r = rational(content);
      to = r ? Value::ofRational(*r) : Value();
      if (to.kind != Value::Kind::none) return {};
      return bad("a rational is written \"n/d\" with a denominator from 1 to 2^32", field);
    }
    simdjson::dom::object map;
    simdjson::dom::array list;
    if (tag == "map" && content.get_object().get(map) == simdjson::SUCCESS) return readMap(map, to, field, depth);
    if (tag == "list" && content.get_array().get(list) == simdjson::SUCCESS) return readList(list, to, field, depth);
    return bad("a value is tagged by int, note, rational, map, list or signal", field);
  }

  Error readValue(const element& e, Value& to, const char* field, int depth = 0) {
    if (depth > deepestValue) return bad("a value is nested too deeply", field);
    switch (e.type()) {
      case element_type::INT64:
      case element_type::UINT64:
      case element_type::DOUBLE:
        to = Value::ofNumber(e.get_double().value_unsafe());
        return {};
      case element_type::BOOL:
        to = Value::ofBool(e.get_bool().value_unsafe());
        return {};
      case element_type::STRING:
        to = Value::ofString(word(e.get_string().value_unsafe()));
        return {};
      case element_type::OBJECT:
        return readTagged(e.get_object().value_unsafe(), to, field, depth);
      default:
        return bad("a value is a number, a string, a boolean or a tagged object", field);
    }
  }

  template <class T, class F>
  Error readArray(const element& e, std::span<const T>& to, const char* field, F&& read) {
    simdjson::dom::array array;
    if (e.get_array().get(array) != simdjson::SUCCESS) return bad("an array was expected", field);
    T* items = arena.array<T>(array.size());
    std::size_t n = 0;
    for (const element& item : array) {
      if (Error error = read(item, items[n++])) return error;
    }
    to = {items, n};
    return {};
  }

  Error readIndex(const element& e, PatternId& to, const char* field) {
    std::uint64_t n = 0;
    if (e.get_uint64().get(n) != simdjson::SUCCESS || n >= id)
      return bad("a pattern may only refer to patterns before it", field);
    to = static_cast<PatternId>(n);
    return {};
  }

  Error readField(std::string_view key, const element& e, RawNode& node) {
    const auto whole = [&](const char* field, std::uint64_t& to) -> Error {
      if (e.get_uint64().get(to) != simdjson::SUCCESS) return bad("a whole number was expected", field);
      return {};
    };
    const auto text = [&](const element& item, StringId& to) -> Error {
      std::string_view s;
      if (item.get_string().get(s) != simdjson::SUCCESS) return bad("a string was expected", "names");
      to = word(s);
      return {};
    };
    if (key == "args")
      return readArray<PatternId>(e, node.args, "args",
                                  [&](const element& item, PatternId& to) { return readIndex(item, to, "args"); });
    if (key == "value") {
      node.present |= fieldValue;
      return readValue(e, node.value, "value");
    }
    if (key == "values") {
      node.present |= fieldValues;
      return readArray<Value>(e, node.values, "values", [&](const element& item, Value& to) {
        to = Value();
        return readValue(item, to, "values");
      });
    }
    if (key == "times") {
      node.present |= fieldTimes;
      return readArray<Rational>(e, node.times, "times", [&](const element& item, Rational& to) -> Error {
        const auto r = rational(item);
        if (!r) return bad("a time is written \"n/d\"", "times");
        to = *r;
        return {};
      });
    }
    if (key == "name") {
      node.present |= fieldName;
      return text(e, node.name);
    }
    if (key == "names") {
      node.present |= fieldNames;
      return readArray<StringId>(e, node.names, "names", text);
    }
    if (key == "ints") {
      node.present |= fieldInts;
      return readArray<std::int64_t>(e, node.ints, "ints", [&](const element& item, std::int64_t& to) -> Error {
        if (item.get_int64().get(to) != simdjson::SUCCESS) return bad("a whole number was expected", "ints");
        return {};
      });
    }
    if (key == "seed") {
      node.present |= fieldSeed;
      return whole("seed", node.seed);
    }
    if (key == "param") {
      node.present |= fieldParam;
      return whole("param", node.param);
    }
    if (key == "body") {
      node.present |= fieldBody;
      return readIndex(e, node.body, "body");
    }
    if (key == "span") {
      std::uint64_t span = 0;
      if (Error error = whole("span", span)) return error;
      if (span >= 0x7fffffff) return bad("too many spans", "span");
      node.context = static_cast<ContextId>(span) + 1;
    }
    return {};
  }
};

struct FieldName {
  Field bit;
  const char* name;
};
constexpr FieldName fieldNames_[] = {{fieldValue, "value"}, {fieldValues, "values"}, {fieldTimes, "times"},
                                     {fieldName, "name"},   {fieldNames, "names"},   {fieldInts, "ints"},
                                     {fieldBody, "body"},   {fieldParam, "param"}};

/// How many arguments a variadic op needs at least: those that are no element of its list.
std::size_t leastArgs(std::string_view op) {
  if (op == "fit") return 2;
  for (const char* name : {"chooseBy", "wchooseBy", "swap", "distrib", "pick", "pickClamped", "pickName", "select",
                           "selectPart", "urJoin"}) {
    if (op == name) return 1;
  }
  return 0;
}

/// What the op needs beyond the form: enough of everything.
Error checkNode(const RawNode& node, const Reader& reader) {
  const Primitive& p = *node.primitive;
  const std::string op = p.op;
  if (p.args >= 0 && node.args.size() != static_cast<std::size_t>(p.args)) {
    return reader.bad(op + " takes " + std::to_string(p.args) + " patterns, not " + std::to_string(node.args.size()),
                      "args");
  }
  if (p.args == variadic && node.args.size() < leastArgs(op))
    return reader.bad(op + " takes more patterns than that", "args");
  for (const FieldName& field : fieldNames_) {
    if ((p.fields & field.bit) != 0 && (node.present & field.bit) == 0)
      return reader.bad(op + " needs the field `" + field.name + "`", field.name);
  }
  const std::string_view name = p.op;
  if ((p.fields & fieldTimes) != 0 && name != "timecat" && node.times.empty())
    return reader.bad(op + " takes a time", "times");
  if (name == "timecat" && node.times.size() != node.args.size())
    return reader.bad("timecat takes a weight for each pattern", "times");
  if ((p.fields & fieldInts) != 0 && node.ints.empty()) return reader.bad(op + " takes a whole number", "ints");
  for (const Rational r : node.times) {
    if (name == "timecat" && r.num < 0) return reader.bad("a weight is not negative", "times");
  }
  return {};
}

}  // namespace

bool parseRational(std::string_view text, Rational& r) {
  const auto read = [](std::string_view digits, std::int64_t& n) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return error == std::errc{} && end == digits.data() + digits.size();
  };
  const std::size_t slash = text.find('/');
  std::int64_t n = 0, d = 1;
  if (!read(text.substr(0, slash), n)) return false;
  if (slash != std::string_view::npos && (!read(text.substr(slash + 1), d) || d <= 0)) return false;
  r = Rational::make(n, d);
  return r.valid();
}

Value copyValue(const Value& v, Arena& arena) {
  if (v.kind == Value::Kind::map) {
    auto* map = static_cast<ControlMap*>(arena.allocate(ControlMap::bytes(v.map->size)));
    map->size = v.map->size;
    for (std::uint32_t i = 0; i < map->size; i++)
      map->entries[i] = {v.map->entries[i].control, copyValue(v.map->entries[i].value, arena)};
    return Value::ofMap(map);
  }
  if (v.kind == Value::Kind::list) {
    auto* list = static_cast<ValueList*>(arena.allocate(ValueList::bytes(v.list->size)));
    list->size = v.list->size;
    for (std::uint32_t i = 0; i < list->size; i++) list->items[i] = copyValue(v.list->items[i], arena);
    return Value::ofList(list);
  }
  return v;
}

Result<RawNode> readNode(const element& e, PatternId id, Arena& arena, Strings& strings) {
  Reader reader{id, arena, strings};
  simdjson::dom::object object;
  if (e.get_object().get(object) != simdjson::SUCCESS) return reader.bad("a pattern is an object", "");
  std::string_view op;
  if (object["op"].get_string().get(op) != simdjson::SUCCESS) return reader.bad("a pattern needs an `op`", "op");
  RawNode node;
  node.primitive = findOp(op);
  if (node.primitive == nullptr) return reader.bad("there is no op `" + std::string(op) + "`", "op");
  for (const auto& [key, content] : object) {
    if (Error error = reader.readField(key, content, node)) return *error;
  }
  if ((node.primitive->fields & fieldValue) != 0 && (node.present & fieldValue) == 0 && node.names.size() == 1) {
    node.value = Value::ofString(node.names[0]);  // a word that is a value
    node.present |= fieldValue;
  }
  if (Error error = checkNode(node, reader)) return *error;
  return node;
}

}  // namespace hocket::pattern
