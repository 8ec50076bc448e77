#include "classify/fold.h"

#include <gtest/gtest.h>

#include <string>

namespace filing_review::classify {
namespace {

TEST(FoldText, Table) {
  const struct {
    const char* original;
    const char* folded;
  } rows[] = {
      {"registered users", "registered users"},
      {"註冊用戶數據", "注册用户数据"},
      {"网络安全审查办法", "网络安全审查办法"},
      {"網絡安全審查辦法", "网络安全审查办法"},
      {"１２３，４５６萬名", "123,456万名"},
      {"乾隆著作", "乾隆著作"},
      {"為本公司所持", "为本公司所持"},
      {"the ﬁling’s ofﬁce", "the filing's office"},
      {"２０２１年１２月３１日", "2021年12月31日"},
  };
  for (const auto& row : rows) EXPECT_EQ(FoldText(row.original), row.folded) << row.original;
}

TEST(FoldText, BrokenBytesBecomeReplacementCharacters) {
  EXPECT_EQ(FoldText("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(FoldText("a\xE4\xB8"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace filing_review::classify
