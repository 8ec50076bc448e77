// What a server tells those who run it: health while it stops, request ids, lines of the log.
#include <regex>
#include <thread>

#include "service/event_log.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

TEST_F(ServerTest, HealthOfTheServiceSaysNotServingBeforeCallsEnd) {
  const std::string name = "filing_review.v1.FilingService";
  const std::string request = std::string("\x0A") + static_cast<char>(name.size()) + name;
  EXPECT_EQ(RawCall("/grpc.health.v1.Health/Check", request), std::string("\x08\x01"));

  grpc::GenericStub stub(channel_);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, "/grpc.health.v1.Health/Watch", &queue);
  const auto step = [&] {
    void* tag;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto read = [&]() -> std::string {
    grpc::ByteBuffer answer;
    call->Read(&answer, nullptr);
    grpc::Slice bytes;
    if (!step() || !answer.DumpToSingleSlice(&bytes).ok()) return "the stream ended";
    return std::string(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
  };
  call->StartCall(nullptr);
  ASSERT_TRUE(step());
  const grpc::Slice slice(request);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  ASSERT_TRUE(step());
  EXPECT_EQ(read(), std::string("\x08\x01"));
  std::thread stop([this] { server_->Stop(5); });
  EXPECT_EQ(read(), std::string("\x08\x02"));
  EXPECT_EQ(read(), "the stream ended");
  stop.join();
}

TEST_F(ServerTest, EachCallHasARequestId) {
  const struct {
    const char* sent;
    const char* answered;  // a pattern
  } rows[] = {{"batch-7.a_B", "batch-7\\.a_B"},
              {nullptr, "[0-9a-f]{32}"},
              {"", "[0-9a-f]{32}"},
              {"two words", "[0-9a-f]{32}"},
              {"\"quoted\"", "[0-9a-f]{32}"}};
  for (const auto& row : rows) {
    grpc::ClientContext context;
    if (row.sent != nullptr) context.AddMetadata("x-request-id", row.sent);
    v1::GetFilingRequest request;
    request.set_name("filings/nothing");
    v1::Filing filing;
    EXPECT_FALSE(stub_->GetFiling(&context, request, &filing).ok());
    const auto& trailers = context.GetServerTrailingMetadata();
    const auto found = trailers.find("x-request-id");
    ASSERT_NE(found, trailers.end());
    const std::string id(found->second.data(), found->second.size());
    EXPECT_TRUE(std::regex_match(id, std::regex(row.answered))) << id;
    EXPECT_EQ(trailers.count("x-request-id"), 1u);
  }
}

TEST(EventLogTest, LinesForProgramsAndForPeople) {
  Event event;
  event.event = "call";
  event.method = "GetBrief";
  event.code = "NOT_FOUND";
  event.seconds = 0.25;
  event.message = "a \"b\"\n\\ 用户";
  EXPECT_EQ(
      EventLine(event, "T", LogForm::kJson),
      "{\"time\":\"T\",\"level\":\"info\",\"event\":\"call\",\"message\":\"a \\\"b\\\" \\\\ "
      "??????\",\"method\":\"GetBrief\",\"code\":\"NOT_FOUND\",\"duration_seconds\":0.250000}\n");
  EXPECT_EQ(EventLine(event, "T", LogForm::kText),
            "T info call a \"b\" \\ ?????? method=GetBrief code=NOT_FOUND "
            "duration_seconds=0.250000\n");
}

}  // namespace
}  // namespace filing_review::service
