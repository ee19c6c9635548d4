// What a Program is made of, for Instance.
#pragma once

#include "native/graph/machine.h"
#include "native/graph/program.h"

namespace hocket::graph {

struct ProgramParts {
  Schedule schedule;
  Bundling bundling;  // a box for each kernel: the lanes are the voices'
  std::vector<NodePlace> nodes;
  float sampleRate = 48000;
};

}  // namespace hocket::graph
