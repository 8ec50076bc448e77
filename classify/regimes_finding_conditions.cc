#include "classify/regimes_finding_conditions.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "absl/algorithm/container.h"
#include "classify/regimes_condition_state.h"
#include "classify/regimes_operand.h"

namespace filing_review::classify {

void SignalsGiven(const v1::SignalsGiven& rule, const ConditionContext& context,
                  v1::Condition& condition) {
  const v1::FilingMetadata& filing = context.brief.filing();
  std::string why, missing;
  const auto add = [](std::string& text, const std::string& part) {
    text += (text.empty() ? "" : " and ") + part;
  };
  const bool by_venue =
      absl::c_linear_search(rule.or_venues(), static_cast<int>(filing.listing_venue()));
  if (by_venue) {
    add(why, "is for " + VenueWords(filing.listing_venue()));
    CopyFirstEvidence(filing, condition);
  }
  for (const std::string& id : rule.signals()) {
    if (by_venue) break;
    if (const GivenSignal* given = Given(context.signals, id)) {
      add(why, given->rule->meaning());
      CopyEvidence(given->evidence, condition);
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
      CopyEvidence(given->evidence, condition);
    } else if (count != nullptr) {
      add(why, "counts its users");
      CopyEvidence(count->evidence(), condition);
    } else {
      add(missing, "speaks of an online platform or counts users");
    }
  }
  if (missing.empty()) {
    SetState(condition, v1::CONDITION_STATE_MET, "The filing " + why + ".");
    return;
  }
  const bool not_met = rule.absent_means_not_met() && AllPagesRead(context.brief);
  SetState(condition, not_met ? v1::CONDITION_STATE_NOT_MET : v1::CONDITION_STATE_UNKNOWN,
           "No sentence was found by which the filing " + missing + ".");
}

void FindingPresent(const v1::FindingPresent& rule, const ConditionContext& context,
                    v1::Condition& condition) {
  const v1::ReviewBrief& brief = context.brief;
  bool found = false, against = false;
  v1::Condition contra;
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    if (absl::c_linear_search(rule.statuses(), statement.status())) {
      found = true;
      CopyEvidence(statement.evidence(), condition);
    } else if (absl::c_linear_search(rule.against_statuses(), statement.status())) {
      against = true;
      CopyEvidence(statement.evidence(), contra);
    }
  }
  for (const v1::DataHandling& item : brief.data_handling()) {
    if (!absl::c_linear_search(rule.categories(), item.category())) continue;
    const bool counts =
        rule.stances().empty()
            ? item.stance() == v1::STANCE_ISSUER_STATES
            : absl::c_linear_search(rule.stances(), static_cast<int>(item.stance()));
    // A statement against (NOT_CIIO) is clearer than a disclosure in the same category.
    if (counts && !against) {
      found = true;
      CopyEvidence(item.evidence(), condition);
    } else if (absl::c_linear_search(rule.against_stances(), static_cast<int>(item.stance()))) {
      against = true;
      CopyEvidence(item.evidence(), contra);
    }
  }
  if (found) {
    SetState(condition, v1::CONDITION_STATE_MET, "The filing says so.");
  } else if (against) {
    *condition.mutable_evidence() = contra.evidence();
    SetState(condition, v1::CONDITION_STATE_NOT_MET, "The filing denies it.");
  } else {
    const bool not_met = rule.absent_means_not_met() && AllPagesRead(brief);
    SetState(condition, not_met ? v1::CONDITION_STATE_NOT_MET : v1::CONDITION_STATE_UNKNOWN,
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
    SetState(
        condition, v1::CONDITION_STATE_UNKNOWN,
        "No foreign holder was recognised; holders below the lines that a filing must show may be "
        "foreign.");
    return;
  }
  if (largest != nullptr) CopyEvidence(largest->evidence(), condition);
  const bool over = total > rule.total_over() ||
                    (rule.single_over() > 0 && single > rule.single_over()) ||
                    (rule.total_over() == 0 && largest != nullptr);
  char numbers[96];
  std::snprintf(numbers, sizeof numbers, "%.2f %% together; the largest has %.2f %%",
                std::max(total, single), single);
  SetState(condition, over ? v1::CONDITION_STATE_MET : v1::CONDITION_STATE_NOT_MET,
           std::string("Recognised foreign holders have at most ") + numbers +
               (largest != nullptr ? " (" + largest->name() + ")." : "."));
}

}  // namespace filing_review::classify
