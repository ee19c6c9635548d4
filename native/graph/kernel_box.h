// One kernel object with the memory it asked for. Moves between graphs as a pointer.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "native/dsp/kernel.h"

namespace hocket::graph {

class KernelBox final : public dsp::Memory {
 public:
  KernelBox(const dsp::KernelOps& ops, float sampleRate, std::uint64_t seed, std::span<const float> options)
      : ops_(&ops) {
    object_ = allocate(ops.size);
    ops.construct(object_, dsp::Prepare{sampleRate, seed, options, *this});
  }
  ~KernelBox() {
    ops_->destroy(object_);
    for (void* block : blocks_) std::free(block);
  }
  KernelBox(const KernelBox&) = delete;
  KernelBox& operator=(const KernelBox&) = delete;

  void* allocate(std::size_t bytes) override {
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment + (bytes == 0 ? alignment : 0);
    void* block = std::aligned_alloc(alignment, whole);
    if (block == nullptr) std::abort();
    std::fill_n(static_cast<char*>(block), whole, char{0});
    blocks_.push_back(block);
    return block;
  }

  /// Takes the state of a kernel of the same type. For kernels without memory of their own only.
  void copyState(const KernelBox& other) HOCKET_AUDIO {
    std::copy_n(static_cast<const char*>(other.object_), ops_->size, static_cast<char*>(object_));
  }
  /// It has asked for memory besides itself.
  bool hasMemory() const { return blocks_.size() > 1; }

  void process(const dsp::Block& block) HOCKET_AUDIO { ops_->process(object_, block); }
  void reset(dsp::LaneMask lanes, std::uint64_t seed) HOCKET_AUDIO { ops_->reset(object_, lanes, seed); }

 private:
  static constexpr std::size_t alignment = 64;
  const dsp::KernelOps* ops_;
  void* object_ = nullptr;
  std::vector<void*> blocks_;
};

}  // namespace hocket::graph
