// What one owner learns of another's filings: nothing.
#include <gtest/gtest.h>

#include <string>

#include "extract/read_error.h"
#include "service/filing_desk.h"
#include "service/sha256.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

class OwnersTest : public testing::Test {
 protected:
  void SetUp() override {
    DeskOptions options;
    options.data_dir = folder_.path() + "/data";
    options.workers = 1;
    auto desk = FilingDesk::Open(options);
    ASSERT_TRUE(desk.ok()) << desk.status();
    desk_ = *std::move(desk);
  }

  static v1::SubmitFilingHeader HeaderOf(const std::string& bytes) {
    v1::SubmitFilingHeader header;
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    header.set_sha256(Sha256Of(bytes));
    header.set_request_id("draft");
    return header;
  }

  absl::StatusOr<v1::Filing> Submit(const std::string& owner, const std::string& bytes,
                                    size_t sent = std::string::npos) {
    auto upload = desk_->BeginUpload(owner, HeaderOf(bytes));
    if (!upload.ok()) return upload.status();
    if (sent > 0) {
      v1::FilingChunk chunk;
      chunk.set_data(bytes.substr(0, sent));
      if (const absl::Status status = (*upload)->Append(chunk); !status.ok()) return status;
    }
    return (*upload)->Finish();
  }

  TemporaryFolder folder_;
  std::unique_ptr<FilingDesk> desk_;
  const std::string draft_ = "%PDF-1.4 a draft that only its owner knows";
};

TEST_F(OwnersTest, WhoKnowsOnlyTheDigestGetsNothing) {
  const auto first = Submit("press", draft_);
  ASSERT_TRUE(first.ok()) << first.status();
  // The bytes are in the store; for another owner they count as not there.
  const absl::Status without = Submit("rival", draft_, 0).status();
  EXPECT_EQ(extract::ReasonOf(without), "size_mismatch") << without;
  EXPECT_NE(without.message().find("ended after 0 of"), std::string::npos);
}

TEST_F(OwnersTest, TheSameBytesAreAnotherFilingOfAnotherOwner) {
  const auto first = Submit("press", draft_);
  auto second = Submit("rival", draft_);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(first->name(), second->name());
  EXPECT_EQ(second->state(), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(extract::ReasonOf(desk_->Get("rival", first->name()).status()), "no_such_filing");
  EXPECT_EQ(desk_->List("rival", {})->filings_size(), 1);
  // Nor is it compared with one's own.
  v1::CompareBriefsRequest request;
  request.set_filing_a(first->name());
  request.set_filing_b(second->name());
  const Caller rival{"rival", static_cast<uint8_t>(Role::kRead), /*verified=*/true};
  EXPECT_EQ(extract::ReasonOf(desk_->CompareBriefs(rival, request).status()), "no_such_filing");
  // One owner's delete takes nothing from the other.
  ASSERT_TRUE(desk_->Delete("press", first->name()).ok());
  EXPECT_TRUE(desk_->Get("rival", second->name()).ok());
}

TEST_F(OwnersTest, ABrokenUploadIsSeenByItsOwnerAlone) {
  EXPECT_FALSE(Submit("press", draft_, 10).ok());
  const auto own = desk_->GetUpload("press", "uploads/draft");
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_EQ(own->documents(0).committed_size_bytes(), 10);
  EXPECT_EQ(extract::ReasonOf(desk_->GetUpload("rival", "uploads/draft").status()),
            "no_such_upload");
  EXPECT_EQ(extract::ReasonOf(desk_->GetUpload("press", "uploads/../draft").status()), "bad_name");
  // The rival's upload of that name begins at nothing.
  EXPECT_TRUE(Submit("rival", draft_).ok());
  EXPECT_EQ(desk_->GetUpload("press", "uploads/draft")->documents(0).committed_size_bytes(), 10);
}

}  // namespace
}  // namespace filing_review::service
