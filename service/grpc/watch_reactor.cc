#include "service/grpc/watch_reactor.h"

#include <utility>

#include "service/grpc/status.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

WatchReactor* WatchReactor::Start(FilingDesk& desk, const Authenticator& authenticator,
                                  Executor& executor, grpc::CallbackServerContext* context,
                                  const std::string& name) {
  const std::shared_ptr<WatchReactor> reactor(
      new WatchReactor(desk, authenticator, executor, context, name));
  reactor->self_ = reactor;
  const std::weak_ptr<WatchReactor> weak = reactor;
  const absl::StatusOr<int64_t> watch = desk.Watch(name, [weak] {
    if (const auto alive = weak.lock()) alive->Changed();
  });
  if (watch.ok()) {
    reactor->watch_ = *watch;
    reactor->Changed();
  } else {
    reactor->busy_ = true;  // for ever: nothing follows
    reactor->Finish(ToGrpc(watch.status(), context));
  }
  return reactor.get();
}

void WatchReactor::Changed() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (busy_) {
      changed_ = true;
      return;
    }
    busy_ = true;
  }
  executor_.RunAlways([self = shared_from_this()] { self->Look(); });
}

void WatchReactor::Look() {
  // Each time: a caller that loses its rights hears no more.
  const absl::StatusOr<Caller> caller = authenticator_.Check(*context_, Role::kRead);
  if (!caller.ok()) return Finish(ToGrpc(caller.status(), context_));
  const absl::StatusOr<std::string> owner = desk_.OwnerFor(*caller, name_);
  if (!owner.ok()) return Finish(ToGrpc(owner.status(), context_));
  absl::StatusOr<v1::Filing> filing = desk_.Get(*owner, name_);
  if (!filing.ok()) return Finish(ToGrpc(filing.status(), context_));
  filing_ = *std::move(filing);
  // Not StartWriteAndFinish: see RenderReactor::WriteNext.
  last_ = IsSettled(filing_);
  StartWrite(&filing_);
}

void WatchReactor::OnWriteDone(bool ok) {
  if (!ok) return Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the caller went away"));
  if (last_) return Finish(grpc::Status::OK);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!cancelled_) {
      busy_ = false;
      if (!std::exchange(changed_, false)) return;
    }
  }
  if (cancelled_) return Finish(grpc::Status::CANCELLED);
  Changed();
}

void WatchReactor::OnCancel() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    cancelled_ = true;
    if (std::exchange(busy_, true)) return;  // what is under way sees it
  }
  Finish(grpc::Status::CANCELLED);
}

void WatchReactor::OnDone() {
  desk_.Unwatch(watch_);
  self_.reset();
}

}  // namespace filing_review::service
