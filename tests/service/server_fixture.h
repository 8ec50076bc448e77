// A gRPC server in the test's own process, and calls of it over loopback.
#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "service/grpc/server.h"
#include "service/grpc/status.h"
#include "service/sha256.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {

// The bytes of a sample filing.
inline std::string SampleFiling(const std::string& name) {
  std::ifstream in(std::string(FILING_REVIEW_CORPUS) + "/" + name, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  EXPECT_FALSE(bytes.str().empty()) << "no sample filing " << name;
  return bytes.str();
}

// The first English one by name.
inline std::string SampleBytes() {
  std::set<std::filesystem::path> samples;
  for (const auto& entry : std::filesystem::directory_iterator(FILING_REVIEW_CORPUS)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > 7 && name.substr(name.size() - 7) == "_en.pdf") samples.insert(entry.path());
  }
  return samples.empty() ? "" : SampleFiling(samples.begin()->filename());
}

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    options_.listen = "127.0.0.1:0";
    options_.desk.data_dir = folder_.path() + "/data";
    options_.desk.workers = 2;
    options_.desk.limits.filing_bytes = 4 << 20;
    Start();
  }

  void Start() {
    auto server = ReviewServer::Start(options_);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    channel_ = grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    stub_ = v1::FilingService::NewStub(channel_);
  }

  static v1::SubmitFilingHeader HeaderOf(const std::string& bytes) {
    v1::SubmitFilingHeader header;
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    header.set_sha256(Sha256Of(bytes));
    header.set_display_name("sample.pdf");
    return header;
  }

  absl::StatusOr<v1::Filing> Send(const std::vector<v1::SubmitFilingRequest>& messages) {
    grpc::ClientContext context;
    v1::Filing filing;
    const auto writer = stub_->SubmitFiling(&context, &filing);
    for (const auto& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (!status.ok()) return FromGrpc(status, context);
    return filing;
  }

  static std::vector<v1::SubmitFilingRequest> Messages(const v1::SubmitFilingHeader& header,
                                                       const std::string& bytes,
                                                       size_t chunk = 100'000) {
    std::vector<v1::SubmitFilingRequest> messages(1);
    *messages[0].mutable_header() = header;
    for (size_t at = 0; at < bytes.size(); at += chunk) {
      v1::FilingChunk& piece = *messages.emplace_back().mutable_chunk();
      piece.set_offset_bytes(static_cast<int64_t>(at));
      piece.set_data(bytes.substr(at, chunk));
    }
    return messages;
  }

  absl::StatusOr<v1::Filing> Submit(const std::string& bytes) {
    return Send(Messages(HeaderOf(bytes), bytes));
  }

  // Messages of a watch, to its end.
  std::vector<v1::Filing> Watch(const std::string& name) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    v1::WatchFilingRequest request;
    request.set_name(name);
    const auto reader = stub_->WatchFiling(&context, request);
    std::vector<v1::Filing> states;
    for (v1::Filing filing; reader->Read(&filing);) states.push_back(filing);
    last_ = FromGrpc(reader->Finish(), context);
    return states;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::FilingService::Stub::*method)(
                                    grpc::ClientContext*, const Request&, Response*),
                                const std::string& name) {
    grpc::ClientContext context;
    Request request;
    request.set_name(name);
    Response response;
    const grpc::Status status = (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return FromGrpc(status, context);
    return response;
  }

  // Answer of any method, as bytes.
  std::string RawCall(const std::string& method, const std::string& request) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    grpc::CompletionQueue queue;
    const auto call = stub.PrepareCall(&context, method, &queue);
    const auto step = [&] {
      void* tag;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    call->StartCall(nullptr);
    step();
    const grpc::Slice slice(request);
    call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    step();
    grpc::ByteBuffer answer;
    call->Read(&answer, nullptr);
    grpc::Slice bytes;
    std::string text;
    if (step() && answer.DumpToSingleSlice(&bytes).ok()) {
      text.assign(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
    }
    grpc::Status status;
    call->Finish(&status, nullptr);
    step();
    return text;
  }

  TemporaryFolder folder_;
  ServerOptions options_;
  std::unique_ptr<ReviewServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::FilingService::Stub> stub_;
  absl::Status last_;
};

}  // namespace filing_review::service
