// The nodes by instruction set: for tests that compare them. Everyone else calls nodeTypes() of kernel.h.
#pragma once

#include "kernel.h"

namespace hocket::dsp {

enum class InstructionSet : std::uint8_t { baseline, avx2, avx512 };

const char* name(InstructionSet set);
/// Compiled in, and this machine has it.
bool available(InstructionSet set);
/// Empty when not available. [any]
std::span<const NodeType* const> nodeTypes(InstructionSet set);

}  // namespace hocket::dsp
