#include "service/client/filing_client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>
#include <vector>

#include "service/grpc/status.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr int64_t kChunkBytes = 256 << 10;
constexpr int kMostBriefBytes = 256 << 20;  // gRPC's default of 4 MiB is too little for some briefs

std::chrono::system_clock::time_point In(int seconds) {
  return std::chrono::system_clock::now() + std::chrono::seconds(seconds);
}

// One unary call with a deadline.
template <typename Response, typename Request>
absl::StatusOr<Response> Call(v1::FilingService::Stub& stub,
                              grpc::Status (v1::FilingService::Stub::*method)(grpc::ClientContext*,
                                                                              const Request&,
                                                                              Response*),
                              const Request& request) {
  grpc::ClientContext context;
  context.set_deadline(In(60));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status, context);
  return response;
}

// Fills in size and digest.
template <typename File>
absl::Status Measure(int fd, File& file) {
  struct stat info;
  if (fstat(fd, &info) != 0) return absl::UnavailableError(std::strerror(errno));
  file.set_size_bytes(info.st_size);
  absl::StatusOr<std::string> sha256 = Sha256OfFile(fd);
  if (!sha256.ok()) return sha256.status();
  file.set_sha256(*std::move(sha256));
  return absl::OkStatus();
}

template <typename Request>
Request Named(const std::string& name) {
  Request request;
  request.set_name(name);
  return request;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FilingClient>> FilingClient::Connect(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMostBriefBytes);
  const auto channel =
      grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
  if (!channel->WaitForConnected(In(5))) {
    return ServiceError(absl::StatusCode::kUnavailable, "no_server",
                        "no server answers; start one with filing-review serve, or give its "
                        "address with --server");
  }
  return std::unique_ptr<FilingClient>(new FilingClient(v1::FilingService::NewStub(channel)));
}

absl::StatusOr<v1::Filing> FilingClient::Submit(int fd, v1::SubmitFilingHeader header,
                                                std::vector<Document> documents,
                                                const std::function<void(int64_t)>& sent) {
  if (const absl::Status status = Measure(fd, header); !status.ok()) return status;
  for (Document& document : documents) {
    const absl::Status status = Measure(document.fd, document.description);
    if (!status.ok()) return status;
  }
  grpc::ClientContext context;
  v1::Filing filing;
  const auto writer = stub_->SubmitFiling(&context, &filing);
  v1::SubmitFilingRequest message;
  int64_t before = 0;
  // Sends `message` and then the file. A failed write means that the server has answered already:
  // Finish says what.
  const auto send = [&](int file, int64_t size) -> absl::StatusOr<bool> {
    std::vector<char> buffer(kChunkBytes);
    bool open = writer->Write(message);
    for (int64_t at = 0; open && at < size;) {
      const ssize_t n = pread(file, buffer.data(), buffer.size(), at);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        context.TryCancel();
        writer->Finish();
        return absl::UnavailableError("the file became shorter while it was sent; submit it again");
      }
      v1::FilingChunk& chunk = *message.mutable_chunk();
      chunk.set_offset_bytes(at);
      chunk.set_data(buffer.data(), static_cast<size_t>(n));
      open = writer->Write(message);
      at += n;
      if (open && sent) sent(before + at);
    }
    before += size;
    return open;
  };
  *message.mutable_header() = header;
  absl::StatusOr<bool> open = send(fd, header.size_bytes());
  for (const Document& document : documents) {
    if (!open.ok() || !*open) break;
    *message.mutable_document() = document.description;
    open = send(document.fd, document.description.size_bytes());
  }
  if (!open.ok()) return open.status();
  if (*open) writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return FromGrpc(status, context);
  return filing;
}

absl::StatusOr<v1::Filing> FilingClient::Get(const std::string& name) {
  return Call(*stub_, &v1::FilingService::Stub::GetFiling, Named<v1::GetFilingRequest>(name));
}

absl::StatusOr<v1::Filing> FilingClient::Watch(
    const std::string& name, const std::function<void(const v1::Filing&)>& changed) {
  grpc::ClientContext context;
  const auto reader = stub_->WatchFiling(&context, Named<v1::WatchFilingRequest>(name));
  v1::Filing filing, next;
  while (reader->Read(&next)) {
    filing.Swap(&next);
    if (changed) changed(filing);
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) return FromGrpc(status, context);
  return filing;
}

absl::StatusOr<v1::ReviewBrief> FilingClient::GetBrief(const std::string& name) {
  return Call(*stub_, &v1::FilingService::Stub::GetBrief, Named<v1::GetBriefRequest>(name));
}

absl::StatusOr<v1::ListFilingsResponse> FilingClient::List(int page_size,
                                                           const std::string& page_token) {
  v1::ListFilingsRequest request;
  request.set_page_size(page_size);
  request.set_page_token(page_token);
  return Call(*stub_, &v1::FilingService::Stub::ListFilings, request);
}

absl::StatusOr<v1::Filing> FilingClient::Cancel(const std::string& name) {
  return Call(*stub_, &v1::FilingService::Stub::CancelFiling, Named<v1::CancelFilingRequest>(name));
}

absl::Status FilingClient::Delete(const std::string& name) {
  return Call(*stub_, &v1::FilingService::Stub::DeleteFiling, Named<v1::DeleteFilingRequest>(name))
      .status();
}

}  // namespace filing_review::service
