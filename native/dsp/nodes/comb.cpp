// Comb and all-pass: a delay that feeds back, tuned between samples.
#include "../parts/delay_line.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// The factor by which a loop of `delay` falls by 60 dB in `decay`; a negative decay turns every second echo over.
template <class V>
HOCKET_INLINE V loopGain(V delay, V decay) {
  const V time = max(abs(decay), V(1e-4F));
  return copySign(exp2(delay / time * V(-9.96578428F)), decay);
}

template <class V, bool allPass>
class CombNode {
 public:
  explicit CombNode(const Prepare& prepare)
      : rate_(prepare.sampleRate), line_(prepare.memory, prepare.options[0] * prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { line_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>([&](auto delay, auto decay) { run(block, in, delay, decay); }, block.in[1], block.in[2]);
  }

 private:
  template <class Delay, class Decay>
  HOCKET_INLINE void run(const Block& block, const Either<V>& in, const Delay& delay, const Decay& decay) {
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V samples = clamp(delay[i] * V(rate_), 2.0F, line_.longest());
      const V gain = loopGain(samples * V(1.0F / rate_), decay[i]);
      const V echo = line_.readCubic(samples - V(1.0F));
      const V into = in[i] + gain * echo;
      line_.write(into);
      out.set(i, allPass ? echo - gain * into : into);
    }
  }

  float rate_;
  DelayLine<V> line_;
};
template <class V>
using Comb = CombNode<V, false>;
template <class V>
using AllPass = CombNode<V, true>;

constexpr Port combPorts[] = {
    signalIn("signal to filter"),
    param("delay", Unit::seconds, 0.0001F, 1, 0.01F, "time around the loop: 1 / the pitch that rings"),
    param("decay", Unit::seconds, -10, 10, 1, "time to fall by 60 dB; negative: the odd harmonics of half the pitch"),
};
constexpr Option combOptions[] = {
    {"maxTime", Unit::seconds, 0.001F, 10, 0.2F, "longest delay there is memory for"},
};
constexpr NodeSpec combSpec = {
    .name = "comb",
    .category = "filter",
    .doc = "Comb filter: a short delay fed back, which rings at a pitch.",
    .ports = combPorts,
    .options = combOptions,
    .example = "d1 $ sound \"cp*2\" >> comb 4ms 500ms",
};
constexpr NodeSpec allPassSpec = {
    .name = "allpass",
    .category = "filter",
    .doc = "All-pass delay: smears in time, leaves the spectrum as it is.",
    .ports = combPorts,
    .options = combOptions,
    .example = "d1 $ sound \"cp*2\" # allpass 20ms 300ms",
};

HOCKET_NODES(nodeType<Comb>(combSpec), nodeType<AllPass>(allPassSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
