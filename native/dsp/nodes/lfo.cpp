// Low-frequency oscillator of several shapes, from -1 to 1; not band-limited.
#include "../parts/phase.h"
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Lfo {
 public:
  explicit Lfo(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) { reset(allLanes, prepare.seed); }

  void reset(LaneMask lanes, std::uint64_t seed) {
    const auto which = maskOf<V>(lanes);
    phasor_.reset(lanes);
    Random<V> random = random_;
    random.reset(lanes, seed);
    turn_ = select(which, Bits<V>(0U), turn_);
    random_ = random;
  }

  void process(const Block& block) {
    const Either<V> freq(block.in[0]), shape(block.in[1]), offset(block.in[2]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      out.set(i, at(phasor_.phase() + wrappedPhase(offset[i]), clamp(shape[i], 0.0F, 6.0F)));
      const Bits<V> before = phasor_.phase();
      phasor_.advance(truncate(clamp(freq[i] * V(period_), 0.0F, 0.4999F) * V(turn)));
      turn_ += select(both(negative(before), !negative(phasor_.phase())), Bits<V>(1U), Bits<V>(0U));
    }
  }

 private:
  HOCKET_INLINE V at(Bits<V> phase, V shape) const {
    const V t = turnsOf(phase);
    const V held = bipolar(scramble(random_.ahead(0) + turn_));
    const V next = bipolar(scramble(random_.ahead(0) + turn_ + Bits<V>(1U)));
    const V unit = toFloat(phase >> 8) * V(1.0F / 16777216.0F);
    const V smooth = held + (next - held) * unit * unit * (V(3.0F) - unit - unit);
    V wave = sinPhase(phase);
    const auto choose = [&](float from, V other) { wave = select(shape >= V(from), other, wave); };
    choose(0.5F, copySign(V(1.0F) - abs(V(1.0F) - V(4.0F) * abs(t)), t));
    choose(1.5F, t + t);
    choose(2.5F, -(t + t));
    choose(3.5F, select(negative(phase), V(-1.0F), V(1.0F)));
    choose(4.5F, held);
    choose(5.5F, smooth);
    return wave;
  }

  Phasor<V> phasor_;
  Random<V> random_;
  Bits<V> turn_{0U};
  float period_;
};

constexpr Port lfoPorts[] = {
    param("freq", Unit::hz, 0, 100, 1, "frequency"),
    number("shape", 0, 6, 0, "0 sine, 1 triangle, 2 saw, 3 ramp down, 4 square, 5 random steps, 6 smooth random"),
    number("phase", -1, 1, 0, "offset in turns"),
};
constexpr NodeSpec lfoSpec = {
    .name = "lfo",
    .category = "control",
    .doc = "Low-frequency oscillator, -1 to 1, of a choice of shapes.",
    .ports = lfoPorts,
    .example = "d1 $ saw 110 # lpf (lfo 0.5 1 >> range 300 2400) 0.3",
};

HOCKET_NODES(nodeType<Lfo>(lfoSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
