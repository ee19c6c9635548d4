// A value, or the error that kept it from being made.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace hocket::pattern {

/// Why a pattern graph was refused: a sentence for a person, and which node of the plan's `patterns` it is about.
struct LoadError {
  std::string text;
  int pattern = -1;   // index into plan.patterns, -1: the whole
  std::string field;  // "args", "times", ... or empty
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(LoadError error) : content_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&content_); }
  const T& operator*() const { return *std::get_if<0>(&content_); }
  T* operator->() { return std::get_if<0>(&content_); }
  const T* operator->() const { return std::get_if<0>(&content_); }
  const LoadError& error() const { return *std::get_if<1>(&content_); }

 private:
  std::variant<T, LoadError> content_;
};

}  // namespace hocket::pattern
