// DJ filter: one knob, low-pass on its left, high-pass on its right, open in the middle.
#include "../parts/svf.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class DjFilter {
 public:
  explicit DjFilter(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    low_.reset(lanes);
    high_.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>(
        [&](auto value) {
          const Output<V> out(block.out[0]);
          Svf<V> low = low_, high = high_;
          for (int i = 0; i < block.frames; ++i) {
            const V v = clamp(value[i], 0.0F, 1.0F);
            const SvfCoefficients<V> lowPass(cutoff(min(v + v, V(1.0F))), V(0.9F), period_);
            const SvfCoefficients<V> highPass(cutoff(max(v + v - V(1.0F), V(0.0F))), V(0.9F), period_);
            out.set(i, high.tick(low.tick(in[i], lowPass).low, highPass).high);
          }
          low_ = low;
          high_ = high;
        },
        block.in[1]);
  }

 private:
  /// 10 Hz to 20 kHz.
  static HOCKET_INLINE V cutoff(V part) { return V(10.0F) * exp2(part * V(10.9657843F)); }

  Svf<V> low_, high_;
  float period_;
};

constexpr Port djfPorts[] = {
    signalIn("signal to filter"),
    controlled("djf", number("value", 0, 1, 0.5F, "below 0.5 low-pass, above high-pass, 0.5 open")),
};
constexpr NodeSpec djfSpec = {
    .name = "djf",
    .category = "filter",
    .doc = "DJ filter: low-pass below 0.5, high-pass above.",
    .ports = djfPorts,
    .example = "d1 $ sound \"bd*4\" # djf \"0.3 0.7\"",
};

HOCKET_NODES(nodeType<DjFilter>(djfSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
