// A table of the index as CSV (service/render/csv.h) with a head line: tables/filings.csv and so
// on.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "service/bulk/sql_file.h"

namespace filing_review::service {

// `path` is there whole afterwards.
absl::Status WriteCsvTable(SqlFile& index, const std::string& table, const std::string& path);

}  // namespace filing_review::service
