// Plucked string (Karplus and Strong; Jaffe and Smith): a burst of noise in a tuned loop that loses its highs.
#include "../parts/delay_line.h"
#include "../parts/gate.h"
#include "../parts/random.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

inline constexpr float lowestString = 20.0F;  // Hz

template <class V>
class Karplus {
 public:
  explicit Karplus(const Prepare& prepare)
      : rate_(prepare.sampleRate), string_(prepare.memory, prepare.sampleRate / lowestString + 2.0F) {
    reset(allLanes, prepare.seed);
  }
  void reset(LaneMask lanes, std::uint64_t seed) {
    const auto which = maskOf<V>(lanes);
    random_.reset(lanes, seed);
    string_.reset(lanes);
    gate_.reset(lanes);
    assign(burst_, which, V(0.0F));
    assign(last_, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> freq(block.in[0]), decay(block.in[1]), bright(block.in[2]), gate(block.in[3]),
        velocity(block.in[4]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) out.set(i, tick(freq[i], decay[i], bright[i], gate[i], velocity[i]));
  }

 private:
  HOCKET_INLINE V tick(V freq, V decay, V bright, V gate, V velocity) {
    const V period = V(rate_) / clamp(freq, lowestString, rate_ * 0.2F);
    const auto opened = gate_.tick(gate).opens;
    assign(burst_, opened, floor(period));
    assign(level_, opened, clamp(velocity, 0.0F, 1.0F));
    const V pluck = select(burst_ > V(0.0F), bipolar(random_.next()) * level_, V(0.0F));
    burst_ = max(burst_ - V(1.0F), V(0.0F));

    // The filter (1 - s) x + s x1 delays by s at low frequencies: the string is shorter by that, and by its own sample.
    const V s = V(0.5F) - V(0.5F) * clamp(bright, 0.0F, 1.0F);
    const V x = string_.readCubic(max(period - s - V(1.0F), V(1.0F)));
    const V lost = x + (last_ - x) * s;
    last_ = x;
    const V seconds = clamp(decay, 0.01F, 1000.0F);
    const V y = pluck + lost * decayFactor(seconds * V(rate_) / period);
    string_.write(y);
    return y;
  }

  float rate_;
  DelayLine<V> string_;
  Random<V> random_;
  GateEdge<V> gate_;
  V burst_ = V(0.0F), level_ = V(0.0F), last_ = V(0.0F);
};

constexpr Port karplusPorts[] = {
    frequency("frequency"),
    param("decay", Unit::seconds, 0.05F, 20, 2, "time to fall by 60 dB, the highs faster"),
    number("bright", 0, 1, 0.5F, "1 keeps the highs, 0 loses them"),
    gate("plucks when it opens"),
    velocity(),
};
constexpr NodeSpec karplusSpec = {
    .name = "karplus",
    .category = "source",
    .doc = "Plucked string (Karplus-Strong).",
    .ports = karplusPorts,
    .aliases = "pluck string",
    .example = "synth guitar freq = karplus freq 3 0.6",
};

HOCKET_NODES(nodeType<Karplus>(karplusSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
