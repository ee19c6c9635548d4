// Kick and tom: a sine that falls in pitch.
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Thump {
 public:
  explicit Thump(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t) {
    phasor_.reset(lanes);
    body_.reset(which);
    sweep_.reset(which);
    click_.reset(which);
  }
  HOCKET_INLINE void strike(Mask<V> which) {
    phasor_.set(which, Bits<V>(0U));
    body_.strike(which);
    sweep_.strike(which);
    click_.strike(which);
  }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    const V freq = clamp(in[0][i], 1.0F, 5000.0F);
    const V fallen = sweep_.tick(decayOf(V(0.12F), rate_));
    const V hz = freq * exp2(clamp(in[2][i], 0.0F, 96.0F) * V(1.0F / 12.0F) * fallen);
    const V body = sinPhase(phasor_.phase()) * body_.tick(decayOf(in[1][i], rate_));
    const V click = click_.tick(decayOf(V(0.006F), rate_)) * clamp(in[3][i], 0.0F, 1.0F);
    phasor_.advance(phaseOf(turnsPerSample(hz, 1.0F / rate_)));
    return tanh((body + click * (body + V(0.3F))) * V(1.5F));
  }

 private:
  float rate_;
  Phasor<V> phasor_;
  Decay<V> body_, sweep_, click_;
};
template <class V>
using Kick = Drum<V, Thump, 4>;

constexpr Port kickPorts[] = {
    tuning(50, "pitch that it falls to"),
    decaying(0.5F),
    param("sweep", Unit::semitones, 0, 96, 36, "how far the pitch falls"),
    number("click", 0, 1, 0.4F, "strength of the beater"),
    strike(),
    velocity(),
};
constexpr NodeSpec kickSpec = {
    .name = "kick",
    .category = "drum",
    .doc = "Bass drum: a sine that falls in pitch, with a click.",
    .ports = kickPorts,
    .example = "d1 $ sound \"kick*4\"",
};
constexpr Port tomPorts[] = {
    tuning(110, "pitch that it falls to"),
    decaying(0.35F),
    param("sweep", Unit::semitones, 0, 96, 9, "how far the pitch falls"),
    number("click", 0, 1, 0.2F, "strength of the stick"),
    strike(),
    velocity(),
};
constexpr NodeSpec tomSpec = {
    .name = "tom",
    .category = "drum",
    .doc = "Tom: a sine that falls a little in pitch.",
    .ports = tomPorts,
    .example = "d1 $ sound \"tom(3,8)\"",
};

HOCKET_NODES(nodeType<Kick>(kickSpec), nodeType<Kick>(tomSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
