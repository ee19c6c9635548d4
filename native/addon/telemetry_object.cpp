#include "native/addon/telemetry_object.h"

#include <algorithm>
#include <array>
#include <string>

namespace hocket::addon {
namespace {

Napi::String text(Napi::Env env, std::string_view view) { return Napi::String::New(env, view.data(), view.size()); }

void append(const Napi::Array& list, const Napi::Value& value) { list.Set(list.Length(), value); }

Napi::Object toObject(Napi::Env env, const engine::SourcePlace& place) {
  auto object = Napi::Object::New(env);
  object["plan"] = place.plan;
  object["span"] = place.span;
  return object;
}

Napi::Array pair(Napi::Env env, const float (&values)[2]) {
  auto array = Napi::Array::New(env, 2);
  array[0u] = values[0];
  array[1u] = values[1];
  return array;
}

Napi::Float32Array copy(Napi::Env env, std::span<const float> samples) {
  auto array = Napi::Float32Array::New(env, samples.size());
  std::copy(samples.begin(), samples.end(), array.Data());
  return array;
}

}  // namespace

const char* nameOf(engine::ProblemCode code) {
  static constexpr std::array names = {"planRefused",  "missingSound", "badNumber",   "tooManyEvents",
                                       "voiceDropped", "lateEvent",    "queryFailed", "queueFull"};
  return names[static_cast<std::size_t>(code)];
}

Napi::Object toObject(Napi::Env env, const engine::Position& position) {
  auto object = Napi::Object::New(env);
  object["frame"] = static_cast<double>(position.frame);
  object["cycle"] = position.cycle;
  object["cps"] = position.cps;
  return object;
}

TelemetryObject::TelemetryObject(Napi::Env env)
    : env_(env),
      object_(Napi::Object::New(env)),
      meters_(list("meters")),
      scopes_(list("scopes")),
      atoms_(list("atoms")),
      parameters_(list("parameters")),
      swaps_(list("swaps")),
      problems_(list("problems")),
      log_(list("log")) {
  position({});
  load({});
}

Napi::Array TelemetryObject::list(const char* name) {
  auto array = Napi::Array::New(env_);
  object_[name] = array;
  return array;
}

void TelemetryObject::position(const engine::Position& position) { object_["position"] = toObject(env_, position); }

void TelemetryObject::meter(const engine::Meter& meter) {
  auto object = Napi::Object::New(env_);
  object["name"] = text(env_, meter.name);
  object["peak"] = pair(env_, meter.peak);
  object["rms"] = pair(env_, meter.rms);
  append(meters_, object);
}

void TelemetryObject::scope(const engine::Scope& scope) {
  auto object = Napi::Object::New(env_);
  object["name"] = text(env_, scope.name);
  object["endFrame"] = static_cast<double>(scope.endFrame);
  object["left"] = copy(env_, scope.left);
  object["right"] = copy(env_, scope.right);
  append(scopes_, object);
}

void TelemetryObject::atom(const engine::LitAtom& atom) {
  auto object = Napi::Object::New(env_);
  object["place"] = toObject(env_, atom.place);
  object["startFrame"] = static_cast<double>(atom.startFrame);
  object["endFrame"] = static_cast<double>(atom.endFrame);
  object["value"] = atom.value;
  append(atoms_, object);
}

void TelemetryObject::parameter(const engine::MovingParameter& parameter) {
  auto object = Napi::Object::New(env_);
  object["place"] = toObject(env_, parameter.place);
  object["port"] = text(env_, parameter.port);
  object["current"] = parameter.current;
  object["min"] = parameter.min;
  object["max"] = parameter.max;
  append(parameters_, object);
}

void TelemetryObject::swap(const engine::SwapReport& report) {
  static constexpr std::array fates = {"kept", "changed", "added", "faded", "dropped"};
  auto items = Napi::Array::New(env_, report.items.size());
  for (std::uint32_t i = 0; i < report.items.size(); ++i) {
    const engine::SwapItem& item = report.items[i];
    auto object = Napi::Object::New(env_);
    object["fate"] = fates[static_cast<std::size_t>(item.fate)];
    object["place"] = toObject(env_, item.place);
    object["definition"] = text(env_, item.definition);
    object["key"] = text(env_, item.key);
    items[i] = object;
  }
  auto object = Napi::Object::New(env_);
  object["plan"] = report.plan;
  object["frame"] = static_cast<double>(report.frame);
  object["latencySeconds"] = report.latencySeconds;
  object["items"] = items;
  append(swaps_, object);
}

void TelemetryObject::problem(const engine::Problem& problem) {
  auto object = Napi::Object::New(env_);
  object["code"] = nameOf(problem.code);
  object["severity"] = problem.severity == engine::Severity::error ? "error" : "warning";
  object["place"] = toObject(env_, problem.place);
  object["name"] = text(env_, problem.name);
  object["text"] = text(env_, problem.text);
  object["count"] = problem.count;
  append(problems_, object);
}

void TelemetryObject::load(const engine::Load& load) {
  auto object = Napi::Object::New(env_);
  object["average"] = load.average;
  object["worst"] = load.worst;
  object["blocks"] = load.blocks;
  object["voices"] = load.voices;
  object["missed"] = load.missed;
  object["dropped"] = load.dropped;
  object["overruns"] = load.overruns;
  object_["load"] = object;
}

void TelemetryObject::log(const engine::LogEntry& entry) {
  static constexpr std::array kinds = {"submit", "command", "sample"};
  auto object = Napi::Object::New(env_);
  object["kind"] = kinds[static_cast<std::size_t>(entry.kind)];
  object["frame"] = static_cast<double>(entry.frame);
  object["plan"] = entry.plan;
  object["text"] = text(env_, entry.text);
  object["index"] = entry.index;
  object["value"] = entry.value;
  append(log_, object);
}

}  // namespace hocket::addon
