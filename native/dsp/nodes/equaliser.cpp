// Peak and shelves: the state-variable filter with its outputs mixed (Simper's coefficients).
#include "../parts/svf.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// What of in, band and low makes the output.
template <class V>
struct Band {
  SvfCoefficients<V> filter;
  V in, band, low;
};

/// Square root of the gain as a factor.
template <class V>
HOCKET_INLINE V rootGain(V db) {
  return gainOfDb(clamp(db, -60.0F, 60.0F) * V(0.5F));
}

struct PeakShape {
  template <class V>
  HOCKET_INLINE Band<V> operator()(V hz, V db, V q, float period) const {
    const V a = rootGain(db), k = dampingOfQ(q) / a;
    return {{hz, k, period}, V(1.0F), k * (a * a - V(1.0F)), V(0.0F)};
  }
};
struct LowShelfShape {
  template <class V>
  HOCKET_INLINE Band<V> operator()(V hz, V db, V q, float period) const {
    const V a = rootGain(db), k = dampingOfQ(q);
    return {{hz, k, V(1.0F) / sqrt(a), period}, V(1.0F), k * (a - V(1.0F)), a * a - V(1.0F)};
  }
};
struct HighShelfShape {
  template <class V>
  HOCKET_INLINE Band<V> operator()(V hz, V db, V q, float period) const {
    const V a = rootGain(db), k = dampingOfQ(q);
    return {{hz, k, sqrt(a), period}, a * a, k * (V(1.0F) - a) * a, V(1.0F) - a * a};
  }
};

template <class V, class Shape>
class EqualiserBand {
 public:
  explicit EqualiserBand(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { state_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), q(block.in[3]);
    if (block.in[3].constant()) {
      const Held<V> held{q[0]};
      specialise<V>([&](auto freq, auto gain) { run(block, in, freq, gain, held); }, block.in[1], block.in[2]);
    } else {
      run(block, in, Either<V>(block.in[1]), Either<V>(block.in[2]), q);
    }
  }

 private:
  template <class Freq, class Gain, class Q>
  HOCKET_INLINE void run(const Block& block, const Either<V>& in, const Freq& freq, const Gain& gain, const Q& q) {
    const Output<V> out(block.out[0]);
    Svf<V> state = state_;
    for (int i = 0; i < block.frames; ++i) {
      const Band<V> c = Shape{}(freq[i], gain[i], q[i], period_);
      const V x = in[i];
      const SvfOutputs<V> y = state.tick(x, c.filter);
      out.set(i, c.in * x + c.band * y.band + c.low * y.low);
    }
    state_ = state;
  }

  Svf<V> state_;
  float period_;
};
template <class V>
using Peak = EqualiserBand<V, PeakShape>;
template <class V>
using LowShelf = EqualiserBand<V, LowShelfShape>;
template <class V>
using HighShelf = EqualiserBand<V, HighShelfShape>;

constexpr Port peakPorts[] = {
    signalIn("signal to filter"),
    param("freq", Unit::hz, 20, 20000, 1000, "centre frequency"),
    param("gain", Unit::decibels, -36, 36, 0, "gain at the centre"),
    number("q", 0.1F, 100, 1, "centre frequency divided by the width"),
};
constexpr Port shelfPorts[] = {
    signalIn("signal to filter"),
    param("freq", Unit::hz, 20, 20000, 1000, "where half of the gain (in dB) is reached"),
    param("gain", Unit::decibels, -36, 36, 0, "gain of the shelf"),
    number("q", 0.1F, 10, 0.70710678F, "steepness; above 0.71 it overshoots"),
};
constexpr NodeSpec peakSpec = {
    .name = "peak",
    .category = "filter",
    .doc = "Peaking equaliser: raises or lowers what is around a frequency.",
    .ports = peakPorts,
    .aliases = "peakeq bell",
    .example = "out $ ~drums >> peak 300 -4db",
};
constexpr NodeSpec lowShelfSpec = {
    .name = "lowshelf",
    .category = "filter",
    .doc = "Low shelf: raises or lowers everything below a frequency.",
    .ports = shelfPorts,
    .example = "out $ ~drums >> lowshelf 120 3db",
};
constexpr NodeSpec highShelfSpec = {
    .name = "highshelf",
    .category = "filter",
    .doc = "High shelf: raises or lowers everything above a frequency.",
    .ports = shelfPorts,
    .example = "out $ ~drums >> highshelf 6000 2db",
};

HOCKET_NODES(nodeType<Peak>(peakSpec), nodeType<LowShelf>(lowShelfSpec), nodeType<HighShelf>(highShelfSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
