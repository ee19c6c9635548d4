// Named scales: semitones above the root within an octave.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hocket::pattern {

struct Scale {
  const char* name;
  std::span<const double> steps;
};

std::span<const Scale> scales();
/// All names, space-separated.
std::string scaleNames();
/// A name that is not there is a scale of one step.
std::span<const double> findScale(std::string_view name);

}  // namespace hocket::pattern
