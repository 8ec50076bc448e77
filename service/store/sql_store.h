// FilingStore, JobQueue and DeskStore over a SQL database (sql_database.h): sqlite_store.h and
// postgres_store.h open it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "service/store/filing_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

class SqlStore : public ReviewStore {
 public:
  // `server`: this server's own name among those on the store; empty where it is the only one.
  SqlStore(std::vector<std::unique_ptr<Database>> connections, std::string server)
      : databases_(std::move(connections)), server_(std::move(server)) {}

  absl::StatusOr<v1::Filing> Create(const NewFiling& filing, const QueueLimits& limits) override;
  absl::Status CheckRoom(const NewFiling& filing, const QueueLimits& limits) override;
  absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& id) override;
  absl::StatusOr<FilingPage> List(const ListQuery& query) override;
  absl::StatusOr<std::string> GetBrief(const std::string& owner, const std::string& id) override;
  absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& id) override;
  absl::StatusOr<v1::Filing> Retry(const std::string& owner, const std::string& id,
                                   const QueueLimits& limits, bool password_given,
                                   int64_t timeout_micros) override;
  absl::StatusOr<v1::Filing> Delete(const std::string& owner, const std::string& id) override;
  absl::StatusOr<v1::Filing> SetLegalHold(const std::string& id, bool hold) override;
  absl::StatusOr<std::vector<ExpiredFiling>> DeleteExpired(int64_t age_micros, int limit) override;
  absl::StatusOr<std::vector<AuditLine>> Audit(const std::optional<std::string>& owner,
                                               int64_t before, int limit) override;
  absl::StatusOr<bool> NeedsBlob(const std::string& sha256) override;
  absl::StatusOr<std::set<std::string>> ReferencedBlobs() override;

  absl::StatusOr<std::optional<Job>> Claim(JobStage stage, const ClaimLimits& limits,
                                           std::vector<std::string>& exhausted) override;
  absl::StatusOr<QueueSize> Size() override;
  absl::StatusOr<std::vector<std::string>> FailOverdue() override;
  absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                     int32_t page_count) override;
  absl::Status Release(const Job& job, bool count_attempt, const std::string& reason) override;
  absl::Status Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit) override;
  absl::Status ReleaseAll() override;

  absl::StatusOr<std::string> OwnerOf(const std::string& id) override;
  absl::StatusOr<DeskPage> ListDesk(const ListQuery& query) override;
  absl::StatusOr<ReviewSnapshot> GetReview(const std::string& owner,
                                           const std::string& id) override;
  absl::StatusOr<ReviewSnapshot> ChangeReview(const std::string& owner, const std::string& id,
                                              const ReviewChange& change) override;
  absl::StatusOr<std::vector<StoredEvent>> ReviewEvents(const std::string& owner,
                                                        const std::string& id, int64_t after,
                                                        int limit) override;
  absl::StatusOr<std::string> RecognizedTextOf(const std::string& owner, const std::string& id,
                                               const std::string& sha256) override;
  absl::StatusOr<std::string> SignedBrief(const std::string& owner, const std::string& id) override;
  absl::StatusOr<std::vector<std::string>> ReviewedFilings() override;
  absl::StatusOr<QuotePage> SearchQuotes(const QuoteQuery& query) override;
  absl::StatusOr<int> SummarizeBriefs(
      int limit,
      const std::function<desk::v1::BriefSummary(const std::string& bytes)>& summarize) override;

  void Listen(std::function<void(const StoreEvent&)> heard) override {}

 protected:
  Databases databases_;
  const std::string server_;
};

}  // namespace filing_review::service
