// A brief's mentions put together for people: one row a fact with all its pages, where the brief
// itself has one entry a place.
//
// Everything points into the brief, which must outlive it. Order is deterministic. Thread-safe.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

// A number of users with every mention of it; never empty, in page order.
struct FigureFact {
  std::vector<const v1::UserCount*> mentions;
  const v1::UserCount& first() const { return *mentions.front(); }
};

// Facts of one attribution, the largest value first, then by page.
std::vector<FigureFact> FiguresOf(const v1::ReviewBrief& brief, v1::Attribution attribution);

// A holding with every mention of it; never empty, in page order.
struct HolderFact {
  std::vector<const v1::Holder*> mentions;
  const v1::Holder& first() const { return *mentions.front(); }
};

// Holdings, the largest percentage first; those without one last.
std::vector<HolderFact> HoldersOf(const v1::ReviewBrief& brief);

// Disclosures of one category, in page order.
struct Disclosures {
  std::string category;
  std::vector<const v1::DataHandling*> places;
};

// Categories that occur, in the order of the words, unknown ones at the end.
std::vector<Disclosures> DisclosuresOf(const v1::ReviewBrief& brief, const Words& words);

// A page of a document: its id (empty: the main one), then the page.
using PagePlace = std::pair<std::string, int>;

// True where a document id stands for the main document.
bool IsMain(const std::string& document);

PagePlace PlaceOf(const v1::Evidence& evidence);

// "p. 12", and "exhibit-1 p. 12" in another document than the main one.
std::string PlaceText(const v1::Evidence& evidence, const Words& words);

// Distinct pages in order, as "12, 45, 80, exhibit-1 3, exhibit-1 7"; past `most` of them as
// "12, 45 and 7 more".
std::string PageList(std::vector<PagePlace> pages, const Words& words, size_t most);
std::string PageList(const std::vector<int>& pages_of_main, const Words& words, size_t most);

// Pages of the evidence that carries the fact itself; of the first one where none does.
std::vector<PagePlace> PagesOfEvidence(
    const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

// PageList of the evidence of `mentions` that carries the fact itself.
template <typename Mention>
std::string PagesOf(const std::vector<const Mention*>& mentions, const Words& words, size_t most) {
  std::vector<PagePlace> pages;
  for (const Mention* mention : mentions) {
    for (PagePlace& page : PagesOfEvidence(mention->evidence())) pages.push_back(std::move(page));
  }
  return PageList(std::move(pages), words, most);
}

// The figure as it is read: "> 1,200,000", "1,000,000 – 2,000,000".
std::string FigureText(const v1::UserCount& count, const Words& words);

// How the places of a category speak of it: "states 4, risk 2".
std::string StanceSummary(const Disclosures& disclosures, const Words& words);

// The evidence that carries the fact; the first one where none does; null where there is none.
const v1::Evidence* MainEvidence(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

// "Hong Kong prospectus · Hong Kong · 2023-05-18 · English, Chinese (Simplified) · 412 pages"
std::string FilingLine(const v1::FilingMetadata& filing, const Words& words);

}  // namespace filing_review::render
