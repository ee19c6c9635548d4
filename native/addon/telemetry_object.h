// Collects what the engine tells into one JavaScript object.
#pragma once

#include <napi.h>

#include "native/engine/telemetry.h"

namespace hocket::addon {

class TelemetryObject final : public engine::TelemetrySink {
 public:
  explicit TelemetryObject(Napi::Env env);

  Napi::Object object() const { return object_; }
  Napi::Array problems() const { return problems_; }

  void position(const engine::Position&) override;
  void meter(const engine::Meter&) override;
  void scope(const engine::Scope&) override;
  void atom(const engine::LitAtom&) override;
  void parameter(const engine::MovingParameter&) override;
  void swap(const engine::SwapReport&) override;
  void problem(const engine::Problem&) override;
  void load(const engine::Load&) override;
  void log(const engine::LogEntry&) override;

 private:
  Napi::Array list(const char* name);

  Napi::Env env_;
  Napi::Object object_;
  Napi::Array meters_, scopes_, atoms_, parameters_, swaps_, problems_, log_;
};

Napi::Object toObject(Napi::Env, const engine::Position&);
/// A JSON-like name for each code, the same as in hocket.d.ts.
const char* nameOf(engine::ProblemCode);

}  // namespace hocket::addon
