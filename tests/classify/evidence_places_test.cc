#include "classify/evidence_places.h"

#include <gtest/gtest.h>

namespace filing_review::classify {
namespace {

void AddPlace(const char* quote, double y, v1::EvidenceRole role,
              google::protobuf::RepeatedPtrField<v1::Evidence>* evidence) {
  v1::Evidence& e = *evidence->Add();
  e.set_page(4);
  e.set_quote(quote);
  e.set_role(role);
  v1::Box& box = *e.add_boxes();
  box.set_y0(y);
  box.set_y1(y + 10);
  box.set_x1(100);
}

TEST(KeepOnePlaceAQuote, DropsARepeatedHeadButKeepsTheFinding) {
  v1::ReviewBrief brief;
  for (const double y : {100.0, 300.0}) {
    v1::UserCount& count = *brief.add_user_counts();
    AddPlace(y < 200 ? "注册用户 5,120" : "注册用户 6,040", y, v1::EVIDENCE_ROLE_FIGURE,
             count.mutable_evidence());
    AddPlace("期末（千名）", y - 20, v1::EVIDENCE_ROLE_HEADER, count.mutable_evidence());
  }
  KeepOnePlaceAQuote(brief);
  ASSERT_EQ(brief.user_counts_size(), 2);
  EXPECT_EQ(brief.user_counts(0).evidence_size(), 2);
  EXPECT_EQ(brief.user_counts(1).evidence_size(), 1);
}

TEST(KeepOnePlaceAQuote, DropsAFindingSaidTwiceOnAPage) {
  v1::ReviewBrief brief;
  for (const double y : {100.0, 300.0}) {
    AddPlace("We encrypt user data.", y, v1::EVIDENCE_ROLE_FIGURE,
             brief.add_data_handling()->mutable_evidence());
  }
  KeepOnePlaceAQuote(brief);
  ASSERT_EQ(brief.data_handling_size(), 1);
  EXPECT_DOUBLE_EQ(brief.data_handling(0).evidence(0).boxes(0).y0(), 100);
}

TEST(KeepOnePlaceAQuote, KeepsTwoFindingsOnOnePlace) {
  v1::ReviewBrief brief;
  for (int i = 0; i < 2; ++i) {
    AddPlace("We encrypt user data.", 100, v1::EVIDENCE_ROLE_FIGURE,
             brief.add_data_handling()->mutable_evidence());
  }
  KeepOnePlaceAQuote(brief);
  EXPECT_EQ(brief.data_handling_size(), 2);
}

TEST(KeepOnePlaceAQuote, PointsAConditionAtTheFirstPlace) {
  v1::ReviewBrief brief;
  AddPlace("operations in China", 100, v1::EVIDENCE_ROLE_FIGURE,
           brief.add_data_handling()->mutable_evidence());
  AddPlace("operations in China", 300, v1::EVIDENCE_ROLE_CONTEXT,
           brief.add_assessments()->add_conditions()->mutable_evidence());
  KeepOnePlaceAQuote(brief);
  EXPECT_DOUBLE_EQ(brief.assessments(0).conditions(0).evidence(0).boxes(0).y0(), 100);
}

}  // namespace
}  // namespace filing_review::classify
