// The data folder as a whole: what deletion leaves of a filing, and back-ups of a store in use.
#include "service/data_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "service/store/backup.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

namespace fs = std::filesystem;

class DataFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    auto data = DataFolder::Open({Dir(), "", ""});
    ASSERT_TRUE(data.ok()) << data.status();
    data_ = *std::move(data);
  }
  std::string Dir() const { return folder_.path() + "/data"; }

  // A reviewed filing whose name, bytes, error and brief hold a text; its id.
  std::string Enter(const std::string& text) {
    auto upload = data_->blobs().Begin();
    EXPECT_TRUE((*upload)->Append("%PDF " + text).ok());
    NewFiling filing;
    filing.header.set_sha256(*(*upload)->Seal());
    filing.header.set_display_name(text + ".pdf");
    filing.header.set_size_bytes((*upload)->size_bytes());
    EXPECT_TRUE((*upload)->Commit().ok());
    const auto created = data_->store().Create(filing, 10);
    EXPECT_TRUE(created.ok()) << created.status();
    std::vector<std::string> exhausted;
    const auto job = data_->store().Claim(JobStage::kText, 60, 5, exhausted);
    JobResult result;
    result.state = v1::FILING_STATE_SUCCEEDED;
    for (int i = 0; i < 2000; ++i) result.brief += text + " in the brief; ";
    EXPECT_TRUE(data_->store().Complete(**job, result, 10).ok());
    return created->name().substr(std::string("filings/").size());
  }

  // Files that hold a text or have it in their name.
  static std::vector<std::string> FilesWith(const std::string& dir, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(dir)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(in)), {});
      if (bytes.find(text) != std::string::npos) found.push_back(entry.path().string());
    }
    return found;
  }

  TemporaryFolder folder_;
  std::unique_ptr<DataFolder> data_;
};

TEST_F(DataFolderTest, NothingOfADeletedFilingIsLeftButItsAuditLine) {
  for (const char* marker : {"Heronmarker", "鹭鸟标记"}) {
    const std::string id = Enter(marker);
    EXPECT_GE(FilesWith(Dir(), marker).size(), 2u) << "the test sees what is there";
    const auto deleted = data_->store().Delete("", id);
    ASSERT_TRUE(deleted.ok()) << deleted.status();
    ASSERT_TRUE(data_->blobs().Remove(deleted->sha256()).ok());
    EXPECT_EQ(FilesWith(Dir(), marker), std::vector<std::string>{});
    EXPECT_EQ(FilesWith(Dir(), deleted->sha256()), std::vector<std::string>{});
    EXPECT_EQ(data_->store().Audit("", 10)->at(0).filing_id, id);
  }
}

TEST_F(DataFolderTest, ABackUpOfARunningStoreIsADataFolder) {
  const std::string kept = Enter("kept"), later = Enter("deleted later");
  const std::string copy = folder_.path() + "/copies/monday";
  ASSERT_TRUE(BackUp(Dir(), copy).ok());
  ASSERT_TRUE(data_->store().Delete("", later).ok());
  Enter("after the back-up");
  EXPECT_TRUE(fs::is_empty(Dir() + "/incoming")) << "the links of the back-up are gone";
  auto restored = DataFolder::Open({copy, "", ""});
  ASSERT_TRUE(restored.ok()) << restored.status();
  for (const std::string& id : {kept, later}) {
    const auto filing = (*restored)->store().Get("", id);
    ASSERT_TRUE(filing.ok()) << filing.status();
    EXPECT_TRUE((*restored)->store().GetBrief("", id).ok());
    const auto blob = (*restored)->blobs().Open(filing->sha256());
    ASSERT_TRUE(blob.ok()) << blob.status();
    close(*blob);
  }
  EXPECT_EQ((*restored)->store().List("", 10, "")->filings.size(), 2u);
  const absl::Status again = BackUp(Dir(), copy);
  EXPECT_EQ(again.code(), absl::StatusCode::kFailedPrecondition) << "no back-up is overwritten";
  EXPECT_FALSE(BackUp(folder_.path() + "/nothing", folder_.path() + "/x").ok());
}

TEST_F(DataFolderTest, ASecondServerIsRefused) {
  const auto second = DataFolder::Open({Dir(), "", ""});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace filing_review::service
