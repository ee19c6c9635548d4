// Envelopes as control signals, 0 to 1: percussive, and sustained by the gate.
#include "../parts/envelope.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V, bool sustained>
class ControlEnvelope {
 public:
  explicit ControlEnvelope(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { envelope_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> gate(block.in[2]);
    specialiseTogether<V>(
        [&](auto attack, auto release) {
          const Output<V> out(block.out[0]);
          const float period = period_;
          Envelope<V> envelope = envelope_;
          for (int i = 0; i < block.frames; ++i) {
            const Bits<V> up = Ramp<V>::stepOf(attack[i], period), down = Ramp<V>::stepOf(release[i], period);
            if constexpr (sustained) {
              out.set(i, envelope.tick(gate[i], {up, Ramp<V>::stepOf(V(0.0F), period), V(1.0F), down}));
            } else {
              out.set(i, envelope.tickThrough(gate[i], {up, down, V(0.0F), down}));
            }
          }
          envelope_ = envelope;
        },
        block.in[0], block.in[1]);
  }

 private:
  Envelope<V> envelope_;
  float period_;
};
template <class V>
using Percussive = ControlEnvelope<V, false>;
template <class V>
using Sustained = ControlEnvelope<V, true>;

constexpr Port envPorts[] = {
    param("attack", Unit::seconds, 0, 10, 0.002F, "time to rise to 1"),
    param("release", Unit::seconds, 0, 20, 0.2F, "time to fall to 0, at once after the attack"),
    gate("starts it when it opens"),
};
constexpr NodeSpec envSpec = {
    .name = "env",
    .category = "envelope",
    .doc = "Percussive envelope as a control signal: up, and at once down.",
    .ports = envPorts,
    .aliases = "perc ad",
    .example = "synth zap freq = saw freq # lpf (env 2ms 180ms * 4000hz + 300hz) 0.2",
};
constexpr Port asrPorts[] = {
    param("attack", Unit::seconds, 0, 10, 0.01F, "time to rise to 1"),
    param("release", Unit::seconds, 0, 20, 0.2F, "time to fall to 0 when the gate closes"),
    gate("opens and closes the envelope"),
};
constexpr NodeSpec asrSpec = {
    .name = "asr",
    .category = "envelope",
    .doc = "Attack, sustain, release as a control signal, 0 to 1.",
    .ports = asrPorts,
    .aliases = "ar",
    .example = "synth drone freq = tri freq * asr 500ms 2s",
};

HOCKET_NODES(nodeType<Percussive>(envSpec), nodeType<Sustained>(asrSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
