#include "service/progress_board.h"

#include <gtest/gtest.h>

namespace filing_review::service {
namespace {

TEST(ProgressBoard, TellsWatchersOfTheirFilingOnly) {
  ProgressBoard board;
  int one = 0, other = 0;
  const int64_t watch = board.Watch("one", [&] { ++one; });
  board.Watch("other", [&] { ++other; });
  board.StateChanged("one");
  board.SetProgress("one", {1, 10});
  EXPECT_EQ(one, 2);
  EXPECT_EQ(other, 0);
  board.Unwatch(watch);
  board.StateChanged("one");
  EXPECT_EQ(one, 2);
}

TEST(ProgressBoard, PageProgressIsToldNowAndThenAndAlwaysKept) {
  ProgressBoard board;
  int told = 0;
  board.Watch("one", [&] { ++told; });
  for (int page = 1; page <= 1000; ++page) board.SetProgress("one", {page, 1000});
  EXPECT_GE(told, 1);
  EXPECT_LT(told, 500);
  EXPECT_EQ(board.Progress("one")->pages_done, 1000);
  board.Forget("one");
  EXPECT_FALSE(board.Progress("one").has_value());
}

}  // namespace
}  // namespace filing_review::service
