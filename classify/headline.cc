#include "classify/headline.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "classify/filing_documents.h"
#include "classify/regimes_operand.h"

namespace filing_review::classify {

namespace {

constexpr int64_t kMillion = 1000000;
// RegimeRules.approx_margin says the same of conditions; the headline has no rules.
constexpr double kApproxMargin = 0.05;

int64_t Size(const v1::UserCount& count) { return std::max(count.value(), count.upper_value()); }

// A claim of fewer says nothing of how many there are.
bool IsFigure(const v1::UserCount& count) {
  return count.attribution() == v1::ATTRIBUTION_ISSUER && count.bound() != v1::BOUND_LESS_THAN &&
         count.bound() != v1::BOUND_UP_TO;
}

std::string Words(const v1::UserCount& count) {
  std::string text;
  switch (count.bound()) {
    case v1::BOUND_APPROX:
      text = "about ";
      break;
    case v1::BOUND_MORE_THAN:
      text = "more than ";
      break;
    case v1::BOUND_AT_LEAST:
      text = "at least ";
      break;
    default:
      break;
  }
  absl::StrAppend(&text, WithCommas(count.value()));
  if (count.has_upper_value()) absl::StrAppend(&text, " to ", WithCommas(count.upper_value()));
  absl::StrAppend(&text, " (", count.metric());
  if (!count.subject().empty()) absl::StrAppend(&text, ", ", count.subject());
  if (count.has_as_of()) absl::StrAppend(&text, ", ", count.as_of());
  if (count.evidence_size() > 0) absl::StrAppend(&text, ", ", PageWords(count.evidence(0)));
  absl::StrAppend(&text, ")");
  return text;
}

void FillFigure(const v1::ReviewBrief& brief, v1::Headline& headline) {
  const v1::UserCount* largest = nullptr;
  for (const v1::UserCount& count : brief.user_counts()) {
    if (!IsFigure(count)) continue;
    if (largest == nullptr || Size(count) > Size(*largest) ||
        (Size(count) == Size(*largest) && count.as_of() > largest->as_of())) {
      largest = &count;
    }
  }
  headline.set_over_one_million(v1::CONDITION_STATE_UNKNOWN);
  if (largest == nullptr) {
    headline.set_summary(
        brief.coverage().pages_unread_size() > 0
            ? "No number of the issuer's users was found on the pages that could be read."
            : "The filing gives no number of the issuer's users.");
    return;
  }
  headline.set_fact_id(largest->fact_id());
  headline.set_value(largest->value());
  headline.set_metric(largest->metric());
  if (largest->has_as_of()) headline.set_as_of(largest->as_of());
  headline.set_over_one_million(CompareFigure(*largest, kMillion, false, kApproxMargin));
  const char* relation = headline.over_one_million() == v1::CONDITION_STATE_MET
                             ? "above one million"
                         : headline.over_one_million() == v1::CONDITION_STATE_NOT_MET
                             ? "not above one million"
                             : "not told apart from one million";
  headline.set_summary(
      absl::StrCat("The issuer's largest figure is ", Words(*largest), ", ", relation, "."));
}

// The latest stage that has a total.
int Lateness(v1::HoldingStage stage) {
  switch (stage) {
    case v1::HOLDING_STAGE_AFTER:
      return 4;
    case v1::HOLDING_STAGE_CURRENT:
      return 3;
    case v1::HOLDING_STAGE_BEFORE:
      return 2;
    case v1::HOLDING_STAGE_UNKNOWN:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

void AddCoverage(const extract::Document& document, const std::string& document_id,
                 v1::ReviewBrief& brief) {
  v1::Coverage& coverage = *brief.mutable_coverage();
  coverage.set_pages_total(coverage.pages_total() + document.page_count);
  int32_t searched = 0;
  for (const extract::Page& page : document.pages) {
    if (page.unread_reason.empty()) {
      ++searched;
      if (!page.doubtful_reason.empty()) {
        v1::DoubtfulPage& doubtful = *coverage.add_pages_doubtful();
        doubtful.set_page(page.number);
        doubtful.set_reason(page.doubtful_reason);
        doubtful.set_characters(page.doubtful_chars);
        doubtful.set_document("main");
      }
      if (page.from_ocr) coverage.add_pages_from_ocr(page.number);
      continue;
    }
    v1::UnreadPage& unread = *coverage.add_pages_unread();
    unread.set_document(document_id);
    unread.set_page(page.number);
    unread.set_reason(page.unread_reason);
    unread.set_transient(page.unread_transient);
  }
  coverage.set_pages_searched(coverage.pages_searched() + searched);
}

void FillHeadline(v1::ReviewBrief& brief) {
  v1::Headline& headline = *brief.mutable_headline();
  FillFigure(brief, headline);
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.outcome() == v1::OUTCOME_TRIGGERED)
      headline.add_regimes_triggered(assessment.regime());
  }
  headline.set_conflict_count(brief.conflicts_size());
  headline.set_unread_page_count(brief.coverage().pages_unread_size());
  // Where the latest stage has holders but no foreign ones, the total is 0, not absent.
  int latest = -1;
  for (const v1::OwnershipTotal& total : brief.ownership_totals())
    latest = std::max(latest, Lateness(total.stage()));
  if (latest <= 0) return;
  double percent = 0;
  for (const v1::OwnershipTotal& total : brief.ownership_totals()) {
    if (Lateness(total.stage()) == latest && total.holder_class() == v1::HOLDER_CLASS_FOREIGN &&
        !total.with_hong_kong()) {
      percent = std::max(percent, total.percent());
    }
  }
  headline.set_foreign_percent(percent);
}

}  // namespace filing_review::classify
