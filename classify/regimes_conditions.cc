#include "classify/regimes_conditions.h"

#include <algorithm>
#include <cstdio>

#include "classify/regimes_operand.h"

namespace filing_review::classify {

namespace {

using google::protobuf::RepeatedPtrField;

constexpr int kPlacesShown = 4;

// A place that two findings rest on is shown once.
void Copy(const RepeatedPtrField<v1::Evidence>& from, v1::Condition& to) {
  for (const v1::Evidence& evidence : from) {
    if (to.evidence_size() >= kPlacesShown) return;
    const bool shown =
        std::any_of(to.evidence().begin(), to.evidence().end(), [&](const v1::Evidence& other) {
          return other.document() == evidence.document() && other.page() == evidence.page() &&
                 other.quote() == evidence.quote();
        });
    if (shown) continue;
    *to.add_evidence() = evidence;
  }
}

void Set(v1::Condition& condition, v1::ConditionState state, std::string why) {
  condition.set_state(state);
  condition.set_explanation(std::move(why));
}

template <typename List, typename T>
bool Has(const List& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Absence can be told only from a filing that was read whole.
bool AllPagesRead(const v1::ReviewBrief& brief) {
  return brief.coverage().pages_unread_size() == 0 && brief.coverage().pages_searched() > 0;
}

std::string VenueWords(v1::ListingVenue venue) {
  switch (venue) {
    case v1::LISTING_VENUE_US:
      return "the United States";
    case v1::LISTING_VENUE_HK:
      return "Hong Kong";
    case v1::LISTING_VENUE_CN_MAINLAND:
      return "mainland China";
    case v1::LISTING_VENUE_OTHER:
      return "a market outside China and the United States";
    default:
      return "a market that the filing does not name";
  }
}

// First of `ids` that is given, or nullptr.
const GivenSignal* FirstGiven(const RepeatedPtrField<std::string>& ids,
                              const SignalFindings& signals) {
  for (const std::string& id : ids) {
    if (const GivenSignal* given = Given(signals, id)) return given;
  }
  return nullptr;
}

void TextInForce(const ConditionContext& context, v1::Condition& condition) {
  const v1::Regime& regime = context.regime;
  const std::string& date = context.brief.filing().filing_date();
  if (context.as_if_in_force) {
    Set(condition, v1::CONDITION_STATE_MET, "Read as if in force, as asked for.");
    return;
  }
  if (regime.effective_date().empty()) {
    Set(condition, v1::CONDITION_STATE_NOT_MET,
        "A draft of " + regime.draft_date() + " for comment; it was never in force in this form.");
    return;
  }
  if (date.empty()) {
    Set(condition, v1::CONDITION_STATE_UNKNOWN,
        "The filing's date is not known; the text is in force from " + regime.effective_date() +
            ".");
    return;
  }
  // A date without day or month covers a span: it is decided where the whole span is on one side.
  const std::string first = date + std::string("0000-01-01").substr(date.size());
  const std::string last = date + std::string("0000-12-31").substr(date.size());
  if (last < regime.effective_date()) {
    Set(condition, v1::CONDITION_STATE_NOT_MET,
        "The text is in force from " + regime.effective_date() + "; the filing is of " + date +
            ".");
  } else if (!regime.last_effective_date().empty() && first > regime.last_effective_date()) {
    Set(condition, v1::CONDITION_STATE_NOT_MET,
        "The text was in force until " + regime.last_effective_date() + "; the filing is of " +
            date + ".");
  } else if (first >= regime.effective_date() &&
             (regime.last_effective_date().empty() || last <= regime.last_effective_date())) {
    Set(condition, v1::CONDITION_STATE_MET,
        "In force from " + regime.effective_date() +
            (regime.last_effective_date().empty() ? std::string()
                                                  : " to " + regime.last_effective_date()) +
            "; the filing is of " + date + ".");
  } else {
    Set(condition, v1::CONDITION_STATE_UNKNOWN,
        "The filing's date, " + date + ", is not exact enough: the text is in force from " +
            regime.effective_date() + ".");
  }
}

void ListingAbroad(const v1::ListingAbroad& rule, const ConditionContext& context,
                   v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  if (Has(rule.venues(), static_cast<int>(filing.listing_venue()))) {
    Set(condition, v1::CONDITION_STATE_MET,
        "The filing is for, or the issuer is listed on, " + VenueWords(filing.listing_venue()) +
            ".");
    if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
    return;
  }
  if (const GivenSignal* given = FirstGiven(rule.listed_signals(), context.signals)) {
    Set(condition, v1::CONDITION_STATE_MET,
        "The filing is for " + VenueWords(filing.listing_venue()) + " but " +
            given->rule->meaning() + ".");
    Copy(given->evidence, condition);
    return;
  }
  if (filing.listing_venue() == v1::LISTING_VENUE_UNSPECIFIED) {
    Set(condition, v1::CONDITION_STATE_UNKNOWN, "The filing does not tell its market.");
    return;
  }
  Set(condition, v1::CONDITION_STATE_NOT_MET,
      "The listing is in " + VenueWords(filing.listing_venue()) +
          ", and no other listing is stated.");
  if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
}

void NewListing(const v1::NewListing& rule, const ConditionContext& context,
                v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  const int type = filing.filing_type();
  if (Has(rule.other_types(), type)) {
    Set(condition, v1::CONDITION_STATE_NOT_MET, "A filing of this kind is not for a new listing.");
    if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
    return;
  }
  const GivenSignal* fresh = FirstGiven(rule.new_signals(), context.signals);
  const GivenSignal* listed = FirstGiven(rule.listed_signals(), context.signals);
  const bool counted_venue =
      rule.venues().empty() || Has(rule.venues(), static_cast<int>(filing.listing_venue()));
  if (listed != nullptr && !counted_venue) {
    Set(condition, v1::CONDITION_STATE_NOT_MET,
        "The listing sought is in " + VenueWords(filing.listing_venue()) +
            "; the listing abroad exists already.");
    Copy(listed->evidence, condition);
    return;
  }
  if (Has(rule.new_types(), type)) {
    if (listed != nullptr && fresh == nullptr) {
      Set(condition, v1::CONDITION_STATE_NOT_MET,
          "The filing " + listed->rule->meaning() +
              "; an offering by a listed issuer is no new listing.");
      Copy(listed->evidence, condition);
      return;
    }
    Set(condition, v1::CONDITION_STATE_MET, "A filing of this kind is for a new listing.");
    if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
    return;
  }
  if (const GivenSignal* other = FirstGiven(rule.other_signals(), context.signals)) {
    Set(condition, v1::CONDITION_STATE_NOT_MET, "The filing " + other->rule->meaning() + ".");
    Copy(other->evidence, condition);
  } else if (fresh != nullptr) {
    Set(condition, v1::CONDITION_STATE_MET, "The filing " + fresh->rule->meaning() + ".");
    Copy(fresh->evidence, condition);
  } else {
    Set(condition, v1::CONDITION_STATE_UNKNOWN,
        "The filing does not tell whether it is for a new listing.");
  }
}

void SignalsGiven(const v1::SignalsGiven& rule, const ConditionContext& context,
                  v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  std::string why, missing;
  const auto add = [](std::string& text, const std::string& part) {
    text += (text.empty() ? "" : " and ") + part;
  };
  const bool by_venue = Has(rule.or_venues(), static_cast<int>(filing.listing_venue()));
  if (by_venue) {
    add(why, "is for " + VenueWords(filing.listing_venue()));
    if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
  }
  for (const std::string& id : rule.signals()) {
    if (by_venue) break;
    if (const GivenSignal* given = Given(context.signals, id)) {
      add(why, given->rule->meaning());
      Copy(given->evidence, condition);
    } else {
      for (const v1::TextSignal& signal : context.rules.signals()) {
        if (signal.id() == id) add(missing, signal.meaning());
      }
    }
  }
  if (!rule.any_signals().empty()) {
    const v1::UserCount* count = nullptr;
    for (const v1::UserCount& figure : context.brief.user_counts()) {
      if (!rule.or_user_counts() || count != nullptr ||
          figure.attribution() != v1::ATTRIBUTION_ISSUER)
        continue;
      const v1::OperandMetric* metric = FindMetric(context.rules, figure.metric());
      if (metric != nullptr && metric->online()) count = &figure;
    }
    if (const GivenSignal* given = FirstGiven(rule.any_signals(), context.signals)) {
      add(why, given->rule->meaning());
      Copy(given->evidence, condition);
    } else if (count != nullptr) {
      add(why, "counts its users");
      Copy(count->evidence(), condition);
    } else {
      add(missing, "speaks of an online platform or counts users");
    }
  }
  if (missing.empty()) {
    Set(condition, v1::CONDITION_STATE_MET, "The filing " + why + ".");
    return;
  }
  const bool not_met = rule.absent_means_not_met() && AllPagesRead(context.brief);
  Set(condition, not_met ? v1::CONDITION_STATE_NOT_MET : v1::CONDITION_STATE_UNKNOWN,
      "No sentence was found by which the filing " + missing + ".");
}

void FindingPresent(const v1::FindingPresent& rule, const ConditionContext& context,
                    v1::Condition& condition) {
  const v1::ReviewBrief& brief = context.brief;
  bool found = false, against = false;
  v1::Condition contra;
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    if (Has(rule.statuses(), statement.status())) {
      found = true;
      Copy(statement.evidence(), condition);
    } else if (Has(rule.against_statuses(), statement.status())) {
      against = true;
      Copy(statement.evidence(), contra);
    }
  }
  for (const v1::DataHandling& item : brief.data_handling()) {
    if (!Has(rule.categories(), item.category())) continue;
    const bool counts = rule.stances().empty()
                            ? item.stance() == v1::STANCE_ISSUER_STATES
                            : Has(rule.stances(), static_cast<int>(item.stance()));
    // A statement against (NOT_CIIO) is clearer than a disclosure in the same category.
    if (counts && !against) {
      found = true;
      Copy(item.evidence(), condition);
    } else if (Has(rule.against_stances(), static_cast<int>(item.stance()))) {
      against = true;
      Copy(item.evidence(), contra);
    }
  }
  if (found) {
    Set(condition, v1::CONDITION_STATE_MET, "The filing says so.");
  } else if (against) {
    *condition.mutable_evidence() = contra.evidence();
    Set(condition, v1::CONDITION_STATE_NOT_MET, "The filing denies it.");
  } else {
    const bool not_met = rule.absent_means_not_met() && AllPagesRead(brief);
    Set(condition, not_met ? v1::CONDITION_STATE_NOT_MET : v1::CONDITION_STATE_UNKNOWN,
        "The filing does not say.");
  }
}

void ForeignHolding(const v1::ForeignHolding& rule, const ConditionContext& context,
                    v1::Condition& condition) {
  double total = 0, single = 0, abroad = 0;
  const v1::Holder* largest = nullptr;
  for (const v1::OwnershipTotal& sum : context.brief.ownership_totals()) {
    if (sum.holder_class() == v1::HOLDER_CLASS_FOREIGN &&
        sum.stage() != v1::HOLDING_STAGE_HISTORICAL) {
      total = std::max(total, sum.percent());
      if (!sum.with_hong_kong()) abroad = std::max(abroad, sum.percent());
    }
  }
  for (const v1::Holder& holder : context.brief.holders()) {
    if (holder.holder_class() != v1::HOLDER_CLASS_FOREIGN ||
        holder.stage() == v1::HOLDING_STAGE_HISTORICAL ||
        holder.kind() == v1::HOLDER_KIND_NOMINEE_DEPOSITARY) {
      continue;
    }
    if (largest == nullptr || holder.percent() > single) {
      largest = &holder;
      single = holder.percent();
    }
  }
  if (largest == nullptr && abroad == 0) {
    Set(condition, v1::CONDITION_STATE_UNKNOWN,
        "No foreign holder was recognised; holders below the lines that a filing must show may be "
        "foreign.");
    return;
  }
  if (largest != nullptr) Copy(largest->evidence(), condition);
  const bool over = total > rule.total_over() ||
                    (rule.single_over() > 0 && single > rule.single_over()) ||
                    (rule.total_over() == 0 && largest != nullptr);
  char numbers[96];
  std::snprintf(numbers, sizeof numbers, "%.2f %% together; the largest has %.2f %%",
                std::max(total, single), single);
  Set(condition, over ? v1::CONDITION_STATE_MET : v1::CONDITION_STATE_NOT_MET,
      std::string("Recognised foreign holders have at most ") + numbers +
          (largest != nullptr ? " (" + largest->name() + ")." : "."));
}

void FilingScope(const v1::FilingScope& rule, const ConditionContext& context,
                 v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  const bool in =
      (rule.venues().empty() || Has(rule.venues(), static_cast<int>(filing.listing_venue()))) &&
      (rule.types().empty() || Has(rule.types(), static_cast<int>(filing.filing_type())));
  Set(condition, in ? v1::CONDITION_STATE_MET : v1::CONDITION_STATE_NOT_MET,
      in ? "The regime looks at filings of this kind and market."
         : "The regime does not look at filings of this kind and market.");
  if (filing.evidence_size() > 0) *condition.add_evidence() = filing.evidence(0);
}

}  // namespace

v1::Condition EvaluateCondition(const v1::ConditionRule& rule, const ConditionContext& context,
                                std::vector<std::string>& notes) {
  v1::Condition condition;
  condition.set_condition(rule.id());
  switch (rule.evaluator_case()) {
    case v1::ConditionRule::kTextInForce:
      TextInForce(context, condition);
      break;
    case v1::ConditionRule::kUsersOver: {
      const v1::UsersOver& over = rule.users_over();
      UsersOperand operand = CompareUsers(
          over, context.rules, context.brief,
          over.no_data_signal().empty() ? nullptr : Given(context.signals, over.no_data_signal()));
      Set(condition, operand.state, operand.explanation);
      condition.set_operand_basis(operand.basis);
      Copy(operand.evidence, condition);
      notes.insert(notes.end(), operand.notes.begin(), operand.notes.end());
      break;
    }
    case v1::ConditionRule::kListingAbroad:
      ListingAbroad(rule.listing_abroad(), context, condition);
      break;
    case v1::ConditionRule::kNewListing:
      NewListing(rule.new_listing(), context, condition);
      break;
    case v1::ConditionRule::kSignalsGiven:
      SignalsGiven(rule.signals_given(), context, condition);
      break;
    case v1::ConditionRule::kFindingPresent:
      FindingPresent(rule.finding_present(), context, condition);
      break;
    case v1::ConditionRule::kForeignHolding:
      ForeignHolding(rule.foreign_holding(), context, condition);
      break;
    case v1::ConditionRule::kFilingScope:
      FilingScope(rule.filing_scope(), context, condition);
      break;
    case v1::ConditionRule::kNotTold:
      Set(condition, v1::CONDITION_STATE_UNKNOWN, rule.not_told().why());
      break;
    case v1::ConditionRule::EVALUATOR_NOT_SET:
      Set(condition, v1::CONDITION_STATE_UNKNOWN,
          "The rule pack does not say how this is evaluated.");
      break;
  }
  return condition;
}

}  // namespace filing_review::classify
