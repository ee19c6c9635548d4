// Stereo place and width.
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

template <class V>
class Pan {
 public:
  explicit Pan(const Prepare&) {}
  void reset(LaneMask, std::uint64_t) {}

  void process(const Block& block) {
    specialise<V>(
        [&](auto in, auto place) {
          const Output<V> left(block.out[0]), right(block.out[1]);
          eachFrame<V>(block.frames, [&]<class G>(Frames<G> at) {
            const G quarter = clamp(place[at], 0.0F, 1.0F) * G(0.25F);
            left.set(at, in[at] * cosQuarter(quarter));
            right.set(at, in[at] * sinQuarter(quarter));
          });
        },
        block.in[0], block.in[1]);
  }
};

template <class V>
class Width {
 public:
  explicit Width(const Prepare&) {}
  void reset(LaneMask, std::uint64_t) {}

  void process(const Block& block) {
    specialise<V>(
        [&](auto left, auto right, auto width) {
          const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
          eachFrame<V>(block.frames, [&]<class G>(Frames<G> at) {
            const G middle = G(0.5F) * (left[at] + right[at]);
            const G side = G(0.5F) * (left[at] - right[at]) * clamp(width[at], 0.0F, 4.0F);
            outLeft.set(at, middle + side);
            outRight.set(at, middle - side);
          });
        },
        block.in[0], block.in[1], block.in[2]);
  }
};

constexpr Port panPorts[] = {
    signalIn("signal to place"),
    controlled("pan", number("place", 0, 1, 0.5F, "0 left, 0.5 middle, 1 right")),
};
constexpr NodeSpec panSpec = {
    .name = "pan",
    .category = "space",
    .doc = "Places a signal between left and right, with equal power.",
    .ports = panPorts,
    .outputs = 2,
    .example = "d1 $ saw 110 * 0.2 # pan (lfo 0.2 >> range 0 1)",
};
constexpr Port widthPorts[] = {
    stereoIn("signal to widen"),
    number("width", 0, 4, 1, "0 mono, 1 as it is, 2 twice as wide"),
};
constexpr NodeSpec widthSpec = {
    .name = "width",
    .category = "space",
    .doc = "Stereo width: the difference of the sides, louder or softer.",
    .ports = widthPorts,
    .outputs = 2,
    .example = "out $ ~drums >> width 1.4",
};

HOCKET_NODES(nodeType<Pan>(panSpec), nodeType<Width>(widthSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
