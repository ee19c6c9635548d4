#include "native/engine/crossing.h"

namespace hocket::engine {

Position latestPosition(const Crossing& crossing) {
  Position latest;
  for (std::size_t got = 0; got == 0 && crossing.positions.written() > 0;) {
    std::uint64_t from = 0;
    got = crossing.positions.read(from, &latest, 1);
  }
  return latest;
}

}  // namespace hocket::engine
