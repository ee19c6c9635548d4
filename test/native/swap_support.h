// What the tests of hot swap share: plans written short, and whether what was heard is smooth.
#pragma once

#include "graph_support.h"

namespace graph_test {

/// No pair of neighbouring samples differs by more than `limit` in what was heard since frame `from`.
inline void checkSmooth(Player& player, const std::string& name, float limit, std::size_t from = 1) {
  const auto& heard = player.heard(name);
  for (std::size_t i = std::max<std::size_t>(1, from); i < heard.size(); ++i) {
    if (std::abs(heard[i] - heard[i - 1]) > limit) {
      FAIL(name, " steps by ", heard[i] - heard[i - 1], " at frame ", i);
    }
  }
}

inline std::string sine(const std::string& key, float freq) {
  return node(key, "sine", "'freq':" + std::to_string(freq));
}
inline std::string gain(const std::string& key, int of, float by) {
  return node(key, "mul", "'a':{'n':" + std::to_string(of) + "},'b':" + std::to_string(by));
}
inline std::string plan(const std::string& definitions, const std::string& patterns = "") {
  Parts parts;
  parts.definitions = definitions;
  parts.patterns = patterns;
  return planText(parts);
}

}  // namespace graph_test
