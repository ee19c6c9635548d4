// Squiz: plays each piece between two upward zero crossings faster, again and again, until the next one is complete.
#include "../parts/delay_line.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Squiz {
 public:
  explicit Squiz(const Prepare& prepare)
      : line_(prepare.memory, 2.0F * longest * prepare.sampleRate), most_(longest * prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    const auto which = maskOf<V>(lanes);
    line_.reset(lanes);
    for (V* each : {&last_, &elapsed_, &piece_, &place_}) assign(*each, which, V(0.0F));
  }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), factor(block.in[1]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) out.set(i, tick(in[i], clamp(factor[i], 1.0F, 64.0F)));
  }

 private:
  static constexpr float longest = 0.1F;  // s; a longer piece is cut there

  HOCKET_INLINE V tick(V in, V factor) {
    const auto ends = either(both(last_ <= V(0.0F), in > V(0.0F)), elapsed_ >= V(most_));
    last_ = in;
    assign(piece_, ends, elapsed_);
    assign(elapsed_, ends, V(0.0F));
    assign(place_, ends, V(0.0F));
    line_.write(in);
    // The finished piece began `piece + elapsed` samples ago.
    const V out = line_.readLinear(max(piece_ + elapsed_ - place_, V(0.0F)));
    elapsed_ += V(1.0F);
    place_ += factor;
    place_ = place_ - select(piece_ > V(0.0F), floor(place_ / max(piece_, V(1.0F))) * piece_, place_);
    return select(piece_ > V(0.0F), out, V(0.0F));
  }

  DelayLine<V> line_;
  float most_;
  V last_ = V(0.0F), elapsed_ = V(0.0F), piece_ = V(0.0F), place_ = V(0.0F);
};

constexpr Port squizPorts[] = {
    signalIn("signal"),
    controlled("squiz", number("factor", 1, 64, 2, "how much faster each piece is played")),
};
constexpr NodeSpec squizSpec = {
    .name = "squiz",
    .category = "effect",
    .doc = "Raises the pitch crudely, by repeating pieces of the wave.",
    .ports = squizPorts,
    .example = "d1 $ sound \"breaks\" # squiz 3",
};

HOCKET_NODES(nodeType<Squiz>(squizSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
