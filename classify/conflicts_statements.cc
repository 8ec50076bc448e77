#include "classify/conflicts_statements.h"

#include <string>
#include <utility>
#include <vector>

namespace filing_review::classify {

namespace {

constexpr int kPlacesOfStatement = 2;

using Places = std::vector<const v1::Evidence*>;

// First places of a status, one for each statement.
Places PlacesOf(const std::string& status, const v1::ReviewBrief& brief) {
  Places places;
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    if (statement.status() != status || statement.evidence().empty()) continue;
    places.push_back(&statement.evidence(0));
  }
  return places;
}

bool SamePlace(const v1::Evidence& a, const v1::Evidence& b) {
  return a.document() == b.document() && a.page() == b.page() && a.quote() == b.quote();
}

// Adds the places that do not stand among `others`: one sentence cannot disagree with itself.
void AddPlaces(const Places& places, const Places& others, v1::Conflict& conflict) {
  int added = 0;
  for (const v1::Evidence* place : places) {
    bool shared = false;
    for (const v1::Evidence* other : others) shared = shared || SamePlace(*place, *other);
    if (shared || added == kPlacesOfStatement) continue;
    ++added;
    *conflict.add_evidence() = *place;
  }
}

}  // namespace

void FindDisagreeingStatements(const v1::ConflictRules& rules, v1::ReviewBrief& brief) {
  for (const v1::StatementPair& pair : rules.disagreeing_statements()) {
    const Places first = PlacesOf(pair.first(), brief), second = PlacesOf(pair.second(), brief);
    v1::Conflict conflict;
    AddPlaces(first, second, conflict);
    const int of_first = conflict.evidence_size();
    AddPlaces(second, first, conflict);
    if (of_first == 0 || conflict.evidence_size() == of_first) continue;
    conflict.set_kind("STATEMENTS_DISAGREE");
    conflict.set_explanation(pair.explanation());
    *brief.add_conflicts() = std::move(conflict);
  }
}

}  // namespace filing_review::classify
