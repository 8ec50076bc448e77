#include "tests/classify/row_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

KnownWrong::KnownWrong(std::string path, std::string heading, const char* write_variable)
    : path_(std::move(path)), heading_(std::move(heading)), write_variable_(write_variable) {}

void KnownWrong::Add(const std::string& id, const std::string& how) {
  lines_.push_back(absl::StrCat(id, "\t", how));
  wrong_[id] = how;
}

void KnownWrong::Check() const {
  if (std::getenv(write_variable_) != nullptr) {
    std::ofstream out(path_);
    out << "id\t" << heading_ << "\n"
        << absl::StrJoin(lines_, "\n") << (lines_.empty() ? "" : "\n");
    EXPECT_TRUE(out.flush()) << "cannot write " << path_;
    return;
  }
  std::map<std::string, std::string> known;
  for (const std::vector<std::string>& row : ReadRows(path_, 2)) {
    EXPECT_TRUE(known.emplace(row[0], row[1]).second) << row[0] << " stands twice";
  }
  for (const auto& [id, how] : wrong_) {
    if (!known.contains(id)) {
      ADD_FAILURE() << id << " is wrong: " << how;
    } else {
      EXPECT_EQ(how, known[id]) << id << " is wrong in another way than listed";
    }
  }
  for (const auto& [id, how] : known) {
    EXPECT_TRUE(wrong_.contains(id)) << id << " is right now, or gone: take it off " << path_;
  }
}

}  // namespace filing_review::classify
