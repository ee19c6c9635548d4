// Controls by name.
#include "native/pattern/controls.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace hocket::pattern {

const ControlSpec* findControl(std::string_view name) {
  static const auto byName = [] {
    std::unordered_map<std::string_view, const ControlSpec*> map;
    for (const ControlSpec& spec : controlSpecs()) {
      map.emplace(spec.name, &spec);
      for (std::string_view rest = spec.aliases; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        map.emplace(rest.substr(0, end), &spec);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return map;
  }();
  const auto found = byName.find(name);
  return found == byName.end() ? nullptr : found->second;
}

}  // namespace hocket::pattern
