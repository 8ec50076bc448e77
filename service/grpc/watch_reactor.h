// One watch: writes the filing at once and after changes, until it is in a final state and
// no recognition waits or runs. Changes that come while a message is on its way are told by one
// message after it.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"

namespace filing_review::service {

class WatchReactor final : public grpc::ServerWriteReactor<v1::Filing>,
                           public std::enable_shared_from_this<WatchReactor> {
 public:
  // The reactor keeps itself alive until the call is done and no task of it is left.
  static WatchReactor* Start(FilingDesk& desk, const Authenticator& authenticator,
                             Executor& executor, grpc::CallbackServerContext* context,
                             const std::string& name);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  WatchReactor(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
               grpc::CallbackServerContext* context, const std::string& name)
      : desk_(desk),
        authenticator_(authenticator),
        executor_(executor),
        context_(context),
        name_(name) {}
  // Looks at the filing soon; while a look or a write is under way, after it.
  void Changed();
  void Look();

  FilingDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  grpc::CallbackServerContext* const context_;
  const std::string name_;
  int64_t watch_ = 0;
  v1::Filing filing_;  // being written
  bool last_ = false;  // filing_ is settled: nothing comes after it
  std::shared_ptr<WatchReactor> self_;

  // At most one of look, write and finish is under way; it runs without the mutex.
  std::mutex mutex_;
  bool busy_ = false;
  bool changed_ = false;    // meanwhile the filing changed
  bool cancelled_ = false;  // meanwhile the caller went away
};

}  // namespace filing_review::service
