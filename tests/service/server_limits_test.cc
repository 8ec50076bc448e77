// Limits of a server that callers reach over gRPC, and what they are told then.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "extract/read_error.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

TEST_F(ServerTest, TheBytesThatWaitHaveALimit) {
  server_.reset();
  options_.desk.limits.queue_bytes = 10;
  Start();
  const std::string bytes = SampleBytes();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  absl::Status busy;
  // One is taken whatever its size; of those that come faster than they are read, one is refused.
  for (int i = 0; busy.ok() && i < 200; ++i) {
    header.set_display_name("sample-" + std::to_string(i) + ".pdf");
    busy = Send(Messages(header, bytes)).status();
  }
  EXPECT_EQ(busy.code(), absl::StatusCode::kResourceExhausted) << busy;
  EXPECT_EQ(extract::ReasonOf(busy), "queue_full");
}

TEST_F(ServerTest, PagesThatAreNotCountedYetCountByTheirBytes) {
  server_.reset();
  options_.desk.limits.queue_page_bytes = 1;
  const std::string bytes = SampleBytes();
  options_.desk.limits.queue_pages = static_cast<int64_t>(bytes.size());
  Start();
  v1::SubmitFilingHeader header = HeaderOf(bytes);
  absl::Status busy;
  for (int i = 0; busy.ok() && i < 200; ++i) {
    header.set_display_name("sample-" + std::to_string(i) + ".pdf");
    busy = Send(Messages(header, bytes)).status();
  }
  EXPECT_EQ(extract::ReasonOf(busy), "queue_full");
  const std::string all = std::to_string(bytes.size());
  EXPECT_NE(busy.message().find(" bytes, " + all + " pages)"), std::string::npos) << busy;
}

TEST_F(ServerTest, AListHasNoMoreFilingsThanItsLimit) {
  server_.reset();
  options_.desk.limits.list_page_size = 1;
  Start();
  ASSERT_TRUE(Submit(SampleBytes()).ok() && Submit("This is a letter.").ok());
  grpc::ClientContext first, second;
  v1::ListFilingsRequest request;
  request.set_page_size(1000);
  v1::ListFilingsResponse response;
  ASSERT_TRUE(stub_->ListFilings(&first, request, &response).ok());
  EXPECT_EQ(response.filings_size(), 1);
  const std::string name = response.filings(0).name();
  request.set_page_token(response.next_page_token());
  ASSERT_TRUE(stub_->ListFilings(&second, request, &response).ok());
  ASSERT_EQ(response.filings_size(), 1);
  EXPECT_NE(response.filings(0).name(), name) << "the rest is on the next page";
}

TEST_F(ServerTest, AFullQueueIsBusy) {
  server_.reset();
  options_.desk.limits.queue_length = 1;
  options_.desk.limits.uploads = 1;
  Start();
  const std::string bytes = SampleBytes();
  grpc::ClientContext context;
  v1::Filing filing;
  const auto holding = stub_->SubmitFiling(&context, &filing);
  ASSERT_TRUE(holding->Write(Messages(HeaderOf(bytes), bytes)[0]));
  absl::Status busy;
  // Until the server has seen the header.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (int i = 0; busy.ok() && std::chrono::steady_clock::now() < deadline; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    busy = Submit("%PDF-1.4 " + std::to_string(i)).status();
    if (extract::ReasonOf(busy) == "queue_full") busy = absl::OkStatus();
  }
  EXPECT_EQ(busy.code(), absl::StatusCode::kResourceExhausted) << busy;
  EXPECT_EQ(extract::ReasonOf(busy), "uploads_busy");
  context.TryCancel();
  holding->Finish();
}

TEST_F(ServerTest, DocumentsOfAFilingHaveALimitAndAnOrder) {
  server_.reset();
  options_.desk.limits.documents = 2;
  Start();
  const std::string bytes = SampleBytes(), other = "%PDF-1.4 exhibit";
  v1::SubmitFilingRequest exhibit;
  exhibit.mutable_document()->set_role(v1::DOCUMENT_ROLE_EXHIBIT);
  exhibit.mutable_document()->set_size_bytes(static_cast<int64_t>(other.size()));
  exhibit.mutable_document()->set_sha256(Sha256Of(other));
  v1::SubmitFilingRequest chunk;
  chunk.mutable_chunk()->set_data(other);
  auto messages = Messages(HeaderOf(bytes), bytes);
  messages.push_back(exhibit);
  messages.push_back(chunk);
  const auto filing = Send(messages);
  ASSERT_TRUE(filing.ok()) << filing.status();
  ASSERT_EQ(filing->documents_size(), 1);
  EXPECT_EQ(filing->documents(0).sha256(), Sha256Of(other));
  messages.push_back(exhibit);
  messages.push_back(chunk);
  EXPECT_EQ(extract::ReasonOf(Send(messages).status()), "document_count_limit");
  EXPECT_EQ(extract::ReasonOf(Send({exhibit, chunk}).status()), "chunk_order");
  auto cut = Messages(HeaderOf(bytes), bytes);
  cut.pop_back();
  cut.push_back(exhibit);
  EXPECT_EQ(extract::ReasonOf(Send(cut).status()), "size_mismatch");
}

TEST_F(ServerTest, AnUploadThatSendsNothingGivesItsPlaceToOthers) {
  server_.reset();
  options_.desk.limits.upload_idle_seconds = 1;
  options_.desk.limits.uploads = 1;
  Start();
  const std::string bytes = SampleBytes();
  for (const bool with_header : {true, false}) {
    grpc::ClientContext context;
    v1::Filing filing;
    const auto stalled = stub_->SubmitFiling(&context, &filing);
    if (with_header) {
      ASSERT_TRUE(stalled->Write(Messages(HeaderOf(bytes), bytes)[0]));
    }
    const absl::Status status = FromGrpc(stalled->Finish(), context);  // waits for the server
    EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded) << status;
    EXPECT_EQ(extract::ReasonOf(status), "upload_idle_limit");
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path() + "/data/incoming"));
  }
  // Its place is free, and a slow upload that goes on is no stalled one.
  grpc::ClientContext context;
  v1::Filing filing;
  const auto slow = stub_->SubmitFiling(&context, &filing);
  for (const auto& message : Messages(HeaderOf(bytes), bytes)) {
    ASSERT_TRUE(slow->Write(message));
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
  }
  slow->WritesDone();
  const grpc::Status done = slow->Finish();
  EXPECT_TRUE(done.ok()) << done.error_message();
}

}  // namespace
}  // namespace filing_review::service
