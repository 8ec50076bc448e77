#include "classify/filing_documents.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace filing_review::classify {

namespace {

using google::protobuf::RepeatedPtrField;

template <typename Finding>
void Append(RepeatedPtrField<Finding>& from, RepeatedPtrField<Finding>& to) {
  for (Finding& finding : from) *to.Add() = std::move(finding);
  from.Clear();
}

auto FiguresOf(const v1::UserCount& count) {
  return std::tuple(count.value(), count.upper_value(), count.metric(), count.as_of(),
                    static_cast<int>(count.attribution()));
}

auto FiguresOf(const v1::Holder& holder) {
  return std::tuple(holder.percent(), holder.votes_percent(), static_cast<int>(holder.stage()),
                    static_cast<int>(holder.percent_basis()), holder.has_percent());
}

template <typename Finding>
void Share(const RepeatedPtrField<Finding>& main, RepeatedPtrField<Finding>& translation) {
  using Figures = decltype(FiguresOf(std::declval<const Finding&>()));
  const auto facts_of = [](const RepeatedPtrField<Finding>& findings) {
    std::map<Figures, std::set<std::string>> facts;
    for (const Finding& finding : findings) facts[FiguresOf(finding)].insert(finding.fact_id());
    return facts;
  };
  const auto in_main = facts_of(main);
  const auto in_translation = facts_of(translation);
  for (Finding& finding : translation) {
    const auto same = in_main.find(FiguresOf(finding));
    // Two facts with the same figures cannot be told apart without their words.
    if (same == in_main.end() || same->second.size() != 1) continue;
    if (in_translation.at(FiguresOf(finding)).size() != 1) continue;
    finding.set_fact_id(*same->second.begin());
  }
}

}  // namespace

std::string PageWords(const std::string& document, int page) {
  if (document.empty() || document == kMainDocument) return absl::StrCat("page ", page);
  return absl::StrCat("page ", page, " of ", document);
}

std::string PageWords(const v1::Evidence& evidence) {
  return PageWords(evidence.document(), evidence.page());
}

int DocumentOrder(const v1::ReviewBrief& brief, const std::string& document) {
  for (int i = 0; i < brief.filing().documents_size(); ++i) {
    if (brief.filing().documents(i).document_id() == document) return i;
  }
  return 0;
}

void AppendFindings(v1::ReviewBrief& of_document, v1::ReviewBrief& brief) {
  Append(*of_document.mutable_user_counts(), *brief.mutable_user_counts());
  Append(*of_document.mutable_data_handling(), *brief.mutable_data_handling());
  Append(*of_document.mutable_review_statements(), *brief.mutable_review_statements());
  Append(*of_document.mutable_holders(), *brief.mutable_holders());
  Append(*of_document.mutable_influence(), *brief.mutable_influence());
  std::set<int> known;
  for (const v1::OwnershipTotal& total : brief.ownership_totals()) known.insert(total.stage());
  for (v1::OwnershipTotal& total : *of_document.mutable_ownership_totals()) {
    if (known.count(total.stage()) == 0) *brief.add_ownership_totals() = std::move(total);
  }
}

void ShareFactIds(const v1::ReviewBrief& main, v1::ReviewBrief& translation) {
  Share(main.user_counts(), *translation.mutable_user_counts());
  Share(main.holders(), *translation.mutable_holders());
}

}  // namespace filing_review::classify
