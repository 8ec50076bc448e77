// Lists of filings: filters, orders, pages.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreListTest : public StoreTest {};

TEST_P(StoreListTest, ListsTheNewestFirstPageByPageForOneOwner) {
  std::vector<std::string> names;
  for (const char digit : {'1', '2', '3', '4', '5'}) {
    names.insert(names.begin(), Create(FilingOf("x", digit)).name());
  }
  Create(FilingOf("x", '6', "another"));
  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = store_->List("", 2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->filings.size(), 2u);
    for (const auto& filing : page->filings) listed.push_back(filing.name());
    token = page->next_page_token;
  } while (!token.empty());
  EXPECT_EQ(listed, names);
  for (const char* wrong : {"x", "-1", "0", "1x", "99999999999999999999", "00000000.0.1"}) {
    EXPECT_EQ(extract::ReasonOf(store_->List("", 2, wrong).status()), kReasonBadPageToken) << wrong;
  }
}

TEST_P(StoreListTest, ListsByStateVenueAndTime) {
  const v1::Filing hong_kong = Create(FilingOf("港", '1'));
  Pass(100);
  NewFiling american = FilingOf("us", '2');
  american.header.set_listing_venue(v1::LISTING_VENUE_US);
  const v1::Filing us = Create(american);
  ASSERT_TRUE(store_->Cancel("", IdOf(us)).ok());
  const auto names = [&](const std::function<void(ListQuery&)>& change) {
    ListQuery query;
    change(query);
    std::vector<std::string> found;
    const auto page = store_->List(query);
    EXPECT_TRUE(page.ok()) << page.status();
    if (page.ok()) {
      for (const auto& filing : page->filings) found.push_back(filing.name());
    }
    return found;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names([](ListQuery& q) { q.states = {v1::FILING_STATE_QUEUED}; }),
            Names{hong_kong.name()});
  EXPECT_EQ(names([](ListQuery& q) {
              q.states = {v1::FILING_STATE_QUEUED, v1::FILING_STATE_CANCELLED};
            }),
            (Names{us.name(), hong_kong.name()}));
  EXPECT_EQ(names([](ListQuery& q) { q.venue = v1::LISTING_VENUE_US; }), Names{us.name()});
  const auto micros = [&](const v1::Filing& filing) {
    const auto time = store_->Get("", IdOf(filing))->create_time();
    return time.seconds() * 1'000'000 + time.nanos() / 1000;
  };
  const int64_t later = micros(us);
  EXPECT_EQ(names([&](ListQuery& q) { q.created_from = later; }), Names{us.name()});
  EXPECT_EQ(names([&](ListQuery& q) { q.created_before = later; }), Names{hong_kong.name()});
}

TEST_P(StoreListTest, PagesOfEveryOrderAreWholeAndStable) {
  std::vector<v1::Filing> made;
  for (const char digit : {'1', '2', '3', '4', '5'}) {
    made.push_back(Create(FilingOf("x", digit)));
    Pass(digit == '3' ? 0 : 10);
  }
  ASSERT_TRUE(store_->Cancel("", IdOf(made[0])).ok());  // updated last
  const struct {
    ListOrder order;
    std::vector<int> expected;
  } rows[] = {{ListOrder::kNewestFirst, {4, 3, 2, 1, 0}},
              {ListOrder::kCreateTime, {0, 1, 2, 3, 4}},
              {ListOrder::kCreateTimeDescending, {4, 3, 2, 1, 0}},
              {ListOrder::kUpdateTime, {1, 2, 3, 4, 0}},
              {ListOrder::kUpdateTimeDescending, {0, 4, 3, 2, 1}}};
  for (const auto& row : rows) {
    ListQuery query;
    query.order = row.order;
    query.page_size = 2;
    std::vector<std::string> names, expected;
    do {
      const auto page = store_->List(query);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const auto& filing : page->filings) names.push_back(filing.name());
      query.page_token = page->next_page_token;
      if (names.size() == 2u) {
        ListQuery other = query;
        other.venue = v1::LISTING_VENUE_US;
        EXPECT_EQ(extract::ReasonOf(store_->List(other).status()), kReasonBadPageToken);
      }
    } while (!query.page_token.empty());
    for (const int index : row.expected)
      expected.push_back(made[static_cast<size_t>(index)].name());
    EXPECT_EQ(names, expected) << static_cast<int>(row.order);
  }
}

FILING_REVIEW_ON_EVERY_STORE(StoreListTest);

}  // namespace
}  // namespace filing_review::service
