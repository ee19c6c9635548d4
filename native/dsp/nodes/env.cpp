// Envelopes as control signals, 0 to 1: percussive, and sustained by the gate.
#include "../parts/envelope.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V, bool sustained>
class ControlEnvelope {
 public:
  explicit ControlEnvelope(const Prepare& prepare) { envelope_.period = 1.0F / prepare.sampleRate; }
  void reset(LaneMask lanes, std::uint64_t) { envelope_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> attack(block.in[0]), release(block.in[1]), gate(block.in[2]);
    const Output<V> out(block.out[0]);
    Envelope<V> envelope = envelope_;
    for (int i = 0; i < block.frames; ++i) {
      if constexpr (sustained) {
        out.set(i, envelope.tick(gate[i], {attack[i], V(0.0F), V(1.0F), release[i]}));
      } else {
        out.set(i, envelope.tickThrough(gate[i], {attack[i], release[i], V(0.0F), V(0.0F)}));
      }
    }
    envelope_ = envelope;
  }

 private:
  Envelope<V> envelope_;
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
