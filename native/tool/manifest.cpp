// hocket-manifest: prints what the engine offers (nodes, pattern primitives, controls, instruments) as one JSON
// document.
#include <iostream>
#include <string_view>
#include <vector>

#include "native/dsp/kernel.h"
#include "native/dsp/manifest.h"
#include "native/pattern/controls.h"
#include "native/voice/instruments.h"

namespace {

struct Instrument {
  std::string_view name;
  const char* doc;
};

/// Drum nodes under their own names, and under those of Tidal's sample folders.
std::vector<Instrument> instruments() {
  std::vector<Instrument> all;
  for (const hocket::dsp::NodeType* type : hocket::dsp::nodeTypes())
    if (std::string_view(type->spec->category) == "drum") all.push_back({type->spec->name, type->spec->doc});
  for (const hocket::voice::BuiltInSound& sound : hocket::voice::builtInSounds)
    if (const auto* type = hocket::dsp::findNodeType(sound.node)) all.push_back({sound.name, type->spec->doc});
  return all;
}

void writeInstruments() {
  const char* separator = "[\n";
  for (const Instrument& instrument : instruments()) {
    std::cout << separator << R"({"name":")" << instrument.name << R"(","kind":"drum","doc":")" << instrument.doc
              << "\"}";
    separator = ",\n";
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
  std::cout << ",\n\"scales\":";
  hocket::pattern::writeScales(std::cout);
  std::cout << ",\n\"instruments\":";
  writeInstruments();
  std::cout << "}\n";
  return std::cout.good() ? 0 : 1;
}
