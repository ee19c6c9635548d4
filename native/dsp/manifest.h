// The DSP part of the manifest: what the language offers of native nodes.
#pragma once

#include <iosfwd>

namespace hocket::dsp {

/// Writes the JSON array of all node specs, the value of the manifest's `nodes`. [control]
void writeNodes(std::ostream& out);

}  // namespace hocket::dsp
