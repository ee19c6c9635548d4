// The typed accessors: each says what it expected and where.
#include "native/graph/json.h"

#include <limits>
#include <vector>

namespace hocket::graph {

namespace {

void appendEscaped(std::string& to, std::string_view key) {
  for (const char c : key.substr(0, 200)) {
    if (c == '~') {
      to += "~0";
    } else if (c == '/') {
      to += "~1";
    } else {
      to += c;
    }
  }
}

const char* typeName(const simdjson::dom::element& value) {
  using simdjson::dom::element_type;
  switch (value.type()) {
    case element_type::ARRAY:
      return "an array";
    case element_type::OBJECT:
      return "an object";
    case element_type::STRING:
      return "a string";
    case element_type::BOOL:
      return "a boolean";
    case element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

std::string expected(const char* what, const simdjson::dom::element& value) {
  return std::string("expected ") + what + ", found " + typeName(value);
}

}  // namespace

const char* describe(PlanErrorCode code) {
  switch (code) {
    case PlanErrorCode::badJson:
      return "badJson";
    case PlanErrorCode::badVersion:
      return "badVersion";
    case PlanErrorCode::missingField:
      return "missingField";
    case PlanErrorCode::wrongType:
      return "wrongType";
    case PlanErrorCode::outOfRange:
      return "outOfRange";
    case PlanErrorCode::tooLarge:
      return "tooLarge";
    case PlanErrorCode::tooDeep:
      return "tooDeep";
    case PlanErrorCode::duplicateName:
      return "duplicateName";
    case PlanErrorCode::unknownKind:
      return "unknownKind";
    case PlanErrorCode::unknownPort:
      return "unknownPort";
    case PlanErrorCode::unknownOption:
      return "unknownOption";
    case PlanErrorCode::cycle:
      return "cycle";
    case PlanErrorCode::controlOutside:
      return "controlOutside";
    case PlanErrorCode::badPattern:
      return "badPattern";
    case PlanErrorCode::tooManyChannels:
      return "tooManyChannels";
  }
  return "unknown";
}

std::string JsonPath::pointer() const {
  std::vector<const JsonPath*> steps;
  for (const JsonPath* step = this; step->parent != nullptr; step = step->parent) steps.push_back(step);
  std::string text;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    text += '/';
    if ((*step)->isIndex) {
      text += std::to_string((*step)->index);
    } else {
      appendEscaped(text, (*step)->key);
    }
  }
  return text;
}

bool JsonReader::fail(PlanErrorCode code, std::string text, const JsonPath& path) {
  if (!error_) error_ = PlanError{code, std::move(text), path.pointer()};
  return false;
}

bool JsonReader::object(const Element& value, const JsonPath& path, Object& to) {
  return value.get_object().get(to) == simdjson::SUCCESS ||
         fail(PlanErrorCode::wrongType, expected("an object", value), path);
}

bool JsonReader::array(const Element& value, const JsonPath& path, std::size_t limit, Array& to) {
  if (value.get_array().get(to) != simdjson::SUCCESS) {
    return fail(PlanErrorCode::wrongType, expected("an array", value), path);
  }
  // simdjson's own size saturates at 2^24 - 1, which is above every limit here.
  return to.size() <= limit || fail(PlanErrorCode::tooLarge, "at most " + std::to_string(limit) + " elements", path);
}

bool JsonReader::string(const Element& value, const JsonPath& path, std::size_t limit, std::string& to) {
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) {
    return fail(PlanErrorCode::wrongType, expected("a string", value), path);
  }
  if (text.size() > limit) {
    return fail(PlanErrorCode::tooLarge, "a name of at most " + std::to_string(limit) + " bytes", path);
  }
  to = text;
  return true;
}

bool JsonReader::finite(const Element& value, const JsonPath& path, float& to) {
  double number = 0;
  if (value.get_double().get(number) != simdjson::SUCCESS) {
    return fail(PlanErrorCode::wrongType, expected("a number", value), path);
  }
  if (!(std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max()))) {
    return fail(PlanErrorCode::outOfRange, "a number that a 32-bit float can hold", path);
  }
  to = static_cast<float>(number);
  return true;
}

bool JsonReader::integer(const Element& value, const JsonPath& path, std::int64_t low, std::int64_t high,
                         std::int64_t& to) {
  std::int64_t number = 0;
  if (value.get_int64().get(number) != simdjson::SUCCESS) {
    double real = 0;
    if (value.get_double().get(real) != simdjson::SUCCESS) {
      return fail(PlanErrorCode::wrongType, expected("an integer", value), path);
    }
    if (!(std::abs(real) < 9e15) || std::floor(real) != real) {
      return fail(PlanErrorCode::outOfRange, "an integer", path);
    }
    number = static_cast<std::int64_t>(real);
  }
  if (number < low || number > high) {
    const std::string range = high < low ? "an index into a table that is empty here"
                                         : "from " + std::to_string(low) + " to " + std::to_string(high);
    return fail(PlanErrorCode::outOfRange, std::to_string(number) + " is out of range: " + range, path);
  }
  to = number;
  return true;
}

bool JsonReader::index(const Element& value, const JsonPath& path, std::size_t size, std::int32_t& to) {
  std::int64_t id = 0;
  if (!integer(value, path, 0, static_cast<std::int64_t>(size) - 1, id)) return false;
  to = static_cast<std::int32_t>(id);
  return true;
}

bool JsonReader::boolean(const Element& value, const JsonPath& path, bool& to) {
  return value.get_bool().get(to) == simdjson::SUCCESS ||
         fail(PlanErrorCode::wrongType, expected("a boolean", value), path);
}

std::optional<JsonReader::Element> JsonReader::optional(const Object& object, std::string_view name) {
  Element value;
  if (object.at_key(name).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

bool JsonReader::field(const Object& object, const JsonPath& path, std::string_view name, Element& to) {
  if (auto value = optional(object, name)) {
    to = *value;
    return true;
  }
  return fail(PlanErrorCode::missingField, std::string("`").append(name).append("` is missing"), path);
}

}  // namespace hocket::graph
