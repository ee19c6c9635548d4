// Hot swap: what is kept, what fades, what stays the same to the bit.
#include "swap_support.h"

using namespace graph_test;

namespace {

Fate fateOf(const Graph& graph, const std::string& key, bool old = false) {
  for (const SwapEntry& entry : graph.report()) {
    if (entry.place.key == key && entry.old == old) return entry.fate;
  }
  FAIL("no report for ", key);
  return Fate::dropped;
}

}  // namespace

TEST_CASE("a plan swapped for itself is the same to the bit, and reports every node kept") {
  const std::string text =
      plan(track("d1",
                 node("s", "saw", "'freq':220") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':900") + "," +
                     node("e", "delay", "'in':{'n':1},'time':0.01"),
                 "{'n':2}") +
           "," + track("~a", node("m", "add", "'a':{'bus':'~a'},'b':0.001"), "{'n':0}"));
  Player plain(build(text)), swapped(build(text));
  plain.render(60);
  for (int i = 0; i < 20; ++i) {
    swapped.render(3);
    if (i == 19) break;
    auto next = build(text, &swapped.live());
    for (const SwapEntry& entry : next->report()) CHECK(entry.fate == Fate::kept);
    swapped.swap(std::move(next));
    CHECK_FALSE(swapped.live().fading());
  }
  CHECK(plain.heard("d1") == swapped.heard("d1"));
  CHECK(plain.heard("~a") == swapped.heard("~a"));
}

TEST_CASE("a changed constant ramps, and the report says so") {
  Player player(build(plan(track("d1", sine("s", 200) + "," + gain("g", 0, 0.1F), "{'n':1}"))));
  player.render(20);
  auto next = build(plan(track("d1", sine("s", 200) + "," + gain("g", 0, 0.9F), "{'n':1}")), &player.live());
  CHECK(fateOf(*next, "s") == Fate::kept);
  CHECK(fateOf(*next, "g") == Fate::changed);
  player.swap(std::move(next));
  CHECK(player.live().fading());
  player.render(15);
  CHECK(player.live().fading());
  player.render(2);
  CHECK_FALSE(player.live().fading());
  player.render(20);
  checkSmooth(player, "d1", 0.9F * 2 * 3.1416F * 200 / 48000 + 0.002F);
  // After the fade it is what the new plan makes: the phase has run on.
  Player fresh(build(plan(track("d1", sine("s", 200) + "," + gain("g", 0, 0.9F), "{'n':1}"))));
  fresh.render(57);
  for (std::size_t i = 40 * 64; i < 57 * 64; ++i) CHECK(player.heard("d1")[i] == fresh.heard("d1")[i]);
}

TEST_CASE("inserting a filter keeps the oscillator's phase and the delay's tail") {
  const std::string delay = "'level':1,'time':0.05,'feedback':0.9";
  const std::string before =
      plan(track("d1", node("c", "count", "") + "," + node("e", "delay", "'in':{'n':0}," + delay), "{'n':0},{'n':1}"));
  const std::string after = plan(track("d1",
                                       node("c", "count", "") + "," + node("f", "lpf", "'in':{'n':0},'cutoff':500") +
                                           "," + node("e", "delay", "'in':{'n':1}," + delay),
                                       "{'n':0},{'n':2}"));
  Player player(build(before));
  player.render(100);
  auto next = build(after, &player.live());
  CHECK(fateOf(*next, "c") == Fate::kept);
  CHECK(fateOf(*next, "f") == Fate::added);
  CHECK(fateOf(*next, "e") == Fate::changed);
  player.swap(std::move(next));
  player.render(50);
  // The counter's own output is untouched.
  for (std::size_t i = 0; i < player.heard("d1").size(); ++i)
    REQUIRE(player.heard("d1")[i] == static_cast<float>(i + 1));
}

TEST_CASE("the tail of a delay goes on when its input is taken away, removed nodes fade") {
  const std::string delay = "'level':1,'time':0.1,'feedback':0.8";
  const std::string before =
      plan(track("d1", sine("s", 300) + "," + node("e", "delay", "'in':{'n':0}," + delay), "{'n':1}"));
  const std::string after = plan(track("d1", node("e", "delay", "'in':0," + delay), "{'n':0}"));
  Player player(build(before));
  player.render(400);
  auto next = build(after, &player.live());
  CHECK(fateOf(*next, "s", true) == Fate::faded);
  player.swap(std::move(next));
  player.render(150);
  float tail = 0;
  for (std::size_t i = 440 * 64; i < 550 * 64; ++i) tail = std::max(tail, std::abs(player.heard("d1")[i]));
  CHECK(tail > 0.3F);
  checkSmooth(player, "d1", 6 * 2 * 3.1416F * 300 / 48000 + 0.01F);
}

TEST_CASE("another kind under the same key is another node, and is faded to") {
  Player player(build(plan(track("d1", sine("x", 100), "{'n':0}"))));
  player.render(30);
  auto next = build(plan(track("d1", node("x", "tri", "'freq':100"), "{'n':0}")), &player.live());
  CHECK(fateOf(*next, "x") == Fate::added);
  CHECK(fateOf(*next, "x", true) == Fate::faded);
  player.swap(std::move(next));
  player.render(60);
  checkSmooth(player, "d1", 2 * 3.1416F * 100 / 48000 + 0.0025F);
}

TEST_CASE("nodes whose keys differ are matched along the chain") {
  Player player(build(plan(track("d1", node("old1", "count", "") + "," + gain("old2", 0, 1), "{'n':1}"))));
  player.render(10);
  auto next = build(
      plan(track("d1", node("new1", "count", "") + "," + node("f", "lpf", "'in':{'n':0}") + "," + gain("new2", 0, 1),
                 "{'n':2}")),
      &player.live());
  CHECK(fateOf(*next, "new1") == Fate::kept);
  CHECK(fateOf(*next, "new2") == Fate::kept);
  player.swap(std::move(next));
  player.render(10);
  CHECK(player.heard("d1").back() == 20 * 64);
}

TEST_CASE("two filters that change places make no knot and no click") {
  const std::string s = sine("s", 150);
  const std::string a = plan(track(
      "d1",
      s + "," + node("l", "lpf", "'in':{'n':0},'cutoff':3000") + "," + node("h", "hpf", "'in':{'n':1},'cutoff':40"),
      "{'n':2}"));
  const std::string b = plan(track(
      "d1",
      s + "," + node("l", "lpf", "'in':{'n':2},'cutoff':3000") + "," + node("h", "hpf", "'in':{'n':0},'cutoff':40"),
      "{'n':1}"));
  Player player(build(a));
  player.render(50);
  for (int i = 0; i < 6; ++i) {
    player.swap(i % 2 == 0 ? b : a);
    player.render(25);
  }
  checkSmooth(player, "d1", 2 * 3.1416F * 150 / 48000 * 1.3F + 0.004F, 1000);
}

TEST_CASE("a definition that leaves fades out, one that comes fades in, the others do not change by a bit") {
  const std::string d1 = track(
      "d1", node("s", "saw", "'freq':110") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':{'bus':'~m'}"), "{'n':1}");
  const std::string m =
      track("~m", sine("o", 2) + "," + gain("g", 0, 300) + "," + node("p", "add", "'a':{'n':1},'b':900"), "{'n':2}");
  const std::string d2 = track("d2", node("dc", "constant", "'value':0.8"), "{'n':0}");
  const std::string d3 = track("d3", node("dc", "constant", "'value':-0.7"), "{'n':0}");
  Player plain(build(plan(d1 + "," + m))), player(build(plan(d1 + "," + m + "," + d2)));
  plain.render(200);
  player.render(40);
  player.swap(plan(d3 + "," + m + "," + d1));
  player.render(60);
  player.swap(plan(d1 + "," + d2 + "," + m));
  player.render(100);
  CHECK(player.heard("d1") == plain.heard("d1"));
  checkSmooth(player, "d2", 0.002F);
  checkSmooth(player, "d3", 0.002F);
  CHECK(player.heard("d2")[30 * 64] == 0.8F);
  CHECK(player.heard("d2")[80 * 64] == 0);
  CHECK(player.heard("d2").back() == 0.8F);
  CHECK(player.heard("d3").back() == 0);
}

TEST_CASE("a bus that is deleted fades out of what read it") {
  const std::string d1 = track("d1", node("a", "add", "'a':{'bus':'~x'},'b':0.1"), "{'n':0}");
  Player player(build(plan(d1 + "," + track("~x", node("c", "constant", "'value':0.6"), "{'n':0}"))));
  player.render(10);
  player.swap(plan(d1));
  player.render(40);
  checkSmooth(player, "d1", 0.002F);
  CHECK(player.heard("d1").back() == 0.1F);
}

TEST_CASE("channels that come and go fade from and to what was heard on their side") {
  const std::string mono = plan(track("d1", node("c", "constant", "'value':0.5"), "{'n':0}"));
  const std::string stereo = plan(track("d1", node("c", "constant", "'value':[0.5,-0.5]"), "{'n':0}"));
  auto first = build(mono);
  Graph* live = first.get();
  std::vector<float> right;
  std::vector<std::unique_ptr<Graph>> all;
  all.push_back(std::move(first));
  const auto render = [&](int blocks) {
    for (int b = 0; b < blocks; ++b) {
      live->process();
      const OutputView& out = live->outputs()[0];
      const float* channel = out.channels.channels[out.mixChannels > 1 ? 1 : 0];
      right.insert(right.end(), channel, channel + 64);
    }
  };
  const auto swap = [&](const std::string& text) {
    all.push_back(build(text, live));
    REQUIRE(all.back()->takeOver(*live));
    live = all.back().get();
  };
  render(5);
  swap(stereo);
  render(40);
  CHECK(right.back() == -0.5F);
  CHECK(live->channelsOf("d1") == 2);
  swap(mono);
  CHECK(live->outputs()[0].channels.count == 1);
  CHECK(live->outputs()[0].mixChannels == 2);
  render(40);
  CHECK(live->outputs()[0].mixChannels == 1);
  CHECK(right.back() == 0.5F);
  CHECK(largestStep(right) < 0.002F);
}

TEST_CASE("a loop keeps running across swaps, to the bit where it is not edited") {
  const std::string loop = track("~a", node("s", "add", "'a':{'bus':'~a'},'b':0.0001"), "{'n':0}");
  Player player(build(plan(loop)));
  for (int i = 0; i < 10; ++i) {
    player.render(7);
    player.swap(plan(i % 2 ? loop : track("d9", sine("s", 100), "{'n':0}") + "," + loop));
  }
  player.render(20);
  Player plain(build(plan(loop)));
  plain.render(static_cast<int>(player.frames() / 64));
  CHECK(plain.heard("~a") == player.heard("~a"));
}

TEST_CASE("an edit inside of a loop, and one that makes and breaks a loop, do not click") {
  const auto text = [](float feedback, const std::string& source) {
    return plan(track("~a",
                      node("i", "sine", "'freq':90") + "," +
                          node("m", "mul", "'a':{'bus':'" + source + "'},'b':" + std::to_string(feedback)) + "," +
                          node("s", "add", "'a':{'n':0},'b':{'n':1}"),
                      "{'n':2}") +
                "," + track("~b", node("l", "lpf", "'in':{'bus':'~a'},'cutoff':700"), "{'n':0}"));
  };
  Player player(build(text(0.2F, "~b")));
  player.render(60);
  for (int i = 0; i < 12; ++i) {
    player.swap(text(i % 3 == 0 ? 0.5F : 0.2F, i % 2 == 0 ? "~b" : "nothing"));
    player.render(25);
  }
  checkSmooth(player, "~a", 2.2F * 2 * 3.1416F * 90 / 48000 + 0.004F);
  checkSmooth(player, "~b", 2.2F * 2 * 3.1416F * 90 / 48000 + 0.004F);
}

TEST_CASE("held values go on where the pattern is the same, and fade where it is another") {
  const auto d1 = [](int pattern) {
    return track("d1", node("a", "add", "'a':{'p':" + std::to_string(pattern) + "},'b':0"), "{'n':0}");
  };
  const std::string patterns = "{'op':'pure','value':1},{'op':'pure','value':2}";
  const std::string shifted = "{'op':'pure','value':5},{'op':'pure','value':1,'span':2},{'op':'pure','value':2}";
  Player player(build(plan(d1(0), patterns)));
  player.live().setHeld(0, 0, 0.25F);
  player.render(10);
  auto same = build(plan(d1(1), shifted), &player.live());
  CHECK(same->held()[0].same);
  CHECK(same->held()[0].previous == 0);
  CHECK(fateOf(*same, "a") == Fate::kept);
  player.swap(std::move(same));
  player.render(10);
  CHECK(player.heard("d1").back() == 0.25F);
  auto other = build(plan(d1(2), shifted), &player.live());
  CHECK_FALSE(other->held()[0].same);
  CHECK(other->held()[0].previous == 0);
  CHECK(fateOf(*other, "a") == Fate::changed);
  player.swap(std::move(other));
  player.live().setHeld(0, 0, 0.75F);
  player.render(40);
  checkSmooth(player, "d1", 0.002F, 65);
  CHECK(player.heard("d1").back() == 0.75F);
}

TEST_CASE("a graph is not taken over while the one before fades, nor by one built against another") {
  const std::string a = plan(track("d1", node("c", "constant", "'value':0.5"), "{'n':0}"));
  const std::string b = plan(track("d1", node("c", "constant", "'value':0.1"), "{'n':0}"));
  auto first = build(a);
  auto second = build(b, first.get());
  auto third = build(a, second.get());
  CHECK_FALSE(third->takeOver(*first));
  REQUIRE(second->takeOver(*first));
  CHECK_FALSE(third->takeOver(*second));
  for (int i = 0; i < 20; ++i) second->process();
  CHECK(third->takeOver(*second));
}

namespace {

struct Tone final : VoiceSource {
  explicit Tone(float by) : by(by) {}
  float by, value = 0;
  void render(float* const* out, int first, int frames) override {
    for (int f = first; f < first + frames; ++f) out[0][f] = out[1][f] = value += by;
  }
};

}  // namespace

TEST_CASE("voices that leave play until the fade is over, those that stay keep their source") {
  const std::string v1 = track("d1", "{'key':'v','kind':'voices','pattern':0}", "{'n':0}");
  const std::string v2 = track("d2", "{'key':'v','kind':'voices','pattern':0}", "{'n':0}");
  const std::string patterns = "{'op':'pure','value':1}";
  auto first = build(plan(v1 + "," + v2, patterns));
  auto one = std::make_shared<Tone>(0.0001F), two = std::make_shared<Tone>(0.0001F);
  for (std::size_t i = 0; i < 2; ++i)
    first->setVoiceSource(static_cast<int>(i), first->voices()[i].definition == "d1" ? one : two);
  Player player(std::move(first));
  player.render(50);
  auto next = build(plan(v2, "{'op':'pure','value':2}"), &player.live());
  REQUIRE(next->voices().size() == 2);
  CHECK(next->voices()[0].definition == "d2");
  CHECK(next->voices()[0].previous == 1);
  CHECK_FALSE(next->voices()[0].leaving);
  CHECK(next->voices()[1].leaving);
  CHECK(fateOf(*next, "v") == Fate::changed);
  next->setVoiceSource(0, two);
  player.swap(std::move(next));
  player.render(50);
  checkSmooth(player, "d1", 0.002F);
  CHECK(player.heard("d1").back() == 0);
  CHECK(two->value == doctest::Approx(0.64F).epsilon(0.01));
  CHECK(one.use_count() == 2);  // freed with the graph
  for (std::size_t i = 1; i < player.heard("d2").size(); ++i)
    REQUIRE(player.heard("d2")[i] > player.heard("d2")[i - 1]);
}
