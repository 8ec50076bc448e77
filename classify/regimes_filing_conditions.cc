#include "classify/regimes_filing_conditions.h"

#include <string>

#include "absl/algorithm/container.h"
#include "classify/regimes_condition_state.h"

namespace filing_review::classify {

void TextInForce(const ConditionContext& context, v1::Condition& condition) {
  const v1::Regime& regime = context.regime;
  const std::string& date = context.brief.filing().filing_date();
  if (context.as_if_in_force) {
    SetState(condition, v1::CONDITION_STATE_MET, "Read as if in force, as asked for.");
    return;
  }
  if (regime.effective_date().empty()) {
    SetState(
        condition, v1::CONDITION_STATE_NOT_MET,
        "A draft of " + regime.draft_date() + " for comment; it was never in force in this form.");
    return;
  }
  if (date.empty()) {
    SetState(condition, v1::CONDITION_STATE_UNKNOWN,
             "The filing's date is not known; the text is in force from " +
                 regime.effective_date() + ".");
    return;
  }
  // A date without day or month covers a span: it is decided where the whole span is on one side.
  const std::string first = date + std::string("0000-01-01").substr(date.size());
  const std::string last = date + std::string("0000-12-31").substr(date.size());
  if (last < regime.effective_date()) {
    SetState(condition, v1::CONDITION_STATE_NOT_MET,
             "The text is in force from " + regime.effective_date() + "; the filing is of " + date +
                 ".");
  } else if (!regime.last_effective_date().empty() && first > regime.last_effective_date()) {
    SetState(condition, v1::CONDITION_STATE_NOT_MET,
             "The text was in force until " + regime.last_effective_date() + "; the filing is of " +
                 date + ".");
  } else if (first >= regime.effective_date() &&
             (regime.last_effective_date().empty() || last <= regime.last_effective_date())) {
    SetState(condition, v1::CONDITION_STATE_MET,
             "In force from " + regime.effective_date() +
                 (regime.last_effective_date().empty() ? std::string()
                                                       : " to " + regime.last_effective_date()) +
                 "; the filing is of " + date + ".");
  } else {
    SetState(condition, v1::CONDITION_STATE_UNKNOWN,
             "The filing's date, " + date + ", is not exact enough: the text is in force from " +
                 regime.effective_date() + ".");
  }
}

void ListingAbroad(const v1::ListingAbroad& rule, const ConditionContext& context,
                   v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  if (absl::c_linear_search(rule.venues(), static_cast<int>(filing.listing_venue()))) {
    SetState(condition, v1::CONDITION_STATE_MET,
             "The filing is for, or the issuer is listed on, " +
                 VenueWords(filing.listing_venue()) + ".");
    CopyFirstEvidence(filing, condition);
    return;
  }
  if (const GivenSignal* given = FirstGiven(rule.listed_signals(), context.signals)) {
    SetState(condition, v1::CONDITION_STATE_MET,
             "The filing is for " + VenueWords(filing.listing_venue()) + " but " +
                 given->rule->meaning() + ".");
    CopyEvidence(given->evidence, condition);
    return;
  }
  if (filing.listing_venue() == v1::LISTING_VENUE_UNSPECIFIED) {
    SetState(condition, v1::CONDITION_STATE_UNKNOWN, "The filing does not tell its market.");
    return;
  }
  SetState(condition, v1::CONDITION_STATE_NOT_MET,
           "The listing is in " + VenueWords(filing.listing_venue()) +
               ", and no other listing is stated.");
  CopyFirstEvidence(filing, condition);
}

void NewListing(const v1::NewListing& rule, const ConditionContext& context,
                v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  const int type = filing.filing_type();
  if (absl::c_linear_search(rule.other_types(), type)) {
    SetState(condition, v1::CONDITION_STATE_NOT_MET,
             "A filing of this kind is not for a new listing.");
    CopyFirstEvidence(filing, condition);
    return;
  }
  const GivenSignal* fresh = FirstGiven(rule.new_signals(), context.signals);
  const GivenSignal* listed = FirstGiven(rule.listed_signals(), context.signals);
  const bool counted_venue =
      rule.venues().empty() ||
      absl::c_linear_search(rule.venues(), static_cast<int>(filing.listing_venue()));
  if (listed != nullptr && !counted_venue) {
    SetState(condition, v1::CONDITION_STATE_NOT_MET,
             "The listing sought is in " + VenueWords(filing.listing_venue()) +
                 "; the listing abroad exists already.");
    CopyEvidence(listed->evidence, condition);
    return;
  }
  if (absl::c_linear_search(rule.new_types(), type)) {
    if (listed != nullptr && fresh == nullptr) {
      SetState(condition, v1::CONDITION_STATE_NOT_MET,
               "The filing " + listed->rule->meaning() +
                   "; an offering by a listed issuer is no new listing.");
      CopyEvidence(listed->evidence, condition);
      return;
    }
    SetState(condition, v1::CONDITION_STATE_MET, "A filing of this kind is for a new listing.");
    CopyFirstEvidence(filing, condition);
    return;
  }
  if (const GivenSignal* other = FirstGiven(rule.other_signals(), context.signals)) {
    SetState(condition, v1::CONDITION_STATE_NOT_MET, "The filing " + other->rule->meaning() + ".");
    CopyEvidence(other->evidence, condition);
  } else if (fresh != nullptr) {
    SetState(condition, v1::CONDITION_STATE_MET, "The filing " + fresh->rule->meaning() + ".");
    CopyEvidence(fresh->evidence, condition);
  } else {
    SetState(condition, v1::CONDITION_STATE_UNKNOWN,
             "The filing does not tell whether it is for a new listing.");
  }
}

void FilingScope(const v1::FilingScope& rule, const ConditionContext& context,
                 v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  const bool in =
      (rule.venues().empty() ||
       absl::c_linear_search(rule.venues(), static_cast<int>(filing.listing_venue()))) &&
      (rule.types().empty() ||
       absl::c_linear_search(rule.types(), static_cast<int>(filing.filing_type())));
  SetState(condition, in ? v1::CONDITION_STATE_MET : v1::CONDITION_STATE_NOT_MET,
           in ? "The regime looks at filings of this kind and market."
              : "The regime does not look at filings of this kind and market.");
  CopyFirstEvidence(filing, condition);
}

}  // namespace filing_review::classify
