// Sample and hold; and a switch with two thresholds.
#include "../parts/gate.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class SampleHold {
 public:
  explicit SampleHold(const Prepare&) {}
  void reset(LaneMask lanes, std::uint64_t) {
    gate_.reset(lanes);
    assign(value_, maskOf<V>(lanes), V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), trigger(block.in[1]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      assign(value_, gate_.tick(trigger[i]).opens, in[i]);
      out.set(i, value_);
    }
  }

 private:
  GateEdge<V> gate_;
  V value_ = V(0.0F);
};

template <class V>
class Schmitt {
 public:
  explicit Schmitt(const Prepare&) {}
  void reset(LaneMask lanes, std::uint64_t) { assign(on_, maskOf<V>(lanes), V(0.0F)); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), low(block.in[1]), high(block.in[2]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V x = in[i];
      on_ = select(x > high[i], V(1.0F), select(x < low[i], V(0.0F), on_));
      out.set(i, on_);
    }
  }

 private:
  V on_ = V(0.0F);
};

constexpr Port sampleHoldPorts[] = {
    signalIn("signal to sample"),
    param("trigger", Unit::trigger, 0, 1, 0, "takes the value when it rises above 0"),
};
constexpr NodeSpec sampleHoldSpec = {
    .name = "samplehold",
    .category = "control",
    .doc = "Takes the input's value at each trigger, and holds it.",
    .ports = sampleHoldPorts,
    .aliases = "sah latch",
    .example = "d1 $ saw (noise >> samplehold (impulse 8) >> range 100 800) * 0.2",
};
constexpr Port schmittPorts[] = {
    signalIn("signal to compare"),
    number("low", -1, 1, -0.1F, "goes to 0 below this"),
    number("high", -1, 1, 0.1F, "goes to 1 above this"),
};
constexpr NodeSpec schmittSpec = {
    .name = "schmitt",
    .category = "control",
    .doc = "1 from above a high threshold until below a low one, else 0.",
    .ports = schmittPorts,
    .example = "~on: ~mic >> follower >> schmitt 0.1 0.2",
};

HOCKET_NODES(nodeType<SampleHold>(sampleHoldSpec), nodeType<Schmitt>(schmittSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
