#include "classify/regimes_operand.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "classify/filing_documents.h"

namespace filing_review::classify {

namespace {

// "Over 900,000" is read as below a million: who has more than a million says so. Below this share
// of the line a lower bound is taken for the size itself.
constexpr double kLowerBoundTellsSize = 0.5;
constexpr int kPlacesShown = 3;

bool IsClaim(const v1::UserCount& figure) {
  return figure.bound() == v1::BOUND_LESS_THAN || figure.bound() == v1::BOUND_UP_TO;
}

// 0: mainland China; 1: no region, or the world; 2: elsewhere.
int RegionTier(v1::Region region) {
  if (region == v1::REGION_CN_MAINLAND) return 0;
  if (region == v1::REGION_UNSTATED || region == v1::REGION_GLOBAL ||
      region == v1::REGION_UNSPECIFIED)
    return 1;
  return 2;
}

std::string BoundWords(v1::Bound bound) {
  switch (bound) {
    case v1::BOUND_APPROX:
      return "about ";
    case v1::BOUND_MORE_THAN:
      return "more than ";
    case v1::BOUND_AT_LEAST:
      return "at least ";
    case v1::BOUND_LESS_THAN:
      return "fewer than ";
    case v1::BOUND_UP_TO:
      return "up to ";
    default:
      return "";
  }
}

std::string Describe(const v1::UserCount& figure, const v1::OperandMetric& metric) {
  std::string text = absl::StrCat(BoundWords(figure.bound()), WithCommas(figure.value()));
  if (figure.has_upper_value()) absl::StrAppend(&text, " to ", WithCommas(figure.upper_value()));
  absl::StrAppend(&text, " ", metric.words().substr(0, metric.words().find(',')));
  if (!figure.subject().empty()) absl::StrAppend(&text, " of ", figure.subject());
  if (figure.region() == v1::REGION_CN_MAINLAND) absl::StrAppend(&text, " in mainland China");
  if (figure.has_as_of()) absl::StrAppend(&text, " as of ", figure.as_of());
  if (figure.evidence_size() > 0 && figure.evidence(0).page() > 0) {
    absl::StrAppend(&text, " (", PageWords(figure.evidence(0)), ")");
  }
  return text;
}

// The figure as it stands in its metric's words ("…, a proxy: …").
std::string Caveat(const v1::OperandMetric& metric) {
  const size_t comma = metric.words().find(", ");
  return comma == std::string::npos ? std::string() : metric.words().substr(comma + 2);
}

// The main document before the others, then the page.
std::tuple<bool, std::string, int> FirstPlace(const v1::UserCount& figure) {
  if (figure.evidence_size() == 0) return {false, kMainDocument, 0};
  const v1::Evidence& first = figure.evidence(0);
  return {first.document() != kMainDocument, first.document(), first.page()};
}

// The larger, then the later, then the earlier in the filing.
bool Larger(const v1::UserCount* a, const v1::UserCount* b) {
  const int64_t x = std::max(a->value(), a->upper_value()),
                y = std::max(b->value(), b->upper_value());
  if (x != y) return x > y;
  if (a->as_of() != b->as_of()) return a->as_of() > b->as_of();
  return FirstPlace(*a) < FirstPlace(*b);
}

using Figures = std::vector<const v1::UserCount*>;

const v1::UserCount* Largest(const Figures& figures) {
  const auto best = std::min_element(figures.begin(), figures.end(), Larger);
  return best == figures.end() ? nullptr : *best;
}

void CopyEvidence(const google::protobuf::RepeatedPtrField<v1::Evidence>& from, int places,
                  google::protobuf::RepeatedPtrField<v1::Evidence>& to) {
  for (const v1::Evidence& evidence : from) {
    if (to.size() >= places) return;
    *to.Add() = evidence;
  }
}

const v1::ReviewStatement* FindStatus(const v1::ReviewBrief& brief, const std::string& status) {
  if (status.empty()) return nullptr;
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    if (statement.status() == status) return &statement;
  }
  return nullptr;
}

// Sum over products of their largest figure of one metric and date; 0 where there is one product.
int64_t SumOfProducts(const Figures& figures, const v1::UserCount& like) {
  std::map<std::string, int64_t> by_subject;
  for (const v1::UserCount* figure : figures) {
    if (figure->metric() != like.metric() || figure->as_of() != like.as_of() ||
        figure->subject().empty())
      continue;
    int64_t& value = by_subject[figure->subject()];
    value = std::max(value, figure->value());
  }
  int64_t sum = 0;
  for (const auto& [subject, value] : by_subject) sum += value;
  return by_subject.size() > 1 ? sum : 0;
}

}  // namespace

std::string WithCommas(int64_t value) {
  const std::string digits = std::to_string(value);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    const size_t left = digits.size() - i;
    if (left % 3 == 0 && i > 0 && digits[i - 1] != '-') text += ',';
    text += digits[i];
  }
  return text;
}

const v1::OperandMetric* FindMetric(const v1::RegimeRules& rules, const std::string& metric) {
  for (const v1::OperandMetric& known : rules.metrics()) {
    if (known.id() == metric) return &known;
  }
  return nullptr;
}

v1::ConditionState CompareFigure(const v1::UserCount& figure, int64_t threshold, bool or_equal,
                                 double approx_margin) {
  const int64_t value = figure.value();
  const auto over = [&](int64_t v) { return v > threshold || (or_equal && v == threshold); };
  const auto decided = [](bool met) {
    return met ? v1::CONDITION_STATE_MET : v1::CONDITION_STATE_NOT_MET;
  };
  switch (figure.bound()) {
    case v1::BOUND_APPROX:
      if (std::abs(static_cast<double>(value - threshold)) <=
          approx_margin * static_cast<double>(threshold)) {
        return v1::CONDITION_STATE_UNKNOWN;
      }
      return decided(over(value));
    case v1::BOUND_MORE_THAN:
    case v1::BOUND_AT_LEAST:
      if (figure.bound() == v1::BOUND_MORE_THAN ? value >= threshold : over(value))
        return v1::CONDITION_STATE_MET;
      return static_cast<double>(value) < kLowerBoundTellsSize * static_cast<double>(threshold)
                 ? v1::CONDITION_STATE_NOT_MET
                 : v1::CONDITION_STATE_UNKNOWN;
    case v1::BOUND_LESS_THAN:
      return value <= threshold ? v1::CONDITION_STATE_NOT_MET : v1::CONDITION_STATE_UNKNOWN;
    case v1::BOUND_UP_TO:
      return over(value) || (or_equal && value == threshold) ? v1::CONDITION_STATE_UNKNOWN
                                                             : v1::CONDITION_STATE_NOT_MET;
    case v1::BOUND_RANGE:
      if (over(value)) return v1::CONDITION_STATE_MET;
      return over(figure.upper_value()) ? v1::CONDITION_STATE_UNKNOWN : v1::CONDITION_STATE_NOT_MET;
    default:
      return decided(over(value));
  }
}

UsersOperand CompareUsers(const v1::UsersOver& over, const v1::RegimeRules& rules,
                          const v1::ReviewBrief& brief, const GivenSignal* no_data) {
  UsersOperand result;
  const std::string line = WithCommas(over.threshold());
  Figures ranks[3], claims;
  for (const v1::UserCount& figure : brief.user_counts()) {
    if (figure.attribution() != v1::ATTRIBUTION_ISSUER) continue;
    if (over.region() != v1::REGION_UNSPECIFIED && figure.region() != over.region()) continue;
    const v1::OperandMetric* metric = FindMetric(rules, figure.metric());
    if (metric == nullptr || metric->rank() < 1 || metric->rank() > 3) continue;
    (IsClaim(figure) ? claims : ranks[metric->rank() - 1]).push_back(&figure);
  }

  const auto use_figure = [&](const v1::UserCount& figure, v1::ConditionState state,
                              const std::string& relation) {
    const v1::OperandMetric& metric = *FindMetric(rules, figure.metric());
    result.state = state;
    result.basis = metric.basis();
    result.explanation =
        absl::StrCat("The filing gives ", Describe(figure, metric), ", ", relation, " ", line, ".");
    if (over.region() == v1::REGION_UNSPECIFIED && figure.region() != v1::REGION_CN_MAINLAND) {
      result.explanation +=
          RegionTier(figure.region()) == 1
              ? " No figure for mainland China decides it, so one without a place is used."
              : " No figure for mainland China or without a place decides it.";
    }
    if (const std::string caveat = Caveat(metric); !caveat.empty()) {
      absl::StrAppend(&result.explanation, " It is ", caveat, ".");
    }
    CopyEvidence(figure.evidence(), kPlacesShown, result.evidence);
    for (const v1::UserCount& other : brief.user_counts()) {
      if (&other != &figure && !figure.fact_id().empty() && other.fact_id() == figure.fact_id()) {
        CopyEvidence(other.evidence(), kPlacesShown, result.evidence);
      }
    }
  };
  const auto use_statement = [&](const v1::ReviewStatement& statement, v1::ConditionState state) {
    result.state = state;
    result.basis = v1::OPERAND_BASIS_STATED_PERSONS;
    result.explanation = absl::StrCat(
        "The filing itself states that it holds information of ",
        state == v1::CONDITION_STATE_MET ? "more than " : "no more than ", line, " persons.");
    CopyEvidence(statement.evidence(), kPlacesShown, result.evidence);
  };
  // Figures of one rank that have a state, those of mainland China first.
  const auto pick = [&](const Figures& figures, v1::ConditionState state) -> const v1::UserCount* {
    for (int tier = 0; tier < 3; ++tier) {
      Figures found;
      for (const v1::UserCount* figure : figures) {
        if (RegionTier(figure->region()) == tier &&
            CompareFigure(*figure, over.threshold(), over.or_equal(), rules.approx_margin()) ==
                state) {
          found.push_back(figure);
        }
      }
      if (const v1::UserCount* best = Largest(found)) return best;
    }
    return nullptr;
  };

  // 以上 holds of the line itself, 超过 does not.
  const bool at_line = over.or_equal();
  for (const Figures* rank : {&ranks[0], &ranks[1]}) {
    if (const v1::UserCount* figure = pick(*rank, v1::CONDITION_STATE_MET)) {
      use_figure(*figure, v1::CONDITION_STATE_MET, at_line ? "at least" : "above");
      return result;
    }
  }
  if (const v1::ReviewStatement* above = FindStatus(brief, over.above_status())) {
    use_statement(*above, v1::CONDITION_STATE_MET);
    return result;
  }
  const v1::ReviewStatement* below = FindStatus(brief, over.below_status());
  if (const v1::UserCount* figure = pick(ranks[0], v1::CONDITION_STATE_UNKNOWN)) {
    if (below != nullptr) {
      use_statement(*below, v1::CONDITION_STATE_NOT_MET);
    } else {
      use_figure(*figure, v1::CONDITION_STATE_UNKNOWN,
                 at_line ? "which does not tell whether it is at least"
                         : "which does not tell whether it is above");
    }
    return result;
  }
  if (const v1::UserCount* figure = Largest(ranks[0])) {
    use_figure(*figure, v1::CONDITION_STATE_NOT_MET,
               at_line ? "its largest figure, below" : "its largest figure, not above");
    if (const int64_t sum = SumOfProducts(ranks[0], *figure); sum > over.threshold()) {
      result.notes.push_back(
          absl::StrCat("Figures of several products are not added up; their sum would be ",
                       WithCommas(sum), " and may count a person more than once."));
    }
    return result;
  }
  if (below != nullptr) {
    use_statement(*below, v1::CONDITION_STATE_NOT_MET);
    return result;
  }
  if (const v1::UserCount* claim = pick(claims, v1::CONDITION_STATE_NOT_MET)) {
    use_figure(*claim, v1::CONDITION_STATE_NOT_MET,
               at_line ? "a claim that puts it below" : "a claim that puts it not above");
    result.basis = v1::OPERAND_BASIS_STATED_PERSONS;
    return result;
  }
  if (no_data != nullptr) {
    result.state = v1::CONDITION_STATE_NOT_MET;
    result.basis = v1::OPERAND_BASIS_STATED_PERSONS;
    result.explanation =
        absl::StrCat("The filing ", no_data->rule->meaning(), " and gives no number of users.");
    result.evidence = no_data->evidence;
    return result;
  }
  if (const v1::UserCount* weak = Largest(ranks[1].empty() ? ranks[2] : ranks[1])) {
    use_figure(*weak, v1::CONDITION_STATE_UNKNOWN, "which cannot be compared with");
    return result;
  }
  result.explanation =
      absl::StrCat("The filing gives no figure of its own on ", over.operand(), ".");
  return result;
}

}  // namespace filing_review::classify
