// Reading of JavaScript values: what is absent has a default, what has the wrong type throws a TypeError.
#pragma once

#include <napi.h>

#include <optional>
#include <string>

#include "native/engine/engine.h"
#include "native/io/live_host.h"

namespace hocket::addon {

/// The properties of an options object that may be absent altogether. After a wrong type, `env.IsExceptionPending()`.
class Options {
 public:
  explicit Options(const Napi::Value& value);

  bool has(const char* name) const;
  double number(const char* name, double fallback) const;
  int integer(const char* name, int fallback) const { return static_cast<int>(number(name, fallback)); }
  bool boolean(const char* name, bool fallback) const;
  std::string text(const char* name, const char* fallback = "") const;
  Napi::Value value(const char* name) const;

 private:
  Napi::Env env_;
  Napi::Object object_;
};

void throwTypeError(Napi::Env, const std::string& message);

engine::EngineConfig readEngineConfig(const Options&);
engine::When readWhen(const Napi::Value&);
std::optional<engine::Command> readCommand(const Napi::Value&);
std::optional<engine::SampleData> readSound(const Napi::Value&);
Napi::Object toObject(Napi::Env, const io::HostStatus&);

}  // namespace hocket::addon
