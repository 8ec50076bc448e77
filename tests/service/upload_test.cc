// Uploads that break off and go on, are checked, or are not meant: over gRPC.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "service/crc32c.h"
#include "service/service_error.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

class UploadTest : public ServerTest {
 protected:
  // Sends messages and then breaks the call, once the server has them.
  void SendAndBreak(const std::vector<v1::SubmitFilingRequest>& messages, int64_t bytes,
                    const std::string& request_id) {
    grpc::ClientContext context;
    v1::Filing filing;
    const auto writer = stub_->SubmitFiling(&context, &filing);
    for (const auto& message : messages) ASSERT_TRUE(writer->Write(message));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < end) {
      const auto upload = Call(&v1::FilingService::Stub::GetUpload, "uploads/" + request_id);
      int64_t committed = 0;
      if (upload.ok()) {
        for (const auto& document : upload->documents()) {
          committed += document.committed_size_bytes();
        }
      }
      if (committed == bytes) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    context.TryCancel();
    writer->Finish();
  }

  // Runs SQL beside the server.
  void Sql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((options_.desk.data_dir + "/filings.db").c_str(), &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    const std::string with_keys = "PRAGMA foreign_keys = ON; " + sql;
    EXPECT_EQ(sqlite3_exec(database, with_keys.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  // Files left of uploads.
  int Parts() {
    int files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(options_.desk.data_dir + "/parts")) {
      files += entry.is_regular_file();
    }
    return files;
  }

  absl::StatusOr<v1::Upload> Upload(const std::string& request_id) {
    return Call(&v1::FilingService::Stub::GetUpload, "uploads/" + request_id);
  }
};

TEST_F(UploadTest, AStoreThatFailsTellsCallersNothingOfItself) {
  Sql("ALTER TABLE filings RENAME TO hidden_rows");
  const auto filing = Call(&v1::FilingService::Stub::GetFiling, "filings/0");
  EXPECT_EQ(filing.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(extract::ReasonOf(filing.status()), "storage");
  EXPECT_EQ(filing.status().message(),
            "the store of the server failed, its log says why; try again later");
  Sql("ALTER TABLE hidden_rows RENAME TO filings");
}

TEST_F(UploadTest, AFullQueueIsToldBeforeBytesAreSent) {
  server_.reset();
  options_.desk.limits.queue_length = 0;
  Start();
  v1::SubmitFilingHeader header = HeaderOf("never sent");
  header.set_request_id("full-1");
  grpc::ClientContext context;
  v1::Filing filing;
  const auto writer = stub_->SubmitFiling(&context, &filing);
  ASSERT_TRUE(writer->Write(Messages(header, "")[0]));
  const absl::Status status = FromGrpc(writer->Finish(), context);  // without a byte or an end
  EXPECT_EQ(extract::ReasonOf(status), "queue_full") << status;
  EXPECT_EQ(RetrySecondsOf(status), 10);
  EXPECT_EQ(Parts(), 0);
}

TEST_F(UploadTest, BytesStayWhereTheQueueFilledUpMeanwhile) {
  server_.reset();
  options_.desk.limits.queue_length = 1;
  Start();
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("full-2");
  const auto messages = Messages(header, bytes, 20'000);
  grpc::ClientContext context;
  v1::Filing filing;
  const auto writer = stub_->SubmitFiling(&context, &filing);
  for (size_t i = 0; i + 1 < messages.size(); ++i) ASSERT_TRUE(writer->Write(messages[i]));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!Upload("full-2").ok() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  // Another server's job, as far as this one knows.
  Sql("INSERT INTO filings (id, owner, request_id, sha256, size_bytes, display_name, "
      "listing_venue, filing_date, state, create_micros, update_micros) "
      "VALUES ('other', '', '', 'x', 1, '', 0, '', 2, 1, 1);"
      "INSERT INTO jobs (sequence, token, lease_until_micros) "
      "VALUES (last_insert_rowid(), 'held', 9000000000000000000)");
  ASSERT_TRUE(writer->Write(messages.back()));
  writer->WritesDone();
  const absl::Status status = FromGrpc(writer->Finish(), context);
  EXPECT_EQ(extract::ReasonOf(status), "queue_full") << status;
  const auto upload = Upload("full-2");
  ASSERT_TRUE(upload.ok()) << upload.status();
  EXPECT_EQ(upload->documents(0).committed_size_bytes(), static_cast<int64_t>(bytes.size()));
  Sql("DELETE FROM filings WHERE id = 'other'");
  const auto again = Send({messages[0]});  // no byte is sent once more
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(Watch(again->name()).back().state(), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(Parts(), 0);
}

TEST_F(UploadTest, ABrokenUploadGoesOnWhereItBrokeAlsoAfterARestart) {
  const std::string bytes = SampleBytes();
  ASSERT_GT(bytes.size(), 30'000u);
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("night-run-1");
  const auto messages = Messages(header, bytes, 10'000);
  SendAndBreak({messages[0], messages[1], messages[2]}, 20'000, "night-run-1");
  server_->Stop(0);
  server_.reset();
  Start();  // another process, another connection
  const auto upload = Upload("night-run-1");
  ASSERT_TRUE(upload.ok()) << upload.status();
  ASSERT_EQ(upload->documents_size(), 1);
  EXPECT_EQ(upload->documents(0).sha256(), Sha256Of(bytes));
  EXPECT_EQ(upload->documents(0).committed_size_bytes(), 20'000);
  EXPECT_GT(upload->expire_time().seconds(), 0);
  std::vector<v1::SubmitFilingRequest> rest(messages);
  rest.erase(rest.begin() + 1, rest.begin() + 3);
  const auto filing = Send(rest);
  ASSERT_TRUE(filing.ok()) << filing.status();
  EXPECT_EQ(Watch(filing->name()).back().state(), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(extract::ReasonOf(Upload("night-run-1").status()), "no_such_upload");
  EXPECT_EQ(Parts(), 0);
}

TEST_F(UploadTest, DocumentsThatAreThereAreNotSentAgain) {
  const std::string bytes = SampleBytes(), exhibit = "%PDF-1.4 an exhibit of no great length";
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("two");
  auto messages = Messages(header, bytes, 200'000);
  v1::SubmitFilingRequest document;
  document.mutable_document()->set_role(v1::DOCUMENT_ROLE_EXHIBIT);
  document.mutable_document()->set_size_bytes(static_cast<int64_t>(exhibit.size()));
  document.mutable_document()->set_sha256(Sha256Of(exhibit));
  messages.push_back(document);
  v1::SubmitFilingRequest chunk;
  chunk.mutable_chunk()->set_data(exhibit.substr(0, 10));
  messages.push_back(chunk);
  SendAndBreak(messages, static_cast<int64_t>(bytes.size()) + 10, "two");
  const auto upload = Upload("two");
  ASSERT_TRUE(upload.ok()) << upload.status();
  ASSERT_EQ(upload->documents_size(), 2);
  EXPECT_EQ(upload->documents(0).committed_size_bytes(), static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(upload->documents(1).committed_size_bytes(), 10);
  chunk.mutable_chunk()->set_offset_bytes(10);
  chunk.mutable_chunk()->set_data(exhibit.substr(10));
  const auto filing = Send({messages[0], document, chunk});
  ASSERT_TRUE(filing.ok()) << filing.status();
  EXPECT_EQ(filing->documents_size(), 1);
  EXPECT_EQ(Parts(), 0);
}

TEST_F(UploadTest, ANewerCallTakesTheUploadOver) {
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("shared");
  const auto messages = Messages(header, bytes, 10'000);
  grpc::ClientContext context;
  v1::Filing unwanted;
  const auto stalled = stub_->SubmitFiling(&context, &unwanted);
  ASSERT_TRUE(stalled->Write(messages[0]));
  ASSERT_TRUE(stalled->Write(messages[1]));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!Upload("shared").ok() || Upload("shared")->documents(0).committed_size_bytes() == 0) {
    ASSERT_LT(std::chrono::steady_clock::now(), end);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  auto rest = messages;
  rest.erase(rest.begin() + 1);
  const auto filing = Send(rest);
  ASSERT_TRUE(filing.ok()) << filing.status();
  stalled->Write(messages[2]);
  stalled->WritesDone();
  const absl::Status late = FromGrpc(stalled->Finish(), context);
  EXPECT_EQ(late.code(), absl::StatusCode::kAborted) << late;
  EXPECT_EQ(extract::ReasonOf(late), "upload_taken_over");
  EXPECT_EQ(Watch(filing->name()).back().state(), v1::FILING_STATE_SUCCEEDED);
}

TEST_F(UploadTest, WrongBytesAreDroppedAndAChunkAtZeroBeginsAnew) {
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("wrong");
  std::string changed = bytes;
  changed[changed.size() / 2] ^= 1;
  EXPECT_EQ(extract::ReasonOf(Send(Messages(header, changed)).status()), "digest_mismatch");
  EXPECT_EQ(Parts(), 0);
  SendAndBreak({Messages(header, changed, 10'000)[0], Messages(header, changed, 10'000)[1]}, 10'000,
               "wrong");
  const auto filing = Send(Messages(header, bytes));
  EXPECT_TRUE(filing.ok()) << filing.status();
}

TEST_F(UploadTest, AChunkWithAnotherChecksumIsRefused) {
  EXPECT_EQ(Crc32c("123456789"), 0xe3069283U);
  const std::string bytes = SampleBytes();
  auto messages = Messages(HeaderOf(bytes), bytes);
  for (size_t i = 1; i < messages.size(); ++i) {
    v1::FilingChunk& chunk = *messages[i].mutable_chunk();
    chunk.set_crc32c(Crc32c(chunk.data()));
  }
  EXPECT_TRUE(Send(messages).ok());
  messages[1].mutable_chunk()->set_crc32c(messages[1].chunk().crc32c() ^ 1);
  const absl::Status status = Send(messages).status();
  EXPECT_EQ(extract::ReasonOf(status), "chunk_checksum");
  EXPECT_EQ(status.message(), "the bytes of the chunk at 0 do not have its crc32c; send it again");
}

TEST_F(UploadTest, ValidateOnlyChecksAndKeepsNothing) {
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_validate_only(true);
  header.set_request_id("try");
  for (const auto& messages : {Messages(header, bytes), std::vector{Messages(header, bytes)[0]}}) {
    const auto filing = Send(messages);
    ASSERT_TRUE(filing.ok()) << filing.status();
    EXPECT_EQ(filing->name(), "");
    EXPECT_EQ(filing->sha256(), header.sha256());
  }
  std::string changed = bytes;
  changed[0] ^= 1;
  EXPECT_EQ(extract::ReasonOf(Send(Messages(header, changed)).status()), "digest_mismatch");
  header.set_filing_date("tomorrow");
  EXPECT_EQ(extract::ReasonOf(Send({Messages(header, bytes)[0]}).status()), "bad_header");
  grpc::ClientContext context;
  v1::ListFilingsResponse list;
  ASSERT_TRUE(stub_->ListFilings(&context, v1::ListFilingsRequest(), &list).ok());
  EXPECT_EQ(list.filings_size(), 0);
  EXPECT_EQ(Parts(), 0);
}

TEST_F(UploadTest, BrokenUploadsHaveLimits) {
  server_.reset();
  options_.desk.limits.parts_per_owner = 1;
  options_.desk.limits.part_seconds = 1000;
  Start();
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("one");
  const auto messages = Messages(header, bytes, 10'000);
  SendAndBreak({messages[0], messages[1]}, 10'000, "one");
  header.set_request_id("two");
  const absl::Status busy = Send(Messages(header, bytes)).status();
  EXPECT_EQ(busy.code(), absl::StatusCode::kResourceExhausted) << busy;
  EXPECT_EQ(extract::ReasonOf(busy), "parts_limit");
  header.set_request_id("one");
  EXPECT_TRUE(Send(Messages(header, bytes)).ok());
  server_.reset();
  options_.desk.limits.parts_per_owner = 8;
  options_.desk.limits.part_bytes = 10'000;
  Start();
  header.set_request_id("three");
  header.set_display_name("other.pdf");
  SendAndBreak({Messages(header, bytes, 10'000)[0], messages[1]}, 10'000, "three");
  header.set_request_id("four");
  EXPECT_EQ(extract::ReasonOf(Send(Messages(header, bytes)).status()), "parts_limit");
}

TEST_F(UploadTest, OneCallerDoesNotTakeAllPlaces) {
  server_.reset();
  options_.desk.limits.owner_uploads = 1;
  Start();
  const std::string bytes = SampleBytes();
  grpc::ClientContext context;
  v1::Filing filing;
  const auto holding = stub_->SubmitFiling(&context, &filing);
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  header.set_request_id("held");
  const auto messages = Messages(header, bytes, 10'000);
  ASSERT_TRUE(holding->Write(messages[0]));
  ASSERT_TRUE(holding->Write(messages[1]));
  while (!Upload("held").ok()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const absl::Status busy = Submit(bytes).status();
  EXPECT_EQ(extract::ReasonOf(busy), "uploads_busy");
  EXPECT_NE(busy.message().find("too many of your uploads at once (1)"), std::string::npos);
  context.TryCancel();
  holding->Finish();
}

TEST_F(UploadTest, RulePacksAreListed) {
  grpc::ClientContext context;
  v1::ListRulePacksResponse packs;
  ASSERT_TRUE(stub_->ListRulePacks(&context, v1::ListRulePacksRequest(), &packs).ok());
  ASSERT_EQ(packs.rule_packs_size(), 1);
  const v1::RulePackInfo& pack = packs.rule_packs(0);
  EXPECT_EQ(pack.name(), "rulePacks/" + pack.digest());
  EXPECT_NE(pack.version(), "");
  EXPECT_GE(pack.regimes_size(), 11);
  EXPECT_EQ(pack.categories_size(), 18);
  // Those of nouns, and those that words around a noun make of them.
  for (const char* metric : {"USERS", "ACCOUNTS", "REGISTERED", "MAU", "DAU", "AAU", "PAYING"}) {
    EXPECT_EQ(std::count(pack.metrics().begin(), pack.metrics().end(), metric), 1) << metric;
  }
  EXPECT_TRUE(pack.active());
}

}  // namespace
}  // namespace filing_review::service
