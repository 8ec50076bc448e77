#include "service/client/filing_client.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "service/client/patience.h"
#include "service/client/patient_call.h"
#include "service/crc32c.h"
#include "service/grpc/status.h"
#include "service/service_error.h"
#include "service/sha256.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

namespace {

constexpr int64_t kChunkBytes = 256 << 10;
constexpr int kRenderSeconds = 300;  // an annotated copy takes a worker, and its bytes time

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

absl::StatusOr<std::unique_ptr<FilingClient>> FilingClient::Connect(
    const ServerAccess& access, int retry_seconds, std::function<void(const std::string&)> notice) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = Reach(access);
  if (!channel.ok()) return channel.status();
  return std::unique_ptr<FilingClient>(new FilingClient(
      v1::FilingService::NewStub(*channel), access.token, retry_seconds, std::move(notice)));
}

FilingClient::FilingClient(std::unique_ptr<v1::FilingService::Stub> stub, const std::string& token,
                           int retry_seconds, std::function<void(const std::string&)> notice)
    : stub_(std::move(stub)),
      authorization_(token.empty() ? "" : "Bearer " + token),
      retry_seconds_(retry_seconds),
      notice_(std::move(notice)) {}

void FilingClient::Prepare(grpc::ClientContext& context) const {
  if (!authorization_.empty()) context.AddMetadata("authorization", authorization_);
}

template <typename Response, typename Request>
absl::StatusOr<Response> FilingClient::Call(grpc::Status (v1::FilingService::Stub::*method)(
                                                grpc::ClientContext*, const Request&, Response*),
                                            const Request& request) const {
  return PatientCall(*stub_, method, request, {authorization_, retry_seconds_, notice_});
}

absl::StatusOr<v1::Filing> FilingClient::Submit(int fd, v1::SubmitFilingHeader header,
                                                std::vector<Document> documents,
                                                const std::function<void(int64_t)>& sent) {
  if (const absl::Status status = Measure(fd, header); !status.ok()) return status;
  for (Document& document : documents) {
    const absl::Status status = Measure(document.fd, document.description);
    if (!status.ok()) return status;
  }
  if (header.request_id().empty()) header.set_request_id(RandomId());
  std::vector<int64_t> committed(documents.size() + 1, 0);
  for (Patience patience(retry_seconds_, notice_);;) {
    absl::StatusOr<v1::Filing> filing = SendOnce(fd, header, documents, committed, sent);
    if (filing.ok() || !patience.Wait(filing.status())) return filing;
    committed = Committed(header, documents);
  }
}

std::vector<int64_t> FilingClient::Committed(const v1::SubmitFilingHeader& header,
                                             const std::vector<Document>& documents) const {
  std::vector<int64_t> committed(documents.size() + 1, 0);
  const absl::StatusOr<v1::Upload> upload =
      Call(&v1::FilingService::Stub::GetUpload,
           Named<v1::GetUploadRequest>("uploads/" + header.request_id()));
  if (!upload.ok()) return committed;  // nothing is there, or the next try says what is wrong
  for (int i = 0; i < upload->documents_size() && i < static_cast<int>(committed.size()); ++i) {
    const std::string& sha256 = i == 0 ? header.sha256() : documents[i - 1].description.sha256();
    if (upload->documents(i).sha256() != sha256) break;
    committed[i] = upload->documents(i).committed_size_bytes();
  }
  return committed;
}

absl::StatusOr<v1::Filing> FilingClient::SendOnce(int fd, const v1::SubmitFilingHeader& header,
                                                  const std::vector<Document>& documents,
                                                  const std::vector<int64_t>& committed,
                                                  const std::function<void(int64_t)>& sent) const {
  grpc::ClientContext context;
  Prepare(context);
  v1::Filing filing;
  const auto writer = stub_->SubmitFiling(&context, &filing);
  v1::SubmitFilingRequest message;
  int64_t before = 0;
  // Sends `message` and then what the server lacks of the file. A failed write means that the
  // server has answered already: Finish says what.
  const auto send = [&](int file, int64_t size, int64_t at) -> absl::StatusOr<bool> {
    std::vector<char> buffer(kChunkBytes);
    bool open = writer->Write(message);
    while (open && at < size) {
      const ssize_t n = pread(file, buffer.data(), buffer.size(), at);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        context.TryCancel();
        writer->Finish();
        return absl::FailedPreconditionError(
            "the file became shorter while it was sent; submit it again");
      }
      v1::FilingChunk& chunk = *message.mutable_chunk();
      chunk.set_offset_bytes(at);
      chunk.set_data(buffer.data(), static_cast<size_t>(n));
      chunk.set_crc32c(Crc32c(chunk.data()));
      open = writer->Write(message);
      at += n;
      if (open && sent) sent(before + at);
    }
    before += size;
    return open;
  };
  *message.mutable_header() = header;
  absl::StatusOr<bool> open = send(fd, header.size_bytes(), committed[0]);
  for (size_t i = 0; i < documents.size() && open.ok() && *open; ++i) {
    *message.mutable_document() = documents[i].description;
    open = send(documents[i].fd, documents[i].description.size_bytes(), committed[i + 1]);
  }
  if (!open.ok()) return open.status();
  if (*open) writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return FromGrpc(status, context);
  return filing;
}

absl::StatusOr<v1::Filing> FilingClient::Get(const std::string& name) {
  return Call(&v1::FilingService::Stub::GetFiling, Named<v1::GetFilingRequest>(name));
}

absl::StatusOr<v1::Filing> FilingClient::Watch(
    const std::string& name, const std::function<void(const v1::Filing&)>& changed) {
  for (Patience patience(retry_seconds_, notice_);;) {
    grpc::ClientContext context;
    Prepare(context);
    const auto reader = stub_->WatchFiling(&context, Named<v1::WatchFilingRequest>(name));
    v1::Filing filing, next;
    bool any = false;
    while (reader->Read(&next)) {
      any = true;
      filing.Swap(&next);
      if (changed) changed(filing);
    }
    const grpc::Status status = reader->Finish();
    if (status.ok()) return filing;
    const absl::Status failed = FromGrpc(status, context);
    if (any) patience = Patience(retry_seconds_, notice_);  // it was there: the time begins anew
    if (!patience.Wait(failed)) return failed;
  }
}

absl::StatusOr<v1::ReviewBrief> FilingClient::GetBrief(const std::string& name, bool as_signed) {
  auto request = Named<v1::GetBriefRequest>(name);
  request.set_as_signed(as_signed);
  return Call(&v1::FilingService::Stub::GetBrief, request);
}

absl::StatusOr<std::string> FilingClient::RenderBrief(const v1::RenderBriefRequest& request) {
  for (Patience patience(retry_seconds_, notice_);;) {
    grpc::ClientContext context;
    Prepare(context);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(kRenderSeconds));
    const auto reader = stub_->RenderBrief(&context, request);
    std::string content;
    for (v1::RenderBriefResponse piece; reader->Read(&piece);) content += piece.content();
    const grpc::Status status = reader->Finish();
    if (status.ok()) return content;
    const absl::Status failed = FromGrpc(status, context);
    if (!patience.Wait(failed)) return failed;
  }
}

absl::StatusOr<v1::BriefComparison> FilingClient::CompareBriefs(
    const v1::CompareBriefsRequest& request) {
  return Call(&v1::FilingService::Stub::CompareBriefs, request);
}

absl::StatusOr<v1::ListFilingsResponse> FilingClient::List(const v1::ListFilingsRequest& request) {
  return Call(&v1::FilingService::Stub::ListFilings, request);
}

absl::StatusOr<v1::Filing> FilingClient::Retry(const v1::RetryFilingRequest& request) {
  return Call(&v1::FilingService::Stub::RetryFiling, request);
}

absl::StatusOr<v1::Filing> FilingClient::Cancel(const std::string& name) {
  return Call(&v1::FilingService::Stub::CancelFiling, Named<v1::CancelFilingRequest>(name));
}

absl::Status FilingClient::Delete(const std::string& name) {
  return Call(&v1::FilingService::Stub::DeleteFiling, Named<v1::DeleteFilingRequest>(name))
      .status();
}

absl::StatusOr<v1::Filing> FilingClient::SetLegalHold(const std::string& name, bool hold) {
  auto request = Named<v1::SetLegalHoldRequest>(name);
  request.set_legal_hold(hold);
  return Call(&v1::FilingService::Stub::SetLegalHold, request);
}

absl::StatusOr<v1::ListAuditEventsResponse> FilingClient::ListAuditEvents(
    const v1::ListAuditEventsRequest& request) {
  return Call(&v1::FilingService::Stub::ListAuditEvents, request);
}

absl::StatusOr<v1::ListRulePacksResponse> FilingClient::ListRulePacks() {
  return Call(&v1::FilingService::Stub::ListRulePacks, v1::ListRulePacksRequest());
}

}  // namespace filing_review::service
