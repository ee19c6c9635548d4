// What a Program is made of, for Instance.
#pragma once

#include "native/graph/machine.h"
#include "native/graph/program.h"

namespace hocket::graph {

struct ProgramParts {
  Schedule schedule;
  std::vector<NodePlace> nodes;
  float sampleRate = 48000;
};

}  // namespace hocket::graph
