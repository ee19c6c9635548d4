// The controls that a voice understands by name, with type, unit, range and doc: Tidal's parameters and their aliases.
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <string_view>

namespace hocket::pattern {

enum class ControlType : std::uint8_t { any, number, note, integer, string };

/// By the engine, an effect or a drum; synths read what they name.
enum class ControlRead : std::uint8_t {
  never,
  atOnset,  // a signal counts with its value there
  throughout,
};

struct ControlSpec {
  const char* name;
  const char* aliases;   // space-separated
  const char* category;  // sound pitch sample level envelope filter distortion modulation space spectral synth ...
  ControlType type;
  const char* unit;
  double initial, min, max;  // of no meaning for words; initial: NaN where nothing is as good as not given
  ControlRead read;
  const char* doc;
  const char* example;
};

std::span<const ControlSpec> controlSpecs();
/// By name or alias; nullptr when there is none (a user synth's parameter, say).
const ControlSpec* findControl(std::string_view name);

/// JSON arrays: the sections "patterns" and "controls" of the manifest.
void writePatterns(std::ostream& out);
void writeControls(std::ostream& out);
void writeScales(std::ostream& out);

}  // namespace hocket::pattern
