// Gathers the nodes that each nodes/*.cpp registered, and chooses the instruction set once.
// The build writes node_files.inc: one HOCKET_NODE_FILE(name) for each file.
#include "registry.h"

#include <array>
#include <cstdlib>
#include <vector>

namespace hocket::dsp {

using NodeList = std::span<const NodeType>;

#define HOCKET_NODE_FILE(file) extern const NodeList file##Nodes;
namespace baseline {
#include "node_files.inc"
}
#if defined(HOCKET_HAS_AVX2)
namespace avx2 {
#include "node_files.inc"
}
#endif
#if defined(HOCKET_HAS_AVX512)
namespace avx512 {
#include "node_files.inc"
}
#endif
#undef HOCKET_NODE_FILE

namespace {

using NodeTypes = std::vector<const NodeType*>;

NodeTypes gather(std::initializer_list<NodeList> lists) {
  NodeTypes all;
  for (const NodeList list : lists)
    for (const NodeType& type : list) all.push_back(&type);
  return all;
}

NodeTypes gather(InstructionSet set) {
  switch (set) {
#if defined(HOCKET_HAS_AVX2)
    case InstructionSet::avx2:
#define HOCKET_NODE_FILE(file) avx2::file##Nodes,
      return gather({
#include "node_files.inc"
      });
#undef HOCKET_NODE_FILE
#endif
#if defined(HOCKET_HAS_AVX512)
    case InstructionSet::avx512:
#define HOCKET_NODE_FILE(file) avx512::file##Nodes,
      return gather({
#include "node_files.inc"
      });
#undef HOCKET_NODE_FILE
#endif
    default:
#define HOCKET_NODE_FILE(file) baseline::file##Nodes,
      return gather({
#include "node_files.inc"
      });
#undef HOCKET_NODE_FILE
  }
}

InstructionSet best() {
  if (available(InstructionSet::avx512)) return InstructionSet::avx512;
  if (available(InstructionSet::avx2)) return InstructionSet::avx2;
  return InstructionSet::baseline;
}

InstructionSet choose() {
  const char* asked = std::getenv("HOCKET_ISA");
  if (asked == nullptr) return best();
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
    if (std::string_view(asked) == name(set) && available(set)) return set;
  return best();
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

bool available(InstructionSet set) {
  switch (set) {
    case InstructionSet::baseline:
      return true;
    case InstructionSet::avx2:
#if defined(HOCKET_HAS_AVX2)
      return __builtin_cpu_supports("avx2") != 0;
#else
      return false;
#endif
    case InstructionSet::avx512:
#if defined(HOCKET_HAS_AVX512)
      return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
             __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0;
#else
      return false;
#endif
  }
  return false;
}

std::span<const NodeType* const> nodeTypes(InstructionSet set) {
  static const std::array<NodeTypes, 3> all = {gather(InstructionSet::baseline), gather(InstructionSet::avx2),
                                               gather(InstructionSet::avx512)};
  if (!available(set)) return {};
  return all[static_cast<std::size_t>(set)];
}

std::span<const NodeType* const> nodeTypes() { return nodeTypes(chosen()); }

const NodeType* findNodeType(std::string_view name) {
  for (const NodeType* type : nodeTypes())
    if (name == type->spec->name || hasWord(type->spec->aliases, name)) return type;
  return nullptr;
}

const char* instructionSet() { return name(chosen()); }

}  // namespace hocket::dsp
