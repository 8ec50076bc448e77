// The reviewer's desk, without the network: the queue, reviews, decisions, signatures, the search
// in quotes. The gRPC handlers (service/grpc/desk_service.h) only carry messages to and from it.
//
// A caller sees its own filings; one with the role review, and a credential, those of all owners
// (Caller::SeesAll). Roles of methods are checked before; what depends on the review is checked
// here. Errors: service/service_error.h. Thread-safe; calls block on the disk.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "filing_review/v1/desk_service.pb.h"
#include "service/access/access_list.h"
#include "service/desk/decision_check.h"
#include "service/desk/document_shelf.h"
#include "service/limits.h"
#include "service/pipeline.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

class ReviewDesk {
 public:
  // `add_progress` fills in how far the running review of a filing is. All outlive the desk.
  ReviewDesk(ReviewStore& store, BlobStore& blobs, const Pipeline& pipeline,
             const ServerLimits& limits, std::function<void(v1::Filing&)> add_progress)
      : store_(store),
        shelf_(blobs, limits),
        pipeline_(pipeline),
        limits_(limits),
        add_progress_(std::move(add_progress)) {}

  // Makes summaries of briefs that have none, of stores of earlier versions.
  absl::Status SummarizeBriefs();

  v1::DeskSession Session(const Caller& caller) const;

  // INVALID_ARGUMENT bad_filter, bad_order, bad_page_token.
  absl::StatusOr<v1::ListDeskFilingsResponse> List(const Caller& caller,
                                                   const v1::ListDeskFilingsRequest& request);

  // INVALID_ARGUMENT bad_query.
  absl::StatusOr<v1::SearchQuotesResponse> SearchQuotes(const Caller& caller,
                                                        const v1::SearchQuotesRequest& request);

  absl::StatusOr<v1::Review> Get(const Caller& caller, const v1::GetReviewRequest& request);

  // ABORTED review_changed; FAILED_PRECONDITION review_signed, review_reviewed, no_brief_yet,
  // nothing_to_undo, undo_conflict; INVALID_ARGUMENT bad_decision, bad_evidence, review_limit.
  absl::StatusOr<v1::Review> Record(const Caller& caller,
                                    const v1::RecordDecisionsRequest& request);

  // ABORTED review_changed; FAILED_PRECONDITION unverified, same_person, not_reviewed,
  // brief_changed, review_signed, review_reviewed; PERMISSION_DENIED role_missing; INVALID_ARGUMENT
  // bad_step.
  absl::StatusOr<v1::Review> Advance(const Caller& caller, const v1::AdvanceReviewRequest& request);

  absl::StatusOr<v1::ListReviewEventsResponse> Events(const Caller& caller,
                                                      const v1::ListReviewEventsRequest& request);

  // Both read the document where it was not read lately, which takes seconds. NOT_FOUND
  // no_such_document; INVALID_ARGUMENT bad_page, bad_query; errors of extract/read_error.h.
  absl::StatusOr<v1::PageText> GetPageText(const Caller& caller,
                                           const v1::GetPageTextRequest& request);
  absl::StatusOr<v1::SearchFilingTextResponse> SearchText(
      const Caller& caller, const v1::SearchFilingTextRequest& request);

  // True where Record compares evidence with the text of a document, and may have to read it.
  static bool ReadsText(const v1::RecordDecisionsRequest& request);

  // The filings that had these bytes are gone.
  void Forget(const std::string& sha256) { shelf_.Forget(sha256); }

 private:
  struct Place {
    std::string owner, id;
  };
  // Of "filings/{filing}/review", where the caller may see it.
  absl::StatusOr<Place> PlaceOf(const Caller& caller, const std::string& name);
  absl::StatusOr<Place> PlaceOfFiling(const Caller& caller, absl::StatusOr<std::string> id);
  // The review that the caller saw. ABORTED review_changed.
  absl::StatusOr<ReviewSnapshot> Seen(const Place& place, const std::string& etag);
  absl::StatusOr<v1::ReviewEvent> DecideEvent(const Place& place, const ReviewSnapshot& snapshot,
                                              const Reviewer& reviewer,
                                              v1::RecordDecisionsRequest request);
  absl::StatusOr<v1::ReviewEvent> UndoEvent(const Place& place, const ReviewSnapshot& snapshot,
                                            const Reviewer& reviewer);
  absl::StatusOr<v1::Review> Change(const Place& place, const ReviewSnapshot& snapshot,
                                    const Reviewer& reviewer, v1::ReviewEvent event);

  // A document of a filing; `document_id` empty: the main one.
  absl::StatusOr<std::shared_ptr<const ReadDocument>> DocumentOf(const Place& place,
                                                                 const v1::Filing& filing,
                                                                 const std::string& document_id);
  // Compares evidence that the brief does not have with the text, and puts the text's own in its
  // place.
  absl::Status FitDecisions(const Place& place, const ReviewSnapshot& snapshot,
                            const v1::ReviewBrief& brief, v1::RecordDecisionsRequest& request);

  ReviewStore& store_;
  DocumentShelf shelf_;
  const Pipeline& pipeline_;
  const ServerLimits& limits_;
  const std::function<void(v1::Filing&)> add_progress_;
};

}  // namespace filing_review::service
