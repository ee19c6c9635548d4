// How loud a voice is over time where its event says so: `attack`, `hold` and `release`.
#pragma once

#include <cmath>

#include "native/dsp/kernel.h"

namespace hocket::voice {

/// Rises, stays and falls from the onset on, whatever the gate does. Rise and fall are SuperDirt's, curved by -3: most
/// of the way is gone in the first third.
class Envelope {
 public:
  void begin(double sampleRate) HOCKET_AUDIO {
    stage_ = Stage::attack;
    at_ = 0;
    period_ = 1 / static_cast<float>(sampleRate);
  }

  /// The level at the next frame, 0 to 1. Times in seconds, as they are at that frame; a release that is infinite never
  /// begins.
  float next(float attack, float hold, float release) HOCKET_AUDIO {
    const float times[] = {attack, hold, release};
    for (; stage_ != Stage::over; at_ = 0, stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1)) {
      const float time = times[static_cast<int>(stage_)];
      if (at_ >= 1 || !(time > 0)) continue;
      const float at = at_;
      at_ += period_ / time;
      return stage_ == Stage::hold ? 1 : stage_ == Stage::attack ? curve(at) : 1 - curve(at);
    }
    return 0;
  }
  bool over() const HOCKET_AUDIO { return stage_ == Stage::over; }

 private:
  enum class Stage : std::uint8_t { attack, hold, release, over };
  static float curve(float x) HOCKET_AUDIO { return (1 - std::exp(-3 * x)) * 1.0523957f; }

  Stage stage_ = Stage::attack;
  float at_ = 0;  // share of the stage
  float period_ = 1;
};

}  // namespace hocket::voice
