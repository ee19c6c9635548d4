// hocket.node: the engine for JavaScript. Conversion of values, and no logic. hocket.d.ts says what is exported.
#include <napi.h>

#include "native/addon/engine_object.h"
#include "native/addon/query.h"
#include "native/addon/render_job.h"
#include "native/dsp/kernel.h"
#include "native/io/device_host.h"

namespace hocket::addon {
namespace {

Napi::Value devices(const Napi::CallbackInfo& info) {
  auto list = Napi::Array::New(info.Env());
  for (const io::DeviceInfo& device : io::listDevices()) {
    auto object = Napi::Object::New(info.Env());
    object["name"] = device.name;
    object["backend"] = device.backend;
    object["input"] = device.input;
    object["output"] = device.output;
    object["isDefault"] = device.isDefault;
    object["sampleRate"] = device.sampleRate;
    object["channels"] = device.channels;
    list[list.Length()] = object;
  }
  return list;
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports["Engine"] = EngineObject::define(env);
  exports["devices"] = Napi::Function::New(env, devices, "devices");
  exports["render"] = Napi::Function::New(env, render, "render");
  exports["query"] = Napi::Function::New(env, query, "query");
  exports["version"] = HOCKET_VERSION;
  exports["instructionSet"] = dsp::instructionSet();
  return exports;
}

}  // namespace
}  // namespace hocket::addon

static Napi::Object initialiseHocket(Napi::Env env, Napi::Object exports) {
  return hocket::addon::initialise(env, exports);
}
NODE_API_MODULE(hocket, initialiseHocket)
