// Vowel filter: five band-passes at the formants of a sung vowel (a bass voice), with all that is between the vowels.
#include "../parts/svf.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr int formants = 5, vowels = 5;
struct Formant {
  float hz, db, width;
};
/// a e i o u.
inline constexpr Formant formantTable[vowels][formants] = {
    {{600, 0, 60}, {1040, -7, 70}, {2250, -9, 110}, {2450, -9, 120}, {2750, -20, 130}},
    {{400, 0, 40}, {1620, -12, 80}, {2400, -9, 100}, {2800, -12, 120}, {3100, -18, 120}},
    {{250, 0, 60}, {1750, -30, 90}, {2600, -16, 100}, {3050, -22, 120}, {3340, -28, 120}},
    {{400, 0, 40}, {750, -11, 80}, {2400, -21, 100}, {2600, -20, 120}, {2900, -40, 120}},
    {{350, 0, 40}, {600, -20, 80}, {2400, -32, 100}, {2675, -28, 120}, {2950, -36, 120}},
};

template <class V>
class Vowel {
 public:
  explicit Vowel(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    for (Svf<V>& filter : filters_) filter.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>(
        [&](auto vowel) {
          const Output<V> out(block.out[0]);
          for (int i = 0; i < block.frames; ++i) out.set(i, V(0.0F));
          for (int k = 0; k < formants; ++k) {
            Svf<V> filter = filters_[k];
            for (int i = 0; i < block.frames; ++i) {
              const auto [coefficients, gain] = formant(k, clamp(vowel[i], 0.0F, vowels - 1.0F));
              const V band = filter.tick(in[i], coefficients).band * coefficients.k;
              out.set(i, load<V>(out.data + i * laneCount<V>) + band * gain);
            }
            filters_[k] = filter;
          }
        },
        block.in[1]);
  }

 private:
  struct Tuned {
    SvfCoefficients<V> coefficients;
    V gain;
  };
  HOCKET_INLINE Tuned formant(int k, V vowel) const {
    V hz = V(0.0F), db = V(0.0F), width = V(0.0F);
    for (int v = 0; v < vowels; ++v) {
      const V weight = max(V(1.0F) - abs(vowel - V(static_cast<float>(v))), V(0.0F));
      hz += weight * V(formantTable[v][k].hz);
      db += weight * V(formantTable[v][k].db);
      width += weight * V(formantTable[v][k].width);
    }
    return {SvfCoefficients<V>(hz, width / hz, period_), gainOfDb(db + V(6.0F))};
  }

  Svf<V> filters_[formants];
  float period_;
};

constexpr Port vowelPorts[] = {
    signalIn("signal to filter"),
    controlled("vowel", number("vowel", 0, 4, 0, "0 a, 1 e, 2 i, 3 o, 4 u, and what is between")),
};
constexpr NodeSpec vowelSpec = {
    .name = "vowel",
    .category = "filter",
    .doc = "Vowel filter: the formants of a, e, i, o, u.",
    .ports = vowelPorts,
    .aliases = "formant",
    .example = "d1 $ saw 110 * 0.2 # vowel \"<a o>\"",
};

HOCKET_NODES(nodeType<Vowel>(vowelSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
