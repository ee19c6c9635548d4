// Envelope follower: how loud a signal is, rising and falling with a time constant each.
#include "../node.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Follower {
 public:
  explicit Follower(const Prepare& prepare) : rate_(prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { assign(level_, maskOf<V>(lanes), V(0.0F)); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>(
        [&](auto attack, auto release) {
          const Output<V> out(block.out[0]);
          V level = level_;
          for (int i = 0; i < block.frames; ++i) {
            const V loud = abs(in[i]);
            const V up = smoothing(attack[i] * V(rate_)), down = smoothing(release[i] * V(rate_));
            level += select(loud > level, up, down) * (loud - level);
            out.set(i, level);
          }
          level_ = level;
        },
        block.in[1], block.in[2]);
  }

 private:
  V level_ = V(0.0F);
  float rate_;
};

constexpr Port followerPorts[] = {
    signalIn("signal to follow"),
    param("attack", Unit::seconds, 0, 1, 0.005F, "time constant when it gets louder"),
    param("release", Unit::seconds, 0, 5, 0.1F, "time constant when it gets softer"),
};
constexpr NodeSpec followerSpec = {
    .name = "follower",
    .category = "control",
    .doc = "Envelope follower: how loud a signal is, as a control signal.",
    .ports = followerPorts,
    .aliases = "amplitude",
    .example = "~duck: ~kick >> follower 1ms 150ms",
};

HOCKET_NODES(nodeType<Follower>(followerSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
