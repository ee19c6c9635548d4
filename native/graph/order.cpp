// Strongly connected parts by Tarjan's algorithm with a stack of its own, since graphs may be deep.
#include "native/graph/order.h"

#include <algorithm>
#include <map>
#include <set>

namespace hocket::graph {

namespace {

/// The parts that depend on each other, each after what it depends on.
class Components {
 public:
  explicit Components(const std::vector<std::vector<std::int32_t>>& sources)
      : sources_(sources), index_(sources.size(), none), low_(sources.size()), onStack_(sources.size()) {}

  void visit(std::int32_t root) {
    if (index_[at(root)] != none) return;
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next < sources_[at(frame.unit)].size()) {
        const std::int32_t source = sources_[at(frame.unit)][frame.next++];
        if (index_[at(source)] == none) {
          enter(source);
        } else if (onStack_[at(source)]) {
          low_[at(frame.unit)] = std::min(low_[at(frame.unit)], index_[at(source)]);
        }
        continue;
      }
      const std::int32_t unit = frame.unit;
      frames_.pop_back();
      if (!frames_.empty()) low_[at(frames_.back().unit)] = std::min(low_[at(frames_.back().unit)], low_[at(unit)]);
      if (low_[at(unit)] == index_[at(unit)]) close(unit);
    }
  }

  const std::vector<std::vector<std::int32_t>>& found() const { return found_; }

 private:
  struct Frame {
    std::int32_t unit;
    std::size_t next;
  };
  static std::size_t at(std::int32_t unit) { return static_cast<std::size_t>(unit); }

  void enter(std::int32_t unit) {
    index_[at(unit)] = low_[at(unit)] = counter_++;
    onStack_[at(unit)] = 1;
    stack_.push_back(unit);
    frames_.push_back({unit, 0});
  }
  void close(std::int32_t unit) {
    std::vector<std::int32_t> part;
    std::int32_t member = none;
    do {
      member = stack_.back();
      stack_.pop_back();
      onStack_[at(member)] = 0;
      part.push_back(member);
    } while (member != unit);
    found_.push_back(std::move(part));
  }

  const std::vector<std::vector<std::int32_t>>& sources_;
  std::vector<std::int32_t> index_, low_;
  std::vector<char> onStack_;
  std::vector<std::int32_t> stack_;
  std::vector<Frame> frames_;
  std::vector<std::vector<std::int32_t>> found_;
  std::int32_t counter_ = 0;
};

using Groups = std::pair<std::int32_t, std::int32_t>;  // from the one that is read to the one that reads

/// Edges between the groups of a loop that close a cycle, when readers are followed from the given starts on.
std::set<Groups> closingEdges(const std::map<std::int32_t, std::set<std::int32_t>>& readers,
                              const std::vector<std::int32_t>& starts) {
  std::set<Groups> closing;
  std::set<std::int32_t> seen, open;
  std::vector<std::pair<std::int32_t, std::vector<std::int32_t>>> stack;
  const auto enter = [&](std::int32_t group) {
    seen.insert(group);
    open.insert(group);
    const auto found = readers.find(group);
    std::vector<std::int32_t> next;
    if (found != readers.end()) next.assign(found->second.rbegin(), found->second.rend());
    stack.emplace_back(group, std::move(next));
  };
  for (const std::int32_t start : starts) {
    if (seen.contains(start)) continue;
    enter(start);
    while (!stack.empty()) {
      auto& [group, next] = stack.back();
      if (next.empty()) {
        open.erase(group);
        stack.pop_back();
        continue;
      }
      const std::int32_t reader = next.back();
      next.pop_back();
      if (open.contains(reader)) {
        closing.emplace(group, reader);
      } else if (!seen.contains(reader)) {
        enter(reader);
      }
    }
  }
  return closing;
}

class Orderer {
 public:
  Orderer(const Network& net, const std::vector<std::int32_t>& bundleOf)
      : net_(net), members_(net.units.size()), sources_(net.units.size()), delayedAfter_(net.units.size()) {
    order_.delayed.resize(net.units.size());
    std::map<std::int32_t, UnitId> heads;
    for (UnitId unit = 0; unit < static_cast<UnitId>(net.units.size()); ++unit) {
      const std::int32_t bundle = bundleOf.empty() ? none : bundleOf[at(unit)];
      head_.push_back(bundle == none ? unit : heads.try_emplace(bundle, unit).first->second);
      members_[at(head_.back())].push_back(unit);
    }
    std::vector<std::int32_t> sources;
    for (UnitId unit = 0; unit < static_cast<UnitId>(net.units.size()); ++unit) {
      collect(unit, sources);
      for (const std::int32_t source : sources) sources_[at(head_[at(unit)])].push_back(head_[at(source)]);
    }
  }

  Order run() {
    Components parts(sources_);
    for (UnitId unit = 0; unit < static_cast<UnitId>(net_.units.size()); ++unit) {
      const Unit& u = net_.unit(unit);
      if (u.kind == Unit::Kind::output || u.kind == Unit::Kind::voices) parts.visit(head_[at(unit)]);
    }
    for (const auto& part : parts.found()) {
      if (part.size() > 1 || readsItself(part[0])) {
        addLoop(part);
      } else {
        const std::vector<UnitId>& members = members_[at(part[0])];
        const std::size_t begin = order_.sequence.size();
        order_.sequence.insert(order_.sequence.end(), members.begin(), members.end());
        if (members.size() > 1) order_.bundles.push_back({begin, order_.sequence.size()});
      }
    }
    return std::move(order_);
  }

 private:
  static std::size_t at(std::int32_t unit) { return static_cast<std::size_t>(unit); }

  UnitId sourceOf(ValueId value) const {
    const Value& v = net_.value(value);
    return v.kind == Value::Kind::unit ? v.index : none;
  }

  /// What must run before the unit, delayed edges left out.
  void collect(UnitId id, std::vector<std::int32_t>& to) const {
    const Unit& unit = net_.unit(id);
    to.clear();
    for (std::size_t i = 0; i < unit.in.size(); ++i) {
      const UnitId source = sourceOf(unit.in[i]);
      if (source != none && !order_.isDelayed(id, i)) to.push_back(source);
    }
    for (const ValueId value : unit.bypass) {
      if (sourceOf(value) != none) to.push_back(sourceOf(value));
    }
    for (const UnitId source : unit.after) {
      if (!delayedAfter_[at(id)]) to.push_back(source);
    }
  }

  bool readsItself(UnitId unit) const {
    return std::find(sources_[at(unit)].begin(), sources_[at(unit)].end(), unit) != sources_[at(unit)].end();
  }

  void addLoop(const std::vector<UnitId>& part) {
    const std::set<UnitId> members(part.begin(), part.end());
    cut(members);
    // Without the delayed edges the members have an order; visiting them in theirs keeps it the same from plan to plan.
    std::vector<std::vector<std::int32_t>> inner(part.size());
    std::map<UnitId, std::int32_t> place;
    const std::vector<UnitId> sorted(members.begin(), members.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) place[sorted[i]] = static_cast<std::int32_t>(i);
    std::vector<std::int32_t> sources;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      collect(sorted[i], sources);
      for (const std::int32_t source : sources) {
        if (const auto found = place.find(source); found != place.end()) inner[i].push_back(found->second);
      }
    }
    Components parts(inner);
    for (std::size_t i = 0; i < sorted.size(); ++i) parts.visit(static_cast<std::int32_t>(i));
    const std::size_t begin = order_.sequence.size();
    for (const auto& inside : parts.found()) {
      for (const std::int32_t i : inside) {
        order_.sequence.push_back(sorted[at(i)]);
        if (inside.size() > 1) order_.knot.push_back(sorted[at(i)]);
      }
    }
    order_.loops.push_back({begin, order_.sequence.size()});
  }

  void cut(const std::set<UnitId>& members) {
    std::map<std::int32_t, std::set<std::int32_t>> readers;
    std::set<std::int32_t> groups, heard;
    const auto edge = [&](UnitId source, UnitId reader) {
      if (net_.unit(source).kind == Unit::Kind::output)
        readers[net_.unit(source).group].insert(net_.unit(reader).group);
    };
    for (const UnitId reader : members) {
      const Unit& unit = net_.unit(reader);
      groups.insert(unit.group);
      for (const ValueId value : unit.in) {
        if (members.contains(sourceOf(value))) edge(sourceOf(value), reader);
      }
      for (const UnitId source : unit.after) {
        if (!members.contains(source)) continue;
        edge(source, reader);
        heard.insert(net_.unit(source).group);
      }
    }
    std::vector<std::int32_t> starts(heard.begin(), heard.end());
    starts.insert(starts.end(), groups.begin(), groups.end());
    const std::set<Groups> closing = closingEdges(readers, starts);
    for (const UnitId reader : members) {
      const Unit& unit = net_.unit(reader);
      const auto closes = [&](UnitId source) {
        return members.contains(source) && net_.unit(source).kind == Unit::Kind::output &&
               closing.contains({net_.unit(source).group, unit.group});
      };
      for (std::size_t i = 0; i < unit.in.size(); ++i) {
        if (!closes(sourceOf(unit.in[i]))) continue;
        order_.delayed[at(reader)].resize(unit.in.size());
        order_.delayed[at(reader)][i] = true;
      }
      if (std::any_of(unit.after.begin(), unit.after.end(), closes)) delayedAfter_[at(reader)] = true;
    }
  }

  const Network& net_;
  std::vector<UnitId> head_;                        // by unit: the first of its bundle
  std::vector<std::vector<UnitId>> members_;        // by head
  std::vector<std::vector<std::int32_t>> sources_;  // heads, by head
  std::vector<bool> delayedAfter_;                  // voices that read themselves: a block late
  Order order_;
};

}  // namespace

Order orderUnits(const Network& net, const std::vector<std::int32_t>& bundleOf) { return Orderer(net, bundleOf).run(); }

}  // namespace hocket::graph
