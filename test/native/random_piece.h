// A random chain of smooth nodes over a sine, and every edit that an editor can make to it.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

/// Written in a plan's JSON with ' for ".
class RandomPiece {
 public:
  explicit RandomPiece(unsigned seed) : random_(seed) {}

  void edit() {
    switch (pick(5)) {
      case 0:
        chain_.insert(chain_.begin() + pick(static_cast<int>(chain_.size()) + 1), step());
        break;
      case 1:
        if (!chain_.empty()) chain_.erase(chain_.begin() + pick(static_cast<int>(chain_.size())));
        break;
      case 2:
        if (!chain_.empty()) chain_[static_cast<std::size_t>(pick(static_cast<int>(chain_.size())))] = step();
        break;
      case 3:
        freq_ = 60 + static_cast<float>(pick(60));
        break;
      default:
        if (chain_.size() > 1) std::swap(chain_.front(), chain_.back());
        break;
    }
    if (chain_.size() > 6) chain_.pop_back();
  }

  std::string nodes() const {
    std::string nodes = "{'key':'osc','kind':'sine','in':{'freq':" + std::to_string(freq_) + "}}";
    int at = 0;
    for (const Step& step : chain_) {
      nodes += ",{'key':'" + step.key + "','kind':'" + step.kind + "','in':{'" + step.port +
               "':{'n':" + std::to_string(at++) + "}" + step.rest + "}}";
    }
    return nodes;
  }
  /// What the chain ends with.
  std::string last() const { return "{'n':" + std::to_string(chain_.size()) + "}"; }

 private:
  struct Step {
    std::string key, kind, port, rest;
  };
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  Step step() {
    const std::string key = "k" + std::to_string(next_++);
    switch (pick(5)) {
      case 0:
        return {key, "lpf", "in", ",'cutoff':" + std::to_string(500 + pick(2000))};
      case 1:
        return {key, "hpf", "in", ",'cutoff':" + std::to_string(20 + pick(30))};
      case 2:
        return {key, "mul", "a", ",'b':" + std::to_string(0.3 + 0.1 * pick(6))};
      case 3:
        return {key, "add", "a", ",'b':" + std::to_string(0.05 * pick(5))};
      default:
        return {key, "mul", "a", ",'b':{'bus':'~slow'}"};
    }
  }
  std::mt19937 random_;
  std::vector<Step> chain_;
  float freq_ = 80;
  int next_ = 0;
};
