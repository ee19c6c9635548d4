// Transistor ladder: four one-poles in a loop, solved without delay, saturated where the feedback enters (Zavalishin,
// ch. 5).
#include "../parts/one_pole.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Moog {
 public:
  explicit Moog(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    for (V& state : states_) assign(state, maskOf<V>(lanes), V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), resonance(block.in[2]);
    specialise<V>(
        [&](auto cutoff) {
          const Output<V> out(block.out[0]);
          for (int i = 0; i < block.frames; ++i)
            out.set(i, tick(in[i], onePoleCoefficient(cutoff[i], period_), clamp(resonance[i], 0.0F, 1.1F) * V(4.0F)));
        },
        block.in[1]);
  }

 private:
  HOCKET_INLINE V tick(V in, V g, V feedback) {
    V held = V(0.0F);
    for (const V state : states_) held = held * g + state * (V(1.0F) - g);
    const V square = g * g;
    // Half of what the loop takes from the pass band is given back.
    V x = tanh((in * (V(1.0F) + V(0.5F) * feedback) - feedback * held) / (V(1.0F) + feedback * square * square));
    for (V& state : states_) {
      const V moved = (x - state) * g;
      x = moved + state;
      state = x + moved;
    }
    return x;
  }

  V states_[4] = {V(0.0F), V(0.0F), V(0.0F), V(0.0F)};
  float period_;
};

constexpr Port moogPorts[] = {
    signalIn("signal to filter"),
    also("freq", param("cutoff", Unit::hz, 20, 20000, 1000, "cutoff frequency")),
    also("q", number("resonance", 0, 1.1F, 0, "feedback: from 1 on it sings by itself")),
};
constexpr NodeSpec moogSpec = {
    .name = "moog",
    .category = "filter",
    .doc = "Ladder low-pass filter, 24 dB an octave, that saturates.",
    .ports = moogPorts,
    .aliases = "moogladder ladder",
    .example = "d1 $ saw 55 # moog (env 5ms 400ms * 2khz + 100hz) 0.7",
};

HOCKET_NODES(nodeType<Moog>(moogSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
