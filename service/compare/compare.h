// The difference of two briefs: one way of telling it for the command line, the server and a
// corpus.
//
//   v1::BriefComparison c = CompareBriefs(a, b);
//   c.same()   // nothing differs
//
// What the two are to each other is told from them: the same documents are RULES; Chinese and
// English are a TRANSLATION; all else are VERSIONS. `kind` says otherwise.
//
// How things are matched:
//   figures      the same metric, subject, whose, date and region; then the same number in a like
//                sentence; then a like sentence of the same metric with other numbers. In a
//                TRANSLATION by value, metric, date and whose, a number that is rounded on one side
//                included; what is left by its place in the filing
//   passages     the same words wherever they stand (a move is no difference), then like words
//                (service/compare/text_match.h). In a TRANSLATION by label only, and
//                whether it is denied
//   holders      name or other name, nearly the same name; in a TRANSLATION, the percentages too
//   regimes, conditions, checklist   their ids
//
// Pure, deterministic and thread-safe. Time is that of sorting the findings and, for like words,
// linear in the words of the passages (limits: text_match.h).
#pragma once

#include <cstdint>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/comparison.pb.h"

namespace filing_review::compare {

// Places of one difference that are named, a side. `pages_a` and `pages_b` count them all the same.
inline constexpr int kEvidenceASide = 6;

v1::BriefComparison CompareBriefs(const v1::ReviewBrief& a, const v1::ReviewBrief& b,
                                  v1::ComparisonKind kind = v1::COMPARISON_KIND_UNSPECIFIED);

// What CompareBriefs takes for `kind` where it is not set.
v1::ComparisonKind KindOf(const v1::ReviewBrief& a, const v1::ReviewBrief& b);

// Number of differences in the lists.
int ChangeCount(const v1::BriefComparison& comparison);

// True where a page of a side was not searched and that side may hold what was not found: `same`
// then counts for what could be read.
bool IsPartial(const v1::BriefComparison& comparison);

// Takes differences away from the ends of the longest lists until the message has at most `bytes`,
// and counts them in `omitted_count`.
void Bound(v1::BriefComparison& comparison, int64_t bytes);

}  // namespace filing_review::compare
