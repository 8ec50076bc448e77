#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "service/sha256.h"
#include "service/store/folder_blob_store.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

class BlobStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    auto blobs = OpenFolderBlobStore(folder_.path());
    ASSERT_TRUE(blobs.ok()) << blobs.status();
    blobs_ = *std::move(blobs);
  }

  std::string Put(const std::string& bytes) {
    auto upload = blobs_->Begin();
    EXPECT_TRUE(upload.ok()) << upload.status();
    for (const char byte : bytes) EXPECT_TRUE((*upload)->Append({&byte, 1}).ok());
    EXPECT_EQ((*upload)->size_bytes(), static_cast<int64_t>(bytes.size()));
    const auto sha256 = (*upload)->Seal();
    EXPECT_TRUE(sha256.ok()) << sha256.status();
    EXPECT_TRUE((*upload)->Commit().ok());
    return *sha256;
  }

  std::string Read(const std::string& sha256) {
    const auto fd = blobs_->Open(sha256);
    if (!fd.ok()) return std::string(fd.status().ToString());
    std::string bytes(100, '\0');
    bytes.resize(static_cast<size_t>(read(*fd, bytes.data(), bytes.size())));
    close(*fd);
    return bytes;
  }

  int FilesIn(const std::string& name) {
    int files = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder_.path() + "/" + name)) {
      files += entry.is_regular_file();
    }
    return files;
  }

  TemporaryFolder folder_;
  std::unique_ptr<BlobStore> blobs_;
};

TEST_F(BlobStoreTest, BytesComeBackUnderTheirDigest) {
  const std::string sha256 = Put("prospectus");
  EXPECT_EQ(sha256, Sha256Of("prospectus"));
  EXPECT_EQ(Read(sha256), "prospectus");
  EXPECT_EQ(FilesIn("incoming"), 0);
}

TEST_F(BlobStoreTest, TheSameBytesTwiceAreOneFile) {
  EXPECT_EQ(Put("prospectus"), Put("prospectus"));
  EXPECT_EQ(FilesIn("blobs"), 1);
}

TEST_F(BlobStoreTest, ADroppedUploadLeavesNothing) {
  {
    auto upload = blobs_->Begin();
    ASSERT_TRUE(upload.ok());
    ASSERT_TRUE((*upload)->Append("half").ok());
    EXPECT_EQ(FilesIn("incoming"), 1);
  }
  EXPECT_EQ(FilesIn("incoming"), 0);
  EXPECT_EQ(FilesIn("blobs"), 0);
}

TEST_F(BlobStoreTest, RemoveIsSafeToRepeat) {
  const std::string sha256 = Put("prospectus");
  EXPECT_TRUE(blobs_->Remove(sha256).ok());
  EXPECT_TRUE(blobs_->Remove(sha256).ok());
  EXPECT_EQ(blobs_->Open(sha256).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(BlobStoreTest, SweepRemovesWhatACrashLeftAndNothingElse) {
  const std::string kept = Put("kept");
  const std::string unused = Put("unused");
  std::ofstream(folder_.path() + "/incoming/upload-abandoned") << "half";
  ASSERT_TRUE(blobs_->Sweep({kept}).ok());
  EXPECT_EQ(Read(kept), "kept");
  EXPECT_EQ(blobs_->Open(unused).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(FilesIn("incoming"), 0);
}

}  // namespace
}  // namespace filing_review::service
