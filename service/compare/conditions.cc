// Regimes and their conditions, conflicts, the checklist.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "service/compare/sections.h"
#include "service/compare/text_match.h"

namespace filing_review::compare {

namespace {

constexpr double kLikeConflict = 0.5;

// Ids of both sides: those of a in its order, then those of b alone.
template <typename Items, typename IdOf>
std::vector<std::string> IdsOf(const Items& a, const Items& b, const IdOf& id_of) {
  std::vector<std::string> ids;
  std::map<std::string, bool> seen;
  for (const Items* items : {&a, &b}) {
    for (const auto& item : *items) {
      if (seen.emplace(id_of(item), true).second) ids.push_back(id_of(item));
    }
  }
  return ids;
}

template <typename Items, typename IdOf>
auto ById(const Items& items, const IdOf& id_of) {
  std::map<std::string, const typename Items::value_type*> by_id;
  for (const auto& item : items) by_id.emplace(id_of(item), &item);
  return by_id;
}

template <typename Item>
const Item* Find(const std::map<std::string, const Item*>& items, const std::string& id) {
  const auto found = items.find(id);
  return found == items.end() ? nullptr : found->second;
}

// What a condition rests on: its explanation without what changes with every version (pages, the
// filing's own date); of a translation the numbers alone.
std::string Operand(const std::string& explanation, bool numbers_only) {
  static const RE2* const passing = new RE2(R"( \(pages? [^()]*\)|; the filing is of [0-9-]+)");
  static const RE2* const not_number = new RE2(R"([^0-9]+)");
  std::string operand = explanation;
  RE2::GlobalReplace(&operand, *passing, "");
  if (numbers_only) RE2::GlobalReplace(&operand, *not_number, " ");
  return operand;
}

void CompareConditions(Sides& sides, const v1::Assessment* a, const v1::Assessment* b,
                       v1::RegimeChange& change) {
  static const v1::Assessment none;
  const auto id_of = [](const v1::Condition& condition) { return condition.condition(); };
  const auto& list_a = (a == nullptr ? none : *a).conditions();
  const auto& list_b = (b == nullptr ? none : *b).conditions();
  const auto in_a = ById(list_a, id_of), in_b = ById(list_b, id_of);
  const bool out_of_scope = change.outcome_a() == v1::OUTCOME_OUT_OF_SCOPE &&
                            change.outcome_b() == v1::OUTCOME_OUT_OF_SCOPE;
  for (const std::string& id : IdsOf(list_a, list_b, id_of)) {
    const v1::Condition* const x = Find(in_a, id);
    const v1::Condition* const y = Find(in_b, id);
    // What a regime out of scope rests on does not count.
    const bool same_operand =
        out_of_scope || (x != nullptr && y != nullptr && x->operand_basis() == y->operand_basis() &&
                         Operand(x->explanation(), sides.translation) ==
                             Operand(y->explanation(), sides.translation));
    if (x != nullptr && y != nullptr && x->state() == y->state() && same_operand) continue;
    v1::ConditionChange& condition = *change.add_conditions();
    condition.set_condition(id);
    if (x != nullptr) {
      condition.set_state_a(x->state());
      condition.set_explanation_a(x->explanation());
      sides.ShowA(PlacesOf(x->evidence()), condition.mutable_evidence_a());
    }
    if (y != nullptr) {
      condition.set_state_b(y->state());
      condition.set_explanation_b(y->explanation());
      sides.ShowB(PlacesOf(y->evidence()), condition.mutable_evidence_b());
    }
  }
}

}  // namespace

void CompareRegimes(Sides& sides, v1::BriefComparison& out) {
  const auto id_of = [](const v1::Assessment& assessment) { return assessment.regime(); };
  const auto in_a = ById(sides.a.assessments(), id_of), in_b = ById(sides.b.assessments(), id_of);
  for (const std::string& id : IdsOf(sides.a.assessments(), sides.b.assessments(), id_of)) {
    const v1::Assessment* const x = Find(in_a, id);
    const v1::Assessment* const y = Find(in_b, id);
    v1::RegimeChange change;
    change.set_regime(id);
    change.set_title((x == nullptr ? y : x)->title());
    if (x != nullptr) {
      change.set_outcome_a(x->outcome());
      change.set_basis_a(x->basis());
    }
    if (y != nullptr) {
      change.set_outcome_b(y->outcome());
      change.set_basis_b(y->basis());
    }
    CompareConditions(sides, x, y, change);
    if (change.outcome_a() != change.outcome_b() || change.basis_a() != change.basis_b() ||
        !change.conditions().empty()) {
      *out.add_regimes() = std::move(change);
    }
  }
  // Other outcomes before other operands.
  std::stable_partition(
      out.mutable_regimes()->begin(), out.mutable_regimes()->end(),
      [](const v1::RegimeChange& change) { return change.outcome_a() != change.outcome_b(); });
}

void CompareConflicts(Sides& sides, v1::BriefComparison& out) {
  const auto& a = sides.a.conflicts();
  const auto& b = sides.b.conflicts();
  const auto words = [&](const auto& conflicts) {
    std::vector<std::string> all;
    for (const v1::Conflict& conflict : conflicts) {
      all.push_back(
          absl::StrCat(conflict.kind(), " ", Operand(conflict.explanation(), sides.translation)));
    }
    return all;
  };
  TextMatchOptions options;
  options.least = kLikeConflict;
  options.allowed = [&](size_t i, size_t j) {
    return a[static_cast<int>(i)].kind() == b[static_cast<int>(j)].kind();
  };
  std::vector<bool> done_a(static_cast<size_t>(a.size())), done_b(static_cast<size_t>(b.size()));
  const auto add = [&](v1::ChangeKind kind, const v1::Conflict* x, const v1::Conflict* y) {
    v1::ConflictChange& change = *out.add_conflicts();
    change.set_change(kind);
    change.set_kind((x == nullptr ? y : x)->kind());
    if (x != nullptr) {
      change.set_explanation_a(x->explanation());
      sides.ShowA(PlacesOf(x->evidence()), change.mutable_evidence_a());
    }
    if (y != nullptr) {
      change.set_explanation_b(y->explanation());
      sides.ShowB(PlacesOf(y->evidence()), change.mutable_evidence_b());
    }
  };
  for (const TextPair& pair : MatchTexts(words(a), words(b), options)) {
    done_a[pair.a] = done_b[pair.b] = true;
    if (pair.similarity < 1) {
      add(v1::CHANGE_KIND_REWORDED, &a[static_cast<int>(pair.a)], &b[static_cast<int>(pair.b)]);
    }
  }
  for (int i = 0; i < a.size(); ++i) {
    if (!done_a[static_cast<size_t>(i)]) add(sides.OnlyInA(), &a[i], nullptr);
  }
  for (int j = 0; j < b.size(); ++j) {
    if (!done_b[static_cast<size_t>(j)]) add(sides.OnlyInB(), nullptr, &b[j]);
  }
}

void CompareChecklist(Sides& sides, v1::BriefComparison& out) {
  const auto id_of = [](const v1::ChecklistItem& item) { return item.item(); };
  const auto in_a = ById(sides.a.checklist(), id_of), in_b = ById(sides.b.checklist(), id_of);
  for (const std::string& id : IdsOf(sides.a.checklist(), sides.b.checklist(), id_of)) {
    const v1::ChecklistItem* const x = Find(in_a, id);
    const v1::ChecklistItem* const y = Find(in_b, id);
    if (x != nullptr && y != nullptr && x->state() == y->state()) continue;
    v1::ChecklistChange& change = *out.add_checklist();
    change.set_item(id);
    if (x != nullptr) {
      change.set_state_a(x->state());
      sides.ShowA(PlacesOf(x->evidence()), change.mutable_evidence_a());
    }
    if (y != nullptr) {
      change.set_state_b(y->state());
      sides.ShowB(PlacesOf(y->evidence()), change.mutable_evidence_b());
    }
  }
}

}  // namespace filing_review::compare
