#include "service/render/csv.h"

#include <charconv>
#include <utility>

namespace filing_review::render {

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

void CsvWriter::Head(std::initializer_list<const char*> names) {
  for (const char* name : names) Text(name);
  EndRow();
}

CsvWriter& CsvWriter::Real(double number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  std::string cell(text, end);
  // As a corpus's tables have it, which come out of SQLite.
  if (cell.find_first_not_of("-0123456789") == std::string::npos) cell += ".0";
  return Cell(cell, false);
}

CsvWriter& CsvWriter::Cell(const std::string& text, bool is_text) {
  if (std::exchange(row_begun_, true)) out_ += ',';
  out_ += CsvCell(text, is_text);
  return *this;
}

void CsvWriter::EndRow() {
  out_ += "\r\n";
  row_begun_ = false;
}

std::string CsvWriter::Take() { return std::exchange(out_, {}); }

}  // namespace filing_review::render
