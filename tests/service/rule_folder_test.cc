#include "service/rule_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

class RuleFolderTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() + "/" + name) << text;
  }
  TemporaryFolder folder_;
};

TEST_F(RuleFolderTest, MergesInFileNameOrder) {
  v1::RulePack pack;
  auto* macro = pack.add_macros();
  macro->set_id("word");
  macro->set_value("embedded");
  Write("20_b.textproto", "macros { id: 'word' value: 'second' }");
  Write("10_a.textproto", "macros { id: 'word' value: 'first' } macros { id: 'own' value: 'x' }");
  Write("notes.txt", "not a rule");
  ASSERT_TRUE(MergeRuleFolder(folder_.path(), pack).ok());
  ASSERT_EQ(pack.macros_size(), 2);
  EXPECT_EQ(pack.macros(0).value(), "second");
  EXPECT_EQ(pack.macros(1).id(), "own");
}

TEST_F(RuleFolderTest, AnErrorNamesFileLineAndColumn) {
  Write("10_a.textproto", "macros {\n  id: 'word'\n  colour: 'red'\n}\n");
  v1::RulePack pack;
  const absl::Status status = MergeRuleFolder(folder_.path(), pack);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const std::string message(status.message());
  EXPECT_EQ(message.rfind(folder_.path() + "/10_a.textproto:3:", 0), 0u) << message;
}

TEST_F(RuleFolderTest, AFolderWithoutRulesIsAnError) {
  v1::RulePack pack;
  EXPECT_EQ(MergeRuleFolder(folder_.path(), pack).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(MergeRuleFolder(folder_.path() + "/missing", pack).code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace filing_review::service
