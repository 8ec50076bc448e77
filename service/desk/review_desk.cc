#include "service/desk/review_desk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "service/brief_bytes.h"
#include "service/desk/brief_summary.h"
#include "service/desk/review_chain.h"
#include "service/desk/review_view.h"
#include "service/deterministic_bytes.h"
#include "service/event_log.h"
#include "service/filing_name.h"
#include "service/list_filter.h"
#include "service/rule_pack_info.h"
#include "service/search_terms.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr int kSummariesAtOnce = 20;
constexpr int kDefaultListSize = 50;
constexpr int kDefaultHits = 50, kMostHits = 500;
constexpr int kDefaultEvents = 200, kMostEvents = 1000;
constexpr size_t kMostEventBytes = 1 << 20;  // of an answer; one event comes however large it is

absl::Status BadRequest(const char* reason, const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, reason, what);
}

absl::StatusOr<int> SizeOf(int wanted, int usual, int most) {
  if (wanted < 0) return BadRequest(kReasonBadHeader, "page_size must not be negative");
  return wanted == 0 ? std::min(usual, most) : std::min(wanted, most);
}

}  // namespace

absl::Status ReviewDesk::SummarizeBriefs() {
  int64_t all = 0;
  for (;;) {
    const absl::StatusOr<int> some =
        store_.SummarizeBriefs(kSummariesAtOnce, [](const std::string& bytes) {
          const absl::StatusOr<v1::ReviewBrief> brief = ParseBrief(bytes);
          return SummarizeBrief(brief.ok() ? *brief : v1::ReviewBrief(), bytes);
        });
    if (!some.ok()) return some.status();
    all += *some;
    if (*some < kSummariesAtOnce) break;
    if (all % 1000 == 0) LogEvent("briefs prepared for the desk: " + std::to_string(all));
  }
  if (all > 0) LogEvent("briefs prepared for the desk: " + std::to_string(all));
  return absl::OkStatus();
}

v1::DeskSession ReviewDesk::Session(const Caller& caller) const {
  v1::DeskSession session;
  if (caller.verified) session.set_caller(caller.owner);
  session.set_verified(caller.verified);
  for (const Role role : {Role::kSubmit, Role::kRead, Role::kReview, Role::kAdmin}) {
    if (caller.Has(role)) session.add_roles(std::string(RoleName(role)));
  }
  session.set_max_document_bytes(limits_.filing_bytes);
  session.set_engine_version(FILING_REVIEW_VERSION);
  *session.mutable_rule_pack() = InfoOf(pipeline_.rule_pack());
  return session;
}

absl::StatusOr<v1::ListDeskFilingsResponse> ReviewDesk::List(
    const Caller& caller, const v1::ListDeskFilingsRequest& request) {
  const absl::StatusOr<int> size =
      SizeOf(request.page_size(), kDefaultListSize, limits_.list_page_size);
  if (!size.ok()) return size.status();
  ListQuery query;
  query.owner = caller.owner;
  query.all_owners = caller.SeesAll();
  query.page_size = *size;
  query.page_token = request.page_token();
  absl::Status read = ReadListFilter(request.filter(), query, FilterFields::kDesk);
  if (read.ok()) read = ReadListOrder(request.order_by(), query);
  if (!read.ok()) return read;
  absl::StatusOr<DeskPage> page = store_.ListDesk(query);
  if (!page.ok()) return page.status();
  v1::ListDeskFilingsResponse response;
  for (v1::DeskFiling& line : page->filings) {
    add_progress_(*line.mutable_filing());
    *response.add_filings() = std::move(line);
  }
  response.set_next_page_token(page->next_page_token);
  const std::string etag = Sha256Of(DeterministicBytes(response)).substr(0, 32);
  if (etag == request.if_none_match()) {
    response.Clear();
    response.set_not_modified(true);
  }
  response.set_etag(etag);
  return response;
}

absl::StatusOr<v1::SearchQuotesResponse> ReviewDesk::SearchQuotes(
    const Caller& caller, const v1::SearchQuotesRequest& request) {
  const absl::StatusOr<int> size = SizeOf(request.page_size(), kDefaultHits, kMostHits);
  if (!size.ok()) return size.status();
  if (request.query().size() > static_cast<size_t>(limits_.search_query_bytes)) {
    return BadRequest(kReasonBadQuery, "query has at most " +
                                           std::to_string(limits_.search_query_bytes) +
                                           " bytes; give fewer words");
  }
  QuoteQuery query;
  query.owner = caller.owner;
  query.all_owners = caller.SeesAll();
  query.limit = *size;
  query.filings = limits_.search_filings;
  query.phrases = SearchPhrases(request.query());
  if (query.phrases.empty()) {
    return BadRequest(kReasonBadQuery, "query holds no word; give letters, digits or characters");
  }
  absl::StatusOr<QuotePage> page = store_.SearchQuotes(query);
  if (!page.ok()) return page.status();
  v1::SearchQuotesResponse response;
  for (v1::QuoteHit& hit : page->hits) *response.add_hits() = std::move(hit);
  response.set_more(page->more);
  return response;
}

absl::StatusOr<ReviewDesk::Place> ReviewDesk::PlaceOf(const Caller& caller,
                                                      const std::string& name) {
  return PlaceOfFiling(caller, ReviewedFilingIdOf(name));
}

absl::StatusOr<ReviewDesk::Place> ReviewDesk::PlaceOfFiling(const Caller& caller,
                                                            absl::StatusOr<std::string> id) {
  if (!id.ok()) return id.status();
  Place place{caller.owner, *std::move(id)};
  if (caller.SeesAll()) {
    absl::StatusOr<std::string> owner = store_.OwnerOf(place.id);
    if (!owner.ok()) return owner.status();
    place.owner = *std::move(owner);
  }
  return place;
}

absl::StatusOr<v1::Review> ReviewDesk::Get(const Caller& caller,
                                           const v1::GetReviewRequest& request) {
  const absl::StatusOr<Place> place = PlaceOf(caller, request.name());
  if (!place.ok()) return place.status();
  const absl::StatusOr<ReviewSnapshot> snapshot = store_.GetReview(place->owner, place->id);
  if (!snapshot.ok()) return snapshot.status();
  if (!request.if_none_match().empty() && request.if_none_match() == EtagOf(*snapshot)) {
    v1::Review same;
    same.set_name(request.name());
    same.set_etag(request.if_none_match());
    return same;
  }
  return ViewOf(*snapshot);
}

absl::StatusOr<v1::ListReviewEventsResponse> ReviewDesk::Events(
    const Caller& caller, const v1::ListReviewEventsRequest& request) {
  const absl::StatusOr<Place> place = PlaceOf(caller, request.name());
  if (!place.ok()) return place.status();
  const absl::StatusOr<int> size = SizeOf(request.page_size(), kDefaultEvents, kMostEvents);
  if (!size.ok()) return size.status();
  int64_t after = 0;
  if (!request.page_token().empty() &&
      (!absl::SimpleAtoi(request.page_token(), &after) || after < 1)) {
    return BadRequest(kReasonBadPageToken,
                      "page_token is not one that this server gave; begin the list anew");
  }
  const auto events = store_.ReviewEvents(place->owner, place->id, after, *size + 1);
  if (!events.ok()) return events.status();
  v1::ListReviewEventsResponse response;
  size_t bytes = 0;
  for (const StoredEvent& stored : *events) {
    bytes += stored.bytes.size();
    const bool full = response.events_size() == *size || bytes > kMostEventBytes;
    if (full && response.events_size() > 0) {
      response.set_next_page_token(std::to_string(after));
      break;
    }
    v1::ReviewEvent& event = *response.add_events();
    // One that cannot be read is shown by what there is of it.
    event = ReadEvent(stored).value_or(v1::ReviewEvent());
    event.set_number(stored.number);
    event.set_hash(stored.hash);
    event.set_previous_hash(stored.previous_hash);
    if (request.with_bytes()) event.set_event_bytes(stored.bytes);
    after = stored.number;
  }
  return response;
}

}  // namespace filing_review::service
