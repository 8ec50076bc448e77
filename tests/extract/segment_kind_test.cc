#include "extract/segment_kind.h"

#include <gtest/gtest.h>

namespace filing_review::extract {
namespace {

TEST(KindOf, TellsFiguresFromWords) {
  const struct {
    const char* text;
    SegmentKind kind;
  } rows[] = {
      {"1,234", SegmentKind::kNumber},
      {"12.8%", SegmentKind::kNumber},
      {"(1,234)", SegmentKind::kNumber},
      {"$ 1,234", SegmentKind::kNumber},
      {"36,585,147股", SegmentKind::kNumber},
      {"１，２３４", SegmentKind::kNumber},
      {"—", SegmentKind::kPlaceholder},
      {"*", SegmentKind::kPlaceholder},
      {"N/A", SegmentKind::kPlaceholder},
      {"不適用", SegmentKind::kPlaceholder},
      {"2021", SegmentKind::kYear},
      {"2021年", SegmentKind::kYear},
      {"2021年12月31日", SegmentKind::kText},
      {"December 31, 2021", SegmentKind::kText},
      {"(1)", SegmentKind::kMark},
      {"1.", SegmentKind::kMark},
      {"(a)", SegmentKind::kMark},
      {"一、", SegmentKind::kMark},
      {"•", SegmentKind::kMark},
      {"Registered users", SegmentKind::kText},
      {"注册用户", SegmentKind::kText},
      {"", SegmentKind::kText},
  };
  for (const auto& row : rows) EXPECT_EQ(KindOf(row.text), row.kind) << row.text;
}

TEST(OpensItem, IsTextBehindANumber) {
  for (const char* text : {"（二）前十名股东", "(1) the founder", "3、主要股东", "十一、其他"}) {
    EXPECT_TRUE(OpensItem(text)) << text;
  }
  for (const char* text : {"(1)", "股东（一）", "Class A", ""}) {
    EXPECT_FALSE(OpensItem(text)) << text;
  }
}

}  // namespace
}  // namespace filing_review::extract
