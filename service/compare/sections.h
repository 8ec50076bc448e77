// The lists of a comparison, one function each; service/compare/compare.cc calls them.
#pragma once

#include "filing_review/v1/comparison.pb.h"
#include "service/compare/sides.h"

namespace filing_review::compare {

void CompareFigures(Sides& sides, v1::BriefComparison& out);
void CompareStatements(Sides& sides, v1::BriefComparison& out);
void CompareDisclosures(Sides& sides, v1::BriefComparison& out);
void CompareInfluence(Sides& sides, v1::BriefComparison& out);
void CompareHolders(Sides& sides, v1::BriefComparison& out);
void CompareTotals(Sides& sides, v1::BriefComparison& out);
void CompareRegimes(Sides& sides, v1::BriefComparison& out);
void CompareConflicts(Sides& sides, v1::BriefComparison& out);
void CompareChecklist(Sides& sides, v1::BriefComparison& out);
void CompareHeadline(Sides& sides, v1::BriefComparison& out);
void CompareMetadata(Sides& sides, v1::BriefComparison& out);
void CompareCoverage(Sides& sides, v1::BriefComparison& out);

}  // namespace filing_review::compare
