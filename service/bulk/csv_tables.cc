#include "service/bulk/csv_tables.h"

#include <fstream>

#include "service/bulk/durable_file.h"
#include "service/service_error.h"

namespace filing_review::service {

std::string CsvCell(const std::string& text, bool is_text) {
  std::string cell = text;
  if (is_text && !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

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
  for (int column = 0; column < rows.columns(); ++column) {
    out << (column > 0 ? "," : "") << rows.Name(column);
  }
  out << "\r\n";
  while (rows.Next()) {
    for (int column = 0; column < rows.columns(); ++column) {
      out << (column > 0 ? "," : "") << CsvCell(rows.Text(column), rows.IsText(column));
    }
    out << "\r\n";
  }
  out.close();
  if (!index.status().ok()) return index.status();
  if (!out) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        path + " cannot be written; make room and start again");
  }
  return PutInPlace(path);
}

}  // namespace filing_review::service
