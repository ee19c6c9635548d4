// A filter node made of the state-variable filter: what is taken from it, and what its second parameter means.
#pragma once

#include "svf.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

/// Tap: `V operator()(SvfOutputs<V>, V damping)`; Damping: `V operator()(V parameter)`. Ports: in, cutoff, parameter.
template <class V, class Tap, class Damping>
class SvfFilter {
 public:
  explicit SvfFilter(const Prepare& prepare)
      : held_(V(-1.0F), Damping{}(V(-1.0F)), 1.0F / prepare.sampleRate), period_(1.0F / prepare.sampleRate) {}
  void reset(LaneMask lanes, std::uint64_t) { state_.reset(lanes); }

  void process(const Block& block) {
    const Either<V> in(block.in[0]);
    specialise<V>([&](auto cutoff, auto parameter) { run(block, in, cutoff, parameter); }, block.in[1], block.in[2]);
  }

 private:
  template <class Cutoff, class Parameter>
  HOCKET_INLINE void run(const Block& block, const Either<V>& in, const Cutoff& cutoff, const Parameter& parameter) {
    if constexpr (!Cutoff::varies && !Parameter::varies) {
      if (any(either(cutoff[0] != cutoff_, parameter[0] != parameter_))) {
        cutoff_ = cutoff[0];
        parameter_ = parameter[0];
        held_ = SvfCoefficients<V>(cutoff_, Damping{}(parameter_), period_);
      }
      recur(block, in, [held = held_](int) { return held; });
    } else {
      SvfAhead<V> ahead;
      const float period = period_;
      eachFrame<V>(block.frames, [&]<class G>(Frames<G> at) {
        ahead.set(at, SvfCoefficients<G>(cutoff[at], Damping{}(parameter[at]), period));
      });
      recur(block, in, [&](int frame) { return ahead[frame]; });
    }
  }

  template <class At>
  HOCKET_INLINE void recur(const Block& block, const Either<V>& in, const At& coefficients) {
    const Output<V> out(block.out[0]);
    Svf<V> state = state_;
    for (int i = 0; i < block.frames; ++i) {
      const SvfCoefficients<V> c = coefficients(i);
      out.set(i, Tap{}(state.tick(in[i], c), c.k));
    }
    state_ = state;
  }

  Svf<V> state_;
  SvfCoefficients<V> held_;
  V cutoff_ = V(-1.0F), parameter_ = V(-1.0F);  // that held_ was computed for
  float period_;
};

struct FromResonance {
  template <class V>
  HOCKET_INLINE V operator()(V resonance) const {
    return dampingOfResonance(resonance);
  }
};
struct FromQ {
  template <class V>
  HOCKET_INLINE V operator()(V q) const {
    return dampingOfQ(q);
  }
};

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
