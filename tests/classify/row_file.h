// Files of test rows: tab-separated, one head line, a fixed number of cells.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace filing_review::classify {

// The cells of each line after the head. A file that is not there, and a line with another number
// of cells than `columns`, fails the test that reads it.
std::vector<std::vector<std::string>> ReadRows(const std::string& path, size_t columns);

// The rows of a table that are wrong today, against a file that lists them: id, how it is wrong.
//
//   KnownWrong wrong(PathOf("known_wrong.tsv"), "wrong today", "USER_COUNT_ROWS_WRITE");
//   wrong.Add(id, difference);   // for each wrong row, in the order of the table
//   wrong.Check();
class KnownWrong {
 public:
  KnownWrong(std::string path, std::string heading, const char* write_variable);

  void Add(const std::string& id, const std::string& how);
  // Fails the test for each row that is wrong and not listed, wrong in another way, or listed and
  // right. Where the environment has `write_variable`, writes the list anew instead.
  void Check() const;

 private:
  const std::string path_, heading_;
  const char* const write_variable_;
  std::vector<std::string> lines_;
  std::map<std::string, std::string> wrong_;
};

}  // namespace filing_review::classify
