// One call of the bridge.
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "service/http/http_message.h"

namespace filing_review::service {

// Lives until the call is done, whoever else lets go of it. Fill `context` before the start.
class GrpcWebCall final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                          public std::enable_shared_from_this<GrpcWebCall> {
 public:
  grpc::ClientContext context;

  // All frames at once.
  void StartWhole(grpc::GenericStub& stub, const std::string& method, std::string_view message,
                  std::function<void(std::string)> done);
  // Frames by Next.
  void StartStream(grpc::GenericStub& stub, const std::string& method, std::string_view message);
  void Next(std::function<void(std::optional<std::string>)> ready);
  // Nobody calls Next any more, or wants the answer.
  void Cancel();

  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  void Start(grpc::GenericStub& stub, const std::string& method, std::string_view message);
  // REQUIRES: the lock is held; it is let go.
  void Give(std::unique_lock<std::mutex>& lock);
  void LetGo(std::unique_lock<std::mutex>& lock);

  std::shared_ptr<GrpcWebCall> self_;  // until OnDone
  grpc::ByteBuffer request_, response_;
  std::function<void(std::string)> done_;                  // of a whole call
  std::mutex mutex_;                                       // of what follows
  std::string frames_;                                     // not given yet
  std::function<void(std::optional<std::string>)> ready_;  // waits for them
  bool held_ = false;  // a hold of the reactor, under which Next may read
  bool reading_ = false;
  bool unwanted_ = false;  // cancelled: what comes is read and let go
  bool over_ = false;      // the trailers are in frames_, or given
};

// Frames of a stream; ends the call with it.
class GrpcWebSource final : public HttpSource {
 public:
  // `released` is called in the end.
  GrpcWebSource(std::shared_ptr<GrpcWebCall> call, std::function<void()> released)
      : call_(std::move(call)), released_(std::move(released)) {}
  ~GrpcWebSource() override;
  void Next(std::function<void(std::optional<std::string>)> ready) override;

 private:
  const std::shared_ptr<GrpcWebCall> call_;
  const std::function<void()> released_;
};

// The trailers of a status, in an answer of their own.
HttpAnswer GrpcWebError(const absl::Status& status);

}  // namespace filing_review::service
