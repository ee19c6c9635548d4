// Conversions of pitch and loudness, and mapping from one range to another.
#include "../parts/map.h"

namespace hocket::dsp {
inline namespace HOCKET_ISA_NAMESPACE {

struct MtofOp {
  template <class V>
  HOCKET_INLINE V operator()(V note) const {
    return hzOfMidi(note);
  }
};
struct FtomOp {
  template <class V>
  HOCKET_INLINE V operator()(V hz) const {
    return V(69.0F) + V(12.0F) * log2(hz * V(1.0F / 440.0F));
  }
};
struct DbToAmpOp {
  template <class V>
  HOCKET_INLINE V operator()(V db) const {
    return gainOfDb(db);
  }
};
struct AmpToDbOp {
  template <class V>
  HOCKET_INLINE V operator()(V amp) const {
    return max(dbOfGain(abs(amp)), V(-200.0F));
  }
};
struct RangeOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V low, V high) const {
    return low + (high - low) * (in * V(0.5F) + V(0.5F));
  }
};
/// By the same factor for the same step: for frequencies.
struct ExpRangeOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V low, V high) const {
    const V from = log2(max(low, V(1e-6F))), to = log2(max(high, V(1e-6F)));
    return exp2(from + (to - from) * (in * V(0.5F) + V(0.5F)));
  }
};
struct ClipOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V low, V high) const {
    return min(max(in, low), high);
  }
};
struct WrapOp {
  template <class V>
  HOCKET_INLINE V operator()(V in, V low, V high) const {
    const V width = high - low;
    const V turns = clamp((in - low) / width, -1e30F, 1e30F);
    return select(width > V(1e-20F), low + width * (turns - floor(turns)), low);
  }
};

template <class V>
using Mtof = Map<V, MtofOp, 1>;
template <class V>
using Ftom = Map<V, FtomOp, 1>;
template <class V>
using DbToAmp = Map<V, DbToAmpOp, 1>;
template <class V>
using AmpToDb = Map<V, AmpToDbOp, 1>;
template <class V>
using Range = Map<V, RangeOp, 3>;
template <class V>
using ExpRange = Map<V, ExpRangeOp, 3>;
template <class V>
using Clip = Map<V, ClipOp, 3>;
template <class V>
using Wrap = Map<V, WrapOp, 3>;

constexpr Port midiPorts[] = {number("note", 0, 127, 60, "MIDI note number: 60 is c5, 69 is 440 Hz")};
constexpr Port hzPorts[] = {param("hz", Unit::hz, 8, 20000, 440, "frequency")};
constexpr Port dbPorts[] = {param("db", Unit::decibels, -100, 24, 0, "level")};
constexpr Port ampPorts[] = {param("amp", Unit::ratio, 0, 4, 1, "factor")};
constexpr Port rangePorts[] = {
    signalIn("signal from -1 to 1"),
    number("low", -20000, 20000, 0, "what -1 becomes"),
    number("high", -20000, 20000, 1, "what 1 becomes"),
};
constexpr Port boundPorts[] = {
    signalIn("signal to keep within bounds"),
    number("low", -1, 1, -1, "lower bound"),
    number("high", -1, 1, 1, "upper bound"),
};

constexpr NodeSpec conversion(const char* name, const char* category, const char* doc, std::span<const Port> ports,
                              const char* aliases, const char* example) {
  return {.name = name, .category = category, .doc = doc, .ports = ports, .aliases = aliases, .example = example};
}
constexpr NodeSpec mtofSpec = conversion("mtof", "math", "Frequency of a MIDI note number.", midiPorts, "midicps",
                                         "d1 $ saw (mtof \"36 48\") * 0.2");
constexpr NodeSpec ftomSpec =
    conversion("ftom", "math", "MIDI note number of a frequency.", hzPorts, "cpsmidi", "~note: ftom ~freq");
constexpr NodeSpec dbToAmpSpec =
    conversion("dbtoamp", "math", "Factor of a level in dB.", dbPorts, "dbamp", "d1 $ saw 110 * dbtoamp (-12)");
constexpr NodeSpec ampToDbSpec = conversion("amptodb", "math", "Level in dB of a factor.", ampPorts, "ampdb",
                                            "~level: amptodb (~drums >> follower)");
constexpr NodeSpec rangeSpec = conversion("range", "control", "Maps -1..1 to a range, in a straight line.", rangePorts,
                                          "", "~lfo: sine 0.25hz >> range 300 2400");
constexpr NodeSpec expRangeSpec =
    conversion("exprange", "control", "Maps -1..1 to a range, by equal factors: for frequencies.", rangePorts, "rangex",
               "~lfo: sine 0.25hz >> exprange 100 8000");
constexpr NodeSpec clipSpec = conversion("clip", "effect", "Cuts off what is beyond two bounds.", boundPorts, "",
                                         "d1 $ saw 110 * 3 # clip (-0.5) 0.5");
constexpr NodeSpec wrapSpec = conversion("wrap", "effect", "Wraps around what is beyond two bounds.", boundPorts, "",
                                         "d1 $ saw 110 * 3 # wrap (-0.5) 0.5");

HOCKET_NODES(nodeType<Mtof>(mtofSpec), nodeType<Ftom>(ftomSpec), nodeType<DbToAmp>(dbToAmpSpec),
             nodeType<AmpToDb>(ampToDbSpec), nodeType<Range>(rangeSpec), nodeType<ExpRange>(expRangeSpec),
             nodeType<Clip>(clipSpec), nodeType<Wrap>(wrapSpec))

}  // namespace HOCKET_ISA_NAMESPACE
}  // namespace hocket::dsp
