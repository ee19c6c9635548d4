// Every field is written with its length or at a fixed width, so that unlike graphs never have one text.
#include "native/graph/content.h"

#include <algorithm>
#include <bit>

namespace hocket::graph {

namespace {

class Writer {
 public:
  Writer(const Plan& plan, const ProgramOptions& options) : plan_(plan), options_(options) {}

  GraphContent write(const PlanGraph& graph) {
    number(plan_.seed ^ options_.seed);
    number(options_.sampleRate);
    index(options_.width);
    index(options_.voiceChannels);
    word(options_.name);
    number(graph.nodes.size());
    for (const PlanNode& n : graph.nodes) node(n);
    refs(graph.out);
    return std::move(made_);
  }

 private:
  void number(std::uint64_t n) {
    for (int byte = 0; byte < 8; ++byte) made_.text += static_cast<char>(n >> (8 * byte));
  }
  void number(float x) { number(std::uint64_t{std::bit_cast<std::uint32_t>(x)}); }
  void index(std::int32_t i) { number(static_cast<std::uint64_t>(static_cast<std::int64_t>(i))); }
  void word(std::string_view text) {
    number(text.size());
    made_.text += text;
  }

  void node(const PlanNode& node) {
    word(node.key);
    word(node.kind);
    word(node.when);
    pattern(node.pattern);
    index(node.effects);
    number(node.in.size());
    for (const PlanInput& input : node.in) {
      word(input.port);
      refs(input.refs);
    }
    number(node.options.size());
    for (const PlanOption& option : node.options) {
      word(option.name);
      number(option.value);
      word(option.text);
    }
  }

  void refs(const std::vector<Ref>& all) {
    number(all.size());
    for (const Ref& first : all) {
      for (const Ref* at = &first; at != nullptr; at = at->fallback.get()) ref(*at);
    }
  }

  void ref(const Ref& ref) {
    number(std::uint64_t{static_cast<std::uint8_t>(ref.kind)});
    number(ref.value);
    number(std::uint64_t{ref.hasDefault} << 1U | std::uint64_t{ref.fallback != nullptr});
    if (ref.kind == Ref::Kind::pattern) {
      pattern(ref.index);
    } else {
      index(ref.index);
    }
    index(ref.channel);
    word(ref.name);
    if (ref.kind == Ref::Kind::bus) index(options_.busChannels ? options_.busChannels(ref.name) : 0);
  }

  /// Two patterns of one digest are two all the same: each enters the program by itself.
  void pattern(PatternId id) {
    if (id == none) return index(none);
    const auto found = std::ranges::find(made_.patterns, id);
    index(static_cast<std::int32_t>(found - made_.patterns.begin()));
    if (found == made_.patterns.end()) made_.patterns.push_back(id);
    for (const std::uint64_t half : plan_.digests[static_cast<std::size_t>(id)].hash) number(half);
  }

  const Plan& plan_;
  const ProgramOptions& options_;
  GraphContent made_;
};

}  // namespace

GraphContent contentOf(const PlanGraph& graph, const Plan& plan, const ProgramOptions& options) {
  return Writer(plan, options).write(graph);
}

}  // namespace hocket::graph
