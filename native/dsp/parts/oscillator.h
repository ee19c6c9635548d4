// An oscillator node that is a function of phase and step at each frame: what saw, square and tri have in common.
#pragma once

#include "blep.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Wave: `G operator()(Bits<G> phase, G samplesPerTurn, G step)`, for any lanes G. Ports: freq, phase.
template <class V, class Wave>
class Oscillator {
 public:
  explicit Oscillator(const Prepare& prepare) : period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { phasor_.reset(lanes); }

  void process(const Block& block) {
    specialise<V>(
        [&](auto freq, auto offset) {
          const Output<V> out(block.out[0]);
          PhaseRamp<V> ramp;
          const float period = period_;
          phasor_.ramp(ramp, freq, block.frames, period);
          eachFrame<V>(block.frames, [&](auto at) {
            const auto step = turnsPerSample(freq[at], period);
            out.set(at, Wave{}(ramp[at] + wrappedPhase(offset[at]), samplesPerTurn(step), step));
          });
        },
        block.in[0], block.in[1]);
  }

 private:
  Phasor<V> phasor_;
  float period_;
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
