// Hand clap: three short bursts of filtered noise, and a longer one.
#include "../parts/drum.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class ClapSound {
 public:
  explicit ClapSound(float rate) : rate_(rate) {}
  void reset(Mask<V> which, LaneMask lanes, std::uint64_t seed) {
    random_.reset(lanes, seed);
    filter_.reset(lanes);
    burst_.reset(which);
    assign(next_, which, V(0.0F));
    assign(left_, which, V(0.0F));
  }
  HOCKET_INLINE void strike(Mask<V> which) {
    burst_.strike(which);
    assign(left_, which, V(3.0F));
    assign(next_, which, V(gap() * rate_));
  }
  HOCKET_INLINE V tick(const Either<V>* in, int i) {
    next_ -= V(1.0F);
    const auto again = both(next_ <= V(0.0F), left_ > V(0.0F));
    burst_.strike(again);
    assign(next_, again, V(gap() * rate_) * clamp(in[3][i], 0.1F, 4.0F));
    left_ -= select(again, V(1.0F), V(0.0F));
    const V time = select(left_ > V(0.0F), V(0.03F), in[1][i]);
    const SvfCoefficients<V> colour(in[0][i], V(1.0F) - V(0.8F) * clamp(in[2][i], 0.0F, 1.0F), 1.0F / rate_);
    const V noise = bipolar(random_.next()) * burst_.tick(decayOf(time, rate_));
    return filter_.tick(noise, colour).band * V(1.6F);
  }

 private:
  /// Seconds from one hand to the next.
  static constexpr float gap() { return 0.011F; }

  float rate_;
  Random<V> random_;
  Svf<V> filter_;
  Decay<V> burst_;
  V next_ = V(0.0F), left_ = V(0.0F);  // samples until the next burst; bursts left
};
template <class V>
using Clap = Drum<V, ClapSound, 4>;

constexpr Port clapPorts[] = {
    tuning(1100, "centre of the noise"),
    decaying(0.3F),
    controlled("narrow", number("focus", 0, 1, 0.4F, "narrowness of the noise")),
    controlled("hands", number("spread", 0.1F, 4, 1, "how far the hands are apart in time")),
    strike(),
    velocity(),
};
constexpr NodeSpec clapSpec = {
    .name = "clap",
    .category = "drum",
    .doc = "Hand clap: a few bursts of noise.",
    .ports = clapPorts,
    .example = "d1 $ sound \"~ clap\"",
};

HOCKET_NODES(nodeType<Clap>(clapSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
