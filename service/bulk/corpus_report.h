// report.html: a corpus on one page. One file that loads nothing, plots as inline SVG: figures of
// users against thresholds, regimes by outcome, holders by country, coverage, failures, time and
// memory a filing.
//
// Reads the index; what reviews took comes beside it, since they are not the same in two runs.
// Whatever comes from filings is escaped.
#pragma once

#include <string>

#include "service/bulk/review_cost.h"
#include "service/bulk/run_manifest.h"
#include "service/bulk/sql_file.h"

namespace filing_review::service {

inline constexpr char kReportName[] = "report.html";

std::string CorpusReport(SqlFile& index, const RunManifest& manifest, const ReviewCosts& costs);

}  // namespace filing_review::service
