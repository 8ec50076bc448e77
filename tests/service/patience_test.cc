#include "service/client/patience.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/service_error.h"

namespace filing_review::service {
namespace {

TEST(Patience, WaitsAsLongAsTheServerAsks) {
  std::vector<std::string> notices;
  Patience patience(5, [&](const std::string& notice) { notices.push_back(notice); });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(patience.Wait(BusyError(kReasonQueueFull, "the queue is full", 1)));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0], "the queue is full; trying again in 1 s");
}

TEST(Patience, EndsWithItsTimeAndAtOnceForOtherErrors) {
  Patience none(0, nullptr);
  EXPECT_FALSE(none.Wait(BusyError(kReasonQueueFull, "m", 1)));
  EXPECT_FALSE(none.Wait(absl::UnavailableError("m")));
  Patience some(1, nullptr);
  EXPECT_FALSE(some.Wait(absl::InvalidArgumentError("m")));
  EXPECT_FALSE(some.Wait(absl::FailedPreconditionError("m")));
  EXPECT_FALSE(some.Wait(BusyError(kReasonQueueFull, "m", 2))) << "longer than it has";
  int waits = 0;
  while (some.Wait(absl::UnavailableError("m"))) ++waits;
  EXPECT_EQ(waits, 2) << "0.2 and 0.4 s fit into a second, 0.8 more do not";
}

}  // namespace
}  // namespace filing_review::service
