// Figures of one fact that differ.
// Pure.
#pragma once

#include <string>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace re2 {
class RE2;
}

namespace filing_review::classify {

// Half of the last printed digit: "1.863亿" with value 186,300,000 is exact to 50,000.
// `digits`: number of significant digits printed.
double PrintedPrecision(const std::string& value_text, int64_t value, int& digits);

// Appends one DIFFERENT_FIGURES for each pair of values of the issuer that have metric, subject,
// place and date in common, are printed exactly, lie on different pages and are apart by more than
// rounding but by no more than ConflictRules.same_fact_spread.
// `qualifiers`: words of the metric that must agree (average, new); may be null.
void FindDifferentFigures(const v1::ConflictRules& rules, const re2::RE2* qualifiers,
                          v1::ReviewBrief& brief);

}  // namespace filing_review::classify
