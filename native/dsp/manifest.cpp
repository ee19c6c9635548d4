// Prints every node's spec as JSON.
#include "manifest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>
#include <string>
#include <string_view>

#include "kernel.h"

namespace hocket::dsp {
namespace {

std::string quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    json += c;  // specs are constant data without control characters; a test parses them all
  }
  return json + '"';
}

std::string shortest(float value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string_view unitName(Unit unit) {
  static constexpr std::array<std::string_view, 10> names = {"none", "hz",    "s",      "db",      "semitones",
                                                             "note", "ratio", "cycles", "trigger", "gate"};
  return names[static_cast<std::size_t>(unit)];
}

std::string words(std::string_view list) {
  std::string json = "[";
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    if (json.size() > 1) json += ',';
    json += quoted(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return json + ']';
}

std::string range(float min, float max, float initial) {
  return ",\"min\":" + shortest(min) + ",\"max\":" + shortest(max) + ",\"default\":" + shortest(initial);
}

std::string portJson(const Port& port) {
  std::string json = "{\"name\":" + quoted(port.name) + ",\"unit\":" + quoted(unitName(port.unit));
  if (port.signal) json += ",\"signal\":true";
  json += ",\"channels\":" + std::to_string(port.channels) + range(port.min, port.max, port.initial);
  if (port.implicit != nullptr) json += ",\"implicit\":" + quoted(port.implicit);
  if (port.control != nullptr) json += ",\"control\":" + quoted(port.control);
  if (*port.aliases != '\0') json += ",\"aliases\":" + words(port.aliases);
  return json + ",\"doc\":" + quoted(port.doc) + '}';
}

std::string optionJson(const Option& option) {
  return "{\"name\":" + quoted(option.name) + ",\"unit\":" + quoted(unitName(option.unit)) +
         range(option.min, option.max, option.initial) + ",\"doc\":" + quoted(option.doc) + '}';
}

template <class Items, class ToJson>
std::string list(const Items& items, ToJson toJson) {
  std::string json = "[";
  for (const auto& item : items) {
    const std::string one = toJson(item);
    if (json.size() > 1 && !one.empty()) json += ',';
    json += one;
  }
  return json + ']';
}

/// One kernel for each channel of what feeds it, unless the node itself joins channels.
bool expands(const NodeSpec& spec) {
  return spec.outputs == 1 && std::ranges::all_of(spec.ports, [](const Port& port) { return port.channels == 1; });
}

/// What the voice gives (its gate, its velocity) is named when it is given otherwise.
bool positional(const Port& port) {
  const std::string_view implicit = port.implicit == nullptr ? "" : port.implicit;
  return !port.signal && implicit != "gate" && implicit != "velocity";
}

std::string nodeJson(const NodeSpec& spec) {
  return "{\"name\":" + quoted(spec.name) + ",\"aliases\":" + words(spec.aliases) +
         ",\"category\":" + quoted(spec.category) + ",\"doc\":" + quoted(spec.doc) +
         ",\"channels\":" + (expands(spec) ? "\"each\"" : "\"fixed\"") + ",\"inputs\":" + list(spec.ports, portJson) +
         ",\"outputs\":" + std::to_string(spec.outputs) + ",\"options\":" + list(spec.options, optionJson) +
         ",\"positional\":" +
         list(spec.ports, [](const Port& port) { return positional(port) ? quoted(port.name) : ""; }) +
         ",\"example\":" + quoted(spec.example) + '}';
}

}  // namespace

void writeNodes(std::ostream& out) {
  out << "[";
  const char* separator = "\n";
  for (const NodeType* type : nodeTypes()) {
    out << separator << nodeJson(*type->spec);
    separator = ",\n";
  }
  out << "\n]";
}

}  // namespace hocket::dsp
