#include "classify/conflicts_claims.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "classify/fold.h"
#include "classify/quantities.h"
#include "classify/regimes_operand.h"

namespace filing_review::classify {

namespace {

constexpr size_t kFiguresShown = 3;
constexpr int kPlacesOfFigure = 2;

using Evidences = google::protobuf::RepeatedPtrField<v1::Evidence>;

struct Claim {
  int64_t number = 0;
  Evidences evidence;
};

bool SamePlace(const v1::Evidence& a, const v1::Evidence& b) {
  return a.document() == b.document() && a.page() == b.page() &&
         (a.quote().find(b.quote()) != std::string::npos ||
          b.quote().find(a.quote()) != std::string::npos);
}

void AddOnce(const v1::Evidence& evidence, Evidences& to) {
  for (const v1::Evidence& have : to) {
    if (SamePlace(have, evidence)) return;
  }
  *to.Add() = evidence;
}

}  // namespace

struct ClaimConflicts::Impl {
  struct Rule {
    v1::Pattern pattern;
    std::unique_ptr<LazyPattern> match;
    int who = 0, number = 0, where = 0;  // groups; where: 0 for none
  };
  v1::RegimeRules rules;
  google::protobuf::RepeatedPtrField<v1::Pattern> patterns;
  std::optional<PatternSet> english, chinese;  // which rule may match
  std::vector<Rule> compiled;
  std::unique_ptr<LazyPattern> issuer_words;

  struct Hit {
    size_t begin = 0, end = 0;
    std::string who, where;
    int64_t number = 0;
  };
  std::optional<Hit> Match(std::string_view sentence, Script script) const;
};

ClaimConflicts::ClaimConflicts() : impl_(std::make_unique<Impl>()) {}
ClaimConflicts::~ClaimConflicts() = default;

absl::StatusOr<std::unique_ptr<ClaimConflicts>> ClaimConflicts::Create(const v1::RegimeRules& rules,
                                                                       const MacroTable& macros) {
  std::unique_ptr<ClaimConflicts> made(new ClaimConflicts());
  Impl& impl = *made->impl_;
  impl.rules = rules;
  impl.patterns = rules.conflicts().holding_claims();
  for (const auto& [language, out] : {std::pair{v1::RULE_LANGUAGE_EN, &impl.english},
                                      std::pair{v1::RULE_LANGUAGE_ZH, &impl.chinese}}) {
    absl::StatusOr<PatternSet> set = PatternSet::Compile(impl.patterns, macros, language);
    if (!set.ok()) return set.status();
    out->emplace(*std::move(set));
  }
  for (const v1::Pattern& pattern : impl.patterns) {
    Impl::Rule rule;
    rule.pattern = pattern;
    absl::StatusOr<std::unique_ptr<LazyPattern>> match =
        CompilePattern(pattern.id(), pattern.match(), macros, pattern.language());
    if (!match.ok()) return match.status();
    rule.match = *std::move(match);
    const auto& groups = rule.match->Get().NamedCapturingGroups();
    if (groups.count("who") == 0 || groups.count("n") == 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("rule ", pattern.id(), ": needs the groups who and n"));
    }
    rule.who = groups.at("who");
    rule.number = groups.at("n");
    if (const auto where = groups.find("where"); where != groups.end()) rule.where = where->second;
    impl.compiled.push_back(std::move(rule));
  }
  const std::string& words = rules.conflicts().issuer_words();
  if (!words.empty()) {
    absl::StatusOr<std::unique_ptr<LazyPattern>> re =
        CompilePattern("conflicts.issuer_words", words, macros, v1::RULE_LANGUAGE_ZH);
    if (!re.ok()) return re.status();
    impl.issuer_words = *std::move(re);
  }
  return made;
}

std::optional<ClaimConflicts::Impl::Hit> ClaimConflicts::Impl::Match(std::string_view sentence,
                                                                     Script script) const {
  const PatternSet& set = script == Script::kChinese ? *chinese : *english;
  for (const PatternMatch& found : set.Match(sentence)) {
    const Rule& rule = compiled[static_cast<size_t>(found.pattern)];
    const re2::StringPiece text(sentence.data(), sentence.size());
    std::vector<re2::StringPiece> groups(
        static_cast<size_t>(std::max({rule.who, rule.number, rule.where})) + 1);
    if (!rule.match->Match(text, 0, text.size(), RE2::UNANCHORED, groups.data(),
                           static_cast<int>(groups.size()))) {
      continue;
    }
    const re2::StringPiece n = groups[static_cast<size_t>(rule.number)];
    const std::vector<Quantity> numbers =
        FindQuantities(std::string_view(n.data(), n.size()), script);
    if (numbers.empty() || numbers[0].kind != Quantity::Kind::kNumber || numbers[0].value < 1)
      continue;
    Hit hit;
    hit.begin = static_cast<size_t>(groups[0].data() - sentence.data());
    hit.end = hit.begin + groups[0].size();
    hit.number = std::llround(numbers[0].value);
    const std::string who(groups[static_cast<size_t>(rule.who)]);
    const bool issuer = issuer_words != nullptr && RE2::PartialMatch(who, *issuer_words);
    hit.who = issuer ? std::string() : who;
    if (rule.where > 0) hit.where = std::string(groups[static_cast<size_t>(rule.where)]);
    return hit;
  }
  return std::nullopt;
}

int64_t ClaimConflicts::ClaimIn(const std::string& folded, Script script) const {
  const std::optional<Impl::Hit> hit = impl_->Match(folded, script);
  return hit ? hit->number : 0;
}

void ClaimConflicts::Find(const std::vector<AnalyzedDocument>& documents,
                          v1::ReviewBrief& brief) const {
  const v1::ConflictRules& rules = impl_->rules.conflicts();
  // By who claims it (folded; empty: the issuer) and for which place (empty: all).
  std::map<std::pair<std::string, std::string>, Claim> claims;
  const auto add = [&](const std::string& who, const std::string& where, int64_t number,
                       const Evidences& evidence) {
    Claim& claim = claims[{who, where}];
    claim.number = std::max(claim.number, number);
    for (const v1::Evidence& item : evidence) AddOnce(item, claim.evidence);
  };
  for (const AnalyzedDocument& analyzed : documents) {
    for (const Sentence& sentence : analyzed.sentences) {
      const Passage& passage = analyzed.passages[sentence.passage];
      const std::optional<Impl::Hit> hit = impl_->Match(analyzed.Text(sentence), passage.script);
      if (!hit) continue;
      Evidences evidence;
      AddEvidence(analyzed, sentence.passage, sentence.begin + hit->begin,
                  sentence.begin + hit->end, v1::EVIDENCE_ROLE_FIGURE, evidence);
      add(hit->who, hit->where, hit->number, evidence);
    }
  }
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    const auto& below = rules.below_statuses();
    if (std::find(below.begin(), below.end(), statement.status()) == below.end() ||
        statement.evidence().empty())
      continue;
    // A claim that was read above keeps its own holder of data.
    bool known = false;
    for (const auto& [of, claim] : claims) {
      for (const v1::Evidence& have : claim.evidence)
        known |= SamePlace(have, statement.evidence(0));
    }
    if (!known) add("", "", rules.below_line(), statement.evidence());
  }

  for (const auto& [of, claim] : claims) {
    const auto& [who, where] = of;
    std::vector<const v1::UserCount*> above;
    for (const v1::UserCount& count : brief.user_counts()) {
      const v1::OperandMetric* metric = FindMetric(impl_->rules, count.metric());
      if (count.attribution() != v1::ATTRIBUTION_ISSUER || metric == nullptr || metric->rank() != 1)
        continue;
      if (count.bound() == v1::BOUND_LESS_THAN || count.bound() == v1::BOUND_UP_TO) continue;
      if (!who.empty() && FoldText(count.subject()).find(who) == std::string::npos) continue;
      if (!where.empty() && FoldText(count.region_text()).find(where) == std::string::npos)
        continue;
      if (CompareFigure(count, claim.number, false, impl_->rules.approx_margin()) !=
          v1::CONDITION_STATE_MET)
        continue;
      above.push_back(&count);
    }
    if (above.empty()) continue;
    std::stable_sort(
        above.begin(), above.end(),
        [](const v1::UserCount* a, const v1::UserCount* b) { return a->value() > b->value(); });
    v1::Conflict conflict;
    conflict.set_kind("STATEMENT_CONTRADICTS_FIGURE");
    *conflict.mutable_evidence() = claim.evidence;
    // The largest figure wherever it stands, then the next largest.
    size_t values = 0;
    int64_t last = 0;
    int places = 0;
    for (const v1::UserCount* count : above) {
      if (count->value() != last) {
        if (++values > kFiguresShown) break;
        last = count->value();
        places = 0;
      }
      if (places++ == kPlacesOfFigure) continue;
      for (const v1::Evidence& item : count->evidence()) {
        if (item.role() == v1::EVIDENCE_ROLE_FIGURE) AddOnce(item, *conflict.mutable_evidence());
      }
    }
    const std::string holder = who.empty() ? "holding" : absl::StrCat(who, " holding");
    conflict.set_explanation(
        absl::StrCat("The filing claims ", holder, " data of no more than ",
                     WithCommas(claim.number), " persons", where.empty() ? "" : " in ", where,
                     ", but gives ", WithCommas(above[0]->value()), " (", above[0]->metric(),
                     above[0]->subject().empty() ? "" : ", ", above[0]->subject(), ")."));
    *brief.add_conflicts() = std::move(conflict);
  }
}

}  // namespace filing_review::classify
