#include "tests/classify/row_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_split.h"

namespace filing_review::classify {

std::vector<std::vector<std::string>> ReadRows(const std::string& path, size_t columns) {
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    rows.push_back(absl::StrSplit(line, '\t'));
    EXPECT_EQ(rows.back().size(), columns) << path << ": " << line;
  }
  return rows;
}

}  // namespace filing_review::classify
