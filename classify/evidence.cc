// From places in normalised text back to quotes and boxes (classify/analyzed_document.h).
#include <algorithm>
#include <utility>

#include "classify/analyzed_document.h"
#include "classify/fold.h"
#include "classify/passage_writer.h"
#include "classify/range_evidence.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

using extract::Line;
using extract::Page;
using google::protobuf::RepeatedPtrField;

// Two blanks stand between two cells, so that a reader sees the border.
constexpr char kCellBorder[] = "  ";
// Lines of one cell stand below each other on the page, with other cells between them.
constexpr char kCellLine[] = "\n";

// Chars [begin, end) of a line: the text, and the range without blanks at its ends.
struct Piece {
  std::string text;
  uint32_t begin = 0, end = 0;
};

Piece CutPiece(const Page& page, const SourceRange& range) {
  const Line& line = page.lines[range.line];
  const std::string_view text = page.LineText(line);
  Piece piece;
  size_t at = 0;
  uint32_t c = line.char_begin;
  const auto skip = [&] {
    NextCodePoint(text, at);
    ++c;
  };
  while (c < range.begin && at < text.size()) skip();
  piece.begin = piece.end = c;
  bool started = false;
  size_t last = 0;  // bytes of piece.text up to the last char that is not blank
  while (c < range.end && at < text.size()) {
    const size_t from = at;
    const char32_t code = NextCodePoint(text, at);
    const bool blank = code == ' ' || code == '\t' || code == 0x3000 || code == 0xA0;
    if (!started && !blank) {
      started = true;
      piece.begin = c;
    }
    if (started) {
      if (code == '\t') {
        piece.text += kCellBorder;
      } else {
        piece.text.append(text.substr(from, at - from));
      }
      if (!blank) {
        piece.end = c + 1;
        last = piece.text.size();
      }
    }
    ++c;
  }
  piece.text.resize(last);
  return piece;
}

char32_t FirstCodePoint(const std::string& text) {
  size_t at = 0;
  return text.empty() ? 0 : NextCodePoint(text, at);
}

char32_t LastCodePoint(const std::string& text) {
  size_t at = text.size();
  while (at > 0) {
    --at;
    if (!extract::IsContinuation(text[at])) break;
  }
  return text.empty() ? 0 : NextCodePoint(text, at);
}

// Joins two lines of one quote.
void JoinLine(const std::string& next, std::string& quote) {
  if (quote.empty() || next.empty()) {
    quote += next;
    return;
  }
  const bool cjk = IsCjk(LastCodePoint(quote)) || IsCjk(FirstCodePoint(next));
  if (!cjk) quote += ' ';
  quote += next;
}

double Points(int32_t hundredths) { return hundredths / 100.0; }

int32_t NextGroup(const RepeatedPtrField<v1::Evidence>& evidence) {
  int32_t group = 0;
  for (const v1::Evidence& e : evidence) group = std::max(group, e.group());
  return group + 1;
}

// How a range of a quote is set off from the one before it.
enum class Joint { kLine, kCell, kCellLine };

// Appends evidence of ranges; `joints` has one entry a range.
void Append(const AnalyzedDocument& analyzed, const std::vector<SourceRange>& ranges,
            const std::vector<Joint>& joints, const std::string& section, v1::EvidenceRole role,
            RepeatedPtrField<v1::Evidence>& out) {
  const int first = out.size();
  const int32_t group = NextGroup(out);
  v1::Evidence* item = nullptr;
  uint32_t item_page = 0;
  for (size_t i = 0; i < ranges.size(); ++i) {
    const SourceRange& range = ranges[i];
    const Page& page = analyzed.document->pages[range.page];
    const Piece piece = CutPiece(page, range);
    if (piece.begin >= piece.end) continue;
    if (item == nullptr || item_page != range.page) {
      item = out.Add();
      item_page = range.page;
      item->set_document(analyzed.document_id);
      item->set_page(page.number);
      item->set_role(role);
      item->set_from_ocr(page.from_ocr);
      item->set_page_width(Points(page.width));
      item->set_page_height(Points(page.height));
      item->set_section(section);
    }
    std::string& quote = *item->mutable_quote();
    if (quote.empty() || joints[i] == Joint::kLine) {
      JoinLine(piece.text, quote);
    } else {
      quote += joints[i] == Joint::kCell ? kCellBorder : kCellLine;
      quote += piece.text;
    }
    const extract::Box box = page.RangeBox(page.lines[range.line], piece.begin, piece.end);
    v1::Box& b = *item->add_boxes();
    b.set_x0(Points(std::max(box.x0, 0)));
    b.set_y0(Points(std::max(box.y0, 0)));
    b.set_x1(Points(std::min(box.x1, page.width)));
    b.set_y1(Points(std::min(box.y1, page.height)));
  }
  if (out.size() - first > 1) {
    for (int i = first; i < out.size(); ++i) out.Mutable(i)->set_group(group);
  }
}

std::vector<SourceRange> RangesOf(const extract::TableCell& cell) {
  std::vector<SourceRange> ranges;
  for (const extract::CellPiece& piece : cell.pieces) {
    ranges.push_back({piece.page, piece.line, piece.char_begin, piece.char_end});
  }
  return ranges;
}

// The heading path in force where the table stands: that of its first row's passage.
int32_t SectionOfTable(const AnalyzedDocument& analyzed, const extract::Table& table) {
  const std::vector<Passage>& passages = analyzed.passages;
  auto at = std::partition_point(passages.begin(), passages.end(), [&](const Passage& passage) {
    return passage.first_page < table.page;
  });
  for (; at != passages.end() && at->first_page == table.page; ++at) {
    if (at->table < 0) continue;
    const extract::Table& other = analyzed.tables[static_cast<size_t>(at->table)];
    if (other.page == table.page && other.first_line == table.first_line) return at->section;
  }
  return -1;
}

}  // namespace

int32_t PageAt(const AnalyzedDocument& analyzed, uint32_t passage, size_t at) {
  const Passage& p = analyzed.passages[passage];
  if (p.map.empty() || p.text.empty()) return p.first_page;
  return analyzed.document->pages[p.map.At(p.text, std::min(at, p.text.size() - 1)).page].number;
}

std::string OriginalText(const AnalyzedDocument& analyzed, uint32_t passage, size_t begin,
                         size_t end) {
  const Passage& p = analyzed.passages[passage];
  std::string text;
  for (const SourceRange& range : p.map.Range(p.text, begin, end)) {
    JoinLine(CutPiece(analyzed.document->pages[range.page], range).text, text);
  }
  return text;
}

void AddEvidence(const AnalyzedDocument& analyzed, uint32_t passage, size_t begin, size_t end,
                 v1::EvidenceRole role, RepeatedPtrField<v1::Evidence>& out) {
  const Passage& p = analyzed.passages[passage];
  std::vector<SourceRange> ranges;
  std::vector<Joint> joints;
  // Cells of a row are places of their own: a cell may take several lines.
  for (size_t b = begin; b < end;) {
    size_t e = p.table >= 0 ? p.text.find('\t', b) : std::string::npos;
    e = std::min(e, end);
    Joint joint = p.table >= 0 ? Joint::kCell : Joint::kLine;
    if (e > b) {
      for (const SourceRange& range : p.map.Range(p.text, b, e)) {
        ranges.push_back(range);
        joints.push_back(joint);
        if (joint == Joint::kCell) joint = Joint::kCellLine;
      }
    }
    b = e + 1;
  }
  Append(analyzed, ranges, joints, analyzed.SectionPath(p.section), role, out);
}

void AddCellEvidence(const AnalyzedDocument& analyzed, const extract::Table& table,
                     const extract::TableCell& cell, v1::EvidenceRole role,
                     RepeatedPtrField<v1::Evidence>& out) {
  const std::vector<SourceRange> ranges = RangesOf(cell);
  Append(analyzed, ranges, std::vector<Joint>(ranges.size(), Joint::kCellLine),
         analyzed.SectionPath(SectionOfTable(analyzed, table)), role, out);
}

void AddRowEvidence(const AnalyzedDocument& analyzed, const extract::Table& table, size_t row,
                    v1::EvidenceRole role, RepeatedPtrField<v1::Evidence>& out) {
  std::vector<SourceRange> ranges;
  std::vector<Joint> joints;
  for (const extract::TableCell& cell : table.rows[row].cells) {
    Joint joint = Joint::kCell;
    for (const SourceRange& range : RangesOf(cell)) {
      ranges.push_back(range);
      joints.push_back(joint);
      joint = Joint::kCellLine;
    }
  }
  Append(analyzed, ranges, joints, analyzed.SectionPath(SectionOfTable(analyzed, table)), role,
         out);
}

void AddRangeEvidence(const AnalyzedDocument& analyzed, const std::vector<SourceRange>& ranges,
                      v1::EvidenceRole role, RepeatedPtrField<v1::Evidence>& out) {
  Append(analyzed, ranges, std::vector<Joint>(ranges.size(), Joint::kLine), "", role, out);
}

std::string CellOriginal(const AnalyzedDocument& analyzed, const extract::TableCell& cell) {
  std::string text;
  for (const SourceRange& range : RangesOf(cell)) {
    JoinLine(CutPiece(analyzed.document->pages[range.page], range).text, text);
  }
  return text;
}

std::string CellText(const AnalyzedDocument& analyzed, const extract::TableCell& cell) {
  Passage passage;
  PassageWriter writer(passage, *analyzed.words);
  for (const extract::CellPiece& piece : cell.pieces) {
    writer.AddLine(analyzed.document->pages[piece.page], piece.page, piece.line, piece.char_begin,
                   piece.char_end);
  }
  while (!passage.text.empty() && passage.text.back() == ' ') passage.text.pop_back();
  return passage.text;
}

}  // namespace filing_review::classify
