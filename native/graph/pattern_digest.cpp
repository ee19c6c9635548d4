// Hashing is structural and bottom-up: ids only ever lead to smaller ids, so one pass is enough.
#include "native/graph/pattern_digest.h"

#include <bit>

namespace hocket::graph {

namespace {

using Element = JsonReader::Element;
using Object = JsonReader::Object;
using Array = JsonReader::Array;

/// Two independent 64-bit lanes of multiply-and-rotate.
class Hasher {
 public:
  void add(std::uint64_t word) {
    a_ = (std::rotl(a_, 27) ^ word) * 0x9e3779b97f4a7c15U;
    b_ = (std::rotl(b_, 31) + word) * 0xc2b2ae3d27d4eb4fU;
  }
  void add(std::string_view text) {
    add(text.size());
    std::uint64_t word = 0;
    int filled = 0;
    for (const char c : text) {
      word = word << 8U | static_cast<unsigned char>(c);
      if (++filled == 8) {
        add(word);
        word = 0;
        filled = 0;
      }
    }
    add(word);
  }
  PatternDigest digest() const { return {{a_ ^ (a_ >> 29U), b_ ^ (b_ >> 31U)}}; }

 private:
  std::uint64_t a_ = 0x243f6a8885a308d3U, b_ = 0x13198a2e03707344U;
};

class Digester {
 public:
  Digester(JsonReader& json, const PlanLimits& limits, std::int64_t voiceSignals, PatternTable& table)
      : json_(json), limits_(limits), voiceSignals_(voiceSignals), table_(table) {}

  bool node(const Object& object, const JsonPath& path) {
    Hasher hash;
    facts_ = {};
    for (const auto& [key, value] : object) {
      if (key == "span") continue;
      hash.add(key);
      const JsonPath here = path.at(key);
      if (key == "args"   ? !args(value, here, hash)
          : key == "body" ? !part(value, here, hash)
                          : !content(value, here, 0, hash)) {
        return false;
      }
    }
    table_.digests.push_back(hash.digest());
    table_.facts.push_back(std::move(facts_));
    return true;
  }

 private:
  bool part(const Element& value, const JsonPath& path, Hasher& hash) {
    const auto size = static_cast<std::int64_t>(table_.digests.size());
    std::int64_t id = 0;
    if (!json_.integer(value, path, 0, size + static_cast<std::int64_t>(limits_.patterns), id)) return false;
    if (id >= size) {
      return json_.fail(PlanErrorCode::cycle,
                        "a pattern may only use patterns before it: less than " + std::to_string(size), path);
    }
    facts_.parts.push_back(static_cast<PatternId>(id));
    for (const std::uint64_t word : table_.digests[static_cast<std::size_t>(id)].hash) hash.add(word);
    return true;
  }

  bool args(const Element& value, const JsonPath& path, Hasher& hash) {
    Array list;
    if (!json_.array(value, path, limits_.patterns, list)) return false;
    std::size_t index = 0;
    for (const Element arg : list) {
      if (!part(arg, path.at(index++), hash)) return false;
    }
    hash.add(index);
    return true;
  }

  /// Any other field, by its JSON content.
  bool content(const Element& value, const JsonPath& path, std::size_t depth, Hasher& hash) {
    using simdjson::dom::element_type;
    if (depth > limits_.depth) return json_.fail(PlanErrorCode::tooDeep, "a value nested too deeply", path);
    hash.add(static_cast<std::uint64_t>(value.type()));
    std::string_view text;
    double number = 0;
    bool flag = false;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
      hash.add(text);
      if (text.size() <= limits_.nameBytes) facts_.words.emplace_back(text);
    } else if (value.get_double().get(number) == simdjson::SUCCESS) {
      hash.add(std::bit_cast<std::uint64_t>(number));
    } else if (value.get_bool().get(flag) == simdjson::SUCCESS) {
      hash.add(flag ? 1 : 2);
    } else if (value.type() == element_type::ARRAY) {
      std::size_t index = 0;
      for (const Element item : Array(value.get_array().value_unsafe())) {
        if (!content(item, path.at(index++), depth + 1, hash)) return false;
      }
      hash.add(index);
    } else if (value.type() == element_type::OBJECT) {
      for (const auto& [key, item] : Object(value.get_object().value_unsafe())) {
        hash.add(key);
        if (key == "signal" && !signal(item, path.at(key))) return false;
        if (!content(item, path.at(key), depth + 1, hash)) return false;
      }
      hash.add(std::uint64_t{3});
    }
    return true;
  }

  /// {"signal": id}; a control that is itself called signal has another value there.
  bool signal(const Element& value, const JsonPath& path) {
    if (!value.is_int64()) return true;
    std::int64_t id = 0;
    if (!json_.integer(value, path, 0, voiceSignals_ - 1, id)) return false;
    facts_.voiceSignals.push_back(static_cast<std::int32_t>(id));
    return true;
  }

  JsonReader& json_;
  const PlanLimits& limits_;
  std::int64_t voiceSignals_;
  PatternTable& table_;
  PatternFacts facts_;
};

}  // namespace

bool digestPatterns(JsonReader& json, const Array& patterns, const JsonPath& path, const PlanLimits& limits,
                    std::int64_t voiceSignals, PatternTable& to) {
  Digester digester(json, limits, voiceSignals, to);
  std::size_t index = 0;
  for (const Element pattern : patterns) {
    const JsonPath here = path.at(index++);
    Object object;
    if (!json.object(pattern, here, object) || !digester.node(object, here)) return false;
  }
  return true;
}

PatternFacts reachable(const PatternTable& table, PatternId root) {
  PatternFacts all;
  std::vector<bool> seen(table.facts.size());
  std::vector<PatternId> open{root};
  while (!open.empty()) {
    const auto id = static_cast<std::size_t>(open.back());
    open.pop_back();
    if (seen[id]) continue;
    seen[id] = true;
    const PatternFacts& facts = table.facts[id];
    open.insert(open.end(), facts.parts.begin(), facts.parts.end());
    all.voiceSignals.insert(all.voiceSignals.end(), facts.voiceSignals.begin(), facts.voiceSignals.end());
    all.words.insert(all.words.end(), facts.words.begin(), facts.words.end());
  }
  return all;
}

}  // namespace hocket::graph
