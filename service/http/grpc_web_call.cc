#include "service/http/grpc_web_call.h"

#include <grpcpp/support/slice.h>

#include <utility>
#include <vector>

#include "service/grpc/status.h"
#include "service/http/grpc_web.h"
#include "service/told_error.h"

namespace filing_review::service {

namespace {

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

std::string TrailersOf(const grpc::Status& status, const grpc::ClientContext& context) {
  Trailers trailers;
  for (const auto& [name, value] : context.GetServerTrailingMetadata()) {
    const std::string text(name.data(), name.size());
    if (text.rfind("grpc-", 0) != 0)
      trailers.emplace_back(text, std::string(value.data(), value.size()));
  }
  return TrailerFrame(status.error_code(), status.error_message(), status.error_details(),
                      trailers);
}

}  // namespace

void GrpcWebCall::Start(grpc::GenericStub& stub, const std::string& method,
                        std::string_view message) {
  self_ = shared_from_this();
  const grpc::Slice slice(message.data(), message.size());
  request_ = grpc::ByteBuffer(&slice, 1);
  stub.PrepareBidiStreamingCall(&context, method, grpc::StubOptions(), this);
  StartWriteLast(&request_, grpc::WriteOptions());
}

void GrpcWebCall::StartWhole(grpc::GenericStub& stub, const std::string& method,
                             std::string_view message, std::function<void(std::string)> done) {
  done_ = std::move(done);
  Start(stub, method, message);
  StartRead(&response_);
  StartCall();
}

void GrpcWebCall::StartStream(grpc::GenericStub& stub, const std::string& method,
                              std::string_view message) {
  Start(stub, method, message);
  held_ = true;
  AddHold();
  StartCall();
}

void GrpcWebCall::Give(std::unique_lock<std::mutex>& lock) {
  const std::function<void(std::optional<std::string>)> ready = std::move(ready_);
  ready_ = nullptr;
  std::string frames = std::move(frames_);
  frames_.clear();
  lock.unlock();
  if (ready != nullptr) ready(std::move(frames));
}

void GrpcWebCall::LetGo(std::unique_lock<std::mutex>& lock) {
  const bool held = held_;
  held_ = false;
  lock.unlock();
  if (held) RemoveHold();
}

void GrpcWebCall::Next(std::function<void(std::optional<std::string>)> ready) {
  std::unique_lock<std::mutex> lock(mutex_);
  ready_ = std::move(ready);
  if (!frames_.empty() || over_) return Give(lock);
  if (!held_ || reading_) return;  // the end is on its way
  reading_ = true;
  lock.unlock();
  StartRead(&response_);
}

void GrpcWebCall::Cancel() {
  context.TryCancel();
  std::unique_lock<std::mutex> lock(mutex_);
  ready_ = nullptr;
  unwanted_ = true;
  // A call ends when its messages are read, also where it is cancelled.
  if (!held_ || reading_) return;
  reading_ = true;
  lock.unlock();
  StartRead(&response_);
}

void GrpcWebCall::OnReadDone(bool ok) {
  std::unique_lock<std::mutex> lock(mutex_);
  reading_ = false;
  if (!ok) return LetGo(lock);  // OnDone follows
  if (!unwanted_) frames_ += MessageFrame(BytesOf(response_));
  response_.Clear();
  if (done_ != nullptr || unwanted_) {
    reading_ = true;
    lock.unlock();
    StartRead(&response_);
  } else {
    Give(lock);
  }
}

void GrpcWebCall::OnDone(const grpc::Status& status) {
  const std::shared_ptr<GrpcWebCall> self = std::move(self_);
  std::unique_lock<std::mutex> lock(mutex_);
  frames_ += TrailersOf(status, context);
  over_ = true;
  if (done_ != nullptr) {
    std::string frames = std::move(frames_);
    lock.unlock();
    done_(std::move(frames));
  } else if (ready_ != nullptr) {
    Give(lock);
  }
}

GrpcWebSource::~GrpcWebSource() {
  call_->Cancel();
  released_();
}

void GrpcWebSource::Next(std::function<void(std::optional<std::string>)> ready) {
  call_->Next(std::move(ready));
}

HttpAnswer GrpcWebError(const absl::Status& status) {
  const grpc::Status told = ToGrpc(status, nullptr);
  HttpAnswer answer;
  answer.Set("Content-Type", "application/grpc-web+proto");
  answer.body = TrailerFrame(told.error_code(), told.error_message(), told.error_details(),
                             {{"reason", ToldErrorOf(status).reason}});
  return answer;
}

}  // namespace filing_review::service
