// Reads a JSON document with simdjson, remembering the first thing that does not fit and its place. No exceptions.
#pragma once

#include <simdjson.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "native/graph/result.h"

namespace hocket::graph {

/// A place in the document, linked towards the root; turned into a JSON pointer only when something is wrong.
struct JsonPath {
  const JsonPath* parent = nullptr;
  std::string_view key;
  std::size_t index = 0;
  bool isIndex = false;

  JsonPath at(std::string_view name) const { return {this, name, 0, false}; }
  JsonPath at(std::size_t position) const { return {this, {}, position, true}; }
  std::string pointer() const;
};

class JsonReader {
 public:
  using Element = simdjson::dom::element;
  using Object = simdjson::dom::object;
  using Array = simdjson::dom::array;

  bool failed() const { return error_.has_value(); }
  PlanError error() const { return *error_; }
  /// Always false, so that a reader can `return fail(...)`.
  bool fail(PlanErrorCode code, std::string text, const JsonPath& path);

  bool object(const Element&, const JsonPath&, Object& to);
  bool array(const Element&, const JsonPath&, std::size_t limit, Array& to);
  bool string(const Element&, const JsonPath&, std::size_t limit, std::string& to);
  bool finite(const Element&, const JsonPath&, float& to);
  bool integer(const Element&, const JsonPath&, std::int64_t low, std::int64_t high, std::int64_t& to);
  bool boolean(const Element&, const JsonPath&, bool& to);

  /// An index into a table of that size.
  bool index(const Element&, const JsonPath&, std::size_t size, std::int32_t& to);

  /// The field, or null when it is absent (which is no error).
  static std::optional<Element> optional(const Object&, std::string_view name);
  /// The field; a failure when it is absent.
  bool field(const Object&, const JsonPath&, std::string_view name, Element& to);

  /// Calls each(element, path) for the elements of the field `name`, while it answers true.
  template <class F>
  bool list(const Object& object, const JsonPath& path, std::string_view name, std::size_t limit, F&& each) {
    Element value;
    Array array;
    const JsonPath here = path.at(name);
    if (!field(object, path, name, value) || !this->array(value, here, limit, array)) return false;
    std::size_t position = 0;
    for (const Element item : array) {
      if (!each(item, here.at(position++))) return false;
    }
    return true;
  }

 private:
  std::optional<PlanError> error_;
};

}  // namespace hocket::graph
