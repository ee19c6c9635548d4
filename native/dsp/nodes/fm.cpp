// Two-operator frequency modulation, in Chowning's form: the modulator moves the carrier's phase.
#include "../parts/phase.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Two ports multiplied, as a port.
template <class A, class B>
struct Product {
  static constexpr bool varies = A::varies || B::varies;
  A a;
  B b;
  template <class At>
  HOCKET_INLINE auto operator[](At at) const {
    return a[at] * b[at];
  }
};

template <class V>
class Fm {
 public:
  explicit Fm(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    carrier_.reset(lanes);
    modulator_.reset(lanes);
  }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto ratio, auto index) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> carrier, modulator;
          carrier_.ramp(carrier, freq, block.frames, period_);
          modulator_.ramp(modulator, Product{freq, ratio}, block.frames, period_);
          eachFrame<V>(block.frames, [&](auto at) {
            const auto bend = sinPhase(modulator[at]) * clamp(index[at], -1000.0F, 1000.0F) * (0.5F / pi);
            out.set(at, sinPhase(carrier[at] + wrappedPhase(bend)));
          });
        },
        block.in[0], block.in[1], block.in[2]);
  }

 private:
  Phasor<V> carrier_, modulator_;
  float period_;
};

constexpr Port fmPorts[] = {
    frequency("frequency of the carrier"),
    number("ratio", 0, 32, 1, "frequency of the modulator, relative to the carrier"),
    number("index", 0, 32, 1, "depth in radians: peak deviation divided by the modulator's frequency"),
};
constexpr NodeSpec fmSpec = {
    .name = "fm",
    .category = "source",
    .doc = "Two-operator frequency modulation.",
    .ports = fmPorts,
    .example = "d1 $ fm 110 2 (env 2ms 400ms * 6) * 0.3",
};

HOCKET_NODES(nodeType<Fm>(fmSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
