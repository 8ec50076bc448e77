#include "classify/checklist.h"

#include <gtest/gtest.h>

#include "classify/rule_pack.h"

namespace filing_review::classify {
namespace {

v1::ChecklistState StateOf(v1::ReviewBrief brief, const std::string& item) {
  v1::RulePack pack;
  const std::string_view bytes = EmbeddedRulePack();
  EXPECT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  const auto builder = ChecklistBuilder::Create(pack, {});
  EXPECT_TRUE(builder.ok());
  (*builder)->Build(brief);
  for (const v1::ChecklistItem& found : brief.checklist()) {
    if (found.item() == item) return found.state();
  }
  return v1::CHECKLIST_STATE_UNSPECIFIED;
}

TEST(ChecklistBuilder, States) {
  v1::ReviewBrief brief;
  EXPECT_EQ(StateOf(brief, "collection"), v1::CHECKLIST_STATE_NOT_FOUND);
  brief.mutable_coverage()->add_pages_unread()->set_page(3);
  EXPECT_EQ(StateOf(brief, "collection"), v1::CHECKLIST_STATE_NOT_READABLE)
      << "absence needs every page";
  v1::DataHandling& item = *brief.add_data_handling();
  item.set_category("collection");
  item.set_stance(v1::STANCE_RULE_TEXT);
  EXPECT_EQ(StateOf(brief, "collection"), v1::CHECKLIST_STATE_NOT_READABLE)
      << "a rule is no disclosure";
  item.set_stance(v1::STANCE_ISSUER_STATES);
  EXPECT_EQ(StateOf(brief, "collection"), v1::CHECKLIST_STATE_FOUND);
}

TEST(ChecklistBuilder, NothingIsNotFoundWhilePagesAreUnread) {
  v1::RulePack pack;
  const std::string_view bytes = EmbeddedRulePack();
  ASSERT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  const auto builder = ChecklistBuilder::Create(pack, {});
  ASSERT_TRUE(builder.ok());
  v1::ReviewBrief read, unread;
  unread.mutable_coverage()->add_pages_unread()->set_page(3);
  (*builder)->Build(read);
  (*builder)->Build(unread);
  ASSERT_GE(unread.checklist_size(), 30);
  ASSERT_EQ(unread.checklist_size(), read.checklist_size());
  for (int i = 0; i < unread.checklist_size(); ++i) {
    EXPECT_EQ(read.checklist(i).state(), v1::CHECKLIST_STATE_NOT_FOUND) << read.checklist(i).item();
    EXPECT_EQ(unread.checklist(i).state(), v1::CHECKLIST_STATE_NOT_READABLE)
        << unread.checklist(i).item();
  }
}

TEST(ChecklistBuilder, UserCountsAreTheIssuers) {
  v1::ReviewBrief brief;
  v1::UserCount& count = *brief.add_user_counts();
  count.set_metric("MAU");
  count.set_attribution(v1::ATTRIBUTION_INDUSTRY);
  EXPECT_EQ(StateOf(brief, "active_users"), v1::CHECKLIST_STATE_NOT_FOUND);
  count.set_attribution(v1::ATTRIBUTION_ISSUER);
  EXPECT_EQ(StateOf(brief, "active_users"), v1::CHECKLIST_STATE_FOUND);
  EXPECT_EQ(StateOf(brief, "registered_users"), v1::CHECKLIST_STATE_NOT_FOUND);
  EXPECT_EQ(StateOf(brief, "user_counts_dated"), v1::CHECKLIST_STATE_NOT_FOUND);
}

}  // namespace
}  // namespace filing_review::classify
