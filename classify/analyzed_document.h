// A Document made ready for rules: passages of normalised text that map back to the page.
//
// A passage is a paragraph (joined over lines, columns and pages), a heading or a table row. Its
// `text` is what patterns run on:
//   - compatibility forms folded one code point at a time (full-width digits, ligatures), Chinese
//     folded to Simplified (classify/fold.h), spaces collapsed, hyphens at line ends healed;
//   - footnote marks in superscript left out;
//   - table cells separated by a tab.
// A quote is never taken from `text`: Evidence comes from the page through `map`.
//
//   for (const Sentence& s : analyzed.sentences) {
//     std::string_view text = analyzed.Text(s);
//     ...
//     AddEvidence(analyzed, s.passage, s.begin + match_begin, s.begin + match_end,
//                 v1::EVIDENCE_ROLE_FIGURE, *fact->mutable_evidence());
//   }
//
// Immutable once made; safe to read from several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classify/offset_map.h"
#include "classify/word_set.h"
#include "extract/document.h"
#include "extract/tables.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

class RuleTrace;

enum class PassageKind : uint8_t { kParagraph, kHeading, kTableRow };
enum class Script : uint8_t { kEnglish, kChinese };

struct Passage {
  PassageKind kind = PassageKind::kParagraph;
  Script script = Script::kEnglish;
  int32_t first_page = 0;  // from 1
  int32_t section = -1;    // index into AnalyzedDocument::sections; -1: before the first heading
  int32_t table = -1;      // table rows: index into AnalyzedDocument::tables
  int32_t row = -1;        // table rows: row in that table
  std::string text;        // normalised, UTF-8
  OffsetMap map;           // bytes of `text` to SourceChar
};

// A sentence of a paragraph, or a whole heading or table row.
struct Sentence {
  uint32_t passage = 0;         // index into AnalyzedDocument::passages
  uint32_t begin = 0, end = 0;  // bytes of Passage::text
};

// A heading. Sections nest by level.
struct Section {
  std::string title;  // original text, one line
  int32_t page = 0;   // from 1
  int32_t level = 0;  // 0: outermost
  int32_t parent = -1;
};

struct AnalyzedDocument {
  const extract::Document* document = nullptr;  // outlives this
  std::string document_id = "main";             // Evidence.document
  std::vector<Passage> passages;                // reading order
  std::vector<Sentence> sentences;              // reading order
  std::vector<Section> sections;
  std::vector<extract::Table> tables;  // in page order
  bool mostly_chinese = false;
  bool traditional = false;        // Chinese text is in the Traditional script
  RuleTrace* trace = nullptr;      // where the rules are asked to explain themselves
  std::shared_ptr<WordSet> words;  // of the document; set by Analyze

  std::string_view Text(const Sentence& s) const {
    return std::string_view(passages[s.passage].text).substr(s.begin, s.end - s.begin);
  }
  // Heading path of a passage, "A > B"; empty where there is none.
  std::string SectionPath(int32_t section) const;
};

AnalyzedDocument Analyze(const extract::Document& document, std::string document_id = "main");

// Page (from 1) on which byte `at` of the passage's text stands.
int32_t PageAt(const AnalyzedDocument& analyzed, uint32_t passage, size_t at);

// Original text of bytes [begin, end) of a passage's text: lines joined by a space, or by nothing
// next to a Chinese character; two spaces stand between cells. Footnote marks inside are kept.
std::string OriginalText(const AnalyzedDocument& analyzed, uint32_t passage, size_t begin,
                         size_t end);

// Appends the evidence of bytes [begin, end) of a passage's text: one item a page, with boxes, a
// box a line. Items over several pages share a `group` unique in `out`.
void AddEvidence(const AnalyzedDocument& analyzed, uint32_t passage, size_t begin, size_t end,
                 v1::EvidenceRole role, google::protobuf::RepeatedPtrField<v1::Evidence>& out);

// The same for a table cell (all its pieces) and for a whole table row.
void AddCellEvidence(const AnalyzedDocument& analyzed, const extract::Table& table,
                     const extract::TableCell& cell, v1::EvidenceRole role,
                     google::protobuf::RepeatedPtrField<v1::Evidence>& out);
void AddRowEvidence(const AnalyzedDocument& analyzed, const extract::Table& table, size_t row,
                    v1::EvidenceRole role, google::protobuf::RepeatedPtrField<v1::Evidence>& out);

// Original and normalised text of a cell; pieces joined as lines are.
std::string CellOriginal(const AnalyzedDocument& analyzed, const extract::TableCell& cell);
std::string CellText(const AnalyzedDocument& analyzed, const extract::TableCell& cell);

}  // namespace filing_review::classify
