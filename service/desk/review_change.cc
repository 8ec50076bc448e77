// How the desk changes reviews: decisions, undo, the steps to a signature.
#include <algorithm>
#include <set>
#include <utility>

#include "service/brief_bytes.h"
#include "service/desk/review_chain.h"
#include "service/desk/review_desk.h"
#include "service/desk/review_view.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr size_t kMostReviewerBytes = 128;

absl::Status NotNow(const char* reason, const std::string& what) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, reason, what);
}

absl::Status ReviewChanged() {
  return ServiceError(absl::StatusCode::kAborted, kReasonReviewChanged,
                      "somebody else changed the review, or the filing has a new brief; get the "
                      "review again, look, and decide again");
}

// The name of the credential, or the one that the caller says.
absl::StatusOr<Reviewer> ReviewerOf(const Caller& caller, const std::string& said) {
  if (caller.verified) return Reviewer{caller.owner, false};
  const bool plain =
      std::all_of(said.begin(), said.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
  const bool blank = said.find_first_not_of(' ') == std::string::npos;
  if (blank || !plain || said.size() > kMostReviewerBytes) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDecision,
                        "this server asks for no credential; say in `reviewer` who decides, in at "
                        "most 128 plain characters");
  }
  return Reviewer{said, true};
}

// Decisions of a signed review, and of one that waits for its signature, are fixed.
absl::Status CheckOpen(const ReviewSnapshot& snapshot) {
  if (snapshot.record.state() == v1::REVIEW_STATE_SIGNED) {
    return NotNow(kReasonReviewSigned,
                  "the review is signed; a caller with the role admin may open it again");
  }
  if (snapshot.record.state() == v1::REVIEW_STATE_REVIEWED) {
    return NotNow(kReasonReviewReviewed,
                  "the review is marked as done and waits for its signature; open it again first");
  }
  return absl::OkStatus();
}

absl::Status CheckBrief(const ReviewSnapshot& snapshot) {
  if (!snapshot.summary.brief_sha256().empty()) return absl::OkStatus();
  return NotNow(kReasonNoBriefYet, "the filing has no brief to decide on; watch it until it has");
}

absl::Status CheckMark(const ReviewSnapshot& snapshot) {
  const desk::v1::ReviewRecord& record = snapshot.record;
  const bool again = record.state() == v1::REVIEW_STATE_REVIEWED &&
                     record.reviewed_brief_sha256() != snapshot.summary.brief_sha256();
  return again ? absl::OkStatus() : CheckOpen(snapshot);
}

absl::Status CheckSign(const ReviewSnapshot& snapshot, const Reviewer& signer) {
  const desk::v1::ReviewRecord& record = snapshot.record;
  if (signer.unverified) {
    return NotNow(kReasonUnverified,
                  "nobody can sign here, since this server asks for no credential; start it with "
                  "--access-list");
  }
  if (record.state() == v1::REVIEW_STATE_SIGNED) {
    return NotNow(kReasonReviewSigned, "the review is signed already");
  }
  if (record.state() != v1::REVIEW_STATE_REVIEWED) {
    return NotNow(kReasonNotReviewed, "nobody marked the review as done; that comes first");
  }
  if (record.reviewed_by_unverified()) {
    return NotNow(kReasonUnverified,
                  "who marked the review as done is not verified; open it again and mark it with a "
                  "credential");
  }
  if (record.reviewed_by() == signer.name) {
    return NotNow(kReasonSamePerson,
                  "you marked the review as done yourself; a second person signs");
  }
  if (record.reviewed_brief_sha256() != snapshot.summary.brief_sha256()) {
    return NotNow(kReasonBriefChanged,
                  "the filing has a new brief since the review was marked as done; look at it and "
                  "mark it again");
  }
  return absl::OkStatus();
}

absl::Status CheckReopen(const ReviewSnapshot& snapshot, const Caller& caller,
                         const std::string& reason) {
  if (snapshot.record.state() == v1::REVIEW_STATE_SIGNED) {
    if (!caller.Has(Role::kAdmin)) {
      return ServiceError(absl::StatusCode::kPermissionDenied, kReasonRoleMissing,
                          "a signed review is opened again by the role admin alone");
    }
    if (reason.find_first_not_of(" \t\n") == std::string::npos) {
      return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadStep,
                          "say in `reason` why a signed review is opened again");
    }
    return absl::OkStatus();
  }
  if (snapshot.record.state() == v1::REVIEW_STATE_REVIEWED) return absl::OkStatus();
  return NotNow(kReasonNotReviewed, "the review is open");
}

}  // namespace

absl::StatusOr<ReviewSnapshot> ReviewDesk::Seen(const Place& place, const std::string& etag) {
  if (etag.empty()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDecision,
                        "etag must be that of the review that was seen; get the review");
  }
  absl::StatusOr<ReviewSnapshot> snapshot = store_.GetReview(place.owner, place.id);
  if (snapshot.ok() && EtagOf(*snapshot) != etag) return ReviewChanged();
  return snapshot;
}

absl::StatusOr<v1::ReviewEvent> ReviewDesk::DecideEvent(const Place& place,
                                                        const ReviewSnapshot& snapshot,
                                                        const Reviewer& reviewer,
                                                        v1::RecordDecisionsRequest request) {
  const absl::StatusOr<std::string> bytes = store_.GetBrief(place.owner, place.id);
  if (!bytes.ok()) return bytes.status();
  if (Sha256Of(*bytes) != snapshot.summary.brief_sha256()) return ReviewChanged();
  const absl::StatusOr<v1::ReviewBrief> brief = ParseBrief(*bytes);
  if (!brief.ok()) return brief.status();
  const absl::Status fitted = FitDecisions(place, snapshot, *brief, request);
  if (!fitted.ok()) return fitted;
  absl::StatusOr<std::vector<v1::Decision>> decisions = CheckDecisions(
      request.decisions(), snapshot, *brief, reviewer, {pipeline_.rule_pack(), limits_});
  if (!decisions.ok()) return decisions.status();
  v1::ReviewEvent event;
  event.set_action(kActionDecide);
  for (v1::Decision& decision : *decisions) {
    v1::Decision& before = *event.add_before();
    if (const v1::Decision* one = DecisionOn(snapshot.record, decision.finding_key())) {
      before = *one;
    } else {
      before.set_finding_key(decision.finding_key());
      before.set_kind(decision.kind());
    }
    *event.add_after() = std::move(decision);
  }
  return event;
}

absl::StatusOr<v1::ReviewEvent> ReviewDesk::UndoEvent(const Place& place,
                                                      const ReviewSnapshot& snapshot,
                                                      const Reviewer& reviewer) {
  const auto stored = store_.ReviewEvents(place.owner, place.id, 0, limits_.review_events);
  if (!stored.ok()) return stored.status();
  std::set<int64_t> undone;
  std::set<std::string> changed_since;  // findings that others decided on later
  for (auto at = stored->rbegin(); at != stored->rend(); ++at) {
    const std::optional<v1::ReviewEvent> event = ReadEvent(*at);
    if (!event.has_value()) break;
    if (event->action() == kActionUndo) undone.insert(event->undone_number());
    const bool own =
        event->reviewer() == reviewer.name && event->reviewer_unverified() == reviewer.unverified;
    if (!own && (event->action() == kActionDecide || event->action() == kActionUndo)) {
      for (const v1::Decision& decision : event->after()) {
        changed_since.insert(decision.finding_key());
      }
    }
    if (!own || event->action() != kActionDecide || undone.count(event->number()) != 0) continue;
    v1::ReviewEvent undo;
    undo.set_action(kActionUndo);
    undo.set_undone_number(event->number());
    for (const v1::Decision& before : event->before()) {
      if (changed_since.count(before.finding_key()) != 0) {
        return NotNow(kReasonUndoConflict,
                      "somebody else decided on the same finding since; decide on it anew");
      }
      v1::Decision& now = *undo.add_before();
      if (const v1::Decision* one = DecisionOn(snapshot.record, before.finding_key())) {
        now = *one;
      } else {
        now.set_finding_key(before.finding_key());
        now.set_kind(before.kind());
      }
      *undo.add_after() = before;
    }
    return undo;
  }
  return NotNow(kReasonNothingToUndo, "there is no change of yours that could be taken back");
}

absl::StatusOr<v1::Review> ReviewDesk::Change(const Place& place, const ReviewSnapshot& snapshot,
                                              const Reviewer& reviewer, v1::ReviewEvent event) {
  if (snapshot.event_count >= limits_.review_events) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonReviewLimit,
                        "a review has at most " + std::to_string(limits_.review_events) +
                            " events; submit the filing again for a new one");
  }
  event.set_reviewer(reviewer.name);
  event.set_reviewer_unverified(reviewer.unverified);
  event.set_brief_sha256(snapshot.summary.brief_sha256());
  event.set_rule_pack_digest(snapshot.summary.rule_pack_digest());
  const absl::StatusOr<ReviewSnapshot> after =
      store_.ChangeReview(place.owner, place.id,
                          {snapshot.last_hash, snapshot.summary.brief_sha256(), std::move(event)});
  if (!after.ok()) return after.status();
  return ViewOf(*after);
}

absl::StatusOr<v1::Review> ReviewDesk::Record(const Caller& caller,
                                              const v1::RecordDecisionsRequest& request) {
  const absl::StatusOr<Place> place = PlaceOf(caller, request.name());
  if (!place.ok()) return place.status();
  const absl::StatusOr<Reviewer> reviewer = ReviewerOf(caller, request.reviewer());
  if (!reviewer.ok()) return reviewer.status();
  if (request.undo() && !request.decisions().empty()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDecision,
                        "undo stands alone; send decisions in another call");
  }
  const absl::StatusOr<ReviewSnapshot> snapshot = Seen(*place, request.etag());
  if (!snapshot.ok()) return snapshot.status();
  absl::Status status = CheckBrief(*snapshot);
  if (status.ok()) status = CheckOpen(*snapshot);
  if (!status.ok()) return status;
  absl::StatusOr<v1::ReviewEvent> event = request.undo()
                                              ? UndoEvent(*place, *snapshot, *reviewer)
                                              : DecideEvent(*place, *snapshot, *reviewer, request);
  if (!event.ok()) return event.status();
  return Change(*place, *snapshot, *reviewer, *std::move(event));
}

absl::StatusOr<v1::Review> ReviewDesk::Advance(const Caller& caller,
                                               const v1::AdvanceReviewRequest& request) {
  const absl::StatusOr<Place> place = PlaceOf(caller, request.name());
  if (!place.ok()) return place.status();
  const absl::StatusOr<Reviewer> reviewer = ReviewerOf(caller, request.reviewer());
  if (!reviewer.ok()) return reviewer.status();
  if (request.reason().size() > static_cast<size_t>(limits_.review_comment_bytes)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonReviewLimit,
                        "a reason has at most " + std::to_string(limits_.review_comment_bytes) +
                            " bytes; shorten it");
  }
  const absl::StatusOr<ReviewSnapshot> snapshot = Seen(*place, request.etag());
  if (!snapshot.ok()) return snapshot.status();
  absl::Status status = CheckBrief(*snapshot);
  v1::ReviewEvent event;
  event.set_reason(request.reason());
  switch (request.step()) {
    case v1::REVIEW_STEP_MARK_REVIEWED:
      event.set_action(kActionMarkReviewed);
      if (status.ok()) status = CheckMark(*snapshot);
      break;
    case v1::REVIEW_STEP_SIGN:
      event.set_action(kActionSign);
      if (status.ok()) status = CheckSign(*snapshot, *reviewer);
      break;
    case v1::REVIEW_STEP_REOPEN:
      event.set_action(kActionReopen);
      if (status.ok()) status = CheckReopen(*snapshot, caller, request.reason());
      break;
    default:
      status = ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadStep,
                            "step must be MARK_REVIEWED, SIGN or REOPEN");
  }
  if (!status.ok()) return status;
  return Change(*place, *snapshot, *reviewer, std::move(event));
}

}  // namespace filing_review::service
