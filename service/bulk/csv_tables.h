// A table of the index as CSV (RFC 4180, UTF-8, a head line): tables/filings.csv and so on.
//
// A text that a spreadsheet would take for a formula (it begins with '=', '+', '-', '@', a tab or a
// carriage return) gets an apostrophe in front: a filing is written by strangers.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "service/bulk/sql_file.h"

namespace filing_review::service {

// `path` is there whole afterwards.
absl::Status WriteCsvTable(SqlFile& index, const std::string& table, const std::string& path);

// One cell, quoted where it must be.
std::string CsvCell(const std::string& text, bool is_text);

}  // namespace filing_review::service
