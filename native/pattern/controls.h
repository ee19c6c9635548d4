// The controls that a voice understands by name, with type, unit, range and doc: Tidal's parameters and their aliases.
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <string_view>

namespace hocket::pattern {

enum class ControlType : std::uint8_t { any, number, note, integer, string };

struct ControlSpec {
  const char* name;
  const char* aliases;  // space-separated
  ControlType type;
  const char* unit;
  double initial, min, max;  // min > max: no range is known
  const char* doc;
};

std::span<const ControlSpec> controlSpecs();
/// By name or alias; nullptr when there is none (a user synth's parameter, say).
const ControlSpec* findControl(std::string_view name);

/// JSON arrays: the sections "patterns" and "controls" of the manifest.
void writePatterns(std::ostream& out);
void writeControls(std::ostream& out);

}  // namespace hocket::pattern
