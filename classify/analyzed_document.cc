#include "classify/analyzed_document.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "classify/headings.h"
#include "classify/line_marks.h"
#include "classify/outline_headings.h"
#include "classify/page_columns.h"
#include "classify/passage_flow.h"
#include "classify/word_set.h"
#include "extract/contents.h"

namespace filing_review::classify {

namespace {

using extract::Document;
using extract::Line;
using extract::LineRole;
using extract::Page;

constexpr uint32_t kMostStackedHeadings = 4;  // lines of one block

class Analysis {
 public:
  explicit Analysis(const Document& document)
      : document_(document),
        body_size_(BodyFontSize(document)),
        outline_(document),
        words_(std::make_shared<WordSet>(document)),
        flow_(*words_) {
    out_.document = &document;
    out_.words = words_;
  }

  AnalyzedDocument Run() {
    contents_ = extract::FindContents(document_);
    out_.tables = extract::FindTables(document_);
    std::erase_if(out_.tables, [&](const extract::Table& t) {
      return contents_.Has(t.page_index, t.first_line);
    });
    size_t table = 0;
    for (uint32_t p = 0; p < document_.pages.size(); ++p) {
      const Page& page = document_.pages[p];
      if (!page.unread_reason.empty()) continue;
      std::vector<int32_t> table_of(page.lines.size(), -1);
      for (; table < out_.tables.size() && out_.tables[table].page_index == p; ++table) {
        for (const extract::TableRow& row : out_.tables[table].rows) {
          for (const extract::TableCell& cell : row.cells) {
            for (const extract::CellPiece& piece : cell.pieces) {
              if (piece.page == p) table_of[piece.line] = static_cast<int32_t>(table);
            }
          }
        }
      }
      AddPage(page, p, table_of);
    }
    flow_.Close();
    AddKeptNotes();
    flow_.Finish(&out_);
    return std::move(out_);
  }

 private:
  void AddPage(const Page& page, uint32_t p, const std::vector<int32_t>& table_of) {
    columns_ = ColumnsOf(page);
    TakeOutline(page, p, table_of);
    int32_t last_table = -1;
    bool first_block = true;
    const uint32_t notes = NotesBegin(page, p, table_of);
    for (uint32_t i = 0; i < page.lines.size();) {
      const Line& line = page.lines[i];
      if (i == notes && flow_.IsLeftOpen() && !kept_) {
        kept_ = KeptNotes{p, notes, columns_.right[i]};
        break;
      }
      if (line.role != LineRole::kBody || contents_.Has(p, i)) {
        ++i;
        continue;
      }
      if (table_of[i] >= 0) {
        if (table_of[i] != last_table) {
          flow_.Close();
          AddKeptNotes();
          AddTable(table_of[i]);
          last_table = table_of[i];
        }
        ++i;
        continue;
      }
      Block block{&page, p, i, i + 1, columns_.right[i]};
      if (line.cells.size() > 1 && !IsListItem(page, line)) {
        flow_.Close();
        AddKeptNotes();
        flow_.AddWhole(PassageKind::kTableRow, block, section_);
        ++i;
        continue;
      }
      // A block: the lines of one paragraph.
      uint32_t& end = block.end;
      while (end < page.lines.size() && end != notes && page.lines[end].role == LineRole::kBody &&
             page.lines[end].block == line.block && table_of[end] < 0 && !contents_.Has(p, end) &&
             page.lines[end].cells.size() <= 1 && !columns_.head[end]) {
        ++end;
      }
      block.first = first_block || columns_.head[i];
      block.in_columns = columns_.several;
      AddBlock(block);
      if (kept_ && kept_->page < p) AddKeptNotes();
      first_block = false;
      i = end;
    }
    if (kept_ && kept_->page < p) AddKeptNotes();
  }

  // The first line of the notes at the foot of a page, which go on to its end in smaller type; the
  // number of lines where there are none.
  uint32_t NotesBegin(const Page& page, uint32_t p, const std::vector<int32_t>& table_of) const {
    const uint32_t none = static_cast<uint32_t>(page.lines.size());
    uint32_t begin = none;
    for (uint32_t i = none; i-- > 0;) {
      const Line& line = page.lines[i];
      if (line.role != LineRole::kBody) continue;
      if (line.font_size * 100 > body_size_ * 92 || table_of[i] >= 0 || contents_.Has(p, i)) break;
      begin = i;
    }
    return begin < none && BeginsNote(page, page.lines[begin]) ? begin : none;
  }

  // Notes that stand in the way of a paragraph that goes on over the page come behind it.
  void AddKeptNotes() {
    if (!kept_) return;
    const KeptNotes notes = *kept_;
    kept_.reset();
    flow_.Close();
    const Page& page = document_.pages[notes.page];
    const uint32_t n = static_cast<uint32_t>(page.lines.size());
    headings_.clear();  // of another page
    for (uint32_t i = notes.begin; i < n;) {
      if (page.lines[i].role != LineRole::kBody) {
        ++i;
        continue;
      }
      Block block{&page, notes.page, i, i + 1, notes.right};
      while (block.end < n && page.lines[block.end].role == LineRole::kBody &&
             page.lines[block.end].block == page.lines[i].block) {
        ++block.end;
      }
      AddBlock(block);
      i = block.end;
    }
    flow_.Close();
  }

  // What the outline says of the page: which lines are headings, and which chapters begin on it.
  void TakeOutline(const Page& page, uint32_t p, const std::vector<int32_t>& table_of) {
    PageOutline here = outline_.On(page, [&](uint32_t i) {
      return page.lines[i].role == LineRole::kBody && table_of[i] < 0 && !contents_.Has(p, i);
    });
    headings_ = std::move(here.headings);
    for (Section& chapter : here.chapters) PushSection(std::move(chapter));
  }

  // True where line `i`, a heading, ends there although the block goes on with line i + 1: another
  // heading, or the first line of the text.
  bool HeadingEnds(const Page& page, uint32_t i, uint32_t end, int32_t right) const {
    const Line &line = page.lines[i], &next = page.lines[i + 1];
    const std::string text = FoldText(page.LineText(line));
    if (LevelOf(text, line) < 0) return false;
    const bool set_apart = line.bold || line.font_size * 100 > body_size_ * 108;
    if (end - i > 2 && !set_apart) return false;
    const std::string below = FoldText(page.LineText(next));
    if (StartsNumbered(below, 2)) return true;
    // The first word of the next line would have found room.
    if (line.end + 4 * line.font_size > right) return false;
    if (StartsNumbered(below, 5)) return true;
    const bool aligned = std::abs(line.start - next.start) < line.font_size / 2;
    if (IsUpperCase(text) && !IsUpperCase(below)) return aligned;
    return aligned && set_apart && line.end - line.start < (right - line.start) / 2;
  }

  void AddBlock(const Block& block) {
    const Page& page = *block.page;
    const uint32_t begin = block.begin, end = block.end;
    const auto told = headings_.find(begin);
    if (told != headings_.end() && begin + told->second.lines <= end) {
      AddHeading(Part(block, begin, begin + told->second.lines), told->second.level);
      if (begin + told->second.lines < end) AddBlock(Part(block, begin + told->second.lines, end));
      return;
    }
    const bool goes_on = flow_.GoesOn(block);
    if (end - begin >= 2 && end - begin <= kMostStackedHeadings && !goes_on &&
        HeadingEnds(page, begin, end, block.right)) {
      AddBlock(Part(block, begin, begin + 1));
      AddBlock(Part(block, begin + 1, end));
      return;
    }
    if (end - begin <= 2 && !goes_on) {
      if (const int level = LevelOf(block); level >= 0) {
        AddHeading(block, level);
        return;
      }
    }
    if (!goes_on) flow_.TurnTo(block);
    const bool run_in = !goes_on && end - begin <= 2 && TakeRunInHeading(block);
    flow_.AddParagraph(block, section_, run_in);
  }

  // A heading in the line of its text names a section, and the line is text.
  bool TakeRunInHeading(const Block& block) {
    const Line& line = block.page->lines[block.begin];
    const std::string text(block.page->LineText(line));
    Section section;
    const size_t bytes = RunInHeading(text, line.font_size, line.bold, body_size_, &section.level);
    if (bytes == 0) return false;
    section.title = text.substr(0, bytes);
    section.page = block.page->number;
    PushSection(std::move(section));
    return true;
  }

  // Lines [begin, end) of a block.
  static Block Part(Block block, uint32_t begin, uint32_t end) {
    block.first = block.first && begin == block.begin;
    block.begin = begin;
    block.end = end;
    return block;
  }

  // Level of a heading, -1 where the folded text of a block in the type of `line` is none.
  int LevelOf(const std::string& text, const Line& line) const {
    const int level = HeadingLevel(text, line.font_size, line.bold, body_size_);
    return level >= 0 ? level : decimals_.LevelOf(text);
  }

  int LevelOf(const Block& block) const {
    std::string text;
    for (uint32_t i = block.begin; i < block.end; ++i) {
      if (!text.empty()) text += ' ';
      text += FoldText(block.page->LineText(block.page->lines[i]));
    }
    return LevelOf(text, block.page->lines[block.begin]);
  }

  // `section` has its title, page and level.
  void PushSection(Section section) {
    int32_t parent = section_;
    while (parent >= 0 && out_.sections[static_cast<size_t>(parent)].level >= section.level) {
      parent = out_.sections[static_cast<size_t>(parent)].parent;
    }
    section.parent = parent;
    section_ = static_cast<int32_t>(out_.sections.size());
    out_.sections.push_back(std::move(section));
  }

  void AddHeading(const Block& block, int level) {
    Section section;
    section.page = block.page->number;
    section.level = level;
    for (uint32_t i = block.begin; i < block.end; ++i) {
      if (i > block.begin) section.title += ' ';
      section.title += block.page->LineText(block.page->lines[i]);
    }
    decimals_.Take(FoldText(section.title));
    PushSection(std::move(section));
    flow_.AddWhole(PassageKind::kHeading, block, section_);
  }

  void AddTable(int32_t index) {
    const extract::Table& table = out_.tables[static_cast<size_t>(index)];
    for (size_t r = 0; r < table.rows.size(); ++r) {
      flow_.AddTableRow(index, static_cast<int32_t>(r), section_, document_, table);
    }
  }

  const Document& document_;
  AnalyzedDocument out_;
  uint16_t body_size_;
  OutlineHeadings outline_;
  std::shared_ptr<WordSet> words_;
  PassageFlow flow_;
  DecimalHeadings decimals_;
  extract::ContentsLines contents_;
  // Of the page at hand.
  std::map<uint32_t, PageOutline::Heading> headings_;
  PageColumns columns_;
  // Lines from `begin` on to the end of a page that wait for the paragraph above them to end.
  struct KeptNotes {
    uint32_t page = 0, begin = 0;
    int32_t right = 0;
  };
  std::optional<KeptNotes> kept_;
  int32_t section_ = -1;
};

}  // namespace

std::string AnalyzedDocument::SectionPath(int32_t section) const {
  std::string path;
  while (section >= 0) {
    const Section& s = sections[static_cast<size_t>(section)];
    path = path.empty() ? s.title : s.title + " > " + path;
    section = s.parent;
  }
  return path;
}

AnalyzedDocument Analyze(const Document& document, std::string document_id) {
  AnalyzedDocument analyzed = Analysis(document).Run();
  analyzed.document_id = std::move(document_id);
  return analyzed;
}

}  // namespace filing_review::classify
