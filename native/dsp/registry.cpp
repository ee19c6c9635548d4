// Gathers the nodes that each nodes/*.cpp registered, and chooses the instruction set once.
#include "registry.h"

#include <array>
#include <cstdlib>
#include <vector>

#include "native/dsp/node_files.h"

namespace hocket::dsp {

using NodeList = std::span<const NodeType>;
using NodeTypes = std::vector<const NodeType*>;

#define HOCKET_DECLARE(file) extern const NodeList file##Nodes;
#define HOCKET_DECLARE_SET(isa)     \
  namespace isa {                   \
  HOCKET_NODE_FILES(HOCKET_DECLARE) \
  }
HOCKET_INSTRUCTION_SETS(HOCKET_DECLARE_SET)

namespace {

NodeTypes gather(std::initializer_list<NodeList> lists) {
  NodeTypes all;
  for (const NodeList list : lists)
    for (const NodeType& type : list) all.push_back(&type);
  return all;
}

/// Empty when the set was not compiled in.
NodeTypes gather(InstructionSet set) {
#define HOCKET_LIST(file) file##Nodes,
#define HOCKET_GATHER(isa)                           \
  if (set == InstructionSet::isa) {                  \
    using namespace isa;                             \
    return gather({HOCKET_NODE_FILES(HOCKET_LIST)}); \
  }
  HOCKET_INSTRUCTION_SETS(HOCKET_GATHER)
  return {};
}

bool machineHas(InstructionSet set) {
  if (set == InstructionSet::baseline) return true;
#if defined(__GNUC__) && defined(__x86_64__)
  if (set == InstructionSet::avx2) return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
         __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0;
#else
  return false;
#endif
}

const NodeTypes& compiled(InstructionSet set) {
  static const std::array<NodeTypes, 3> all = {gather(InstructionSet::baseline), gather(InstructionSet::avx2),
                                               gather(InstructionSet::avx512)};
  return all[static_cast<std::size_t>(set)];
}

InstructionSet choose() {
  const char* asked = std::getenv("HOCKET_ISA");
  InstructionSet best = InstructionSet::baseline;
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    if (!available(set)) continue;
    if (asked != nullptr && std::string_view(asked) == name(set)) return set;
    best = set;
  }
  return best;
}

InstructionSet chosen() {
  static const InstructionSet set = choose();
  return set;
}

bool hasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const auto end = words.find(' ');
    if (words.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    words.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

const char* name(InstructionSet set) {
  static constexpr std::array names = {"baseline", "avx2", "avx512"};
  return names[static_cast<std::size_t>(set)];
}

bool available(InstructionSet set) { return machineHas(set) && !compiled(set).empty(); }

std::span<const NodeType* const> nodeTypes(InstructionSet set) {
  if (!available(set)) return {};
  return compiled(set);
}

std::span<const NodeType* const> nodeTypes() { return nodeTypes(chosen()); }

const NodeType* findNodeType(std::string_view name) {
  for (const NodeType* type : nodeTypes())
    if (name == type->spec->name || hasWord(type->spec->aliases, name)) return type;
  return nullptr;
}

const char* instructionSet() { return name(chosen()); }

}  // namespace hocket::dsp
