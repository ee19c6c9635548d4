// hocket-manifest: prints what the engine offers (nodes, pattern primitives, controls, instruments) as one JSON
// document.
#include <cstring>
#include <iostream>
#include <string_view>

#include "native/dsp/kernel.h"
#include "native/dsp/manifest.h"
#include "native/pattern/controls.h"

namespace {

void writeInstrument(std::string_view name, const char* doc, bool first) {
  std::cout << (first ? "\n" : ",\n") << R"({"name":")" << name << R"(","kind":"drum","doc":")" << doc << "\"}";
}

/// Drum nodes are instruments, under their own names and their aliases.
void writeInstruments() {
  bool first = true;
  std::cout << '[';
  for (const hocket::dsp::NodeType* type : hocket::dsp::nodeTypes()) {
    const hocket::dsp::NodeSpec& spec = *type->spec;
    if (std::strcmp(spec.category, "drum") != 0) continue;
    writeInstrument(spec.name, spec.doc, first);
    first = false;
    for (std::string_view aliases = spec.aliases; !aliases.empty();) {
      const auto end = aliases.find(' ');
      writeInstrument(aliases.substr(0, end), spec.doc, false);
      aliases = end == std::string_view::npos ? "" : aliases.substr(end + 1);
    }
  }
  std::cout << ']';
}

}  // namespace

int main() {
  std::cout << "{\"version\":1,\n\"nodes\":";
  hocket::dsp::writeNodes(std::cout);
  std::cout << ",\n\"patterns\":";
  hocket::pattern::writePatterns(std::cout);
  std::cout << ",\n\"controls\":";
  hocket::pattern::writeControls(std::cout);
  std::cout << ",\n\"instruments\":";
  writeInstruments();
  std::cout << "}\n";
  return std::cout.good() ? 0 : 1;
}
