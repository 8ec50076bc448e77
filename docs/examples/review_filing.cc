// Submits a prospectus, waits for its brief and prints the headline with its evidence.
//
//   ninja -C build review_filing_example
//   build/bin/review_filing_example 127.0.0.1:50061 FILE.pdf
//
// The SHA-256 comes from OpenSSL; protobuf and gRPC are all else that it needs.
#include <grpcpp/grpcpp.h>
#include <openssl/evp.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/filing_service.grpc.pb.h"

namespace v1 = filing_review::v1;

namespace {

constexpr size_t kChunk = 256 * 1024;

std::string Sha256(const std::string& data) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(data.data(), data.size(), digest, &size, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", digest[i]);
    hex += two;
  }
  return hex;
}

grpc::Status Submit(v1::FilingService::Stub& service, const std::string& path,
                    const std::string& data, v1::Filing* filing) {
  grpc::ClientContext context;
  const auto writer = service.SubmitFiling(&context, filing);
  v1::SubmitFilingRequest request;
  request.mutable_header()->set_size_bytes(static_cast<int64_t>(data.size()));
  request.mutable_header()->set_sha256(Sha256(data));
  request.mutable_header()->set_display_name(path.substr(path.rfind('/') + 1));
  bool open = writer->Write(request);
  for (size_t offset = 0; open && offset < data.size(); offset += kChunk) {
    v1::FilingChunk& chunk = *request.mutable_chunk();
    chunk.set_offset_bytes(static_cast<int64_t>(offset));
    chunk.set_data(data.substr(offset, kChunk));
    open = writer->Write(request);
  }
  writer->WritesDone();
  return writer->Finish();
}

int Fail(const std::string& what, const grpc::Status& status) {
  std::fprintf(stderr, "%s: %s\n", what.c_str(), status.error_message().c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: review_filing_example HOST:PORT FILE.pdf\n");
    return 2;
  }
  const std::string path = argv[2];
  std::ifstream file(path, std::ios::binary);
  const std::string data((std::istreambuf_iterator<char>(file)), {});

  grpc::ChannelArguments arguments;
  // The brief of a long filing is larger than the 4 MiB that a client takes unless told.
  arguments.SetMaxReceiveMessageSize(64 << 20);
  const auto service = v1::FilingService::NewStub(
      grpc::CreateCustomChannel(argv[1], grpc::InsecureChannelCredentials(), arguments));

  v1::Filing filing;
  grpc::Status status = Submit(*service, path, data, &filing);
  // Busy or going down: come back. Every other error is final.
  while (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED ||
         status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    std::this_thread::sleep_for(std::chrono::seconds(2));
    status = Submit(*service, path, data, &filing);
  }
  if (!status.ok()) return Fail(path, status);

  {
    grpc::ClientContext context;
    v1::WatchFilingRequest request;
    request.set_name(filing.name());
    const auto reader = service->WatchFiling(&context, request);
    while (reader->Read(&filing)) {
      if (filing.brief_revision() >= 1 || filing.state() == v1::FILING_STATE_FAILED) break;
    }
    context.TryCancel();
    reader->Finish();
  }
  if (filing.state() == v1::FILING_STATE_FAILED) {
    std::fprintf(stderr, "%s: %s [%s]\n", path.c_str(), filing.error().message().c_str(),
                 filing.error().reason().c_str());
    return 1;
  }

  grpc::ClientContext context;
  v1::GetBriefRequest request;
  request.set_name(filing.name());
  v1::ReviewBrief brief;
  status = service->GetBrief(&context, request, &brief);
  if (!status.ok()) return Fail(filing.name(), status);
  std::printf("%s: %s\n", brief.filing().issuer().c_str(), brief.headline().summary().c_str());
  for (const v1::UserCount& count : brief.user_counts()) {
    if (count.fact_id() != brief.headline().fact_id()) continue;
    for (const v1::Evidence& evidence : count.evidence()) {
      if (evidence.role() == v1::EVIDENCE_ROLE_FIGURE) {
        std::printf("page %d: \"%s\"\n", evidence.page(), evidence.quote().c_str());
      }
    }
    break;
  }
  return 0;
}
