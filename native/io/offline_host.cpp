#include "native/io/offline_host.h"

#include <algorithm>

#include "native/io/planar_buffer.h"

namespace hocket::io {
namespace {

constexpr int blockFrames = 64;

}  // namespace

Outcome OfflineHost::start(RenderCallback render) {
  WavWriter writer;
  if (Outcome opened = writer.open(options_.path, format_.outputChannels, format_.sampleRate, options_.format);
      !opened.ok())
    return opened;
  PlanarBuffer out(format_.outputChannels, blockFrames);
  const PlanarBuffer in(format_.inputChannels, blockFrames);
  for (std::int64_t done = 0; done < options_.frames && !cancelled_.load(std::memory_order_relaxed);) {
    if (options_.goOn && !options_.goOn(done)) break;
    const int frames = static_cast<int>(std::min<std::int64_t>(blockFrames, options_.frames - done));
    render(out.data(), in.data(), frames);
    if (Outcome written = writer.write(out.data(), frames); !written.ok()) return written;
    done += frames;
    position_.store(done, std::memory_order_relaxed);
  }
  if (Outcome closed = writer.close(); !closed.ok()) return closed;
  if (cancelled_.load()) return {"Rendering was cancelled; the file holds what was made until then."};
  return {};
}

HostStatus OfflineHost::status() const {
  HostStatus status;
  const auto position = this->position();
  status.state = position > 0 && position < options_.frames ? HostState::running : HostState::stopped;
  status.backend = "file";
  status.device = options_.path;
  status.sampleRate = format_.sampleRate;
  status.periodFrames = blockFrames;
  status.outputChannels = format_.outputChannels;
  return status;
}

}  // namespace hocket::io
