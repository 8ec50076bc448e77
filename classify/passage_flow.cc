#include "classify/passage_flow.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

using extract::Line;
using extract::Page;

// A table row whose text is longer than this holds prose: its cells are cut into sentences.
constexpr size_t kLongRow = 400;  // bytes
// A paragraph is parted where it gets longer than this, whatever it says: work on a sentence may
// grow with the square of its length, and a hostile page is one sentence.
constexpr size_t kLongestParagraph = 16'384;  // bytes
constexpr int kSameSize = 60;                 // 1/100 point: the type of one paragraph
constexpr int32_t kIndent = 3;                // of the font size: between the lines of a column

Script ScriptOf(const ScriptCount& count) {
  return count.han * 3 >= count.latin && count.han > 0 ? Script::kChinese : Script::kEnglish;
}

Script ScriptOf(const Block& block) {
  ScriptCount count;
  for (uint32_t i = block.begin; i < block.end; ++i) {
    const std::string_view text = block.page->LineText(block.page->lines[i]);
    for (size_t at = 0; at < text.size();) count.Add(NextCodePoint(text, at));
  }
  return ScriptOf(count);
}

// True where a Chinese numeral that `above` ends with goes on in `below`: "二千六百" and
// "四十万名". A numbering, "一、", is none.
bool CutsNumeral(std::string_view above, std::string_view below) {
  static const RE2* const end = new RE2("[一二三四五六七八九两][十百千]$");
  static const RE2* const begin = new RE2(
      "^[一二三四五六七八九零〇十百千萬万億亿]+[^一二三四五六七八九零〇十百千萬万億亿、.．章节節]");
  return RE2::PartialMatch({above.data(), above.size()}, *end) &&
         RE2::PartialMatch({below.data(), below.size()}, *begin);
}

}  // namespace

void PassageFlow::Open(PassageKind kind, int32_t page, int32_t section) {
  open_ = Growing();
  open_.index = static_cast<int32_t>(passages_.size());
  Passage& passage = passages_.emplace_back();
  passage.kind = kind;
  passage.first_page = page;
  passage.section = section;
  open_.writer = std::make_unique<PassageWriter>(passage, words_);
}

bool PassageFlow::EndsInMidSentence(const Growing& growing) const {
  if (growing.index < 0) return false;
  const std::string& text = passages_[static_cast<size_t>(growing.index)].text;
  if (text.empty()) return false;
  for (const std::string_view stop : {".", "!", "?", ":", ";", "。", "”", "」", ")"}) {
    if (text.ends_with(stop)) return false;
  }
  return true;
}

bool PassageFlow::IsLeftOpen() const { return open_.full && EndsInMidSentence(open_); }

bool PassageFlow::Fits(const Growing& growing, const Block& block) const {
  if (!EndsInMidSentence(growing)) return false;
  const Line& line = block.page->lines[block.begin];
  if (std::abs(int{line.font_size} - int{growing.size}) > kSameSize) return false;
  const std::string_view text = block.page->LineText(line);
  if (text.empty()) return false;
  if (growing.run_in && growing.full && block.page->number == growing.page && !block.first) {
    return true;
  }
  size_t at = 0;
  const char32_t c = NextCodePoint(text, at);
  if (IsCjk(c) || (c >= '0' && c <= '9')) {
    if (!block.first) return false;
    return growing.full || CutsNumeral(passages_[static_cast<size_t>(growing.index)].text, text);
  }
  return (c >= 'a' && c <= 'z') || c == '(' || (block.first && growing.full && c != 0x2022);
}

bool PassageFlow::GoesOn(const Block& block) const {
  if (!Fits(open_, block)) return false;
  return !block.in_columns || !block.first || ScriptOf(open_.writer->count()) == ScriptOf(block);
}

void PassageFlow::TurnTo(const Block& block) {
  if (!block.in_columns || !block.first) {
    Close();
    return;
  }
  const Script script = ScriptOf(block);
  if (IsLeftOpen() && ScriptOf(open_.writer->count()) != script) {
    waiting_.push_back(std::move(open_));
    open_ = Growing();
  }
  Close();
  for (size_t w = 0; w < waiting_.size();) {
    Growing& growing = waiting_[w];
    const Line& line = block.page->lines[block.begin];
    if (block.page->number > growing.page + 1) {
      End(&growing);
    } else if (block.page->number == growing.page + 1 && open_.index < 0 &&
               ScriptOf(growing.writer->count()) == script && Fits(growing, block) &&
               std::abs(line.start - growing.start) <= kIndent * line.font_size) {
      open_ = std::move(growing);
    } else {
      ++w;
      continue;
    }
    waiting_.erase(waiting_.begin() + static_cast<ptrdiff_t>(w));
  }
}

void PassageFlow::AddParagraph(const Block& block, int32_t section, bool run_in) {
  const Page& page = *block.page;
  if (open_.index < 0) Open(PassageKind::kParagraph, page.number, section);
  for (uint32_t i = block.begin; i < block.end; ++i) {
    const Line& line = page.lines[i];
    if (passages_[static_cast<size_t>(open_.index)].text.size() > kLongestParagraph) {
      Close();
      Open(PassageKind::kParagraph, page.number, section);
    }
    open_.writer->AddLine(page, block.page_index, i, line.char_begin, line.char_end);
  }
  const Line& last = page.lines[block.end - 1];
  open_.run_in = run_in;
  open_.full = last.end + 3 * last.font_size >= block.right;
  open_.size = last.font_size;
  open_.start = last.start;
  open_.page = page.number;
}

void PassageFlow::AddWhole(PassageKind kind, const Block& block, int32_t section) {
  Close();
  Open(kind, block.page->number, section);
  for (uint32_t i = block.begin; i < block.end; ++i) {
    const Line& line = block.page->lines[i];
    open_.writer->AddLine(*block.page, block.page_index, i, line.char_begin, line.char_end);
  }
  Close();
}

void PassageFlow::AddTableRow(int32_t table, int32_t row, int32_t section,
                              const extract::Document& document, const extract::Table& of) {
  Close();
  Open(PassageKind::kTableRow, of.page, section);
  passages_.back().table = table;
  passages_.back().row = row;
  for (const extract::TableCell& cell : of.rows[static_cast<size_t>(row)].cells) {
    bool first = true;
    for (const extract::CellPiece& piece : cell.pieces) {
      if (first) open_.writer->AddTab({piece.page, piece.line, piece.char_begin});
      first = false;
      open_.writer->AddLine(document.pages[piece.page], piece.page, piece.line, piece.char_begin,
                            piece.char_end);
    }
  }
  Close();
}

void PassageFlow::Close() {
  if (open_.index >= 0) End(&open_);
  open_ = Growing();
}

// Script and sentences of a passage that is done.
void PassageFlow::End(Growing* growing) {
  const uint32_t index = static_cast<uint32_t>(growing->index);
  Passage& passage = passages_[index];
  const ScriptCount& count = growing->writer->count();
  passage.script = ScriptOf(count);
  all_.Add(count);
  growing->writer.reset();
  if (passage.text.empty() || passage.map.empty()) {
    if (index + 1 == passages_.size()) passages_.pop_back();
    return;
  }
  const auto emit = [&](size_t b, size_t e) {
    sentences_.push_back({index, static_cast<uint32_t>(b), static_cast<uint32_t>(e)});
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

void PassageFlow::Finish(AnalyzedDocument* out) {
  Close();
  for (Growing& growing : waiting_) End(&growing);
  waiting_.clear();
  // A paragraph that waited was done after what stands behind it.
  const auto before = [](const Sentence& a, const Sentence& b) { return a.passage < b.passage; };
  if (!std::is_sorted(sentences_.begin(), sentences_.end(), before)) {
    std::stable_sort(sentences_.begin(), sentences_.end(), before);
  }
  out->passages.assign(std::make_move_iterator(passages_.begin()),
                       std::make_move_iterator(passages_.end()));
  out->sentences = std::move(sentences_);
  out->mostly_chinese = all_.han * 3 >= all_.latin && all_.han > 0;
  out->traditional = all_.traditional * 20 > all_.han;
}

}  // namespace filing_review::classify
