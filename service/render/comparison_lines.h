// A comparison as entries that the terminal report, the Markdown and the HTML share. Not made safe
// for a format: the caller passes all text through PlainText, HtmlText or MarkdownText.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/comparison.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

// What one side says.
struct ComparisonCell {
  std::string value;   // empty: nothing
  std::string detail;  // a sentence on it
  std::vector<const v1::Evidence*> places;
  std::string mark;  // the words of the first place that carry the fact
  bool there = false;
};

struct ComparisonEntry {
  v1::ChangeKind change = v1::CHANGE_KIND_CHANGED;
  std::string title;
  std::vector<std::string> notes;
  ComparisonCell a, b;
  bool inner = false;  // belongs to the last entry that does not
  bool plain = false;  // needs no word for the kind of change
  bool whole = false;  // the quotes are the same passage: set off the words that differ
};

struct ComparisonSection {
  std::string title;
  std::vector<ComparisonEntry> entries;
};

// Sections that hold differences. Points into the comparison, which must outlive them.
std::vector<ComparisonSection> ComparisonSections(const v1::BriefComparison& comparison,
                                                  const Words& words);

// "Lantern Inc. · Form F-1 · United States · 2023-05-18 · English · 412 pages"
std::string SideLine(const v1::ComparisonSide& side, const Words& words);

// What a side was made from: digests of documents, rules, engine.
std::vector<std::string> SideDetails(const v1::ComparisonSide& side, const Words& words);

// "12 differences", or that nothing differs.
std::string ComparisonSummary(const v1::BriefComparison& comparison, const Words& words);

// What must be kept in mind: how things were matched, pages that could not be read, what was left
// out.
std::vector<std::string> ComparisonNotes(const v1::BriefComparison& comparison, const Words& words);

// "3, 8 (2), exhibit-1 4": pages with the number of differences where there are several.
std::string ChangedPages(const google::protobuf::RepeatedPtrField<v1::ChangedPage>& pages,
                         const Words& words);

}  // namespace filing_review::render
