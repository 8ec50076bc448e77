// The gRPC server in this process, called over loopback.
#include "service/grpc/server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/render/json.h"
#include "service/service_error.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

TEST_F(ServerTest, AFilingGoesInAndItsBriefComesOut) {
  const std::string bytes = SampleBytes();
  ASSERT_FALSE(bytes.empty()) << "no sample filing in " FILING_REVIEW_CORPUS;
  const auto filing = Submit(bytes);
  ASSERT_TRUE(filing.ok()) << filing.status();
  EXPECT_EQ(filing->sha256(), Sha256Of(bytes));
  EXPECT_EQ(filing->display_name(), "sample.pdf");
  const std::vector<v1::Filing> states = Watch(filing->name());
  ASSERT_TRUE(last_.ok()) << last_;
  ASSERT_FALSE(states.empty());
  EXPECT_EQ(states.back().state(), v1::FILING_STATE_SUCCEEDED);
  EXPECT_GT(states.back().page_count(), 0);
  EXPECT_EQ(states.back().pages_done_count(), states.back().page_count());

  const auto brief = Call(&v1::FilingService::Stub::GetBrief, filing->name());
  ASSERT_TRUE(brief.ok()) << brief.status();
  EXPECT_EQ(brief->filing().documents(0).sha256(), Sha256Of(bytes));
  EXPECT_GT(brief->data_handling_size(), 0);

  grpc::ClientContext context;
  v1::RenderBriefRequest request;
  request.set_name(filing->name());
  const auto reader = stub_->RenderBrief(&context, request);
  std::string json, type;
  for (v1::RenderBriefResponse piece; reader->Read(&piece);) {
    EXPECT_LE(piece.content().size(), 262144u);
    json += piece.content();
    type += piece.content_type();
  }
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(json, render::RenderJson(*brief));
  EXPECT_EQ(type, "application/json; charset=utf-8");

  const auto refusal = [&](int format, const std::string& language) {
    grpc::ClientContext other;
    v1::RenderBriefRequest wrong;
    wrong.set_name(filing->name());
    wrong.set_format(static_cast<v1::BriefFormat>(format));
    wrong.set_language(language);
    const auto refused = stub_->RenderBrief(&other, wrong);
    for (v1::RenderBriefResponse piece; refused->Read(&piece);) ADD_FAILURE();
    return FromGrpc(refused->Finish(), other);
  };
  EXPECT_EQ(extract::ReasonOf(refusal(99, "")), kReasonBadFormat);
  const absl::Status language = refusal(v1::BRIEF_FORMAT_HTML, "fr");
  EXPECT_EQ(extract::ReasonOf(language), kReasonBadLanguage);
  EXPECT_EQ(language.message(), "language is not en, zh-Hans or zh-Hant");
}

// A rendering that nobody reads waits in flow control, not in a thread.

TEST_F(ServerTest, ReadersThatDoNotReadStopNobody) {
  const auto filing = Submit(SampleBytes());
  ASSERT_TRUE(filing.ok()) << filing.status();
  Watch(filing->name());
  constexpr int kReaders = 100;
  std::vector<grpc::ClientContext> contexts(kReaders);
  std::vector<std::unique_ptr<grpc::ClientReader<v1::RenderBriefResponse>>> readers;
  readers.reserve(kReaders);
  v1::RenderBriefRequest request;
  request.set_name(filing->name());
  for (grpc::ClientContext& context : contexts) {
    readers.push_back(stub_->RenderBrief(&context, request));
  }
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    v1::GetBriefRequest wanted;
    wanted.set_name(filing->name());
    v1::ReviewBrief brief;
    const grpc::Status status = stub_->GetBrief(&context, wanted, &brief);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  // One that reads after all gets the whole.
  size_t bytes = 0;
  for (v1::RenderBriefResponse piece; readers[0]->Read(&piece);) bytes += piece.content().size();
  EXPECT_TRUE(readers[0]->Finish().ok());
  EXPECT_GT(bytes, size_t{64} << 10) << "no more than what flow control lets through at once";
  for (grpc::ClientContext& context : contexts) context.TryCancel();
}

TEST_F(ServerTest, TheSameBytesTwiceAreOneFilingAndOneBlob) {
  const std::string bytes = SampleBytes();
  const auto first = Submit(bytes), second = Submit(bytes);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->name(), second->name());
  auto other_name = Messages(HeaderOf(bytes), bytes);
  other_name[0].mutable_header()->set_display_name("copy.pdf");
  const auto third = Send(other_name);
  ASSERT_TRUE(third.ok());
  EXPECT_NE(third->name(), first->name());
  Watch(first->name());
  Watch(third->name());
  const auto one = Call(&v1::FilingService::Stub::GetBrief, first->name());
  const auto other = Call(&v1::FilingService::Stub::GetBrief, third->name());
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_EQ(SerializeBrief(*one), SerializeBrief(*other));
  int blobs = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(options_.desk.data_dir + "/blobs")) {
    blobs += entry.is_regular_file();
  }
  EXPECT_EQ(blobs, 1);
}

TEST_F(ServerTest, WrongUploadsAreRefusedWithTheirReason) {
  using Messages_ = std::vector<v1::SubmitFilingRequest>;
  const std::string bytes = SampleBytes();
  ASSERT_FALSE(bytes.empty());
  const struct {
    const char* reason;
    absl::StatusCode code;
    std::function<void(Messages_&)> change;
  } rows[] = {
      {"bad_header", absl::StatusCode::kInvalidArgument, [](Messages_& m) { m.clear(); }},
      {"chunk_order", absl::StatusCode::kInvalidArgument, [](Messages_& m) { m.erase(m.begin()); }},
      {"chunk_order", absl::StatusCode::kInvalidArgument, [](Messages_& m) { m[1] = m[0]; }},
      {"chunk_order", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[1].mutable_chunk()->set_offset_bytes(1); }},
      {"chunk_order", absl::StatusCode::kInvalidArgument, [](Messages_& m) { m[1].Clear(); }},
      {"chunk_size_limit", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[1].mutable_chunk()->clear_data(); }},
      {"chunk_size_limit", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[1].mutable_chunk()->set_data(std::string((256 << 10) + 1, 'x')); }},
      {"size_mismatch", absl::StatusCode::kInvalidArgument, [](Messages_& m) { m.pop_back(); }},
      {"size_mismatch", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[0].mutable_header()->set_size_bytes(5); }},
      {"digest_mismatch", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[0].mutable_header()->set_sha256(std::string(64, '0')); }},
      {"file_size_limit", absl::StatusCode::kOutOfRange,
       [](Messages_& m) { m[0].mutable_header()->set_size_bytes((4 << 20) + 1); }},
      {"bad_header", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[0].mutable_header()->set_filing_date("yesterday"); }},
      {"bad_header", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[0].mutable_header()->mutable_review_timeout()->set_seconds(-1); }},
      {"bad_header", absl::StatusCode::kInvalidArgument,
       [](Messages_& m) { m[0].mutable_header()->mutable_review_timeout(); }},
  };
  for (const auto& row : rows) {
    Messages_ messages = Messages(HeaderOf(bytes), bytes);
    row.change(messages);
    const auto filing = Send(messages);
    EXPECT_EQ(extract::ReasonOf(filing.status()), row.reason) << filing.status();
    EXPECT_EQ(filing.status().code(), row.code) << row.reason;
  }
  EXPECT_TRUE(std::filesystem::is_empty(options_.desk.data_dir + "/incoming"));
  EXPECT_TRUE(Submit(bytes).ok()) << "still serving";
}

TEST_F(ServerTest, AFileThatIsNoFilingFailsWithItsReasonAndTheServerServesOn) {
  const auto filing = Submit("This is a letter, not a PDF.");
  ASSERT_TRUE(filing.ok()) << filing.status();
  const auto states = Watch(filing->name());
  ASSERT_FALSE(states.empty());
  EXPECT_EQ(states.back().state(), v1::FILING_STATE_FAILED);
  EXPECT_EQ(states.back().error().reason(), "not_a_pdf");
  const auto brief = Call(&v1::FilingService::Stub::GetBrief, filing->name());
  EXPECT_EQ(brief.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(brief.status()), "no_brief");
  EXPECT_TRUE(Submit(SampleBytes()).ok());
}

TEST_F(ServerTest, NamesThatAreNotThere) {
  const struct {
    const char* name;
    const char* reason;
    absl::StatusCode code;
  } rows[] = {
      {"filings/0", "no_such_filing", absl::StatusCode::kNotFound},
      {"filings/../lock", "bad_name", absl::StatusCode::kInvalidArgument},
      {"", "bad_name", absl::StatusCode::kInvalidArgument},
  };
  for (const auto& row : rows) {
    const absl::Status statuses[] = {
        Call(&v1::FilingService::Stub::GetFiling, row.name).status(),
        Call(&v1::FilingService::Stub::GetBrief, row.name).status(),
        Call(&v1::FilingService::Stub::CancelFiling, row.name).status(),
        Call(&v1::FilingService::Stub::DeleteFiling, row.name).status(),
        (Watch(row.name), last_),
    };
    for (const absl::Status& status : statuses) {
      EXPECT_EQ(status.code(), row.code) << row.name;
      EXPECT_EQ(extract::ReasonOf(status), row.reason) << row.name;
    }
  }
}

TEST_F(ServerTest, DeleteRemovesFilingAndBytes) {
  const auto filing = Submit(SampleBytes());
  ASSERT_TRUE(filing.ok());
  Watch(filing->name());
  ASSERT_TRUE(Call(&v1::FilingService::Stub::DeleteFiling, filing->name()).ok());
  EXPECT_EQ(Call(&v1::FilingService::Stub::GetFiling, filing->name()).status().code(),
            absl::StatusCode::kNotFound);
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(options_.desk.data_dir + "/blobs")) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
}

TEST_F(ServerTest, AFilingIsReviewedOnceMoreAndItsBriefStaysMeanwhile) {
  const auto filing = Submit(SampleBytes());
  ASSERT_TRUE(filing.ok());
  ASSERT_EQ(Watch(filing->name()).back().state(), v1::FILING_STATE_SUCCEEDED);
  const auto before = Call(&v1::FilingService::Stub::GetBrief, filing->name());
  const auto again = Call(&v1::FilingService::Stub::RetryFiling, filing->name());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(Call(&v1::FilingService::Stub::GetBrief, filing->name()).ok());
  EXPECT_EQ(Watch(filing->name()).back().state(), v1::FILING_STATE_SUCCEEDED);
  const auto after = Call(&v1::FilingService::Stub::GetBrief, filing->name());
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_EQ(SerializeBrief(*before), SerializeBrief(*after));
  EXPECT_EQ(extract::ReasonOf(Call(&v1::FilingService::Stub::RetryFiling, "filings/0").status()),
            "no_such_filing");
}

TEST_F(ServerTest, ListsByFilterAndOrder) {
  const auto good = Submit(SampleBytes());
  const auto bad = Submit("This is a letter, not a PDF.");
  ASSERT_TRUE(good.ok() && bad.ok());
  Watch(good->name());
  Watch(bad->name());
  const auto list = [&](const std::string& filter, const std::string& order) {
    grpc::ClientContext context;
    v1::ListFilingsRequest request;
    request.set_filter(filter);
    request.set_order_by(order);
    v1::ListFilingsResponse response;
    last_ = FromGrpc(stub_->ListFilings(&context, request, &response), context);
    std::vector<std::string> names;
    for (const v1::Filing& filing : response.filings()) names.push_back(filing.name());
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(list("", ""), (Names{bad->name(), good->name()}));
  EXPECT_EQ(list("", "create_time"), (Names{good->name(), bad->name()}));
  EXPECT_EQ(list("state = FAILED", ""), Names{bad->name()});
  EXPECT_EQ(list("state = FAILED OR state = SUCCEEDED", "create_time desc").size(), 2u);
  EXPECT_TRUE(list("create_time < \"2020-01-01T00:00:00Z\"", "").empty());
  EXPECT_TRUE(last_.ok());
  list("colour = red", "");
  EXPECT_EQ(extract::ReasonOf(last_), "bad_filter");
}

TEST_F(ServerTest, ASecondServerOnTheFolderIsRefused) {
  const auto second = ReviewServer::Start(options_);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(ServerTest, AFilingIsThereAfterARestart) {
  const auto filing = Submit(SampleBytes());
  ASSERT_TRUE(filing.ok());
  server_->Stop(0);
  server_.reset();
  Start();
  const auto states = Watch(filing->name());
  ASSERT_FALSE(states.empty()) << last_;
  EXPECT_EQ(states.back().state(), v1::FILING_STATE_SUCCEEDED);
}

TEST_F(ServerTest, HealthAndReflectionAnswer) {
  // HealthCheckResponse{status: SERVING}; ServerReflectionRequest{list_services: ""}.
  EXPECT_EQ(RawCall("/grpc.health.v1.Health/Check", ""), std::string("\x08\x01"));
  const std::string services = RawCall(
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", std::string("\x3A\x00", 2));
  for (const char* service : {"filing_review.v1.FilingService", "grpc.health.v1.Health"}) {
    EXPECT_NE(services.find(service), std::string::npos) << service;
  }
}

}  // namespace
}  // namespace filing_review::service
