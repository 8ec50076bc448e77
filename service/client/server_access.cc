#include "service/client/server_access.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "service/access/tls_files.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kMostBriefBytes = 256 << 20;  // gRPC's default of 4 MiB is too little for some briefs
constexpr int kConnectSeconds = 5;

absl::Status ReadInto(const std::string& path, std::string& text) {
  if (path.empty()) return absl::OkStatus();
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  text = bytes.str();
  if (in && !text.empty()) return absl::OkStatus();
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonTls,
                      path + ": cannot be read, or is empty");
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::Channel>> Reach(const ServerAccess& access) {
  const bool tls = access.tls || !access.tls_ca.empty() || !access.tls_certificate.empty();
  if (!tls && !access.token.empty() && !IsLocalAddress(access.server)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonTls,
                        "a token is not sent in plain text to another machine; give --tls");
  }
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
  if (tls) {
    grpc::SslCredentialsOptions options;
    absl::Status read = ReadInto(access.tls_ca, options.pem_root_certs);
    if (read.ok()) read = ReadInto(access.tls_certificate, options.pem_cert_chain);
    if (read.ok()) read = ReadInto(access.tls_key, options.pem_private_key);
    if (!read.ok()) return read;
    credentials = grpc::SslCredentials(options);
  }
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMostBriefBytes);
  // A server that is being started again is found within kConnectSeconds, not missed by a second.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  auto channel = grpc::CreateCustomChannel(access.server, credentials, arguments);
  if (!channel->WaitForConnected(std::chrono::system_clock::now() +
                                 std::chrono::seconds(kConnectSeconds))) {
    return ServiceError(
        absl::StatusCode::kUnavailable, "no_server",
        std::string("no server answers; start one with filing-review serve, or "
                    "give its address with --server") +
            (tls ? "; it must speak TLS with a certificate that --tls-ca vouches for" : ""));
  }
  return channel;
}

}  // namespace filing_review::service
