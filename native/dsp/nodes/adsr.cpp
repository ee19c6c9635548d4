// Attack, decay, sustain, release, applied to a signal; and attack, release for a sustained control.
#include "../parts/envelope.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Adsr {
 public:
  explicit Adsr(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { envelope_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), sustain(block.in[3]), gate(block.in[5]);
    specialiseTogether<V>(
        [&](auto attack, auto decay, auto release) {
          const Output<V> out(block.out[0]);
          const float period = period_;
          Envelope<V> envelope = envelope_;
          for (int i = 0; i < block.frames; ++i)
            out.set(i, in[i] * envelope.tick(gate[i],
                                             {Ramp<V>::stepOf(attack[i], period), Ramp<V>::stepOf(decay[i], period),
                                              sustain[i], Ramp<V>::stepOf(release[i], period)}));
          envelope_ = envelope;
        },
        block.in[1], block.in[2], block.in[4]);
  }

 private:
  Envelope<V> envelope_;
  float period_;
};

constexpr Port adsrPorts[] = {
    signalIn("signal that the envelope is applied to"),
    param("attack", Unit::seconds, 0, 10, 0.01F, "time to rise to 1"),
    param("decay", Unit::seconds, 0, 10, 0.1F, "time to fall to the sustain level"),
    number("sustain", 0, 1, 0.7F, "level while the gate stays open"),
    param("release", Unit::seconds, 0, 20, 0.2F, "time to fall to 0 when the gate closes"),
    gate("opens and closes the envelope"),
};
constexpr NodeSpec adsrSpec = {
    .name = "adsr",
    .category = "envelope",
    .doc = "Attack, decay, sustain, release: shapes the loudness of a signal.",
    .ports = adsrPorts,
    .example = "synth pad freq = saw freq # lpf 900 # adsr 300ms 200ms 0.6 1.5s",
};

HOCKET_NODES(nodeType<Adsr>(adsrSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
