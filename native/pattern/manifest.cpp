// The manifest's sections "patterns" and "controls", as JSON.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "native/pattern/controls.h"
#include "native/pattern/primitives.h"
#include "native/pattern/scales.h"

namespace hocket::pattern {

namespace {

std::string quoted(std::string_view text) {
  std::string r = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') r += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", c);
      r += code;
    } else {
      r += c;
    }
  }
  return r + '"';
}

std::string number(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", x);
  return text;
}

/// Space-separated words as a JSON array of strings.
std::string list(std::string_view words) {
  std::string r = "[";
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    r += (r.size() > 1 ? "," : "") + quoted(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return r + "]";
}

std::string fields(std::uint32_t bits) {
  std::string words;
  const auto add = [&](Field bit, const char* name) {
    if ((bits & bit) != 0) words += (words.empty() ? "" : " ") + std::string(name);
  };
  add(fieldValue, "value");
  add(fieldValues, "values");
  add(fieldTimes, "times");
  add(fieldName, "name");
  add(fieldNames, "names");
  add(fieldInts, "ints");
  add(fieldSeed, "seed");
  add(fieldParam, "param");
  add(fieldBody, "body");
  return list(words);
}

const char* typeName(ControlType type) {
  switch (type) {
    case ControlType::note:
      return "note";
    case ControlType::integer:
      return "int";
    case ControlType::string:
      return "string";
    default:
      return "number";
  }
}

}  // namespace

void writePatterns(std::ostream& out) {
  const char* separator = "[\n";
  forEachPrimitive([&](const Primitive& p, const char* category) {
    out << separator << "{\"name\":" << quoted(p.name) << ",\"op\":" << quoted(p.op) << ",\"type\":" << quoted(p.type)
        << ",\"args\":" << p.args << ",\"fields\":" << fields(p.fields) << ",\"category\":" << quoted(category);
    if (p.choices != nullptr) out << ",\"choices\":" << list(p.choices());
    out << ",\"doc\":" << quoted(p.doc) << ",\"example\":" << quoted(p.example) << "}";
    separator = ",\n";
  });
  out << "]";
}

void writeControls(std::ostream& out) {
  const char* separator = "[\n";
  for (const ControlSpec& c : controlSpecs()) {
    out << separator << "{\"name\":" << quoted(c.name) << ",\"aliases\":" << list(c.aliases)
        << ",\"category\":" << quoted(c.category) << ",\"type\":\"" << typeName(c.type)
        << "\",\"unit\":" << quoted(c.unit);
    if (c.type != ControlType::string) out << ",\"min\":" << number(c.min) << ",\"max\":" << number(c.max);
    if (c.type != ControlType::string && !std::isnan(c.initial)) out << ",\"default\":" << number(c.initial);
    out << ",\"read\":" << (c.read != ControlRead::never ? "true" : "false")
        << ",\"onset\":" << (c.read == ControlRead::atOnset ? "true" : "false") << ",\"doc\":" << quoted(c.doc)
        << ",\"example\":" << quoted(c.example) << "}";
    separator = ",\n";
  }
  out << "]";
}

void writeScales(std::ostream& out) {
  const char* separator = "[\n";
  for (const Scale& scale : scales()) {
    out << separator << "{\"name\":" << quoted(scale.name) << ",\"steps\":[";
    for (std::size_t i = 0; i < scale.steps.size(); i++) out << (i == 0 ? "" : ",") << number(scale.steps[i]);
    out << "]}";
    separator = ",\n";
  }
  out << "]";
}

}  // namespace hocket::pattern
