// The class Engine of JavaScript: an engine, a host that drives it, and a recorder between them.
#pragma once

#include <napi.h>

#include <memory>

#include "native/engine/engine.h"
#include "native/io/live_host.h"
#include "native/io/recorder.h"

namespace hocket::addon {

class EngineObject final : public Napi::ObjectWrap<EngineObject> {
 public:
  static Napi::Function define(Napi::Env);
  explicit EngineObject(const Napi::CallbackInfo&);

 private:
  Napi::Value submit(const Napi::CallbackInfo&);
  Napi::Value setSample(const Napi::CallbackInfo&);
  Napi::Value removeSamples(const Napi::CallbackInfo&);
  Napi::Value command(const Napi::CallbackInfo&);
  Napi::Value start(const Napi::CallbackInfo&);
  Napi::Value stop(const Napi::CallbackInfo&);
  Napi::Value status(const Napi::CallbackInfo&);
  Napi::Value poll(const Napi::CallbackInfo&);
  Napi::Value position(const Napi::CallbackInfo&);
  Napi::Value startRecording(const Napi::CallbackInfo&);
  Napi::Value stopRecording(const Napi::CallbackInfo&);
  Napi::Value close(const Napi::CallbackInfo&);

  bool usable(const Napi::CallbackInfo&) const;
  io::HostStatus hostStatus() const;

  // In the order of use: the host is destroyed first, and with it the last call into the others.
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<io::Recorder> recorder_;
  std::unique_ptr<io::AudioHost> host_;
};

}  // namespace hocket::addon
