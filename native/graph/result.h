// A value, or the PlanError that kept it from being made. No exceptions below the binding.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace hocket::graph {

enum class PlanErrorCode : std::uint8_t {
  badJson,          // not JSON, or not UTF-8
  badVersion,       // a plan of another version
  missingField,     // a field that must be there is not
  wrongType,        // a field has another type than the schema says
  outOfRange,       // a number outside of its range, an index outside of its table
  tooLarge,         // more of something than the engine takes
  tooDeep,          // nested deeper than the engine takes
  duplicateName,    // two definitions, synths or node keys with one name
  unknownKind,      // no such node in the engine
  unknownPort,      // the node has no such input
  unknownOption,    // the node has no such option
  cycle,            // patterns, or control defaults, that lead back to themselves
  controlOutside,   // a voice's control read outside of a voice
  badPattern,       // refused by the pattern loader
  tooManyChannels,  // channel expansion does not end
};

struct PlanError {
  PlanErrorCode code;
  std::string text;  // a sentence for a person: what is wrong and what was expected
  std::string path;  // JSON pointer into the plan: "/definitions/0/nodes/3/kind"
};

/// The code's name, for logs and tests. [any]
const char* describe(PlanErrorCode);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(PlanError error) : content_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&content_); }
  const T& operator*() const { return *std::get_if<0>(&content_); }
  T* operator->() { return std::get_if<0>(&content_); }
  const T* operator->() const { return std::get_if<0>(&content_); }
  const PlanError& error() const { return *std::get_if<1>(&content_); }

 private:
  std::variant<T, PlanError> content_;
};

}  // namespace hocket::graph
