#include "classify/analyzed_document.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "classify/fold.h"
#include "classify/headings.h"
#include "classify/passage_writer.h"
#include "classify/sentences.h"
#include "classify/word_set.h"
#include "extract/contents.h"

namespace filing_review::classify {

namespace {

using extract::Document;
using extract::Line;
using extract::LineRole;
using extract::Page;

// A table row whose text is longer than this holds prose: its cells are cut into sentences.
constexpr size_t kLongRow = 400;  // bytes
constexpr int kDeepestOutline = 5;
constexpr uint32_t kMostStackedHeadings = 4;  // lines of one block

// Without spaces, in lower case: titles of an outline are spaced in their own way.
std::string Squeezed(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// A paragraph is parted where it gets longer than this, whatever it says: work on a sentence may
// grow with the square of its length, and a hostile page is one sentence.
constexpr size_t kLongestParagraph = 16'384;  // bytes

// True for a line that is a list mark, a gap and the item: '1.', '(a)', '•', '(一)'. Not a row.
bool IsListItem(const Page& page, const Line& line) {
  static const RE2* const mark = new RE2(
      "[•●○◆■□▪➢√*·-]|\\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})"
      "[.)、]|[①-⑳]|第[一二三四五六七八九十]{1,3}[,、]?");
  if (line.cells.size() != 2) return false;
  const std::string_view text = page.LineText(line);
  const std::string first = FoldText(text.substr(0, text.find('\t')));
  return first.size() <= 24 && RE2::FullMatch(first, *mark);
}

// True for the first line of a note at the foot of a page: it begins with its mark.
bool BeginsNote(const Page& page, const Line& line) {
  for (const extract::SuperscriptRun& run : page.superscripts) {
    if (run.char_begin == line.char_begin) return true;
  }
  static const RE2* const mark =
      new RE2("(?:[*†‡①-⑳]|\\(?[0-9]{1,3}[).]? |注[0-9]*:|(?i:notes?)\\b).*");
  return RE2::FullMatch(FoldText(page.LineText(line)), *mark);
}

class Analysis {
 public:
  explicit Analysis(const Document& document)
      : document_(document), body_size_(BodyFontSize(document)) {
    out_.document = &document;
    out_.words = std::make_shared<WordSet>(document);
    for (int depth = 0; depth <= kDeepestOutline; ++depth) outline_level_[depth] = depth;
    for (const extract::OutlineEntry& entry : document.outline) {
      const int level = NumberedLevel(FoldText(entry.title));
      if (level < 0 || entry.depth > kDeepestOutline) continue;
      int& of_depth = outline_level_[entry.depth];
      of_depth = std::max(of_depth, level);
    }
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
    Close();
    AddKeptNotes();
    out_.mostly_chinese = all_.han * 3 >= all_.latin && all_.han > 0;
    out_.traditional = all_.traditional * 20 > all_.han;
    return std::move(out_);
  }

 private:
  void AddPage(const Page& page, uint32_t p, const std::vector<int32_t>& table_of) {
    int32_t right = 0;
    for (const Line& line : page.lines) {
      if (line.role == LineRole::kBody) right = std::max(right, line.end);
    }
    TakeOutline(page, p, table_of);
    int32_t last_table = -1;
    bool first_block = true;
    const uint32_t notes = NotesBegin(page, p, table_of);
    for (uint32_t i = 0; i < page.lines.size();) {
      const Line& line = page.lines[i];
      if (i == notes && IsLeftOpen() && !kept_) {
        kept_ = KeptNotes{p, notes, right};
        break;
      }
      if (line.role != LineRole::kBody || contents_.Has(p, i)) {
        ++i;
        continue;
      }
      if (table_of[i] >= 0) {
        if (table_of[i] != last_table) {
          Close();
          AddKeptNotes();
          AddTable(table_of[i]);
          last_table = table_of[i];
        }
        ++i;
        continue;
      }
      if (line.cells.size() > 1 && !IsListItem(page, line)) {
        Close();
        AddKeptNotes();
        AddLooseRow(page, p, i);
        ++i;
        continue;
      }
      // A block: the lines of one paragraph.
      uint32_t end = i + 1;
      while (end < page.lines.size() && end != notes && page.lines[end].role == LineRole::kBody &&
             page.lines[end].block == line.block && table_of[end] < 0 && !contents_.Has(p, end) &&
             page.lines[end].cells.size() <= 1) {
        ++end;
      }
      AddBlock(page, p, i, end, right, first_block);
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
    Close();
    const Page& page = document_.pages[notes.page];
    const uint32_t n = static_cast<uint32_t>(page.lines.size());
    outline_.clear();  // of another page
    for (uint32_t i = notes.begin; i < n;) {
      if (page.lines[i].role != LineRole::kBody) {
        ++i;
        continue;
      }
      uint32_t end = i + 1;
      while (end < n && page.lines[end].role == LineRole::kBody &&
             page.lines[end].block == page.lines[i].block) {
        ++end;
      }
      AddBlock(page, notes.page, i, end, notes.right, false);
      i = end;
    }
    Close();
  }

  // What the outline says of the page: which lines are headings, and which chapters begin on it
  // whose titles stand in its header or nowhere.
  void TakeOutline(const Page& page, uint32_t p, const std::vector<int32_t>& table_of) {
    outline_.clear();
    for (const extract::OutlineEntry& entry : document_.outline) {
      if (entry.page != page.number || entry.depth > kDeepestOutline) continue;
      const std::string folded = FoldText(entry.title);
      const std::string title = Squeezed(folded);
      if (title.size() < 3 || title == "目录" || title.ends_with("contents")) continue;
      const uint32_t n = static_cast<uint32_t>(page.lines.size());
      uint32_t found = n, lines = 1;
      for (uint32_t i = 0; i < n && found == n; ++i) {
        if (page.lines[i].role != LineRole::kBody || table_of[i] >= 0 || contents_.Has(p, i))
          continue;
        const std::string text = Squeezed(FoldText(page.LineText(page.lines[i])));
        if (text.empty() || !title.starts_with(text)) continue;
        if (text.size() == title.size()) {
          found = i;
        } else if (i + 1 < n && page.lines[i + 1].role == LineRole::kBody &&
                   text + Squeezed(FoldText(page.LineText(page.lines[i + 1]))) == title) {
          found = i;
          lines = 2;
        }
      }
      if (found < n) {
        outline_[found] = {lines, entry.depth};
      } else if (entry.depth == 0 && !StartsNumbered(folded, 5)) {
        Section section;
        section.title = entry.title;
        section.page = page.number;
        section.level = outline_level_[0];
        PushSection(std::move(section));
      }
    }
  }

  // Level that a title's numbering gives it; -1 where it has none.
  static int NumberedLevel(std::string_view folded) {
    for (int level = 0; level <= 5; ++level) {
      if (StartsNumbered(folded, level)) return level;
    }
    return -1;
  }

  // Level of a heading, -1 where the folded text of a block in the type of `line` is none.
  int LevelOf(const std::string& text, const Line& line) const {
    const int level = HeadingLevel(text, line.font_size, line.bold, body_size_);
    return level >= 0 ? level : decimals_.LevelOf(text);
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

  void AddBlock(const Page& page, uint32_t p, uint32_t begin, uint32_t end, int32_t right,
                bool first_block) {
    const auto told = outline_.find(begin);
    if (told != outline_.end() && begin + told->second.lines <= end) {
      const uint32_t last = begin + told->second.lines;
      Close();
      AddHeading(page, p, begin, last, OutlineLevel(page, begin, told->second.depth));
      if (last < end) AddBlock(page, p, last, end, right, false);
      return;
    }
    if (end - begin >= 2 && end - begin <= kMostStackedHeadings &&
        HeadingEnds(page, begin, end, right) && !Continues(page, begin, first_block)) {
      AddBlock(page, p, begin, begin + 1, right, first_block);
      AddBlock(page, p, begin + 1, end, right, false);
      return;
    }
    const Line& first = page.lines[begin];
    if (end - begin <= 2) {
      std::string text;
      for (uint32_t i = begin; i < end; ++i) {
        if (!text.empty()) text += ' ';
        text += FoldText(page.LineText(page.lines[i]));
      }
      const int level = LevelOf(text, first);
      if (level >= 0 && !Continues(page, begin, first_block)) {
        Close();
        AddHeading(page, p, begin, end, level);
        return;
      }
    }
    if (!Continues(page, begin, first_block)) Close();
    if (open_ < 0) Open(PassageKind::kParagraph, page.number);
    for (uint32_t i = begin; i < end; ++i) {
      const Line& line = page.lines[i];
      if (out_.passages[static_cast<size_t>(open_)].text.size() > kLongestParagraph) {
        Close();
        Open(PassageKind::kParagraph, page.number);
      }
      writer_->AddLine(page, p, i, line.char_begin, line.char_end);
    }
    const Line& last = page.lines[end - 1];
    open_full_ = last.end + 3 * last.font_size >= right;
    open_size_ = last.font_size;
  }

  bool EndsInMidSentence() const {
    if (open_ < 0) return false;
    const std::string& text = out_.passages[static_cast<size_t>(open_)].text;
    if (text.empty()) return false;
    for (const std::string_view stop : {".", "!", "?", ":", ";", "。", "”", "」", ")"}) {
      if (text.ends_with(stop)) return false;
    }
    return true;
  }
  // True where the open paragraph may go on over the page.
  bool IsLeftOpen() const { return open_full_ && EndsInMidSentence(); }

  // True where the block that starts at `begin` goes on with the open paragraph: it was left in
  // mid-sentence, and this block starts in mid-sentence.
  bool Continues(const Page& page, uint32_t begin, bool first_block) const {
    if (!EndsInMidSentence()) return false;
    const Line& line = page.lines[begin];
    if (std::abs(int{line.font_size} - int{open_size_}) > 60) return false;
    const std::string_view text = page.LineText(line);
    if (text.empty()) return false;
    size_t at = 0;
    const char32_t c = NextCodePoint(text, at);
    if (IsCjk(c)) return open_full_ && first_block;
    if (c >= '0' && c <= '9') return open_full_ && first_block;
    return (c >= 'a' && c <= 'z') || c == '(' || (first_block && open_full_ && c != 0x2022);
  }

  void Open(PassageKind kind, int32_t page) {
    open_ = static_cast<int32_t>(out_.passages.size());
    Passage& passage = out_.passages.emplace_back();
    passage.kind = kind;
    passage.first_page = page;
    passage.section = section_;
    writer_.emplace(passage, *out_.words);
  }

  // Ends the open passage: script, sentences.
  void Close() {
    if (open_ < 0) return;
    const uint32_t index = static_cast<uint32_t>(open_);
    open_ = -1;
    Passage& passage = out_.passages[index];
    const ScriptCount& count = writer_->count();
    passage.script =
        count.han * 3 >= count.latin && count.han > 0 ? Script::kChinese : Script::kEnglish;
    all_.Add(count);
    writer_.reset();
    if (passage.text.empty() || passage.map.empty()) {
      out_.passages.pop_back();
      return;
    }
    const auto emit = [&](size_t b, size_t e) {
      out_.sentences.push_back({index, static_cast<uint32_t>(b), static_cast<uint32_t>(e)});
    };
    if (passage.kind == PassageKind::kParagraph) {
      breaker_.Cut(passage.text, 0, passage.text.size(), emit);
    } else if (passage.kind == PassageKind::kTableRow && passage.text.size() > kLongRow) {
      for (size_t b = 0; b < passage.text.size();) {
        size_t e = passage.text.find('\t', b);
        if (e == std::string::npos) e = passage.text.size();
        if (e > b) breaker_.Cut(passage.text, b, e, emit);
        b = e + 1;
      }
    } else {
      emit(0, passage.text.size());
    }
  }

  // Numbering goes before the depth in the outline; entries without numbering stand beside the
  // numbered ones of their depth.
  int OutlineLevel(const Page& page, uint32_t i, int depth) const {
    const int level = NumberedLevel(FoldText(page.LineText(page.lines[i])));
    return level >= 0 ? level : outline_level_[depth];
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

  void AddHeading(const Page& page, uint32_t p, uint32_t begin, uint32_t end, int level) {
    Section section;
    section.page = page.number;
    section.level = level;
    for (uint32_t i = begin; i < end; ++i) {
      if (i > begin) section.title += ' ';
      section.title += page.LineText(page.lines[i]);
    }
    decimals_.Take(FoldText(section.title));
    PushSection(std::move(section));
    Open(PassageKind::kHeading, page.number);
    for (uint32_t i = begin; i < end; ++i) {
      writer_->AddLine(page, p, i, page.lines[i].char_begin, page.lines[i].char_end);
    }
    Close();
  }

  void AddTable(int32_t index) {
    const extract::Table& table = out_.tables[static_cast<size_t>(index)];
    for (size_t r = 0; r < table.rows.size(); ++r) {
      Open(PassageKind::kTableRow, table.page);
      out_.passages.back().table = index;
      out_.passages.back().row = static_cast<int32_t>(r);
      for (const extract::TableCell& cell : table.rows[r].cells) {
        bool first = true;
        for (const extract::CellPiece& piece : cell.pieces) {
          if (first) writer_->AddTab({piece.page, piece.line, piece.char_begin});
          first = false;
          writer_->AddLine(document_.pages[piece.page], piece.page, piece.line, piece.char_begin,
                           piece.char_end);
        }
      }
      Close();
    }
  }

  // A line with several cells that is part of no table.
  void AddLooseRow(const Page& page, uint32_t p, uint32_t i) {
    Open(PassageKind::kTableRow, page.number);
    writer_->AddLine(page, p, i, page.lines[i].char_begin, page.lines[i].char_end);
    Close();
  }

  const Document& document_;
  AnalyzedDocument out_;
  SentenceBreaker breaker_;
  uint16_t body_size_;
  DecimalHeadings decimals_;
  extract::ContentsLines contents_;
  std::optional<PassageWriter> writer_;
  ScriptCount all_;
  // Of the page at hand: the first line of a heading that the outline names.
  struct OutlineHeading {
    uint32_t lines = 1;
    int depth = 0;
  };
  std::map<uint32_t, OutlineHeading> outline_;
  // Lines from `begin` on to the end of a page that wait for the paragraph above them to end.
  struct KeptNotes {
    uint32_t page = 0, begin = 0;
    int32_t right = 0;
  };
  std::optional<KeptNotes> kept_;
  int outline_level_[kDeepestOutline + 1] = {};  // of entries without numbering, by depth
  int32_t section_ = -1;
  int32_t open_ = -1;       // passage being written
  bool open_full_ = false;  // its last line reaches the right edge
  uint16_t open_size_ = 0;  // font size of its last line
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
