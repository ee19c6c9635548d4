// Smoothing of control signals: exponential, or by a limited slope. Both start at the first value they see.
#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class FirstValue {
 public:
  void reset(LaneMask lanes) { assign(fresh_, maskOf<V>(lanes), V(1.0F)); }
  /// Sets `state` to `value` in lanes that have not seen one yet.
  HOCKET_INLINE void take(V& state, V value) {
    state = select(fresh_ > V(0.0F), value, state);
    fresh_ = V(0.0F);
  }

 private:
  V fresh_ = V(1.0F);
};

template <class V>
class Lag {
 public:
  explicit Lag(const Prepare& prepare) : rate_(prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { first_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    first_.take(value_, in[0]);
    specialise<V>(
        [&](auto time) {
          const Output<V> out(block.out[0]);
          V value = value_;
          for (int i = 0; i < block.frames; ++i) {
            value += (V(1.0F) - decayFactor(time[i] * V(rate_))) * (in[i] - value);
            out.set(i, value);
          }
          value_ = value;
        },
        block.in[1]);
  }

 private:
  FirstValue<V> first_;
  V value_ = V(0.0F);
  float rate_;
};

template <class V>
class Slew {
 public:
  explicit Slew(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { first_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), up(block.in[1]), down(block.in[2]);
    const Output<V> out(block.out[0]);
    first_.take(value_, in[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V most = max(up[i], V(0.0F)) * V(period_), least = -max(down[i], V(0.0F)) * V(period_);
      value_ += min(max(in[i] - value_, least), most);
      out.set(i, value_);
    }
  }

 private:
  FirstValue<V> first_;
  V value_ = V(0.0F);
  float period_;
};

constexpr Port lagPorts[] = {
    signalIn("signal to smooth"),
    param("time", Unit::seconds, 0, 10, 0.1F, "time to come within 60 dB of a new value"),
};
constexpr NodeSpec lagSpec = {
    .name = "lag",
    .category = "control",
    .doc = "Smooths a control signal exponentially.",
    .ports = lagPorts,
    .example = "d1 $ saw (constant \"110 220\" >> lag 50ms) * 0.2",
};
constexpr Port slewPorts[] = {
    signalIn("signal to smooth"),
    number("up", 0, 100000, 10, "steepest rise, a second"),
    number("down", 0, 100000, 10, "steepest fall, a second"),
};
constexpr NodeSpec slewSpec = {
    .name = "slew",
    .category = "control",
    .doc = "Limits how fast a control signal rises and falls.",
    .ports = slewPorts,
    .example = "d1 $ saw (constant \"110 220\" >> slew 400 400) * 0.2",
};

HOCKET_NODES(nodeType<Lag>(lagSpec), nodeType<Slew>(slewSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
