// report.html: a corpus on one page. One file that loads nothing, plots as inline SVG: figures of
// users against thresholds, regimes by outcome, holders by country, coverage, failures, time a
// filing.
//
// Reads the index; times come beside it, since they are not the same in two runs. Whatever comes
// from filings is escaped.
#pragma once

#include <string>
#include <vector>

#include "service/bulk/run_manifest.h"
#include "service/bulk/sql_file.h"

namespace filing_review::service {

inline constexpr char kReportName[] = "report.html";

// `seconds`: of each review, tries included.
std::string CorpusReport(SqlFile& index, const RunManifest& manifest,
                         const std::vector<double>& seconds);

}  // namespace filing_review::service
