// Words of the reports: every value of the contract has some, in each language.
#include "service/render/words.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::render {
namespace {

TEST(Words, HaveEveryValueOfTheContract) {
  const google::protobuf::FileDescriptor* file = v1::ReviewBrief::descriptor()->file();
  for (int i = 0; i < file->enum_type_count(); ++i) {
    const google::protobuf::EnumDescriptor* type = file->enum_type(i);
    for (int j = 0; j < type->value_count(); ++j) {
      const std::string key =
          absl::StrCat(type->name(), ".", ShortEnumName(type, type->value(j)->number()));
      EXPECT_TRUE(Words::English().Has(key)) << key;
    }
  }
}

TEST(Words, FallBackToEnglishAndToTheIdentifier) {
  const Words words("key\ten\tzh-Hans\npage\tp. {0}\t第 {0} 页\ntitle\tBrief\t\n", "zh-Hans");
  EXPECT_EQ(words.Fill("page", {"12"}), "第 12 页");
  EXPECT_EQ(words.Get("title"), "Brief");
  EXPECT_EQ(words.Name("condition", "serves_us_persons"), "serves us persons");
  EXPECT_EQ(words.Name("metric", "NEW_METRIC"), "new metric");
  // A value that looks like a place to fill in stays as it is.
  EXPECT_EQ(words.Fill("page", {"{0}"}), "第 {0} 页");
}

}  // namespace
}  // namespace filing_review::render
