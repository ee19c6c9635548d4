// A level that stays at 1 until it is told to fall to 0 in a straight line.
#pragma once

#include "native/dsp/kernel.h"

namespace hocket::voice {

class Fade {
 public:
  /// From that frame of the current block on, over `frames`; a fade that runs already goes on.
  void begin(int at, int frames) HOCKET_AUDIO {
    if (step_ > 0) return;
    at_ = at;
    step_ = 1.0f / static_cast<float>(frames < 1 ? 1 : frames);
  }

  bool running() const HOCKET_AUDIO { return step_ > 0; }
  bool over() const HOCKET_AUDIO { return level_ <= 0; }

  /// The level at `frame` of the block; frames ascend, each is asked for once.
  float next(int frame) HOCKET_AUDIO {
    if (step_ > 0 && frame >= at_) level_ = level_ > step_ ? level_ - step_ : 0;
    return level_;
  }
  void nextBlock() HOCKET_AUDIO { at_ = 0; }

 private:
  float level_ = 1, step_ = 0;
  int at_ = 0;
};

}  // namespace hocket::voice
