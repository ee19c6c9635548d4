// The sounds that are there with nothing loaded: the drum nodes under the names that Tidal's sample folders have.
#pragma once

namespace hocket::voice {

struct BuiltInSound {
  const char* name;
  const char* node;  // a DSP node of category "drum"
  float freq = 0;    // Hz instead of the node's own, when not 0
};

/// Beside these every drum node has its own name.
inline constexpr BuiltInSound builtInSounds[] = {
    {"bd", "kick"}, {"sn", "snare"},   {"sd", "snare"},   {"cp", "clap"},    {"hh", "hat"},      {"hc", "hat"},
    {"ch", "hat"},  {"ho", "openhat"}, {"oh", "openhat"}, {"lt", "tom", 80}, {"mt", "tom", 110}, {"ht", "tom", 160},
    {"rs", "rim"},  {"rm", "rim"},     {"cb", "cowbell"}, {"cr", "cymbal"},  {"cy", "cymbal"},
};

}  // namespace hocket::voice
