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
  Write("20_b.textproto", "macros { id: 'own' value: 'second' }");
  Write("10_a.textproto", "version: 'mine' macros { id: 'own' value: 'first' }");
  Write("notes.txt", "not a rule");
  const auto built_in = LoadRules("");
  const auto rules = LoadRules(folder_.path());
  ASSERT_TRUE(rules.ok()) << rules.status();
  ASSERT_TRUE(built_in.ok());
  const auto& macros = rules->pack.macros();
  ASSERT_EQ(macros.size(), built_in->pack.macros_size() + 1);
  EXPECT_EQ(macros.Get(macros.size() - 1).value(), "second");
  EXPECT_EQ(rules->pack.version(), built_in->pack.version() + "+mine");
  EXPECT_NE(rules->digest, built_in->digest);
}

TEST_F(RuleFolderTest, AnErrorNamesFileLineAndColumn) {
  Write("10_a.textproto", "macros {\n  id: 'word'\n  colour: 'red'\n}\n");
  const auto rules = LoadRules(folder_.path());
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(rules.status().message());
  EXPECT_EQ(message.rfind(folder_.path() + "/10_a.textproto:3:", 0), 0u) << message;
}

TEST_F(RuleFolderTest, AFolderWithoutRulesIsAnError) {
  EXPECT_EQ(LoadRules(folder_.path()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(LoadRules(folder_.path() + "/missing").status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace filing_review::service
