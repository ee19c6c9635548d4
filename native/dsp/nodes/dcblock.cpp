// Takes out what does not move: a one-pole high-pass at 10 Hz.
#include "../parts/one_pole.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class DcBlock {
 public:
  explicit DcBlock(const Prepare& prepare) : coefficient_(onePoleCoefficient(V(10.0F), 1.0F / prepare.sampleRate)) {}
  void reset(LaneMask lanes, std::uint64_t) { state_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    const Output<V> out(block.out[0]);
    OnePole<V> state = state_;
    for (int i = 0; i < block.frames; ++i) out.set(i, state.high(in[i], coefficient_));
    state_ = state;
  }

 private:
  OnePole<V> state_;
  V coefficient_;
};

constexpr Port dcblockPorts[] = {
    signalIn("signal to filter"),
};
constexpr NodeSpec dcblockSpec = {
    .name = "dcblock",
    .category = "filter",
    .doc = "Takes out a constant offset: high-pass at 10 Hz.",
    .ports = dcblockPorts,
    .aliases = "leakdc",
    .example = "d1 $ pulse 110 0.1 # dcblock",
};

HOCKET_NODES(nodeType<DcBlock>(dcblockSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
