#include "native/graph/bundle.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "native/graph/kernel_box.h"

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

constexpr std::size_t fewest = 3;        // lanes that are worth packing and unpacking
constexpr std::size_t mostPorts = 8;     // inputs of a wide kernel
constexpr std::size_t mostState = 1024;  // bytes of a wide kernel

/// Whether the kernel lives in its object alone, so that a copy of that is a copy of it.
bool selfContained(const Unit& unit) {
  static std::mutex mutex;
  static std::map<std::pair<const dsp::NodeType*, std::vector<float>>, bool> known;
  const std::lock_guard lock(mutex);
  const auto [found, isNew] = known.try_emplace({unit.type, unit.options}, false);
  if (isNew) found->second = !KernelBox(unit.type->narrow, 48000, 0, unit.options).hasMemory();
  return found->second;
}

/// Small kernels with a state of their own; without one, a kernel runs as fast along time as across lanes.
bool suits(const Unit& unit) {
  return unit.kind == Unit::Kind::kernel && unit.when == none && unit.type->narrow.size > 4 &&
         unit.type->wide.size <= mostState && unit.in.size() <= mostPorts && unit.outs == 1 && selfContained(unit);
}

struct Depths {
  std::vector<std::int32_t> level;  // kernels on the longest way from a source; none: not run
  std::vector<bool> inLoop;
};

Depths depths(const Ordered& from) {
  Depths made{std::vector<std::int32_t>(from.net.units.size(), none), std::vector<bool>(from.net.units.size())};
  const auto levelOf = [&](UnitId id) {
    const Unit& unit = from.net.unit(id);
    std::int32_t level = 0;
    const auto after = [&](UnitId source) { level = std::max(level, made.level[at(source)]); };
    for (const ValueId value : unit.in) {
      if (from.net.value(value).kind == Value::Kind::unit) after(from.net.value(value).index);
    }
    for (const UnitId source : unit.after) after(source);
    return level + (unit.kind == Unit::Kind::kernel ? 1 : 0);
  };
  const auto& sequence = from.order.sequence;
  std::size_t loop = 0;
  for (std::size_t p = 0; p < sequence.size();) {
    if (loop == from.order.loops.size() || from.order.loops[loop].begin != p) {
      made.level[at(sequence[p])] = levelOf(sequence[p]);
      ++p;
      continue;
    }
    const std::size_t end = from.order.loops[loop++].end;
    std::int32_t level = 0;
    for (std::size_t q = p; q < end; ++q) level = std::max(level, levelOf(sequence[q]) + 1);
    for (; p < end; ++p) {
      made.level[at(sequence[p])] = level;
      made.inLoop[at(sequence[p])] = true;
    }
  }
  return made;
}

class Bundler {
 public:
  Bundler(const Ordered& largest, const Ordered& clean, const std::vector<std::int32_t>& oldUnit, const Bundling* old)
      : net_(largest.net), oldUnit_(oldUnit), old_(old), largest_(depths(largest)), clean_(depths(clean)) {
    made_.boxOf.assign(net_.units.size(), none);
    made_.laneOf.assign(net_.units.size(), 0);
    if (old != nullptr) taken_.resize(old->boxes.size());
  }

  Bundling run(bool enabled) {
    for (UnitId unit = 0; unit < static_cast<UnitId>(net_.units.size()); ++unit) {
      if (net_.unit(unit).kind != Unit::Kind::kernel) continue;
      if (before(unit) != none) {
        keep(unit);
      } else if (enabled && suits(net_.unit(unit)) && runs(unit)) {
        const Unit& u = net_.unit(unit);
        alike_[{u.type, level(unit), cleanLevel(unit), u.options}].push_back(unit);
      } else {
        alone(unit);
      }
    }
    for (const auto& [key, units] : alike_) {
      for (std::size_t from = 0; from < units.size(); from += dsp::wideLanes) {
        gather(units, from, std::min(units.size(), from + dsp::wideLanes));
      }
    }
    return std::move(made_);
  }

 private:
  using Key = std::tuple<const dsp::NodeType*, std::int32_t, std::int32_t, std::vector<float>>;
  using KeptKey = std::tuple<std::int32_t, std::int32_t, std::int32_t, UnitId>;

  UnitId before(UnitId unit) const { return oldUnit_.empty() ? none : oldUnit_[at(unit)]; }
  std::int32_t level(UnitId unit) const { return largest_.level[at(unit)]; }
  std::int32_t cleanLevel(UnitId unit) const { return at(unit) < clean_.level.size() ? clean_.level[at(unit)] : none; }
  bool loops(UnitId unit) const {
    return largest_.inLoop[at(unit)] || (at(unit) < clean_.inLoop.size() && clean_.inLoop[at(unit)]);
  }
  bool runs(UnitId unit) const { return level(unit) != none && !loops(unit); }

  std::int32_t newBox(bool wide, std::int32_t from) {
    Box box;
    box.wide = wide;
    box.units.fill(none);
    box.from = from;
    if (from != none) {
      box.copies = taken_[at(from)];
      taken_[at(from)] = true;
    }
    made_.boxes.push_back(box);
    return static_cast<std::int32_t>(made_.boxes.size() - 1);
  }
  void put(UnitId unit, std::int32_t box, std::int32_t lane) {
    made_.boxes[at(box)].units[at(lane)] = unit;
    made_.boxOf[at(unit)] = box;
    made_.laneOf[at(unit)] = lane;
  }
  void alone(UnitId unit) { put(unit, newBox(false, none), 0); }

  void keep(UnitId unit) {
    const std::int32_t from = old_->boxOf[at(before(unit))];
    const std::int32_t lane = old_->laneOf[at(before(unit))];
    if (!old_->boxes[at(from)].wide) {
      put(unit, newBox(false, from), 0);
      return;
    }
    const KeptKey key{from, level(unit), cleanLevel(unit), loops(unit) ? unit : none};
    const auto [found, isNew] = kept_.try_emplace(key, none);
    if (isNew) found->second = newBox(true, from);
    put(unit, found->second, lane);
  }

  void gather(const std::vector<UnitId>& units, std::size_t from, std::size_t to) {
    if (to - from < fewest) {
      for (std::size_t i = from; i < to; ++i) alone(units[i]);
      return;
    }
    const std::int32_t box = newBox(true, none);
    for (std::size_t i = from; i < to; ++i) put(units[i], box, static_cast<std::int32_t>(i - from));
  }

  const Network& net_;
  const std::vector<std::int32_t>& oldUnit_;
  const Bundling* old_;
  Depths largest_, clean_;
  Bundling made_;
  std::vector<bool> taken_;
  std::map<KeptKey, std::int32_t> kept_;
  std::map<Key, std::vector<UnitId>> alike_;
};

}  // namespace

Bundling bundleUnits(const Ordered& largest, const Ordered& clean, const std::vector<std::int32_t>& oldUnit,
                     const Bundling* old, bool enabled) {
  return Bundler(largest, clean, oldUnit, old).run(enabled);
}

}  // namespace hocket::graph
