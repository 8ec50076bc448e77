// A brief as CSV tables, for spreadsheets and databases.
//
//   for (const CsvTable& table : CsvTables(brief)) …   // "holders" and its text
//   std::string zip = RenderCsv(brief);                // all of them in one ZIP file
//
// Columns that a corpus's tables have too (docs/BULK.md) have the same names and values there. A
// text begins with a byte order mark, without which Excel takes it for another encoding. Values are
// those of the JSON form, in no language. One row a mention; a finding with several places has a
// row for the one that carries it, a conflict and a checklist item one for each. Deterministic,
// thread-safe; nothing fails.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"

namespace filing_review::render {

struct CsvTable {
  std::string name;  // of its file, without ".csv"
  std::string text;
};

std::vector<CsvTable> CsvTables(const v1::ReviewBrief& brief);

std::string RenderCsv(const v1::ReviewBrief& brief);

}  // namespace filing_review::render
