// How often a filing of a bulk run is tried.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "service/bulk/bulk_run.h"
#include "tests/service/bulk_fixture.h"

namespace filing_review::service {
namespace {

class BulkReviewTest : public BulkTest {
 protected:
  void SetUp() override {
    auto pipeline = Pipeline::Create("");
    ASSERT_TRUE(pipeline.ok()) << pipeline.status();
    pipeline_ = *std::move(pipeline);
    // A worker that says that it was started, and dies.
    worker_ = Write("worker", "#!/bin/sh\necho started >> " + Path("starts") + "\nexit 1\n");
    std::filesystem::permissions(worker_, std::filesystem::perms::owner_all);
  }

  // Runs over one filing whose reader dies; how often a reader was started.
  int Starts(int attempts) {
    std::filesystem::remove(Path("starts"));
    BulkOptions options;
    options.out_dir = Path("out" + std::to_string(attempts));
    options.workers = 1;
    options.review.read.worker_path = worker_;
    options.limits.attempts = attempts;
    const auto run = BulkRun::Open(*pipeline_, options);
    EXPECT_TRUE(run.ok()) << run.status();
    if (!run.ok()) return 0;
    Source source;
    source.id = source.path = Write("filing.pdf", "%PDF-1.4 and so on");
    const auto end = (*run)->Run({source});
    EXPECT_TRUE(end.ok() && end->whole) << end.status();
    std::ifstream in(Path("starts"));
    int starts = 0;
    for (std::string line; std::getline(in, line);) ++starts;
    return starts;
  }

  std::unique_ptr<Pipeline> pipeline_;
  std::string worker_;
};

TEST_F(BulkReviewTest, AFailureThatMayPassIsTriedAsOftenAsTheLimitSays) {
  const int once = Starts(1);
  ASSERT_GT(once, 0);
  EXPECT_EQ(Starts(2), 2 * once);
  EXPECT_EQ(Starts(3), 3 * once);
}

}  // namespace
}  // namespace filing_review::service
