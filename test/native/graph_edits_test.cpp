// Hot swap under long runs of random edits.
#include <random>

#include "random_piece.h"
#include "swap_support.h"

using namespace graph_test;

TEST_CASE("fifty random edits in ten seconds: no step, and what is not edited is the same to the bit") {
  const std::string rest =
      "," +
      track("~slow", sine("o", 1.5F) + "," + gain("g", 0, 0.2F) + "," + node("p", "add", "'a':{'n':1},'b':0.8"),
            "{'n':2}") +
      "," +
      track("d2",
            node("s", "saw", "'freq':110") + "," + node("l", "lpf", "'in':{'n':0},'cutoff':800") + "," +
                node("e", "delay", "'in':{'n':1}"),
            "{'n':2}") +
      "," +
      track("~loop",
            node("m", "mul", "'a':{'bus':'~loop'},'b':0.5") + "," + node("s", "add", "'a':{'n':0},'b':{'bus':'d2'}"),
            "{'n':1}");
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    RandomPiece piece(seed);
    const auto d1 = [&] { return track("d1", piece.nodes(), piece.last()); };
    for (int i = 0; i < 3; ++i) piece.edit();
    Player player(build(plan(d1() + rest)));
    player.render(150);
    std::mt19937 random(seed + 100);
    while (player.frames() < 480000) {
      for (unsigned burst = 0; burst <= random() % 3; ++burst) {  // some edits while the one before still fades
        piece.edit();
        player.swap(plan(d1() + rest));
      }
      player.render(static_cast<int>(150 + random() % 100));
    }
    // A sine of up to 120 Hz and amplitude 1.25 moves by 0.0196 a sample at most.
    checkSmooth(player, "d1", 0.0196F + 0.01F, 6400);
    Player plain(build(plan(rest.substr(1))));
    plain.render(static_cast<int>(player.frames() / 64));
    CHECK(plain.heard("d2") == player.heard("d2"));
    CHECK(plain.heard("~slow") == player.heard("~slow"));
    CHECK(plain.heard("~loop") == player.heard("~loop"));
  }
}

TEST_CASE("kernels in lanes give the same bits as kernels by themselves, across edits of any of them") {
  // Twenty chains alike; each edit removes one, inserts a filter into one, changes a constant or feeds one from
  // another.
  struct Chain {
    int id;
    bool filtered = false;
    float cutoff = 700;
    int from = -1;
  };
  std::mt19937 random(5);
  std::vector<Chain> chains;
  int next = 0;
  for (; next < 20; ++next) chains.push_back({next});
  const auto text = [&] {
    std::string all;
    for (const Chain& chain : chains) {
      const std::string id = std::to_string(chain.id);
      std::string nodes = node("s", "saw", "'freq':" + std::to_string(50 + 3 * chain.id));
      if (chain.filtered) nodes += "," + node("h", "hpf", "'in':{'n':0},'cutoff':100");
      const std::string in = chain.from < 0 ? "{'n':" + std::to_string(chain.filtered ? 1 : 0) + "}"
                                            : "{'bus':'d" + std::to_string(chain.from) + "'}";
      nodes += "," + node("l", "lpf", "'in':" + in + ",'cutoff':" + std::to_string(chain.cutoff)) + "," +
               node("n", "pink", "");
      const int filter = chain.filtered ? 2 : 1;
      nodes +=
          "," + gain("g", filter, 0.5F) + "," +
          node("a", "add", "'a':{'n':" + std::to_string(filter + 1) + "},'b':{'n':" + std::to_string(filter + 2) + "}");
      all += (all.empty() ? "" : ",") + track("d" + id, nodes, "{'n':" + std::to_string(filter + 3) + "}");
    }
    return plan(all);
  };
  GraphOptions apart;
  apart.group = false;
  Player lanes(build(text())), single(build(text(), nullptr, apart));
  for (int edit = 0; edit < 30; ++edit) {
    lanes.render(9 + edit);
    single.render(9 + edit);
    Chain& chain = chains[random() % chains.size()];
    switch (random() % 5) {
      case 0:
        chain.filtered = !chain.filtered;
        break;
      case 1:
        chain.cutoff = 200 + static_cast<float>(random() % 3000);
        break;
      case 2:
        chain.from = chain.from < 0 ? chains[random() % chains.size()].id : -1;
        break;
      case 3:
        chains.push_back({next++});
        break;
      default:
        chains.erase(chains.begin() + static_cast<std::ptrdiff_t>(random() % chains.size()));
        break;
    }
    lanes.swap(build(text(), &lanes.live()));
    single.swap(build(text(), &single.live(), apart));
  }
  lanes.render(60);
  single.render(60);
  for (int id = 0; id < next; ++id) {
    CAPTURE(id);
    REQUIRE(lanes.heard("d" + std::to_string(id)) == single.heard("d" + std::to_string(id)));
  }
}
