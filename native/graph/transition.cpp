#include "native/graph/transition.h"

#include <algorithm>
#include <map>

#include "native/graph/pairing.h"

namespace hocket::graph {

namespace {

std::size_t at(std::int32_t id) { return static_cast<std::size_t>(id); }

/// The port that input `i` of a kernel belongs to.
const dsp::Port& portOf(const dsp::NodeSpec& spec, std::size_t i) {
  for (const dsp::Port& port : spec.ports) {
    if (i < static_cast<std::size_t>(port.channels)) return port;
    i -= static_cast<std::size_t>(port.channels);
  }
  return spec.ports.back();
}

class Builder {
 public:
  Builder(const Network& old, const Plan& oldPlan, const Network& now, const Plan& nowPlan, const Matching& matching)
      : old_(old), now_(now), matching_(matching), pairing_(old, oldPlan, now, nowPlan, matching), net_(made_.net) {
    net_ = now;
    newUnit_ = pairing_.newUnit;
    made_.oldUnit = pairing_.oldUnit;
    made_.oldHeld = pairing_.oldHeld;
    made_.sameHeld = pairing_.sameHeld;
    imported_.assign(old.values.size(), none);
    newGroup_ = matchGroups(old, now);
    oldGroup_ = matchGroups(now, old);
    made_.extraOutputs.resize(now.groups.size());
  }

  Transition build() {
    followVoices();
    made_.fates.resize(now_.nodes.size());
    for (std::size_t n = 0; n < now_.nodes.size(); ++n) made_.fates[n] = pairing_.fateOf(n);
    for (UnitId unit = 0; unit < static_cast<UnitId>(now_.units.size()); ++unit) compare(unit);
    for (std::size_t g = 0; g < now_.groups.size(); ++g) widenedOutputs(static_cast<std::int32_t>(g));
    for (std::size_t g = 0; g < old_.groups.size(); ++g) leavingOutputs(static_cast<std::int32_t>(g));
    finishImports();
    settleOldFates();
    made_.fades = net_.units.size() > now_.units.size();
    made_.oldUnit.resize(net_.units.size(), none);
    made_.oldHeld.resize(net_.held.size(), none);
    made_.sameHeld.resize(net_.held.size(), false);
    return std::move(made_);
  }

 private:
  void followVoices() {
    for (UnitId unit = 0; unit < static_cast<UnitId>(now_.units.size()); ++unit) {
      const std::int32_t voices = now_.unit(unit).voices;
      if (voices != none && made_.oldUnit[at(unit)] != none) {
        net_.voices[at(voices)].previous = old_.unit(made_.oldUnit[at(unit)]).voices;
      }
    }
  }

  /// Fades on those inputs of a kept unit that have another source than before.
  void compare(UnitId unit) {
    const UnitId before = made_.oldUnit[at(unit)];
    if (before == none) return;
    const Unit& oldUnit = old_.unit(before);
    const Unit& now = now_.unit(unit);
    for (std::size_t i = 0; i < now.in.size() && i < oldUnit.in.size(); ++i) {
      if (pairing_.same(oldUnit.in[i], now.in[i])) continue;
      if (now.node != none) made_.fates[at(now.node)] = Fate::changed;
      keepHeld(oldUnit.in[i], now.in[i]);
      if (now.kind == Unit::Kind::kernel) {
        const dsp::Unit unitOfPort = portOf(*now.type->spec, i).unit;
        if (unitOfPort == dsp::Unit::trigger || unitOfPort == dsp::Unit::gate)
          continue;  // half a trigger means nothing
      }
      net_.unit(unit).in[i] = fade(now.in[i], import(oldUnit.in[i]), now.group);
    }
  }

  /// A port whose pattern was edited keeps its value until the new pattern's first event.
  void keepHeld(ValueId oldValue, ValueId value) {
    const Value& a = old_.value(oldValue);
    const Value& b = now_.value(value);
    if (a.kind != Value::Kind::held || b.kind != Value::Kind::held || made_.oldHeld[at(b.index)] != none) return;
    if (old_.held[at(a.index)].use == HeldUse::value && now_.held[at(b.index)].use == HeldUse::value) {
      made_.oldHeld[at(b.index)] = a.index;
    }
  }

  /// Output channels that are new: in place of what was heard on that side before.
  void widenedOutputs(std::int32_t group) {
    const Group& now = now_.groups[at(group)];
    const std::int32_t before = oldGroup_[at(group)];
    const std::size_t oldCount = before == none ? 0 : old_.groups[at(before)].outputs.size();
    for (std::size_t c = oldCount; c < now.outputs.size(); ++c) {
      const UnitId output = now.outputs[c];
      const ValueId to = now_.unit(output).in[0];
      if (oldCount > 0) {
        net_.unit(output).in[0] = fade(to, now_.unit(now.outputs[c % oldCount]).out, group);
      } else if (now.kind != DefinitionKind::bus && !startsSilent(to, 0)) {
        net_.unit(output).in[0] = fade(to, net_.constant(0), group);
      }
    }
    for (std::size_t c = now.outputs.size(); c < oldCount; ++c) {
      const ValueId to = now.outputs.empty() ? net_.constant(0) : now_.unit(now.outputs[c % now.outputs.size()]).out;
      const ValueId from = import(old_.unit(old_.groups[at(before)].outputs[c]).in[0]);
      made_.extraOutputs[at(group)].push_back(addOutput(group, static_cast<std::int32_t>(c), fade(to, from, group)));
    }
  }

  void leavingOutputs(std::int32_t oldGroup) {
    if (newGroup_[at(oldGroup)] != none && newGroup_[at(oldGroup)] < static_cast<std::int32_t>(now_.groups.size()))
      return;
    const Group& before = old_.groups[at(oldGroup)];
    if (before.kind == DefinitionKind::bus) return;
    const std::int32_t group = groupFor(oldGroup);
    for (std::size_t c = 0; c < before.outputs.size(); ++c) {
      const ValueId from = import(old_.unit(before.outputs[c]).in[0]);
      const UnitId output = addOutput(group, static_cast<std::int32_t>(c), fade(net_.constant(0), from, group));
      net_.groups[at(group)].outputs.push_back(output);
    }
  }

  UnitId addOutput(std::int32_t group, std::int32_t channel, ValueId in) {
    Unit unit;
    unit.kind = Unit::Kind::output;
    unit.group = group;
    unit.copy = channel;
    unit.in = {in};
    return net_.addUnit(std::move(unit));
  }

  /// The group of an old definition's remains: its new version, or one that leaves.
  std::int32_t groupFor(std::int32_t oldGroup) {
    std::int32_t& group = newGroup_[at(oldGroup)];
    if (group == none) {
      group = static_cast<std::int32_t>(net_.groups.size());
      const Group& before = old_.groups[at(oldGroup)];
      net_.groups.push_back({before.name, before.kind, before.mute, before.solo, {}});
      ++made_.leavingGroups;
    }
    return group;
  }

  /// Voices begin at their own onsets, and effects of silence are silent: nothing to fade in.
  bool startsSilent(ValueId value, int depth) const {
    const Value& v = now_.value(value);
    if (v.kind == Value::Kind::constant) return v.number == 0;
    if (v.kind != Value::Kind::unit || depth > 32 || made_.oldUnit[at(v.index)] != none) return false;
    const Unit& unit = now_.unit(v.index);
    if (unit.kind == Unit::Kind::voices) return true;
    const auto silent = [&](ValueId in) { return startsSilent(in, depth + 1); };
    const auto all = [&] { return std::all_of(unit.in.begin(), unit.in.end(), silent); };
    if (unit.kind != Unit::Kind::kernel) return all();
    if (std::string_view(unit.type->spec->name) == "mul") return std::any_of(unit.in.begin(), unit.in.end(), silent);
    if (std::string_view(unit.type->spec->category) == "math") return all();
    bool some = false;
    for (std::size_t i = 0; i < unit.in.size(); ++i) {
      if (!portOf(*unit.type->spec, i).signal) continue;
      some = true;
      if (!silent(unit.in[i])) return false;
    }
    return some;
  }

  ValueId fade(ValueId to, ValueId from, std::int32_t group) {
    const auto [found, isNew] = fades_.try_emplace({to, from, group}, none);
    if (isNew) {
      Unit unit;
      unit.kind = Unit::Kind::fade;
      unit.group = group;
      unit.in = {to, from};
      found->second = net_.unit(net_.addUnit(std::move(unit))).out;
    }
    return found->second;
  }

  /// The old value in the new network: what it has become, or what is left of it.
  ValueId import(ValueId oldValue) {
    ValueId& known = imported_[at(oldValue)];
    if (known != none) return known;
    const Value& value = old_.value(oldValue);
    if (value.kind == Value::Kind::constant) return known = net_.constant(value.number);
    if (value.kind == Value::Kind::held) return known = importHeld(value.index);
    const UnitId before = value.index;
    const UnitId unit = newUnit_[at(before)] != none ? newUnit_[at(before)] : importUnit(before);
    return imported_[at(oldValue)] = net_.unit(unit).out + value.channel;
  }

  /// A pattern that still plays goes on playing; another stays at its last value.
  ValueId importHeld(std::int32_t held) {
    std::int32_t index = none;
    if (const auto live = pairing_.liveHeld.find(held); live != pairing_.liveHeld.end()) {
      index = live->second;
    } else {
      index = static_cast<std::int32_t>(net_.held.size());
      net_.held.push_back({none, old_.held[at(held)].use, old_.held[at(held)].initial});
      made_.oldHeld.resize(net_.held.size(), none);
      made_.oldHeld[at(index)] = held;
    }
    return net_.addValue({Value::Kind::held, index, 0, 0});
  }

  UnitId importUnit(UnitId before) {
    Unit unit = old_.unit(before);
    unit.group = groupFor(unit.group);
    unit.node = unit.node == none ? none : importNode(unit.node);
    unit.after.clear();
    if (unit.voices != none) unit.voices = importVoices(unit.voices);
    const UnitId id = net_.addUnit(std::move(unit));
    made_.oldUnit.resize(net_.units.size(), none);
    made_.oldUnit[at(id)] = before;
    newUnit_[at(before)] = id;
    open_.push_back(id);
    return id;
  }

  std::int32_t importNode(std::int32_t node) {
    const auto [found, isNew] = nodes_.try_emplace(node, static_cast<std::int32_t>(net_.nodes.size()));
    if (isNew) {
      NodePlace place = old_.nodes[at(node)].place;
      place.span = none;  // it was a place in another plan
      net_.nodes.push_back({std::move(place), none, {}, none});
    }
    return found->second;
  }

  std::int32_t importVoices(std::int32_t voices) {
    VoicesNode node = old_.voices[at(voices)];
    node.previous = voices;
    node.leaving = true;
    node.span = none;
    net_.voices.push_back(std::move(node));
    return static_cast<std::int32_t>(net_.voices.size() - 1);
  }

  /// Inputs of imported units, which may import more; not by recursion, since chains may be long.
  void finishImports() {
    while (!open_.empty()) {
      const UnitId id = open_.back();
      open_.pop_back();
      std::vector<ValueId> in;
      for (const ValueId value : old_.unit(made_.oldUnit[at(id)]).in) in.push_back(import(value));
      net_.unit(id).in = std::move(in);
    }
  }

  void settleOldFates() {
    for (std::size_t n = 0; n < old_.nodes.size(); ++n) {
      made_.oldFates.push_back(matching_.newOf[n] != none                      ? Fate::kept
                               : nodes_.contains(static_cast<std::int32_t>(n)) ? Fate::faded
                                                                               : Fate::dropped);
    }
  }

  const Network& old_;
  const Network& now_;
  const Matching& matching_;
  const Pairing pairing_;
  Transition made_;
  Network& net_;
  std::vector<UnitId> newUnit_;  // old unit -> unit of net_
  std::vector<std::int32_t> newGroup_, oldGroup_;
  std::vector<ValueId> imported_;               // old value -> value of net_
  std::map<std::int32_t, std::int32_t> nodes_;  // old node -> node of net_, where its units were imported
  std::map<std::tuple<ValueId, ValueId, std::int32_t>, ValueId> fades_;
  std::vector<UnitId> open_;
};

}  // namespace

Transition makeTransition(const Network& old, const Plan& oldPlan, const Network& now, const Plan& nowPlan) {
  Matching matching = matchNodes(old, now);
  while (true) {
    Transition made = Builder(old, oldPlan, now, nowPlan, matching).build();
    made.order = orderUnits(made.net);
    // Two kept nodes that have changed places would each wait for the other: one of them starts afresh instead.
    std::int32_t swapped = none;
    for (const UnitId unit : made.order.knot) {
      const std::int32_t node = made.net.unit(unit).node;
      const bool isNew = node != none && at(node) < now.nodes.size();
      if (isNew && matching.oldOf[at(node)] != none) swapped = std::max(swapped, node);
    }
    if (swapped == none) return made;
    matching.part(swapped);
  }
}

}  // namespace hocket::graph
