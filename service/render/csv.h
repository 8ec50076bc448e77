// The one writer of CSV (RFC 4180, UTF-8).
//
//   CsvWriter csv;
//   csv.Head({"name", "value"});
//   csv.Text("=1+1").Int(12).EndRow();   // '=1+1,12
//
// A text that a spreadsheet would take for a formula (it begins with '=', '+', '-', '@', a tab or a
// carriage return) gets an apostrophe in front: a filing is written by strangers.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

namespace filing_review::render {

// One cell, quoted where it must be.
std::string CsvCell(const std::string& text, bool is_text);

class CsvWriter {
 public:
  void Head(std::initializer_list<const char*> names);
  CsvWriter& Text(const std::string& text) { return Cell(text, true); }
  CsvWriter& Int(int64_t number) { return Cell(std::to_string(number), false); }
  // The shortest form that reads back, with a point: 21.0.
  CsvWriter& Real(double number);
  CsvWriter& None() { return Cell("", false); }
  CsvWriter& Cell(const std::string& text, bool is_text);
  void EndRow();
  std::string Take();

 private:
  std::string out_;
  bool row_begun_ = false;
};

}  // namespace filing_review::render
