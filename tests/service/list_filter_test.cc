#include "service/list_filter.h"

#include <gtest/gtest.h>

#include "extract/read_error.h"

namespace filing_review::service {
namespace {

TEST(ReadListFilter, ReadsComparisons) {
  ListQuery query;
  ASSERT_TRUE(ReadListFilter("state = FAILED OR state=PARTIAL AND listing_venue = US AND "
                             "create_time >= \"2026-01-31T00:00:00Z\" AND update_time < "
                             "2026-02-01T00:00:00.5Z",
                             query)
                  .ok());
  EXPECT_EQ(query.states,
            (std::vector<v1::FilingState>{v1::FILING_STATE_FAILED, v1::FILING_STATE_PARTIAL}));
  EXPECT_EQ(query.venue, v1::LISTING_VENUE_US);
  EXPECT_EQ(query.created_from, 1769817600000000);
  EXPECT_EQ(query.updated_before, 1769904000500000);
  EXPECT_EQ(query.created_before, INT64_MAX);
  ListQuery all;
  EXPECT_TRUE(ReadListFilter("", all).ok());
  EXPECT_TRUE(all.states.empty());
}

TEST(ReadListFilter, SaysWhatItDoesNotUnderstand) {
  const struct {
    const char *filter, *error;
  } rows[] = {
      {"issuer = x", "'issuer' is no field"},
      {"state = DONE", "'DONE' is no state"},
      {"state > FAILED", "state is compared with ="},
      {"state = FAILED AND state = PARTIAL", "a filing has one state; join states by OR"},
      {"state = FAILED OR listing_venue = US", "'OR' cannot stand before listing_venue"},
      {"listing_venue = MARS", "'MARS' is no listing venue"},
      {"create_time >= yesterday", "'yesterday' is no time"},
      {"create_time = \"2026-01-31T00:00:00Z\"", "create_time is compared with >= or <"},
      {"create_time >= \"2026", "a quote is not closed"},
      {"state =", "the last comparison is not complete"},
      {"state = FAILED AND", "the last comparison is not complete"},
      {"state = FAILED listing_venue = US", "the last comparison is not complete"},
  };
  for (const auto& row : rows) {
    ListQuery query;
    const absl::Status status = ReadListFilter(row.filter, query);
    EXPECT_EQ(extract::ReasonOf(status), "bad_filter") << row.filter;
    EXPECT_EQ(status.message().find(row.error), 0u) << row.filter << ": " << status;
  }
}

TEST(ReadListOrder, Table) {
  ListQuery query;
  EXPECT_TRUE(ReadListOrder("update_time desc", query).ok());
  EXPECT_EQ(query.order, ListOrder::kUpdateTimeDescending);
  EXPECT_TRUE(ReadListOrder("create_time", query).ok());
  EXPECT_EQ(query.order, ListOrder::kCreateTime);
  EXPECT_TRUE(ReadListOrder("", query).ok());
  EXPECT_EQ(query.order, ListOrder::kNewestFirst);
  EXPECT_EQ(extract::ReasonOf(ReadListOrder("name", query)), "bad_order");
}

}  // namespace
}  // namespace filing_review::service
