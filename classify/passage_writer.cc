#include "classify/passage_writer.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

bool IsLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsBlank(char32_t c) { return c == ' ' || c == '\t'; }

// Letters at the end of `text` before its last byte, lower-cased.
std::string LettersBefore(const std::string& text, size_t end) {
  size_t begin = end;
  while (begin > 0 && IsLetter(static_cast<unsigned char>(text[begin - 1]))) --begin;
  std::string word = text.substr(begin, end - begin);
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word;
}

std::string LettersAtStart(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (!IsLetter(static_cast<unsigned char>(c))) break;
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

}  // namespace

bool IsCjk(char32_t c) { return c >= 0x2E80 && c != 0xFFFD; }

void ScriptCount::Add(char32_t c) {
  if (IsLetter(c)) {
    ++latin;
  } else if (c >= 0x2E80 && IsHan(c)) {
    ++han;
    if (Fold(c) != c) ++traditional;
  }
}

void ScriptCount::Add(const ScriptCount& other) {
  han += other.han;
  latin += other.latin;
  traditional += other.traditional;
}

void PassageWriter::AddTab(SourceChar next) {
  if (passage_.text.empty() || last_ == '\t') return;
  passage_.map.AddCollapsed(passage_.text.size(), next, 0);
  passage_.text += '\t';
  last_ = '\t';
}

// Puts a space between two lines where the language wants one; heals a broken word or number.
void PassageWriter::Join(SourceChar next, std::string_view text) {
  if (passage_.text.empty() || text.empty() || IsBlank(last_)) return;
  size_t at = 0;
  const char32_t first = NextCodePoint(text, at);
  if (IsBlank(first) || IsCjk(last_) || IsCjk(first)) return;
  const size_t size = passage_.text.size();
  if (last_ == '-' && size >= 2 && IsLetter(first)) {
    const std::string head = LettersBefore(passage_.text, size - 1);
    const std::string tail = LettersAtStart(text);
    if (head.size() >= 2 && tail.size() >= 2 && first >= 'a' && words_.Has(head + tail)) {
      passage_.text.pop_back();  // the map's entry for the hyphen now has no bytes
    }
    return;
  }
  // '1,234,' '567': a number broken after a separator.
  if ((last_ == ',' || last_ == '.') && size >= 2 && IsDigit(first) &&
      IsDigit(static_cast<unsigned char>(passage_.text[size - 2])) && text.size() >= 3 &&
      IsDigit(static_cast<unsigned char>(text[1])) &&
      IsDigit(static_cast<unsigned char>(text[2])) && last_ == ',') {
    return;
  }
  passage_.map.AddCollapsed(size, next, 0);
  passage_.text += ' ';
  last_ = ' ';
}

void PassageWriter::AddLine(const extract::Page& page, uint32_t page_index, uint32_t line_index,
                            uint32_t begin, uint32_t end) {
  const extract::Line& line = page.lines[line_index];
  const std::string_view text = page.LineText(line);
  size_t at = 0;
  uint32_t c = line.char_begin;
  for (; c < begin && at < text.size(); ++c) NextCodePoint(text, at);
  auto superscript = std::lower_bound(
      page.superscripts.begin(), page.superscripts.end(), begin,
      [](const extract::SuperscriptRun& run, uint32_t x) { return run.char_end <= x; });
  Join({page_index, line_index, c}, text.substr(at));
  bool fresh = true;  // the next code point starts a run of the map
  for (; c < end && at < text.size(); ++c) {
    const char32_t raw = NextCodePoint(text, at);
    while (superscript != page.superscripts.end() && superscript->char_end <= c) ++superscript;
    if (superscript != page.superscripts.end() && c >= superscript->char_begin) {
      fresh = true;  // a footnote mark is no part of the sentence
      continue;
    }
    count_.Add(raw);
    const std::string_view letters = raw < 0x80 ? std::string_view() : FoldLigature(raw);
    if (!letters.empty()) {
      passage_.map.AddCollapsed(passage_.text.size(), {page_index, line_index, c}, 1);
      passage_.text.append(letters);
      last_ = static_cast<unsigned char>(letters.back());
      fresh = true;
      continue;
    }
    char32_t folded = Fold(raw);
    if (folded < 0x20 && (folded != '\t' || passage_.kind != PassageKind::kTableRow)) folded = ' ';
    if (IsBlank(folded) && (passage_.text.empty() || IsBlank(last_))) {
      fresh = true;
      continue;
    }
    if (fresh) passage_.map.AddRun(passage_.text.size(), {page_index, line_index, c});
    fresh = false;
    extract::AppendUtf8(folded, &passage_.text);
    last_ = folded;
  }
}

}  // namespace filing_review::classify
