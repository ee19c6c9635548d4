#include "native/addon/values.h"

#include <array>
#include <utility>

namespace hocket::addon {

void throwTypeError(Napi::Env env, const std::string& message) {
  if (!env.IsExceptionPending()) Napi::TypeError::New(env, message).ThrowAsJavaScriptException();
}

Options::Options(const Napi::Value& value) : env_(value.Env()), object_(Napi::Object::New(value.Env())) {
  if (value.IsObject())
    object_ = value.As<Napi::Object>();
  else if (!value.IsUndefined())
    throwTypeError(env_, "options must be an object");
}

Napi::Value Options::value(const char* name) const { return object_.Get(name); }

bool Options::has(const char* name) const { return !value(name).IsUndefined(); }

double Options::number(const char* name, double fallback) const {
  const Napi::Value found = value(name);
  if (found.IsNumber()) return found.As<Napi::Number>().DoubleValue();
  if (!found.IsUndefined()) throwTypeError(env_, std::string(name) + " must be a number");
  return fallback;
}

bool Options::boolean(const char* name, bool fallback) const {
  const Napi::Value found = value(name);
  if (found.IsBoolean()) return found.As<Napi::Boolean>().Value();
  if (!found.IsUndefined()) throwTypeError(env_, std::string(name) + " must be true or false");
  return fallback;
}

std::string Options::text(const char* name, const char* fallback) const {
  const Napi::Value found = value(name);
  if (found.IsString()) return found.As<Napi::String>().Utf8Value();
  if (!found.IsUndefined()) throwTypeError(env_, std::string(name) + " must be a string");
  return fallback;
}

engine::EngineConfig readEngineConfig(const Options& options) {
  engine::EngineConfig config;
  config.sampleRate = options.number("sampleRate", config.sampleRate);
  config.outputChannels = options.integer("outputChannels", config.outputChannels);
  config.inputChannels = options.integer("inputChannels", config.inputChannels);
  config.seed = static_cast<std::uint64_t>(static_cast<std::int64_t>(options.number("seed", 0)));
  config.maxVoices = options.integer("maxVoices", config.maxVoices);
  config.limiter = options.boolean("limiter", config.limiter);
  config.dcBlock = options.boolean("dcBlock", config.dcBlock);
  return config;
}

engine::When readWhen(const Napi::Value& value) {
  const Options when(value);
  const std::string kind = when.text("kind", "now");
  if (kind == "now") return engine::When::now();
  if (kind == "cycles") return engine::When::cycles(static_cast<std::int64_t>(when.number("cycles", 1)));
  if (kind == "frame") return engine::When::atFrame(static_cast<std::int64_t>(when.number("frame", 0)));
  throwTypeError(value.Env(), "kind must be \"now\", \"cycles\" or \"frame\"");
  return {};
}

std::optional<engine::Command> readCommand(const Napi::Value& value) {
  using engine::Command;
  static constexpr std::array<std::pair<const char*, Command>, 5> names = {{{"hush", Command::hush},
                                                                            {"panic", Command::panic},
                                                                            {"gain", Command::gain},
                                                                            {"limiter", Command::limiter},
                                                                            {"dcBlock", Command::dcBlock}}};
  const std::string wanted = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  for (const auto& [name, command] : names)
    if (wanted == name) return command;
  throwTypeError(value.Env(), "a command is one of hush, panic, gain, limiter, dcBlock");
  return std::nullopt;
}

std::optional<engine::SampleData> readSound(const Napi::Value& value) {
  const Options options(value);
  const Napi::Value frames = options.value("frames");
  if (!frames.IsTypedArray() || frames.As<Napi::TypedArray>().TypedArrayType() != napi_float32_array) {
    throwTypeError(value.Env(), "frames must be a Float32Array");
    return std::nullopt;
  }
  const auto samples = frames.As<Napi::Float32Array>();
  engine::SampleData sound;
  sound.frames.assign(samples.Data(), samples.Data() + samples.ElementLength());
  sound.channels = options.integer("channels", 1);
  sound.sampleRate = options.number("sampleRate", 0);
  return sound;
}

Napi::Object toObject(Napi::Env env, const io::HostStatus& status) {
  static constexpr std::array kinds = {"stopped", "device", "silent"};
  auto object = Napi::Object::New(env);
  object["kind"] = kinds[static_cast<std::size_t>(status.state)];
  object["name"] = status.state == io::HostState::running ? status.device : status.problem;
  object["backend"] = status.backend;
  object["sampleRate"] = status.sampleRate;
  object["periodFrames"] = status.periodFrames;
  object["channels"] = status.outputChannels;
  object["realtime"] = status.realtime;
  object["losses"] = status.losses;
  return object;
}

}  // namespace hocket::addon
