#include "service/bulk/csv_tables.h"

#include <fstream>

#include "service/bulk/durable_file.h"
#include "service/render/csv.h"
#include "service/service_error.h"

namespace filing_review::service {

absl::Status WriteCsvTable(SqlFile& index, const std::string& table, const std::string& path) {
  std::ofstream out(TemporaryName(path), std::ios::binary);
  // The names of tables are our own.
  const bool has_quote = table == "findings" || table == "holders";
  SqlRows rows(index, has_quote ? "SELECT f.id, q.document, q.page, q.text, t.* FROM " + table +
                                      " t JOIN filings f USING (filing)"
                                      " LEFT JOIN quotes q ON q.quote = t.quote ORDER BY t.rowid"
                      : table == "filings"
                          ? "SELECT * FROM filings ORDER BY filing"
                          : "SELECT f.id, t.* FROM " + table +
                                " t JOIN filings f USING (filing) ORDER BY t.rowid");
  render::CsvWriter csv;
  for (int column = 0; column < rows.columns(); ++column) csv.Text(rows.Name(column));
  csv.EndRow();
  while (rows.Next()) {
    for (int column = 0; column < rows.columns(); ++column) {
      csv.Cell(rows.Text(column), rows.IsText(column));
    }
    csv.EndRow();
    out << csv.Take();
  }
  out << csv.Take();
  out.close();
  if (!index.status().ok()) return index.status();
  if (!out) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        path + " cannot be written; make room and start again");
  }
  return PutInPlace(path);
}

}  // namespace filing_review::service
