// Between eight narrow buffers and one of eight lanes.
#pragma once

#include "native/dsp/kernel.h"

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace hocket::graph {

/// lanes[l][f] = wide[f * 8 + l] for all frames; lanes that are null are left out.
inline void unpackLanes(const float* wide, float* const* lanes, int frames) HOCKET_AUDIO {
  int f = 0;
#if defined(__SSE__)
  for (; f + 4 <= frames; f += 4) {
    for (int half = 0; half < dsp::wideLanes; half += 4) {
      const float* from = wide + f * dsp::wideLanes + half;
      __m128 a = _mm_loadu_ps(from), b = _mm_loadu_ps(from + 8), c = _mm_loadu_ps(from + 16),
             d = _mm_loadu_ps(from + 24);
      _MM_TRANSPOSE4_PS(a, b, c, d);
      if (lanes[half] != nullptr) _mm_storeu_ps(lanes[half] + f, a);
      if (lanes[half + 1] != nullptr) _mm_storeu_ps(lanes[half + 1] + f, b);
      if (lanes[half + 2] != nullptr) _mm_storeu_ps(lanes[half + 2] + f, c);
      if (lanes[half + 3] != nullptr) _mm_storeu_ps(lanes[half + 3] + f, d);
    }
  }
#endif
  for (; f < frames; ++f) {
    for (int l = 0; l < dsp::wideLanes; ++l) {
      if (lanes[l] != nullptr) lanes[l][f] = wide[f * dsp::wideLanes + l];
    }
  }
}

/// The other way round; every lane has a source, constant or not.
inline void packLanes(const dsp::Input* lanes, float* wide, int frames) HOCKET_AUDIO {
  int f = 0;
#if defined(__SSE__)
  const auto four = [&](int lane, int frame) {
    const dsp::Input& in = lanes[lane];
    return in.mask == 0 ? _mm_set1_ps(*in.data) : _mm_loadu_ps(in.data + frame);
  };
  for (; f + 4 <= frames; f += 4) {
    for (int half = 0; half < dsp::wideLanes; half += 4) {
      __m128 a = four(half, f), b = four(half + 1, f), c = four(half + 2, f), d = four(half + 3, f);
      _MM_TRANSPOSE4_PS(a, b, c, d);
      float* to = wide + f * dsp::wideLanes + half;
      _mm_storeu_ps(to, a);
      _mm_storeu_ps(to + 8, b);
      _mm_storeu_ps(to + 16, c);
      _mm_storeu_ps(to + 24, d);
    }
  }
#endif
  for (; f < frames; ++f) {
    for (int l = 0; l < dsp::wideLanes; ++l) {
      wide[f * dsp::wideLanes + l] = lanes[l].data[static_cast<std::uint32_t>(f) & lanes[l].mask];
    }
  }
}

}  // namespace hocket::graph
