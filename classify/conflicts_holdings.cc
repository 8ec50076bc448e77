#include "classify/conflicts_holdings.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "classify/conflicts_sums.h"
#include "classify/filing_documents.h"
#include "classify/fold.h"
#include "classify/holder_name.h"

namespace filing_review::classify {

namespace {

// One figure of a holder.
struct Figure {
  const v1::Holder* holder = nullptr;
  const v1::Evidence* place = nullptr;
  bool votes = false;
  double value = 0, unit = 0.1;
};

// Whose figure it is and of what: key, stage, basis, share class, votes.
using Fact = std::tuple<std::string, int, int, std::string, bool>;

// Where figures stand together: document, page, rule.
using Source = std::tuple<std::string, int, std::string>;

Source SourceOf(const Figure& f) {
  return {f.place->document(), f.place->page(), f.holder->rule_id()};
}

// A figure as it is printed: 12.8 for "12.80%".
std::string Printed(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

// Whether two neighbouring digits changed places: 12.85 and 12.58.
bool DigitsChangedPlaces(double a, double b) {
  char x[32], y[32];
  std::snprintf(x, sizeof x, "%.4f", a);
  std::snprintf(y, sizeof y, "%.4f", b);
  const std::string_view p = x, q = y;
  if (p.size() != q.size()) return false;
  std::string left, right;
  for (const char c : p) {
    if (c != '.') left += c;
  }
  for (const char c : q) {
    if (c != '.') right += c;
  }
  for (size_t i = 0; i + 1 < left.size(); ++i) {
    if (left[i] == right[i]) continue;
    return left[i] == right[i + 1] && left[i + 1] == right[i] &&
           left.compare(i + 2, std::string::npos, right, i + 2, std::string::npos) == 0;
  }
  return false;
}

}  // namespace

struct HoldingConflicts::Impl {
  double spread = 0, least = 0;
  std::unique_ptr<LazyPattern> other_reach;
  v1::PersonNameWords persons;

  std::string KeyOf(const std::string& name) const {
    std::string folded = FoldText(name);
    for (const std::string& title : persons.titles_after()) {
      if (folded.size() > title.size()) {
        folded = std::string(absl::StripSuffix(folded, title));
      }
    }
    for (const std::string& title : persons.titles_before()) {
      folded = std::string(absl::StripPrefix(folded, title + ". "));
    }
    return NameKey(folded);
  }

  // Whether the words around the figure give it another reach than shares held in person.
  bool OtherReach(const Figure& f) const {
    return other_reach != nullptr && RE2::PartialMatch(FoldText(f.place->quote()), *other_reach);
  }

  bool Differ(const Figure& a, const Figure& b) const {
    const double by = std::abs(a.value - b.value);
    if (by <= 0.5 * (a.unit + b.unit) + 1e-9) return false;
    if (by < least * std::max(a.value, b.value)) return false;
    if (by > spread * std::max(a.value, b.value) && !DigitsChangedPlaces(a.value, b.value)) {
      return false;
    }
    return !(a.place->document() == b.place->document() && a.place->page() == b.place->page() &&
             a.place->quote() == b.place->quote());
  }
};

HoldingConflicts::HoldingConflicts() : impl_(std::make_unique<Impl>()) {}
HoldingConflicts::~HoldingConflicts() = default;

absl::StatusOr<std::unique_ptr<HoldingConflicts>> HoldingConflicts::Create(
    const v1::RulePack& pack, const MacroTable& macros) {
  std::unique_ptr<HoldingConflicts> made(new HoldingConflicts());
  const v1::ConflictRules& rules = pack.regimes().conflicts();
  made->impl_->spread = rules.holding_spread();
  made->impl_->least = rules.holding_least();
  made->impl_->persons = pack.holders().person_names();
  if (!rules.other_reach().empty()) {
    auto re =
        CompilePattern("conflicts.other_reach", rules.other_reach(), macros, v1::RULE_LANGUAGE_ZH);
    if (!re.ok()) return re.status();
    made->impl_->other_reach = *std::move(re);
  }
  return made;
}

void HoldingConflicts::Find(v1::ReviewBrief& brief) const {
  std::map<Fact, std::vector<Figure>> facts;
  const auto add = [&](const v1::Holder& holder, bool votes, double value) {
    for (const v1::Evidence& evidence : holder.evidence()) {
      if (evidence.role() != v1::EVIDENCE_ROLE_FIGURE) continue;
      double unit = 0.1;
      if (votes || !CellNumber(FoldText(holder.percent_text()), unit).has_value()) unit = 0.1;
      const Figure figure{&holder, &evidence, votes, value, unit};
      if (impl_->OtherReach(figure)) return;
      facts[{impl_->KeyOf(holder.name()), holder.stage(), holder.percent_basis(),
             holder.share_class(), votes}]
          .push_back(figure);
      return;
    }
  };
  for (const v1::Holder& holder : brief.holders()) {
    if (holder.stage() == v1::HOLDING_STAGE_HISTORICAL ||
        holder.stage() == v1::HOLDING_STAGE_UNKNOWN ||
        holder.stage() == v1::HOLDING_STAGE_UNSPECIFIED ||
        holder.kind() == v1::HOLDER_KIND_CORNERSTONE) {
      continue;
    }
    if (holder.has_percent()) add(holder, false, holder.percent());
    if (holder.has_votes_percent()) add(holder, true, holder.votes_percent());
  }
  // Places that differ for more than one holder are of two dates, or of two ways to count.
  std::map<std::pair<Source, Source>, std::set<std::string>> apart;
  std::vector<std::pair<Figure, Figure>> pairs;
  for (const auto& [fact, figures] : facts) {
    for (size_t i = 0; i < figures.size(); ++i) {
      for (size_t j = i + 1; j < figures.size(); ++j) {
        const Figure &a = figures[i], &b = figures[j];
        const bool optioned = a.holder->over_allotment() != b.holder->over_allotment() &&
                              a.holder->over_allotment() != v1::OVER_ALLOTMENT_UNSTATED &&
                              b.holder->over_allotment() != v1::OVER_ALLOTMENT_UNSTATED;
        if (optioned || std::abs(a.value - b.value) <= 0.5 * (a.unit + b.unit) + 1e-9) continue;
        apart[std::minmax(SourceOf(a), SourceOf(b))].insert(std::get<0>(fact));
        if (impl_->Differ(a, b)) pairs.push_back({a, b});
      }
    }
  }
  std::set<std::tuple<const std::string*, double, double>> told;
  for (const auto& [a, b] : pairs) {
    if (apart[std::minmax(SourceOf(a), SourceOf(b))].size() > 1) continue;
    const auto values = std::minmax(a.value, b.value);
    bool seen = false;
    for (const auto& [name, low, high] : told) {
      seen = seen || (*name == a.holder->name() && low == values.first && high == values.second);
    }
    if (seen) continue;
    told.insert({&a.holder->name(), values.first, values.second});
    v1::Conflict conflict;
    conflict.set_kind("DIFFERENT_FIGURES");
    conflict.set_explanation(absl::StrCat(a.holder->name(), " has ", Printed(a.value), "% of the ",
                                          a.votes ? "votes" : "shares", " on ", PageWords(*a.place),
                                          " and ", Printed(b.value), "% on ", PageWords(*b.place),
                                          ", at the same stage."));
    *conflict.add_evidence() = *a.place;
    *conflict.add_evidence() = *b.place;
    *brief.add_conflicts() = std::move(conflict);
  }
}

}  // namespace filing_review::classify
