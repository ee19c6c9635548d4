// Echo, mono or ping-pong between the sides; the signal itself passes on as it is.
#include "../parts/delay_line.h"
#include "../parts/stereo.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Fed back at most so much that it dies away.
inline constexpr float mostFeedback = 0.995F;

template <class V>
class Delay {
 public:
  explicit Delay(const Prepare& prepare)
      : rate_(prepare.sampleRate), line_(prepare.memory, prepare.options[0] * prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { line_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]), level(block.in[1]), time(block.in[2]), feedback(block.in[3]);
    const Output<V> out(block.out[0]);
    for (int i = 0; i < block.frames; ++i) {
      const V samples = clamp(time[i] * V(rate_), 2.0F, line_.longest());
      const V echo = line_.readCubic(samples - V(1.0F));
      line_.write(in[i] + clamp(feedback[i], -mostFeedback, mostFeedback) * echo);
      out.set(i, in[i] + clamp(level[i], 0.0F, 4.0F) * echo);
    }
  }

 private:
  float rate_;
  DelayLine<V> line_;
};

template <class V>
class PingPong {
 public:
  explicit PingPong(const Prepare& prepare)
      : rate_(prepare.sampleRate),
        left_(prepare.memory, prepare.options[0] * prepare.sampleRate),
        right_(prepare.memory, prepare.options[0] * prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) {
    left_.reset(lanes);
    right_.reset(lanes);
  }

  void process(const Block& block) {
    const Either<V> inLeft(block.in[0]), inRight(block.in[1]), level(block.in[2]), time(block.in[3]),
        feedback(block.in[4]);
    const Output<V> outLeft(block.out[0]), outRight(block.out[1]);
    for (int i = 0; i < block.frames; ++i) {
      const V samples = clamp(time[i] * V(rate_), 2.0F, left_.longest()) - V(1.0F);
      const V left = left_.readCubic(samples), right = right_.readCubic(samples);
      left_.write(V(0.5F) * (inLeft[i] + inRight[i]) + clamp(feedback[i], -mostFeedback, mostFeedback) * right);
      right_.write(left);
      outLeft.set(i, inLeft[i] + clamp(level[i], 0.0F, 4.0F) * left);
      outRight.set(i, inRight[i] + clamp(level[i], 0.0F, 4.0F) * right);
    }
  }

 private:
  float rate_;
  DelayLine<V> left_, right_;
};

constexpr Option delayOptions[] = {
    {"maxTime", Unit::seconds, 0.01F, 30, 2, "longest delay there is memory for"},
};
constexpr Port delayLevel() {
  return controlled("delay", param("level", Unit::ratio, 0, 1, 0.5F, "loudness of the echoes"));
}
constexpr Port delayTime() {
  return controlled("delaytime", param("time", Unit::seconds, 0, 2, 0.25F, "time from echo to echo"));
}
constexpr Port delayFeedback() {
  return controlled("delayfeedback",
                    number("feedback", -1, 1, 0.4F, "each echo's loudness relative to the one before"));
}
constexpr Port delayPorts[] = {signalIn("signal to echo"), delayLevel(), delayTime(), delayFeedback()};
constexpr Port pingPongPorts[] = {stereoIn("signal to echo"), delayLevel(), delayTime(), delayFeedback()};
constexpr NodeSpec delaySpec = {
    .name = "delay",
    .category = "effect",
    .doc = "Echo; the time may move, and then bends the pitch.",
    .ports = delayPorts,
    .options = delayOptions,
    .aliases = "echo",
    .example = "d1 $ sound \"cp*2\" # delay 0.4 0.375s 0.5",
};
constexpr NodeSpec pingPongSpec = {
    .name = "pingpong",
    .category = "effect",
    .doc = "Echo that jumps from side to side.",
    .ports = pingPongPorts,
    .options = delayOptions,
    .outputs = 2,
    .example = "d1 $ sound \"cp*2\" # pingpong 0.4 0.25s 0.6",
};

HOCKET_NODES(nodeType<Delay>(delaySpec), nodeType<PingPong>(pingPongSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
