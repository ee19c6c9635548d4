// How a native benchmark prints a figure: one JSON object a line.
#pragma once

#include <cstdio>

/// Less is better. `target` and `peers` (what neighbouring systems need for the same, in the same unit) may be null.
inline void printFigure(const char* name, double value, const char* unit, const char* target = nullptr,
                        const char* peers = nullptr) {
  std::printf(R"({"name":"%s","value":%.6g,"unit":"%s","better":"lower")", name, value, unit);
  if (target != nullptr) std::printf(R"(,"target":%s)", target);
  if (peers != nullptr) std::printf(R"(,"peers":"%s")", peers);
  std::printf("}\n");
}
