#include "service/compare/sides.h"

#include <set>

#include "service/compare/compare.h"

namespace filing_review::compare {

namespace {

bool SameGaps(const v1::Coverage& a, const v1::Coverage& b) {
  if (a.pages_unread_size() != b.pages_unread_size()) return false;
  for (int i = 0; i < a.pages_unread_size(); ++i) {
    if (a.pages_unread(i).page() != b.pages_unread(i).page() ||
        a.pages_unread(i).document() != b.pages_unread(i).document()) {
      return false;
    }
  }
  return true;
}

}  // namespace

Sides::Sides(const v1::ReviewBrief& brief_a, const v1::ReviewBrief& brief_b,
             v1::ComparisonKind kind)
    : a(brief_a),
      b(brief_b),
      rules(kind == v1::COMPARISON_KIND_RULES),
      translation(kind == v1::COMPARISON_KIND_TRANSLATION),
      pages_a_(SideOf(brief_a)),
      pages_b_(SideOf(brief_b)) {
  // Of the same document, what one side found was not on a page that both could not read.
  const bool same_pages = rules && SameGaps(a.coverage(), b.coverage());
  const auto searched = [&](const v1::ReviewBrief& brief) {
    return same_pages || brief.coverage().pages_unread().empty();
  };
  only_in_a_ = searched(b) ? v1::CHANGE_KIND_VANISHED : v1::CHANGE_KIND_NOT_READABLE;
  only_in_b_ = searched(a) ? v1::CHANGE_KIND_APPEARED : v1::CHANGE_KIND_NOT_READABLE;
}

Sides::Side Sides::SideOf(const v1::ReviewBrief& brief) {
  Side side;
  for (const v1::FilingDocument& document : brief.filing().documents()) {
    side.documents.emplace(document.document_id(), static_cast<int>(side.documents.size()));
  }
  return side;
}

void Sides::Show(const Places& places, EvidenceList* shown, Side& side) {
  std::set<std::pair<int, int>> pages;
  for (const v1::Evidence* place : places) {
    if (shown->size() < kEvidenceASide) *shown->Add() = *place;
    const int next = static_cast<int>(side.documents.size());
    const int document = side.documents.emplace(place->document(), next).first->second;
    pages.emplace(document, place->page());
  }
  for (const auto& page : pages) ++side.counts[page];
}

void Sides::FillPages(v1::BriefComparison& out) const {
  const auto fill = [](const Side& side, auto* pages) {
    std::map<int, std::string> names;
    for (const auto& [name, index] : side.documents) names[index] = name;
    for (const auto& [page, count] : side.counts) {
      v1::ChangedPage* changed = pages->Add();
      changed->set_document(names[page.first]);
      changed->set_page(page.second);
      changed->set_change_count(count);
    }
  };
  fill(pages_a_, out.mutable_pages_a());
  fill(pages_b_, out.mutable_pages_b());
}

Places PlacesOf(const EvidenceList& evidence) {
  Places places;
  for (const v1::Evidence& item : evidence) {
    if (item.role() == v1::EVIDENCE_ROLE_FIGURE) places.push_back(&item);
  }
  if (!places.empty()) return places;
  for (const v1::Evidence& item : evidence) places.push_back(&item);
  return places;
}

std::string WordsOf(const EvidenceList& evidence) {
  std::string words;
  for (const v1::Evidence* place : PlacesOf(evidence)) {
    if (!words.empty()) words += ' ';
    words += place->quote();
  }
  return words;
}

v1::FieldChange& AddField(const std::string& field, const std::string& value_a,
                          const std::string& value_b,
                          google::protobuf::RepeatedPtrField<v1::FieldChange>* to) {
  v1::FieldChange& change = *to->Add();
  change.set_field(field);
  change.set_value_a(value_a);
  change.set_value_b(value_b);
  return change;
}

}  // namespace filing_review::compare
