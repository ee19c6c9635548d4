// Merging into the order of the ids.
#include "native/pattern/control_map.h"

#include "native/pattern/numeric.h"

namespace hocket::pattern {

const ControlMap* withControl(Evaluation& e, const ControlMap* map, StringId control, const Value& value) {
  const std::uint32_t size = map == nullptr ? 0 : map->size;
  ControlMap* r = e.newMap(size + 1);
  std::uint32_t n = 0, i = 0;
  while (i < size && map->entries[i].control < control) r->entries[n++] = map->entries[i++];
  if (i < size && map->entries[i].control == control) i++;
  r->entries[n++] = {control, value};
  while (i < size) r->entries[n++] = map->entries[i++];
  r->size = n;
  return r;
}

const ControlMap* withControls(Evaluation& e, const ControlMap* map, StringId c1, const Value& v1, StringId c2,
                               const Value& v2) {
  if (c2 < c1) return withControls(e, map, c2, v2, c1, v1);
  const std::uint32_t size = map == nullptr ? 0 : map->size;
  ControlMap* r = e.newMap(size + 2);
  std::uint32_t n = 0;
  bool first = false, second = false;
  for (std::uint32_t i = 0; i < size; i++) {
    const ControlEntry& from = map->entries[i];
    if (!first && from.control >= c1) {
      r->entries[n++] = {c1, v1};
      first = true;
    }
    if (!second && from.control >= c2) {
      r->entries[n++] = {c2, v2};
      second = true;
    }
    if (from.control != c1 && from.control != c2) r->entries[n++] = from;
  }
  if (!first) r->entries[n++] = {c1, v1};
  if (!second) r->entries[n++] = {c2, v2};
  r->size = n;
  return r;
}

Value scaleControl(Evaluation& e, const Value& v, StringId control, double by) {
  if (v.kind != Value::Kind::map) return v;
  ControlMap one{1, {{control, Value::ofNumber(by)}}};
  return arith(e, Arith::multiply, v, Value::ofMap(&one));
}

}  // namespace hocket::pattern
