// CompareBriefs over gRPC: what it answers, whose filings it compares, how large the answer gets.
#include <gtest/gtest.h>

#include <string>

#include "extract/read_error.h"
#include "service/compare/compare.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

class CompareCallTest : public ServerTest {
 protected:
  absl::StatusOr<v1::BriefComparison> Compare(const v1::CompareBriefsRequest& request) {
    grpc::ClientContext context;
    v1::BriefComparison response;
    const grpc::Status status = stub_->CompareBriefs(&context, request, &response);
    if (!status.ok()) return FromGrpc(status, context);
    return response;
  }

  static v1::CompareBriefsRequest Request(const std::string& a, const std::string& b) {
    v1::CompareBriefsRequest request;
    request.set_filing_a(a);
    request.set_filing_b(b);
    return request;
  }

  // A filing of these bytes, reviewed.
  std::string Reviewed(const std::string& bytes) {
    const auto filing = Submit(bytes);
    EXPECT_TRUE(filing.ok()) << filing.status();
    if (!filing.ok()) return "";
    Watch(filing->name());
    return filing->name();
  }

  static std::string OtherBytes() { return SampleFiling("2024_lumenfield_20f_en.pdf"); }
};

TEST_F(CompareCallTest, AnswersWhatTheBriefsGive) {
  const std::string a = Reviewed(SampleBytes()), b = Reviewed(OtherBytes());
  const auto brief_a = Call(&v1::FilingService::Stub::GetBrief, a);
  const auto brief_b = Call(&v1::FilingService::Stub::GetBrief, b);
  ASSERT_TRUE(brief_a.ok() && brief_b.ok());
  const auto answer = Compare(Request(a, b));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->SerializeAsString(),
            compare::CompareBriefs(*brief_a, *brief_b).SerializeAsString());
  EXPECT_FALSE(answer->same());
  EXPECT_TRUE(Compare(Request(a, a))->same());
  v1::CompareBriefsRequest as_translation = Request(a, b);
  as_translation.set_kind(v1::COMPARISON_KIND_TRANSLATION);
  EXPECT_EQ(Compare(as_translation)->kind(), v1::COMPARISON_KIND_TRANSLATION);

  // No larger than it may be, and it says how much is missing.
  v1::CompareBriefsRequest small = Request(a, b);
  small.set_size_limit_bytes(20'000);
  const auto cut = Compare(small);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_LE(cut->ByteSizeLong(), 20'000u);
  EXPECT_GT(cut->omitted_count(), 0);
  EXPECT_EQ(compare::ChangeCount(*cut), compare::ChangeCount(*answer));
}

TEST_F(CompareCallTest, TheServersLimitCutsWhatACallerAsksFor) {
  server_.reset();
  options_.desk.limits.comparison_bytes = 1 << 16;
  Start();
  const std::string a = Reviewed(SampleBytes()), b = Reviewed(OtherBytes());
  v1::CompareBriefsRequest request = Request(a, b);
  request.set_size_limit_bytes(int64_t{1} << 40);
  const auto cut = Compare(request);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_LE(cut->ByteSizeLong(), size_t{1} << 16);
  EXPECT_GT(cut->omitted_count(), 0);
}

TEST_F(CompareCallTest, NamesTheFilingThatHasNoBrief) {
  const std::string a = Reviewed(SampleBytes());
  const std::string failed = Reviewed("%PDF-1.4 no filing at all");
  struct Row {
    std::string a, b;
    absl::StatusCode code;
    const char *reason, *name;
  };
  for (const Row& row : {
           Row{a, failed, absl::StatusCode::kFailedPrecondition, "no_brief", failed.c_str()},
           Row{failed, a, absl::StatusCode::kFailedPrecondition, "no_brief", failed.c_str()},
           Row{a, "filings/none", absl::StatusCode::kNotFound, "no_such_filing", "filings/none"},
           Row{"uploads/x", a, absl::StatusCode::kInvalidArgument, "bad_name", "uploads/x"},
       }) {
    const absl::Status status = Compare(Request(row.a, row.b)).status();
    EXPECT_EQ(status.code(), row.code) << status;
    EXPECT_EQ(extract::ReasonOf(status), row.reason) << status;
    EXPECT_EQ(status.message().find(row.name), 0u) << status;
  }
}

}  // namespace
}  // namespace filing_review::service
