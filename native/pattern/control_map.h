// Control maps with a control more.
#pragma once

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

/// A copy of a map with one control set. `map` may be null: empty.
const ControlMap* withControl(Evaluation& e, const ControlMap* map, StringId control, const Value& value);
/// Two controls set at once.
const ControlMap* withControls(Evaluation& e, const ControlMap* map, StringId c1, const Value& v1, StringId c2,
                               const Value& v2);
/// A map with one control multiplied, or set where there is none; other values as they are.
Value scaleControl(Evaluation& e, const Value& v, StringId control, double by);

}  // namespace hocket::pattern
