#include "classify/checklist.h"

#include <algorithm>

#include "absl/algorithm/container.h"

namespace filing_review::classify {

struct ChecklistBuilder::Impl {
  google::protobuf::RepeatedPtrField<v1::ChecklistRule> rules;
};

ChecklistBuilder::ChecklistBuilder() : impl_(std::make_unique<Impl>()) {}
ChecklistBuilder::~ChecklistBuilder() = default;

namespace {

constexpr int kPlacesShown = 3;

bool Finds(const v1::ChecklistRule& rule, const v1::UserCount& count) {
  if (count.attribution() != v1::ATTRIBUTION_ISSUER) return false;
  return rule.any_user_count() || (rule.dated_user_count() && count.has_as_of()) ||
         (rule.mainland_user_count() && count.region() == v1::REGION_CN_MAINLAND) ||
         absl::c_linear_search(rule.metrics(), count.metric());
}

bool Finds(const v1::ChecklistRule& rule, const v1::DataHandling& item) {
  return absl::c_linear_search(rule.categories(), item.category()) &&
         (rule.rule_text_counts() || item.stance() != v1::STANCE_RULE_TEXT);
}

bool Finds(const v1::ChecklistRule& rule, const v1::ReviewStatement& statement) {
  return rule.any_status() || absl::c_linear_search(rule.statuses(), statement.status());
}

bool Finds(const v1::ChecklistRule& rule, const v1::Holder& holder) {
  return rule.any_holder() || (rule.government_link() && !holder.government_link().empty()) ||
         (rule.ultimate_holder() && !holder.ultimate_holder().empty()) ||
         absl::c_linear_search(rule.holder_classes(), static_cast<int>(holder.holder_class()));
}

bool Finds(const v1::ChecklistRule& rule, const v1::Influence& influence) {
  return rule.any_influence() || absl::c_linear_search(rule.influences(), influence.kind());
}

// Marks the item found where one of `findings` is looked for, with the first places.
template <typename Findings>
void Look(const v1::ChecklistRule& rule, const Findings& findings, v1::ChecklistItem& item) {
  for (const auto& finding : findings) {
    if (item.evidence_size() >= kPlacesShown) return;
    if (!Finds(rule, finding)) continue;
    item.set_state(v1::CHECKLIST_STATE_FOUND);
    if (finding.evidence_size() > 0) *item.add_evidence() = finding.evidence(0);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<ChecklistBuilder>> ChecklistBuilder::Create(const v1::RulePack& pack,
                                                                           const MacroTable&) {
  std::unique_ptr<ChecklistBuilder> builder(new ChecklistBuilder());
  builder->impl_->rules = pack.regimes().checklist();
  return builder;
}

void ChecklistBuilder::Build(v1::ReviewBrief& brief) const {
  const v1::ChecklistState absent = brief.coverage().pages_unread_size() > 0
                                        ? v1::CHECKLIST_STATE_NOT_READABLE
                                        : v1::CHECKLIST_STATE_NOT_FOUND;
  for (const v1::ChecklistRule& rule : impl_->rules) {
    v1::ChecklistItem item;
    item.set_item(rule.id());
    item.set_state(absent);
    Look(rule, brief.user_counts(), item);
    Look(rule, brief.data_handling(), item);
    Look(rule, brief.review_statements(), item);
    Look(rule, brief.holders(), item);
    Look(rule, brief.influence(), item);
    *brief.add_checklist() = std::move(item);
  }
}

}  // namespace filing_review::classify
