#include "native/graph/instance.h"

#include "native/graph/program_parts.h"

namespace hocket::graph {

struct Instance::Impl {
  std::shared_ptr<const Program> program;
  Machine machine;
  int end = 0;  // of what was processed of this block

  void newBlock() HOCKET_AUDIO {
    if (end > 0) machine.endBlock(end);
    end = 0;
  }
};

namespace {

Machine::Config config(const ProgramParts& parts, std::uint64_t seed) {
  Machine::Config made;
  made.sampleRate = parts.sampleRate;
  made.seed = seed;
  return made;
}

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Instance::Instance(std::shared_ptr<const Program> program, std::uint64_t seed)
    : impl_(new Impl{program,
                     Machine(program->parts().schedule, program->parts().schedule, program->parts().bundling,
                             config(program->parts(), seed)),
                     0}) {}
Instance::~Instance() = default;

const Program& Instance::program() const { return *impl_->program; }

void Instance::reset(dsp::LaneMask lanes, std::uint64_t seed) { impl_->machine.reset(lanes, seed); }
void Instance::setControl(int control, int lane, float value) {
  impl_->machine.controls[at(control)]->set(lane, value);
}
void Instance::setControlSignal(int control, int lane, const float* data, int stride) {
  impl_->machine.controls[at(control)]->setSignal(lane, data, stride);
}
void Instance::clearControl(int control, int lane) { impl_->machine.controls[at(control)]->clear(lane); }
void Instance::bindBus(int bus, BusView view) { impl_->machine.buses[at(bus)]->bind(view); }
void Instance::bindVoice(const float* const* channels) { impl_->machine.bindVoice(channels); }

void Instance::setHeld(int held, int frame, float value) {
  if (frame < impl_->end) impl_->newBlock();
  impl_->machine.held[at(held)]->set(frame, value);
}

void Instance::process(int first, int frames) {
  if (first < impl_->end) impl_->newBlock();
  impl_->machine.process(first, frames);
  impl_->end = first + frames;
  if (impl_->end >= dsp::blockFrames) impl_->newBlock();
}

const float* Instance::output(int channel) const {
  const Network& net = impl_->program->parts().schedule.net;
  return impl_->machine.pinned(net.unit(net.groups[0].outputs[at(channel)]).out);
}

Fault Instance::takeFault() { return impl_->machine.guard.take(); }

}  // namespace hocket::graph
