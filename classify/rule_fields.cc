#include "classify/rule_fields.h"

#include <cstdint>
#include <limits>
#include <map>
#include <string_view>

namespace filing_review::classify {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Role = FieldRole;

struct RoleRow {
  const char* message;
  const char* fields;  // separated by a space
  Role role;
};

constexpr RoleRow kRoles[] = {
    {"RulePack", "version", Role::kText},
    {"Macro", "id", Role::kId},
    {"Macro", "value", Role::kMacro},
    {"Example", "text expect", Role::kText},
    {"RuleSource", "citation", Role::kText},
    {"RuleSource", "date", Role::kDate},
    {"Pattern", "id", Role::kId},
    {"Pattern", "match", Role::kFilteredPattern},
    {"Pattern", "unless only_with", Role::kPattern},
    // Disclosures.
    {"Concept", "id", Role::kId},
    {"Concept", "en zh", Role::kFilteredPattern},
    {"DisclosureRule", "id", Role::kId},
    {"DisclosureRule", "label", Role::kLabel},
    {"DisclosureRule", "all unless context unless_context", Role::kConcepts},
    {"DisclosureRule", "en zh", Role::kFilteredPattern},
    {"StanceRule", "id", Role::kId},
    {"StanceRule", "all unless", Role::kConcepts},
    {"StanceRule", "labels", Role::kCategory},
    {"StanceRule", "next_clause", Role::kPattern},
    {"DataSubjectsRule", "id", Role::kId},
    {"DataSubjectsRule", "any any_context", Role::kConcepts},
    {"DisclosureLabel", "id", Role::kId},
    {"DisclosureLabel", "title", Role::kText},
    {"Supersession", "rule", Role::kStatement},
    {"Supersession", "by_statuses", Role::kStatus},
    {"ReviewStatementCues", "counsel written oral counterparty gate", Role::kConcepts},
    {"ReviewStatementCues", "contact_statuses", Role::kStatus},
    {"DisclosureRules", "data_handling_gate", Role::kConcepts},
    // Holders.
    {"HolderCueRule", "id", Role::kId},
    {"HolderCueRule", "match", Role::kPattern},
    {"Jurisdiction", "id", Role::kId},
    {"Jurisdiction", "names_en names_zh", Role::kText},
    {"Jurisdiction", "within", Role::kPlace},
    {"PersonNameWords", "titles_before titles_after double_surnames", Role::kText},
    {"LegalForm", "id", Role::kId},
    {"LegalForm", "jurisdiction", Role::kPlace},
    {"LegalForm", "match", Role::kPattern},
    {"KnownInvestor", "id", Role::kId},
    {"KnownInvestor", "match", Role::kPattern},
    {"KnownInvestor", "jurisdiction", Role::kPlace},
    {"HolderProse", "id", Role::kId},
    {"HolderProse", "match", Role::kFilteredPattern},
    {"HolderProse", "unless", Role::kPattern},
    {"InfluenceRule", "id", Role::kId},
    {"InfluenceRule", "kind", Role::kText},
    {"InfluenceRule", "match", Role::kFilteredPattern},
    {"InfluenceRule", "unless", Role::kPattern},
    // Metadata.
    {"MetadataCue", "id", Role::kId},
    {"MetadataCue", "match unless", Role::kPattern},
    {"MetadataCue", "anchor", Role::kText},
    {"FilingTypeVenue", "id", Role::kId},
    {"MonthName", "id", Role::kId},
    // Regimes.
    {"TextSignal", "id", Role::kId},
    {"TextSignal", "meaning", Role::kText},
    {"OperandMetric", "id", Role::kMetric},
    {"OperandMetric", "words", Role::kText},
    {"UsersOver", "no_data_signal", Role::kSignal},
    {"UsersOver", "below_status above_status", Role::kStatus},
    {"UsersOver", "operand", Role::kText},
    {"ListingAbroad", "listed_signals", Role::kSignal},
    {"NewListing", "new_signals listed_signals other_signals", Role::kSignal},
    {"SignalsGiven", "signals any_signals", Role::kSignal},
    {"FindingPresent", "categories", Role::kCategory},
    {"FindingPresent", "statuses against_statuses", Role::kStatus},
    {"NotTold", "why", Role::kText},
    {"ConditionRule", "id", Role::kId},
    {"ConditionRule", "asks", Role::kText},
    {"Regime", "id", Role::kId},
    {"Regime", "title title_zh_hans title_zh_hant issued_by article notes", Role::kText},
    {"Regime", "draft_date published_date effective_date last_effective_date", Role::kDate},
    {"Regime", "superseded_by", Role::kRegime},
    {"ReviewFactorRule", "id", Role::kId},
    {"ReviewFactorRule", "title", Role::kText},
    {"ReviewFactorRule", "categories", Role::kCategory},
    {"ChecklistRule", "id", Role::kId},
    {"ChecklistRule", "title", Role::kText},
    {"ChecklistRule", "categories", Role::kCategory},
    {"ChecklistRule", "statuses", Role::kStatus},
    {"ChecklistRule", "metrics", Role::kMetric},
    {"ChecklistRule", "influences", Role::kInfluence},
    {"SupersededText", "id", Role::kId},
    {"SupersededText", "superseded_date", Role::kDate},
    {"SupersededText", "old_words presented_as unless newer_text_told", Role::kPattern},
    {"SupersededText", "explanation", Role::kText},
    {"ConflictRules",
     "total_row part_row subtotal_row issuer_words metric_qualifiers other_reach "
     "overlapping_holdings",
     Role::kPattern},
    {"ConflictRules", "below_statuses", Role::kStatus},
    {"ConflictRules", "vague_metric", Role::kMetric},
    {"StatementPair", "first second", Role::kStatus},
    {"StatementPair", "explanation", Role::kText},
    // User counts.
    {"CountNoun", "id", Role::kId},
    {"CountNoun", "match", Role::kPattern},
    {"CountNoun", "metric", Role::kText},
    {"CountMetric", "id", Role::kId},
    {"CountMetric", "match unit", Role::kPattern},
    {"CountMetric", "metric", Role::kText},
    {"CountMetric", "from", Role::kMetric},
    {"CountBound", "id", Role::kId},
    {"CountBound", "before after", Role::kPattern},
    {"CountRegion", "id", Role::kId},
    {"CountRegion", "match places", Role::kPattern},
    {"CountRegionMask", "id", Role::kId},
    {"CountRegionMask", "match", Role::kPattern},
    {"CountNaming", "id", Role::kId},
    {"CountNaming",
     "own other topic recurring behind_noun behind_product product_phrase list_end phrase_name",
     Role::kNamePattern},
    {"CountNaming",
     "lead_in behind_name no_name metric_words carried issuer list_begin named_behind own_before "
     "own_kind",
     Role::kPattern},
    {"CountListWords", "id", Role::kId},
    {"CountListWords", "figure_joint place_joint", Role::kGapPattern},
    {"CountListWords", "noun_joint names", Role::kNamePattern},
    {"CountListWords", "one_by_one item_joint phrase_stop part compared", Role::kPattern},
    {"CountCue", "id", Role::kId},
    {"CountCue", "match", Role::kPattern},
    {"CountGrammar", "id", Role::kId},
    {"CountGrammar",
     "noun_to_number number_to_noun noun_to_number_stop number_to_noun_stop figure_to_figure "
     "not_behind not_before unit person_unit noun_in_compound number_ends change_phrase "
     "persons_by_unit counted_head head_to_number complement part_of not_market_behind same_date "
     "sum",
     Role::kGapPattern},
    {"CountGrammar", "own_place definition attribute definition_sign before_place behind_place",
     Role::kPattern},
    {"CountGrammar", "market_metric", Role::kMetric},
    {"CountScale", "id", Role::kId},
    {"CountScale", "match", Role::kPattern},
    {"CountTableWords", "id", Role::kId},
    {"CountTableWords",
     "not_users period_end mixed counted operating part unit_note people_unit other_unit "
     "other_unit_cell money not_only_money section_scale missing each_period date_note "
     "note_of_others last_quarter_note total noun_in_compound no_figure",
     Role::kPattern},
    {"CountTableWords", "weak_metrics", Role::kMetric},
};

struct BoundsRow {
  const char* field;
  double least, most;
};

constexpr double kMost = 1e12;  // users, factors: more is a slip of the pen

constexpr BoundsRow kBounds[] = {
    {"Pattern.confidence", 0, 1},
    {"DisclosureRule.confidence", 0, 1},
    {"DisclosureRule.within", -1, 100'000},
    {"DisclosureRules.within_en", 0, 100'000},
    {"DisclosureRules.within_zh", 0, 100'000},
    {"MetadataCue.page_count", 0, 100'000},
    {"MetadataCue.weight", -1000, 1000},
    {"MonthName.month", 1, 12},
    {"MetadataRules.type_weight_needed", 0, 1000},
    {"MetadataRules.other_name_share", 0, 1},
    {"TextSignal.sentences_needed", 0, 100'000},
    {"OperandMetric.rank", 1, 3},
    {"UsersOver.threshold", 1, kMost},
    {"ForeignHolding.total_over", 0, 100},
    {"ForeignHolding.single_over", 0, 100},
    {"ReviewFactorRule.places", 0, 1000},
    {"ConflictRules.same_fact_spread", 0, 1},
    {"ConflictRules.digits_needed", 0, 15},
    {"ConflictRules.holding_spread", 0, 1},
    {"ConflictRules.holding_least", 0, 1},
    {"ConflictRules.below_line", 0, kMost},
    {"RegimeRules.approx_margin", 0, 1},
    {"CountNoun.min_value", 0, kMost},
    {"CountMetric.min_value", 0, kMost},
    {"CountCue.weight", -100, 100},
    {"CountScale.factor", 1e-6, kMost},
};

constexpr const char* kNeeded[] = {"Macro.value",
                                   "Pattern.match",
                                   "DisclosureRule.label",
                                   "StanceRule.stance",
                                   "HolderCueRule.cue",
                                   "HolderCueRule.match",
                                   "LegalForm.match",
                                   "KnownInvestor.match",
                                   "HolderProse.match",
                                   "InfluenceRule.kind",
                                   "InfluenceRule.match",
                                   "MetadataCue.match",
                                   "MonthName.month",
                                   "TextSignal.patterns",
                                   "OperandMetric.basis",
                                   "OperandMetric.rank",
                                   "OperandMetric.words",
                                   "UsersOver.threshold",
                                   "UsersOver.operand",
                                   "NotTold.why",
                                   "ConditionRule.asks",
                                   "ConditionRule.unmet",
                                   "Regime.title",
                                   "Regime.conditions",
                                   "ReviewFactorRule.title",
                                   "ChecklistRule.title",
                                   "SupersededText.superseded_date",
                                   "SupersededText.old_words",
                                   "SupersededText.presented_as",
                                   "SupersededText.explanation",
                                   "CountNoun.match",
                                   "CountMetric.match",
                                   "CountBound.bound",
                                   "CountCue.match",
                                   "CountCue.scope",
                                   "CountCue.attribution",
                                   "CountScale.match",
                                   "CountScale.factor",
                                   "CountRegionMask.match",
                                   "DisclosureLabel.title",
                                   "Example.text",
                                   "RuleSource.citation"};

std::string Key(const FieldDescriptor& field) {
  return field.containing_type()->name() + "." + field.name();
}

const std::map<std::string, Role>& Roles() {
  static const auto& roles = *[] {
    auto* made = new std::map<std::string, Role>();
    for (const RoleRow& row : kRoles) {
      std::string_view rest = row.fields;
      while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        (*made)[std::string(row.message) + "." + std::string(rest.substr(0, end))] = row.role;
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return made;
  }();
  return roles;
}

}  // namespace

bool IsPattern(FieldRole role) {
  return role == Role::kMacro || role == Role::kPattern || role == Role::kFilteredPattern ||
         role == Role::kNamePattern || role == Role::kGapPattern;
}

FieldRole RoleOf(const FieldDescriptor& field) {
  const auto found = Roles().find(Key(field));
  return found == Roles().end() ? Role::kText : found->second;
}

bool HasRole(const FieldDescriptor& field) { return Roles().count(Key(field)) != 0; }

bool BoundsOf(const FieldDescriptor& field, double& least, double& most) {
  for (const BoundsRow& row : kBounds) {
    if (Key(field) != row.field) continue;
    least = row.least;
    most = row.most;
    return true;
  }
  return false;
}

std::vector<const FieldDescriptor*> NeededFields(const Descriptor& message) {
  std::vector<const FieldDescriptor*> needed;
  for (const char* name : kNeeded) {
    const std::string_view key = name;
    const size_t dot = key.find('.');
    if (key.substr(0, dot) != message.name()) continue;
    const FieldDescriptor* field = message.FindFieldByName(std::string(key.substr(dot + 1)));
    if (field != nullptr) needed.push_back(field);
  }
  return needed;
}

}  // namespace filing_review::classify
