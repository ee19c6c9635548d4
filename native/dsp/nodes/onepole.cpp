// One-pole low-pass and high-pass, 6 dB an octave.
#include "../parts/one_pole.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V, bool highPass>
class OnePoleNode {
 public:
  explicit OnePoleNode(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { state_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>(
        [&](auto cutoff) {
          const Output<V> out(block.out[0]);
          OnePole<V> state = state_;
          for (int i = 0; i < block.frames; ++i) {
            const V coefficient = onePoleCoefficient(cutoff[i], period_);
            out.set(i, highPass ? state.high(in[i], coefficient) : state.low(in[i], coefficient));
          }
          state_ = state;
        },
        block.in[1]);
  }

 private:
  OnePole<V> state_;
  float period_;
};
template <class V>
using OnePoleLow = OnePoleNode<V, false>;
template <class V>
using OnePoleHigh = OnePoleNode<V, true>;

constexpr Port onepolePorts[] = {
    signalIn("signal to filter"),
    also("freq", param("cutoff", Unit::hz, 1, 20000, 1000, "cutoff frequency, -3 dB")),
};
constexpr NodeSpec onepoleSpec = {
    .name = "onepole",
    .category = "filter",
    .doc = "One-pole low-pass filter, 6 dB an octave.",
    .ports = onepolePorts,
    .aliases = "lpf1",
    .example = "d1 $ noise * 0.2 # onepole 400",
};
constexpr NodeSpec onepoleHighSpec = {
    .name = "onepolehp",
    .category = "filter",
    .doc = "One-pole high-pass filter, 6 dB an octave.",
    .ports = onepolePorts,
    .aliases = "hpf1",
    .example = "d1 $ noise * 0.2 # onepolehp 4000",
};

HOCKET_NODES(nodeType<OnePoleLow>(onepoleSpec), nodeType<OnePoleHigh>(onepoleHighSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
