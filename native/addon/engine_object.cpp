#include "native/addon/engine_object.h"

#include <algorithm>

#include "native/addon/telemetry_object.h"
#include "native/addon/values.h"

namespace hocket::addon {
namespace {

void renderEngine(void* self, float* const* out, const float* const* in, int frames) {
  static_cast<engine::Engine*>(self)->process(out, in, frames);
}

io::StreamFormat formatOf(const engine::Engine& engine, int periodFrames) {
  const engine::EngineConfig& config = engine.config();
  return {config.sampleRate, config.outputChannels, config.inputChannels, std::clamp(periodFrames, 16, 4096)};
}

}  // namespace

Napi::Function EngineObject::define(Napi::Env env) {
  return DefineClass(
      env, "Engine",
      {InstanceMethod<&EngineObject::submit>("submit"), InstanceMethod<&EngineObject::setSample>("setSample"),
       InstanceMethod<&EngineObject::removeSamples>("removeSamples"), InstanceMethod<&EngineObject::command>("command"),
       InstanceMethod<&EngineObject::start>("start"), InstanceMethod<&EngineObject::stop>("stop"),
       InstanceMethod<&EngineObject::status>("status"), InstanceMethod<&EngineObject::poll>("poll"),
       InstanceMethod<&EngineObject::position>("position"),
       InstanceMethod<&EngineObject::startRecording>("startRecording"),
       InstanceMethod<&EngineObject::stopRecording>("stopRecording"), InstanceMethod<&EngineObject::close>("close")});
}

EngineObject::EngineObject(const Napi::CallbackInfo& info) : ObjectWrap(info) {
  const engine::EngineConfig config = readEngineConfig(Options(info[0]));
  if (info.Env().IsExceptionPending()) return;
  engine_ = std::make_unique<engine::Engine>(config);
  recorder_ = std::make_unique<io::Recorder>(formatOf(*engine_, 256), io::RenderCallback{renderEngine, engine_.get()});
}

bool EngineObject::usable(const Napi::CallbackInfo& info) const {
  if (engine_) return true;
  Napi::Error::New(info.Env(), "the engine was closed").ThrowAsJavaScriptException();
  return false;
}

Napi::Value EngineObject::submit(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  if (!info[0].IsString()) throwTypeError(info.Env(), "a plan is a string of JSON");
  const engine::When when = readWhen(info[1]);
  if (info.Env().IsExceptionPending()) return {};
  return Napi::Number::New(info.Env(), engine_->submit(info[0].As<Napi::String>().Utf8Value(), when));
}

Napi::Value EngineObject::setSample(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  if (!info[0].IsString() || !info[1].IsNumber())
    throwTypeError(info.Env(), "setSample takes a name, an index and a sound");
  auto sound = readSound(info[2]);
  if (info.Env().IsExceptionPending() || !sound) return {};
  const std::string name = info[0].As<Napi::String>().Utf8Value();
  return Napi::Boolean::New(info.Env(),
                            engine_->setSample(name, info[1].As<Napi::Number>().Int32Value(), std::move(*sound)));
}

Napi::Value EngineObject::removeSamples(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  if (info[0].IsString())
    engine_->removeSamples(info[0].As<Napi::String>().Utf8Value());
  else
    throwTypeError(info.Env(), "removeSamples takes a name");
  return info.Env().Undefined();
}

Napi::Value EngineObject::command(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  const auto command = readCommand(info[0]);
  if (!command) return {};
  const double value = info[1].IsNumber() ? info[1].As<Napi::Number>().DoubleValue() : 0;
  return Napi::Boolean::New(info.Env(), engine_->command(*command, value));
}

Napi::Value EngineObject::start(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  const Options options(info[0]);
  const io::StreamFormat format = formatOf(*engine_, options.integer("periodFrames", 256));
  const io::DeviceOptions device{options.text("device"), options.text("backend")};
  if (info.Env().IsExceptionPending()) return {};
  host_.reset();
  if (device.backend == "none")
    host_ = std::make_unique<io::SilentClock>(format);
  else
    host_ = std::make_unique<io::LiveHost>(format, device);
  const io::Outcome started = host_->start(recorder_->callback());
  if (!started.ok()) Napi::Error::New(info.Env(), started.error).ThrowAsJavaScriptException();
  return toObject(info.Env(), hostStatus());
}

Napi::Value EngineObject::stop(const Napi::CallbackInfo& info) {
  host_.reset();
  return info.Env().Undefined();
}

io::HostStatus EngineObject::hostStatus() const { return host_ ? host_->status() : io::HostStatus{}; }

Napi::Value EngineObject::status(const Napi::CallbackInfo& info) { return toObject(info.Env(), hostStatus()); }

Napi::Value EngineObject::poll(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  TelemetryObject telemetry(info.Env());
  engine_->poll(telemetry);
  const io::HostStatus status = hostStatus();
  if (status.sampleRate > 0) engine_->expectPeriod(status.periodFrames / status.sampleRate);
  telemetry.object()["output"] = toObject(info.Env(), status);
  return telemetry.object();
}

Napi::Value EngineObject::position(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  return toObject(info.Env(), engine_->position());
}

Napi::Value EngineObject::startRecording(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  if (!info[0].IsString()) {
    throwTypeError(info.Env(), "startRecording takes a path");
    return {};
  }
  const io::Outcome started = recorder_->start(info[0].As<Napi::String>().Utf8Value());
  if (started.ok()) return info.Env().Undefined();
  return Napi::String::New(info.Env(), started.error);
}

Napi::Value EngineObject::stopRecording(const Napi::CallbackInfo& info) {
  if (!usable(info)) return {};
  const io::Outcome stopped = recorder_->stop();
  const double sampleRate = engine_->config().sampleRate;
  auto object = Napi::Object::New(info.Env());
  object["seconds"] = static_cast<double>(recorder_->frames()) / sampleRate;
  object["lostSeconds"] = static_cast<double>(recorder_->lost()) / sampleRate;
  if (!stopped.ok()) object["error"] = stopped.error;
  return object;
}

Napi::Value EngineObject::close(const Napi::CallbackInfo& info) {
  host_.reset();
  recorder_.reset();
  engine_.reset();
  return info.Env().Undefined();
}

}  // namespace hocket::addon
