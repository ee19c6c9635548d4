// Programs of eight lanes, as voices use them.
#include "graph_support.h"

using namespace graph_test;

namespace {

struct Voice {
  std::shared_ptr<const Plan> plan;
  std::shared_ptr<const Program> program;
  std::unique_ptr<Instance> instance;

  explicit Voice(const std::string& nodes, const std::string& out, ProgramOptions options = {},
                 const std::string& patterns = "") {
    Parts parts{""};
    parts.effects = "{'nodes':[" + nodes + "],'out':[" + out + "]}";
    parts.patterns = patterns;
    plan = load(planText(parts));
    auto built = Program::build(plan->effects[0], *plan, options, "/effects/0");
    if (!built) FAIL(built.error().text);
    program = *built;
    instance = std::make_unique<Instance>(program, 3);
  }
  int control(const std::string& name) const { return program->controlIndex(name); }
  float at(int channel, int frame, int lane) const { return instance->output(channel)[frame * 8 + lane]; }
};

}  // namespace

TEST_CASE("a control has its own value in each lane, or its default") {
  Voice voice(node("m", "mul", "'a':{'c':'x','d':5},'b':2") + "," + node("n", "add", "'a':{'c':'x','d':7},'b':0"),
              "{'n':0},{'n':1}");
  REQUIRE(voice.program->controls().size() == 1);
  CHECK(voice.program->controls()[0].initial == 5);
  voice.instance->setControl(0, 3, 11);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 0, 2) == 10);
  CHECK(voice.at(0, 63, 3) == 22);
  CHECK(voice.at(1, 63, 2) == 7);
  CHECK(voice.at(1, 63, 3) == 11);
  voice.instance->clearControl(0, 3);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 0, 3) == 10);
}

TEST_CASE("a control may be a signal in one lane and a number in others") {
  Voice voice(node("m", "mul", "'a':{'c':'x','d':5},'b':2"), "{'n':0}");
  std::vector<float> signal(64 * 3);
  for (std::size_t f = 0; f < 64; ++f) signal[f * 3] = static_cast<float>(f);
  voice.instance->setControl(0, 1, 1);
  voice.instance->setControlSignal(0, 4, signal.data(), 3);
  voice.instance->process(0, 20);
  voice.instance->process(20, 44);
  for (int f = 0; f < 64; ++f) {
    CHECK(voice.at(0, f, 0) == 10);
    CHECK(voice.at(0, f, 1) == 2);
    CHECK(voice.at(0, f, 4) == static_cast<float>(2 * f));
  }
}

TEST_CASE("a control's default may be a signal") {
  ProgramOptions options;
  options.busChannels = [](std::string_view name) { return name == "~lfo" ? 1 : 0; };
  Voice voice(node("m", "mul", "'a':{'c':'x','d':{'bus':'~lfo'}},'b':2"), "{'n':0},{'bus':'~none'}", options);
  CHECK(voice.program->controls()[0].hasFallback);
  REQUIRE(voice.program->buses().size() == 1);
  std::vector<float> lfo(64);
  for (std::size_t f = 0; f < 64; ++f) lfo[f] = static_cast<float>(f);
  float* channels[] = {lfo.data()};
  voice.instance->setControl(0, 6, 100);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 9, 0) == 0);  // not bound: silence
  voice.instance->bindBus(0, {channels, 1});
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 9, 0) == 18);
  CHECK(voice.at(0, 9, 6) == 200);
  CHECK(voice.at(1, 9, 0) == 0);
}

TEST_CASE("an effect is passed by in lanes whose event lacks its control") {
  Voice voice(node("m", "mul", "'a':{'bus':'voice'},'b':0") + "," +
                  node("l", "lpf", "'in':{'bus':'voice'},'cutoff':{'c':'lpf','d':500}", ",'when':'lpf'"),
              "{'n':1}");
  CHECK(voice.program->readsVoice());
  CHECK(voice.program->outputs() == 2);
  auto in = std::make_unique<float[]>(64 * 8 + 16);
  float* left = in.get() + (16 - reinterpret_cast<std::uintptr_t>(in.get()) / 4 % 16);
  for (int i = 0; i < 64 * 8; ++i) left[i] = (i / 8) % 2 ? 1.0F : -1.0F;
  const float* channels[] = {left, left};
  voice.instance->bindVoice(channels);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 63, 0) == 1);
  voice.instance->setControl(voice.control("lpf"), 5, 100);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 63, 0) == 1);
  CHECK(voice.at(1, 62, 7) == -1);
  CHECK(std::abs(voice.at(0, 63, 5)) < 0.1F);
}

TEST_CASE("ports with an implicit control read it") {
  Voice voice(node("s", "sine", ""), "{'n':0}");
  REQUIRE(voice.control("freq") != none);
  voice.instance->setControl(voice.control("freq"), 0, 0);
  voice.instance->process(0, 64);
  CHECK(voice.at(0, 40, 0) == voice.at(0, 1, 0));
  CHECK(voice.at(0, 40, 1) != voice.at(0, 1, 1));
}

TEST_CASE("a block in pieces gives the same samples, and a reset lane starts anew") {
  const std::string nodes =
      node("s", "saw", "'freq':{'c':'freq','d':330}") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':{'p':0}");
  const std::string patterns = "{'op':'pure','value':1}";
  Voice whole(nodes, "{'n':1}", {}, patterns), pieces(nodes, "{'n':1}", {}, patterns);
  REQUIRE(whole.program->held().size() == 1);
  for (int block = 0; block < 20; ++block) {
    for (Voice* voice : {&whole, &pieces}) {
      voice->instance->setHeld(0, 0, 400.0F + static_cast<float>(block));
      voice->instance->setHeld(0, 37, 2000);
    }
    whole.instance->process(0, 64);
    pieces.instance->process(0, 13);
    pieces.instance->process(13, 1);
    pieces.instance->process(14, 50);
    for (int i = 0; i < 64 * 8; ++i) REQUIRE(whole.instance->output(0)[i] == pieces.instance->output(0)[i]);
  }
  Voice fresh(nodes, "{'n':1}", {}, patterns);
  for (Voice* voice : {&whole, &fresh}) {
    voice->instance->reset(1U << 2, 5);
    voice->instance->setHeld(0, 0, 2000);
    voice->instance->process(0, 64);
  }
  for (int f = 0; f < 64; ++f) REQUIRE(whole.at(0, f, 2) == fresh.at(0, f, 2));
}

TEST_CASE("a lane gives the same bits as the program of width one") {
  const std::string nodes =
      node("s", "saw", "'freq':{'c':'freq','d':330}") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':700");
  ProgramOptions one;
  one.width = 1;
  Voice wide(nodes, "{'n':1}"), narrow(nodes, "{'n':1}", one);
  for (int block = 0; block < 50; ++block) {
    wide.instance->process(0, 64);
    narrow.instance->process(0, 64);
    for (int f = 0; f < 64; ++f) REQUIRE(wide.at(0, f, 6) == narrow.instance->output(0)[f]);
  }
}
