// What holds for every node there is: the same bits however a block is split, whatever the instruction set, the width,
// or the way a value is fed; finite output for any input; lanes that do not touch each other; no allocation in process.
#include <doctest/doctest.h>

#include <cstdlib>
#include <set>
#include <sstream>

#include "dsp_harness.h"
#include "native/dsp/manifest.h"

using namespace hocket::dsp;
using namespace hocket::dsp::test;

namespace {

std::size_t allocations = 0;

constexpr int frames = 512;

/// A value for a port: mostly within its range, and when wild far beyond it.
float valueFor(const Port& port, Dice& dice, bool wild) {
  if (wild && dice.chance(0.3F)) {
    constexpr float extremes[] = {0, -1, 1, 1e-30F, -1e6F, 1e6F, 24000, -24000};
    if (port.signal || dice.chance(0.5F)) return extremes[dice.next() % 8];
    constexpr float more[] = {1e30F, -1e30F, 3e38F, NAN, INFINITY, -INFINITY};
    return port.unit == Unit::none ? extremes[dice.next() % 8] : more[dice.next() % 6];
  }
  if (port.unit == Unit::gate || port.unit == Unit::trigger) return dice.chance(0.5F) ? 1.0F : 0.0F;
  return dice.between(port.min, port.max);
}

/// A stream that moves: noise for signals, steps for gates, walks for the rest.
Fed streamFor(const Port& port, Dice& dice, int width, bool wild) {
  Fed fed{std::vector<float>(static_cast<std::size_t>(frames * width)), false};
  std::vector<float> now(static_cast<std::size_t>(width), port.initial);
  for (int i = 0; i < frames; ++i)
    for (std::size_t l = 0; l < now.size(); ++l) {
      const bool jumps = port.signal || dice.chance(wild ? 0.2F : 0.02F);
      if (jumps) now[l] = valueFor(port, dice, wild);
      fed.values[static_cast<std::size_t>(i) * now.size() + l] = now[l];
    }
  return fed;
}

/// Feeds every input at random, the same for the same seed.
void feedAll(Rig& rig, std::uint64_t seed, bool wild = false, float held = 0.5F) {
  Dice dice(seed);
  std::size_t channel = 0;
  for (const Port& port : rig.spec().ports)
    for (int c = 0; c < port.channels; ++c, ++channel) {
      if (!port.signal && dice.chance(held)) {
        Fed fed{{}, true};
        for (int l = 0; l < rig.width(); ++l) fed.values.push_back(valueFor(port, dice, wild));
        rig.feed(channel, fed);
      } else {
        rig.feed(channel, streamFor(port, dice, rig.width(), wild));
      }
    }
}

bool sameBits(const Rendered& a, const Rendered& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t c = 0; c < a.size(); ++c)
    if (a[c].size() != b[c].size() || std::memcmp(a[c].data(), b[c].data(), a[c].size() * sizeof(float)) != 0)
      return false;
  return true;
}

std::vector<float> laneOf(const std::vector<float>& wide, int lane, int width) {
  std::vector<float> x;
  for (std::size_t i = static_cast<std::size_t>(lane); i < wide.size(); i += static_cast<std::size_t>(width))
    x.push_back(wide[i]);
  return x;
}

template <class F>
void forEveryNode(F&& f) {
  for (const NodeType* type : nodeTypes(InstructionSet::baseline))
    for (const int width : {narrow, wideLanes}) {
      INFO(std::string(type->spec->name), ", width ", width);
      f(type, width);
    }
}

}  // namespace

// Not inlined: g++ would see through to free() and warn.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

TEST_CASE("a block split anywhere gives the same bits") {
  forEveryNode([](const NodeType* type, int width) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      Rig reference(type, width, seed);
      feedAll(reference, seed);
      const Rendered expected = reference.render(frames);
      for (const Splits& splits : {Splits{1}, Splits{7, 64, 1, 13}, Splits{63, 2, 31}}) {
        Rig split(type, width, seed);
        feedAll(split, seed);
        CHECK(sameBits(expected, split.render(frames, splits)));
      }
    }
  });
}

TEST_CASE("every instruction set gives the same bits") {
  forEveryNode([](const NodeType* type, int width) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      Rig reference(type, width, seed);
      feedAll(reference, seed, seed == 3);
      const Rendered expected = reference.render(frames);
      for (const InstructionSet set : instructionSets()) {
        INFO(std::string(name(set)));
        Rig other(find(type->spec->name, set), width, seed);
        feedAll(other, seed, seed == 3);
        CHECK(sameBits(expected, other.render(frames)));
      }
    }
  });
}

TEST_CASE("a value held and the same value streamed give the same bits") {
  forEveryNode([](const NodeType* type, int width) {
    Rig held(type, width), streamed(type, width);
    feedAll(held, 5, false, 1.0F);
    feedAll(streamed, 5, false, 1.0F);
    Dice dice(5);
    std::size_t channel = 0;
    for (const Port& port : type->spec->ports)
      for (int c = 0; c < port.channels; ++c, ++channel) {
        const float value = port.signal ? 0.7F : valueFor(port, dice, false);
        held.hold(channel, value);
        streamed.stream(channel, std::vector<float>(frames, value));
      }
    CHECK(sameBits(held.render(frames), streamed.render(frames)));
  });
}

TEST_CASE("a lane of a wide node is a narrow node") {
  for (const NodeType* type : nodeTypes(InstructionSet::baseline)) {
    INFO(std::string(type->spec->name));
    constexpr std::uint64_t seed = 11;
    Rig wide(type, wideLanes, seed);
    feedAll(wide, seed);
    const Rendered together = wide.render(frames);
    for (int lane = 0; lane < wideLanes; lane += 3) {
      Rig source(type, wideLanes, seed), alone(type, narrow, seed + static_cast<std::uint64_t>(lane));
      Dice dice(seed);
      std::size_t channel = 0;
      for (const Port& port : type->spec->ports)
        for (int c = 0; c < port.channels; ++c, ++channel) {
          Fed fed{{}, true};
          if (!port.signal && dice.chance(0.5F)) {
            for (int l = 0; l < wideLanes; ++l) fed.values.push_back(valueFor(port, dice, false));
          } else {
            fed = streamFor(port, dice, wideLanes, false);
          }
          alone.feed(channel, {laneOf(fed.values, lane, wideLanes), fed.held});
        }
      const Rendered one = alone.render(frames);
      for (std::size_t c = 0; c < one.size(); ++c) CHECK(sameBits({one[c]}, {laneOf(together[c], lane, wideLanes)}));
    }
  }
}

TEST_CASE("reset() starts its lanes afresh and leaves the others alone") {
  for (const NodeType* type : nodeTypes(InstructionSet::baseline)) {
    INFO(std::string(type->spec->name));
    constexpr int lane = 5;
    constexpr std::uint64_t seed = 21;
    Rig rig(type, wideLanes, 3), undisturbed(type, wideLanes, 3), fresh(type, wideLanes, seed);
    for (Rig* each : {&rig, &undisturbed, &fresh}) feedAll(*each, 9, false, 0.8F);
    rig.render(frames);
    undisturbed.render(frames);
    rig.reset(LaneMask{1} << lane, seed);
    const Rendered got = rig.render(frames), before = undisturbed.render(frames), anew = fresh.render(frames);
    for (std::size_t c = 0; c < got.size(); ++c)
      for (int l = 0; l < wideLanes; ++l) {
        INFO("lane ", l);
        const auto& expected = l == lane ? anew : before;
        CHECK(sameBits({laneOf(got[c], l, wideLanes)}, {laneOf(expected[c], l, wideLanes)}));
      }
  }
}

TEST_CASE("a new node is as one after reset()") {
  forEveryNode([](const NodeType* type, int width) {
    Rig made(type, width, 4), again(type, width, 8);
    feedAll(made, 2);
    feedAll(again, 2);
    again.render(frames);
    again.reset(~LaneMask{0}, 4);
    CHECK(sameBits(made.render(frames), again.render(frames)));
  });
}

TEST_CASE("any input gives finite output") {
  forEveryNode([](const NodeType* type, int width) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      INFO("seed ", seed);
      Rig rig(type, width, seed);
      feedAll(rig, seed, true);
      std::size_t bad = 0;
      for (const auto& channel : rig.render(frames))
        for (const float v : channel) bad += std::isfinite(v) ? 0 : 1;
      // Arithmetic passes on what it is given; all else has to hold its own.
      if (std::string(type->spec->category) != "math") CHECK(bad == 0);
    }
  });
}

TEST_CASE("after the input has ended there are no denormals") {
  for (const NodeType* type : nodeTypes(InstructionSet::baseline)) {
    INFO(std::string(type->spec->name));
    Rig rig(type);
    for (std::size_t c = 0; c < rig.channels(); ++c) {
      std::vector<float> burst(16 * frames, 0.0F);
      burst[0] = 1;
      std::size_t at = 0;
      for (const Port& port : type->spec->ports) {
        if (port.signal && c >= at && c < at + static_cast<std::size_t>(port.channels)) rig.stream(c, burst);
        at += static_cast<std::size_t>(port.channels);
      }
    }
    std::size_t denormals = 0;
    for (const auto& channel : rig.render(16 * frames))
      for (const float v : channel) denormals += std::fpclassify(v) == FP_SUBNORMAL ? 1 : 0;
    CHECK(denormals == 0);
  }
}

TEST_CASE("process and reset allocate nothing") {
  for (const InstructionSet set : instructionSets())
    for (const NodeType* type : nodeTypes(set)) {
      INFO(std::string(type->spec->name));
      TestMemory memory;
      std::vector<float> options;
      for (const Option& option : type->spec->options) options.push_back(option.initial);
      void* self = ::operator new(type->narrow.size, std::align_val_t{64});
      type->narrow.construct(self, {sampleRate, 1, options, memory});
      std::vector<float> values;
      std::vector<Input> inputs;
      for (const Port& port : type->spec->ports)
        values.insert(values.end(), static_cast<std::size_t>(port.channels), port.initial);
      for (const float& value : values) inputs.push_back(Input::held(&value));
      std::vector<Buffer*> buffers;
      std::vector<float*> outputs;
      for (int c = 0; c < type->spec->outputs; ++c) buffers.push_back(new Buffer(blockFrames));
      for (const Buffer* buffer : buffers) outputs.push_back(buffer->data);
      const std::size_t before = allocations;
      for (int block = 0; block < 8; ++block)
        type->narrow.process(self, {blockFrames, inputs.data(), outputs.data(), sampleRate});
      type->narrow.reset(self, 1, 2);
      CHECK(allocations == before);
      type->narrow.destroy(self);
      ::operator delete(self, std::align_val_t{64});
      for (const Buffer* buffer : buffers) delete buffer;
    }
}

TEST_CASE("specs are complete, and no name is used twice") {
  std::set<std::string> names;
  for (const NodeType* type : nodeTypes()) {
    const NodeSpec& spec = *type->spec;
    INFO(std::string(spec.name));
    std::stringstream all(std::string(spec.name) + ' ' + spec.aliases);
    for (std::string word; all >> word;) CHECK_MESSAGE(names.insert(word).second, word);
    CHECK(std::string(spec.doc).ends_with('.'));
    CHECK(*spec.example != '\0');
    CHECK(spec.outputs >= 1);
    std::set<std::string> ports;
    for (const Port& port : spec.ports) {
      INFO(std::string(port.name));
      std::stringstream own(std::string(port.name) + ' ' + port.aliases);
      for (std::string word; own >> word;) CHECK_MESSAGE(ports.insert(word).second, word);
      CHECK(port.min < port.max);
      CHECK(port.initial >= port.min);
      CHECK(port.initial <= port.max);
      CHECK(*port.doc != '\0');
    }
  }
  CHECK(nodeTypes().size() >= 50);
  CHECK(findNodeType("lowpass") == findNodeType("lpf"));
  CHECK(findNodeType("no such node") == nullptr);
}
