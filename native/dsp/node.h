// What a file in nodes/ includes: helpers for specs, access to ports, and HOCKET_NODES to register with.
#pragma once

#include <new>

#include "lane_math.h"
#include "lanes.h"

namespace hocket::dsp {

// Specs read best when what is unusual about a port is said after it: `implicitly("gate", ...)`.
constexpr Port signalIn(const char* doc, int channels = 1, const char* name = "in") {
  return {name, Unit::none, -1, 1, 0, doc, channels, true};
}
constexpr Port param(const char* name, Unit unit, float min, float max, float initial, const char* doc) {
  return {name, unit, min, max, initial, doc};
}
constexpr Port number(const char* name, float min, float max, float initial, const char* doc) {
  return param(name, Unit::none, min, max, initial, doc);
}
constexpr Port implicitly(const char* control, Port port) {
  port.implicit = control;
  return port;
}
constexpr Port controlled(const char* control, Port port) {
  port.control = control;
  return port;
}
constexpr Port also(const char* aliases, Port port) {
  port.aliases = aliases;
  return port;
}
constexpr Port frequency(const char* doc, float initial = 440) {
  return implicitly("freq", param("freq", Unit::hz, 0, 20000, initial, doc));
}
constexpr Port gate(const char* doc) { return implicitly("gate", param("gate", Unit::gate, 0, 1, 1, doc)); }
constexpr Port velocity() {
  return implicitly("velocity", param("velocity", Unit::ratio, 0, 1, 1, "how hard: scales the output"));
}

inline namespace HOCKET_ISA_NAMESPACE {

/// Where in a block a computation that depends on no other frame is: one frame of V's lanes, or, of a narrow node, as
/// many consecutive frames as a vector has lanes.
template <class G>
struct Frames {
  using Vector = G;
  int at;
};

/// Calls f with each Frames of a block. What f computes is the same to the bit either way.
template <class V, class F>
HOCKET_INLINE void eachFrame(int frames, F&& f) {
  int i = 0;
  if constexpr (laneCount<V> == 1)
    for (; i + wideLanes <= frames; i += wideLanes) f(Frames<Lanes8>{i});
  for (; i < frames; ++i) f(Frames<V>{i});
}

/// A port whose value holds for the whole call.
template <class V>
struct Held {
  static constexpr bool varies = false;
  V value;
  HOCKET_INLINE V operator[](int) const { return value; }
  template <class G>
  HOCKET_INLINE G operator[](Frames<G>) const {
    return G(value);
  }
};

/// A port with a value for each frame.
template <class V>
struct Stream {
  static constexpr bool varies = true;
  const float* data;
  HOCKET_INLINE V operator[](int frame) const { return load<V>(data + frame * laneCount<V>); }
  template <class G>
  HOCKET_INLINE G operator[](Frames<G> frames) const {
    return load<G>(data + frames.at * laneCount<V>);
  }
};

/// Either of the two, found out again at each frame: for ports where that costs little beside the rest.
template <class V>
struct Either {
  static constexpr bool varies = true;
  const float* data;
  std::uint32_t mask;
  HOCKET_INLINE explicit Either(const Input& in) : data(in.data), mask(in.mask) {}
  HOCKET_INLINE V operator[](int frame) const {
    return load<V>(data + (static_cast<std::uint32_t>(frame) & mask) * static_cast<std::uint32_t>(laneCount<V>));
  }
};

template <class V>
struct Output {
  float* __restrict data;
  HOCKET_INLINE explicit Output(float* to) : data(to) {}
  HOCKET_INLINE void set(int frame, V v) const { store(data + frame * laneCount<V>, v); }
  template <class G>
  HOCKET_INLINE void set(Frames<G> frames, G v) const {
    store(data + frames.at * laneCount<V>, v);
  }
};

/// Values of a block computed ahead of a loop that cannot run over several frames at once.
template <class V>
struct Ahead {
  alignas(64) float data[blockFrames * laneCount<V>];
  HOCKET_INLINE V operator[](int frame) const { return load<V>(data + frame * laneCount<V>); }
  template <class G>
  HOCKET_INLINE void set(Frames<G> frames, G v) {
    store(data + frames.at * laneCount<V>, v);
  }
};

/// Calls f with each port as Held or Stream: f is compiled once for each combination, so that what depends on held
/// ports only is hoisted out of its loop.
template <class V, class F>
HOCKET_INLINE void specialise(F&& f) {
  f();
}
template <class V, class F, class... Rest>
HOCKET_INLINE void specialise(F&& f, const Input& first, const Rest&... rest) {
  if (first.constant()) {
    const Held<V> port{load<V>(first.data)};
    specialise<V>([&](auto... more) { f(port, more...); }, rest...);
  } else {
    const Stream<V> port{first.data};
    specialise<V>([&](auto... more) { f(port, more...); }, rest...);
  }
}

/// Calls f with all of the ports as Held if they all are, otherwise with all as Either: two copies of f, for long
/// lists.
template <class V, class F, class... In>
HOCKET_INLINE void specialiseTogether(F&& f, const In&... in) {
  if ((in.constant() && ...)) {
    f(Held<V>{load<V>(in.data)}...);
  } else {
    f(Either<V>(in)...);
  }
}

template <class Kernel>
constexpr KernelOps kernelOps() {
  return {sizeof(Kernel),
          alignof(Kernel),
          [](void* self, const Prepare& prepare) { new (self) Kernel(prepare); },
          [](void* self) { static_cast<Kernel*>(self)->~Kernel(); },
          [](void* self, LaneMask lanes, std::uint64_t seed)
              HOCKET_AUDIO { static_cast<Kernel*>(self)->reset(lanes, seed); },
          [](void* self, const Block& block) HOCKET_AUDIO { static_cast<Kernel*>(self)->process(block); }};
}

template <template <class> class Kernel>
constexpr NodeType nodeType(const NodeSpec& spec) {
  return {&spec, kernelOps<Kernel<float>>(), kernelOps<Kernel<Lanes8>>()};
}

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp

/// At the end of a file in nodes/, inside the namespaces: HOCKET_NODES(nodeType<Kernel>(spec), ...). The build defines
/// HOCKET_NODE_FILE as the file's name and lists the files for registry.cpp.
#define HOCKET_NODES(...)                               \
  constexpr NodeType registeredTypes[] = {__VA_ARGS__}; \
  HOCKET_NODES_OF(HOCKET_NODE_FILE)
#define HOCKET_NODES_OF(file) HOCKET_NODES_OF_FILE(file)
#define HOCKET_NODES_OF_FILE(file)                    \
  extern const std::span<const NodeType> file##Nodes; \
  constinit const std::span<const NodeType> file##Nodes{registeredTypes};
