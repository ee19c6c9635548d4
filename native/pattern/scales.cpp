// Tidal's table of scales, under Tidal's names.
#include "native/pattern/scales.h"

namespace hocket::pattern {

namespace {

constexpr double minPentSteps[] = {0, 3, 5, 7, 10};
constexpr double majPentSteps[] = {0, 2, 4, 7, 9};
constexpr double ritusenSteps[] = {0, 2, 5, 7, 9};
constexpr double egyptianSteps[] = {0, 2, 5, 7, 10};
constexpr double kumaiSteps[] = {0, 2, 3, 7, 9};
constexpr double hirajoshiSteps[] = {0, 2, 3, 7, 8};
constexpr double iwatoSteps[] = {0, 1, 5, 6, 10};
constexpr double chineseSteps[] = {0, 4, 6, 7, 11};
constexpr double indianSteps[] = {0, 4, 5, 7, 10};
constexpr double pelogSteps[] = {0, 1, 3, 7, 8};
constexpr double prometheusSteps[] = {0, 2, 4, 6, 11};
constexpr double scriabinSteps[] = {0, 1, 4, 7, 9};
constexpr double jiaoSteps[] = {0, 3, 5, 8, 10};
constexpr double wholeSteps[] = {0, 2, 4, 6, 8, 10};
constexpr double augmentedSteps[] = {0, 3, 4, 7, 8, 11};
constexpr double augmented2Steps[] = {0, 1, 4, 5, 8, 9};
constexpr double hexMajor7Steps[] = {0, 2, 4, 7, 9, 11};
constexpr double hexDorianSteps[] = {0, 2, 3, 5, 7, 10};
constexpr double hexPhrygianSteps[] = {0, 1, 3, 5, 8, 10};
constexpr double hexSusSteps[] = {0, 2, 5, 7, 9, 10};
constexpr double hexMajor6Steps[] = {0, 2, 4, 5, 7, 9};
constexpr double hexAeolianSteps[] = {0, 3, 5, 7, 8, 10};
constexpr double majorSteps[] = {0, 2, 4, 5, 7, 9, 11};
constexpr double dorianSteps[] = {0, 2, 3, 5, 7, 9, 10};
constexpr double phrygianSteps[] = {0, 1, 3, 5, 7, 8, 10};
constexpr double lydianSteps[] = {0, 2, 4, 6, 7, 9, 11};
constexpr double mixolydianSteps[] = {0, 2, 4, 5, 7, 9, 10};
constexpr double aeolianSteps[] = {0, 2, 3, 5, 7, 8, 10};
constexpr double locrianSteps[] = {0, 1, 3, 5, 6, 8, 10};
constexpr double harmonicMinorSteps[] = {0, 2, 3, 5, 7, 8, 11};
constexpr double harmonicMajorSteps[] = {0, 2, 4, 5, 7, 8, 11};
constexpr double melodicMinorSteps[] = {0, 2, 3, 5, 7, 9, 11};
constexpr double melodicMajorSteps[] = {0, 2, 4, 5, 7, 8, 10};
constexpr double todiSteps[] = {0, 1, 3, 6, 7, 8, 11};
constexpr double purviSteps[] = {0, 1, 4, 6, 7, 8, 11};
constexpr double marvaSteps[] = {0, 1, 4, 6, 7, 9, 11};
constexpr double bhairavSteps[] = {0, 1, 4, 5, 7, 8, 11};
constexpr double ahirbhairavSteps[] = {0, 1, 4, 5, 7, 9, 10};
constexpr double superLocrianSteps[] = {0, 1, 3, 4, 6, 8, 10};
constexpr double romanianMinorSteps[] = {0, 2, 3, 6, 7, 9, 10};
constexpr double hungarianMinorSteps[] = {0, 2, 3, 6, 7, 8, 11};
constexpr double neapolitanMinorSteps[] = {0, 1, 3, 5, 7, 8, 11};
constexpr double enigmaticSteps[] = {0, 1, 4, 6, 8, 10, 11};
constexpr double spanishSteps[] = {0, 1, 4, 5, 7, 8, 10};
constexpr double leadingWholeSteps[] = {0, 2, 4, 6, 8, 10, 11};
constexpr double lydianMinorSteps[] = {0, 2, 4, 6, 7, 8, 10};
constexpr double neapolitanMajorSteps[] = {0, 1, 3, 5, 7, 9, 11};
constexpr double locrianMajorSteps[] = {0, 2, 4, 5, 6, 8, 10};
constexpr double diminishedSteps[] = {0, 1, 3, 4, 6, 7, 9, 10};
constexpr double diminished2Steps[] = {0, 2, 3, 5, 6, 8, 9, 11};
constexpr double messiaen3Steps[] = {0, 2, 3, 4, 6, 7, 8, 10, 11};
constexpr double messiaen4Steps[] = {0, 1, 2, 5, 6, 7, 8, 11};
constexpr double messiaen5Steps[] = {0, 1, 5, 6, 7, 11};
constexpr double messiaen6Steps[] = {0, 2, 4, 5, 6, 8, 10, 11};
constexpr double messiaen7Steps[] = {0, 1, 2, 3, 5, 6, 7, 8, 9, 11};
constexpr double chromaticSteps[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr double bayatiSteps[] = {0, 1.5, 3, 5, 7, 8, 10};
constexpr double hijazSteps[] = {0, 1, 4, 5, 7, 8.5, 10};
constexpr double sikahSteps[] = {0, 1.5, 3.5, 5.5, 7, 8.5, 10.5};
constexpr double rastSteps[] = {0, 2, 3.5, 5, 7, 9, 10.5};
constexpr double sabaSteps[] = {0, 1.5, 3, 4, 6, 8, 10};
constexpr double iraqSteps[] = {0, 1.5, 3.5, 5, 6.5, 8.5, 10.5};

constexpr Scale table[] = {
    {"minPent", minPentSteps},
    {"majPent", majPentSteps},
    {"ritusen", ritusenSteps},
    {"egyptian", egyptianSteps},
    {"kumai", kumaiSteps},
    {"hirajoshi", hirajoshiSteps},
    {"iwato", iwatoSteps},
    {"chinese", chineseSteps},
    {"indian", indianSteps},
    {"pelog", pelogSteps},
    {"prometheus", prometheusSteps},
    {"scriabin", scriabinSteps},
    {"gong", majPentSteps},
    {"shang", egyptianSteps},
    {"jiao", jiaoSteps},
    {"zhi", ritusenSteps},
    {"yu", minPentSteps},
    {"whole", wholeSteps},
    {"wholetone", wholeSteps},
    {"augmented", augmentedSteps},
    {"augmented2", augmented2Steps},
    {"hexMajor7", hexMajor7Steps},
    {"hexDorian", hexDorianSteps},
    {"hexPhrygian", hexPhrygianSteps},
    {"hexSus", hexSusSteps},
    {"hexMajor6", hexMajor6Steps},
    {"hexAeolian", hexAeolianSteps},
    {"major", majorSteps},
    {"ionian", majorSteps},
    {"dorian", dorianSteps},
    {"phrygian", phrygianSteps},
    {"lydian", lydianSteps},
    {"mixolydian", mixolydianSteps},
    {"aeolian", aeolianSteps},
    {"minor", aeolianSteps},
    {"locrian", locrianSteps},
    {"harmonicMinor", harmonicMinorSteps},
    {"harmonicMajor", harmonicMajorSteps},
    {"melodicMinor", melodicMinorSteps},
    {"melodicMinorDesc", aeolianSteps},
    {"melodicMajor", melodicMajorSteps},
    {"bartok", melodicMajorSteps},
    {"hindu", melodicMajorSteps},
    {"todi", todiSteps},
    {"purvi", purviSteps},
    {"marva", marvaSteps},
    {"bhairav", bhairavSteps},
    {"ahirbhairav", ahirbhairavSteps},
    {"superLocrian", superLocrianSteps},
    {"romanianMinor", romanianMinorSteps},
    {"hungarianMinor", hungarianMinorSteps},
    {"neapolitanMinor", neapolitanMinorSteps},
    {"enigmatic", enigmaticSteps},
    {"spanish", spanishSteps},
    {"leadingWhole", leadingWholeSteps},
    {"lydianMinor", lydianMinorSteps},
    {"neapolitanMajor", neapolitanMajorSteps},
    {"locrianMajor", locrianMajorSteps},
    {"diminished", diminishedSteps},
    {"octatonic", diminishedSteps},
    {"diminished2", diminished2Steps},
    {"octatonic2", diminished2Steps},
    {"messiaen1", wholeSteps},
    {"messiaen2", diminishedSteps},
    {"messiaen3", messiaen3Steps},
    {"messiaen4", messiaen4Steps},
    {"messiaen5", messiaen5Steps},
    {"messiaen6", messiaen6Steps},
    {"messiaen7", messiaen7Steps},
    {"chromatic", chromaticSteps},
    {"bayati", bayatiSteps},
    {"hijaz", hijazSteps},
    {"sikah", sikahSteps},
    {"rast", rastSteps},
    {"saba", sabaSteps},
    {"iraq", iraqSteps},
};

constexpr double root[] = {0};

}  // namespace

std::span<const Scale> scales() { return table; }

std::string scaleNames() {
  std::string names;
  for (const Scale& scale : table) names += (names.empty() ? "" : " ") + std::string(scale.name);
  return names;
}

std::span<const double> findScale(std::string_view name) {
  for (const Scale& scale : table) {
    if (name == scale.name) return scale.steps;
  }
  return root;
}

}  // namespace hocket::pattern
