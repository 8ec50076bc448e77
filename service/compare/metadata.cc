// Single values: first lines, what the filing is, what was searched, sums of holdings.
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "classify/holder_name.h"
#include "service/compare/sections.h"
#include "service/render/words.h"

namespace filing_review::compare {

namespace {

// Half of the last digit that sums are shown with.
constexpr double kSamePercent = 0.005;

template <typename Enum>
std::string NameOf(Enum value) {
  return static_cast<int>(value) == 0 ? std::string() : render::ShortEnumName(value);
}

// Whether the number stands in the text, not as a part of a longer one.
bool HasNumber(const std::string& text, int number) {
  const std::string digits = std::to_string(number);
  const auto is_digit = [&](size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
  };
  for (size_t at = text.find(digits); at != std::string::npos; at = text.find(digits, at + 1)) {
    if (!is_digit(at + digits.size()) && (at == 0 || !is_digit(at - 1))) return true;
  }
  return false;
}

// Evidence that has the words of a field, of a date (YYYY-MM-DD) its year and day.
Places PlacesOfField(const std::string& field, const std::string& value, const EvidenceList& here) {
  const std::string key = classify::NameKey(value);
  Places places;
  for (const v1::Evidence& evidence : here) {
    const bool found =
        field == "filingDate"
            ? value.size() >= 4 && HasNumber(evidence.quote(), std::atoi(value.c_str())) &&
                  (value.size() < 10 || HasNumber(evidence.quote(), std::atoi(value.c_str() + 8)))
            : !key.empty() && classify::NameKey(evidence.quote()).find(key) != std::string::npos;
    if (found) places.push_back(&evidence);
  }
  return places;
}

// Names of an issuer in a filing's language order; a translation may share none.
std::set<std::string> NamesOf(const std::string& issuer) {
  std::set<std::string> names;
  const std::vector<std::string> parts = absl::StrSplit(issuer, " / ");
  for (const std::string& part : parts) names.insert(classify::NameKey(part));
  return names;
}

bool SameIssuer(const Sides& sides) {
  const std::string &a = sides.a.filing().issuer(), &b = sides.b.filing().issuer();
  if (!sides.translation) return classify::NameKey(a) == classify::NameKey(b);
  const std::set<std::string> names_a = NamesOf(a), names_b = NamesOf(b);
  const auto has_han = [](const std::string& name) { return classify::HanCount(name) > 0; };
  for (const std::string& name : names_a) {
    if (names_b.contains(name)) return true;
  }
  // Names in one script each say nothing of each other.
  return has_han(a) != has_han(b);
}

std::string PagesUnread(const v1::Coverage& coverage) {
  return absl::StrJoin(coverage.pages_unread(), ", ",
                       [](std::string* out, const v1::UnreadPage& page) {
                         if (!page.document().empty() && page.document() != "main") {
                           absl::StrAppend(out, page.document(), " ");
                         }
                         absl::StrAppend(out, page.page());
                       });
}

}  // namespace

void CompareHeadline(Sides& sides, v1::BriefComparison& out) {
  const v1::Headline &a = sides.a.headline(), &b = sides.b.headline();
  const auto check = [&](const char* field, const std::string& x, const std::string& y) {
    if (x != y) AddField(field, x, y, out.mutable_headline());
  };
  const auto number = [](const v1::Headline& headline) {
    return headline.has_value() ? std::to_string(headline.value()) : std::string();
  };
  check("value", number(a), number(b));
  check("overOneMillion", NameOf(a.over_one_million()), NameOf(b.over_one_million()));
  const auto percent = [](const v1::Headline& headline) {
    return headline.has_foreign_percent()
               ? absl::StrCat(std::round(headline.foreign_percent() * 1e4) / 1e4)
               : std::string();
  };
  if (a.has_foreign_percent() != b.has_foreign_percent() ||
      std::abs(a.foreign_percent() - b.foreign_percent()) > kSamePercent) {
    check("foreignPercent", percent(a), percent(b));
  }
}

void CompareMetadata(Sides& sides, v1::BriefComparison& out) {
  const v1::FilingMetadata &a = sides.a.filing(), &b = sides.b.filing();
  const auto add = [&](const char* field, const std::string& x, const std::string& y) {
    v1::FieldChange& change = AddField(field, x, y, out.mutable_metadata());
    sides.ShowA(PlacesOfField(field, x, a.evidence()), change.mutable_evidence_a());
    sides.ShowB(PlacesOfField(field, y, b.evidence()), change.mutable_evidence_b());
  };
  if (!SameIssuer(sides)) add("issuer", a.issuer(), b.issuer());
  if (a.filing_type() != b.filing_type()) {
    add("filingType", NameOf(a.filing_type()), NameOf(b.filing_type()));
  }
  if (a.listing_venue() != b.listing_venue()) {
    add("listingVenue", NameOf(a.listing_venue()), NameOf(b.listing_venue()));
  }
  if (a.filing_date() != b.filing_date()) add("filingDate", a.filing_date(), b.filing_date());
  if (sides.translation) return;  // the others are words
  if (classify::NameKey(a.draft_stage()) != classify::NameKey(b.draft_stage())) {
    add("draftStage", a.draft_stage(), b.draft_stage());
  }
  if (classify::NameKey(a.amends()) != classify::NameKey(b.amends())) {
    add("amends", a.amends(), b.amends());
  }
}

void CompareCoverage(Sides& sides, v1::BriefComparison& out) {
  if (sides.translation) return;
  const v1::Coverage &a = sides.a.coverage(), &b = sides.b.coverage();
  const auto check = [&](const char* field, const std::string& x, const std::string& y) {
    if (x != y) AddField(field, x, y, out.mutable_coverage());
  };
  check("pagesTotal", std::to_string(a.pages_total()), std::to_string(b.pages_total()));
  check("pagesUnread", PagesUnread(a), PagesUnread(b));
  check("pagesFromOcr", absl::StrJoin(a.pages_from_ocr(), ", "),
        absl::StrJoin(b.pages_from_ocr(), ", "));
}

void CompareTotals(Sides& sides, v1::BriefComparison& out) {
  using Key = std::tuple<v1::HoldingStage, v1::HolderClass, bool>;
  std::map<Key, std::pair<const v1::OwnershipTotal*, const v1::OwnershipTotal*>> totals;
  const auto key = [](const v1::OwnershipTotal& total) {
    return Key{total.stage(), total.holder_class(), total.with_hong_kong()};
  };
  for (const v1::OwnershipTotal& total : sides.a.ownership_totals()) {
    totals[key(total)].first = &total;
  }
  for (const v1::OwnershipTotal& total : sides.b.ownership_totals()) {
    totals[key(total)].second = &total;
  }
  for (const auto& [unused, both] : totals) {
    const auto [a, b] = both;
    if (a != nullptr && b != nullptr && std::abs(a->percent() - b->percent()) <= kSamePercent) {
      continue;
    }
    const v1::OwnershipTotal& either = a == nullptr ? *b : *a;
    v1::OwnershipTotalChange& change = *out.add_ownership_totals();
    change.set_stage(either.stage());
    change.set_holder_class(either.holder_class());
    change.set_with_hong_kong(either.with_hong_kong());
    // A sum of decimal fractions may end in noise of binary ones.
    const auto rounded = [](double percent) { return std::round(percent * 1e4) / 1e4; };
    if (a != nullptr) change.set_percent_a(rounded(a->percent()));
    if (b != nullptr) change.set_percent_b(rounded(b->percent()));
  }
}

}  // namespace filing_review::compare
