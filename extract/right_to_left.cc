#include "extract/right_to_left.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

enum class Kind : uint8_t { kNeutral, kLeft, kRight, kNumber, kMark };

bool IsArabicDigit(char32_t c) { return (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9); }

Kind KindOf(char32_t c) {
  if (IsMark(c)) return Kind::kMark;
  if (IsRightToLeft(c)) return Kind::kRight;
  if ((c >= '0' && c <= '9') || IsArabicDigit(c)) return Kind::kNumber;
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return Kind::kLeft;
  const bool symbol = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                      (c >= 0x3000 && c <= 0x303F);
  return symbol ? Kind::kNeutral : Kind::kLeft;
}

char32_t Mirrored(char32_t c) {
  constexpr char32_t kPairs[][2] = {{'(', ')'},       {'[', ']'},       {'{', '}'},
                                    {'<', '>'},       {0xAB, 0xBB},     {0x2039, 0x203A},
                                    {0x3008, 0x3009}, {0x300A, 0x300B}, {0x300C, 0x300D}};
  for (const auto& pair : kPairs) {
    if (c == pair[0]) return pair[1];
    if (c == pair[1]) return pair[0];
  }
  return c;
}

// One character with its place; `super`: it is part of a superscript.
struct Placed {
  char32_t code = 0;
  int32_t start = 0, end = 0;
  bool super = false;
  Kind kind = Kind::kNeutral;
};

// Within [begin, end), turned already: what runs from left to right is turned back.
void TurnBack(std::vector<Placed>* chars, size_t begin, size_t end) {
  const auto upright = [&](size_t i) {
    return (*chars)[i].kind == Kind::kLeft || (*chars)[i].kind == Kind::kNumber;
  };
  for (size_t i = begin; i < end;) {
    if (!upright(i)) {
      (*chars)[i].code = Mirrored((*chars)[i].code);
      ++i;
      continue;
    }
    size_t last = i;
    bool words = (*chars)[i].kind == Kind::kLeft;
    for (size_t j = i + 1; j < end && (*chars)[j].kind != Kind::kRight; ++j) {
      if (!upright(j)) continue;
      const bool left = (*chars)[j].kind == Kind::kLeft;
      // Words hold together over spaces; a number only over one mark inside it: "3.5", "1,200".
      if (!words && !left &&
          (j - last > 2 ||
           (j - last == 2 && ((*chars)[j - 1].code == ' ' || (*chars)[j - 1].code == '-')))) {
        break;
      }
      words = words || left;
      last = j;
    }
    std::reverse(chars->begin() + static_cast<ptrdiff_t>(i),
                 chars->begin() + static_cast<ptrdiff_t>(last) + 1);
    i = last + 1;
  }
}

// A mark stands after the letter it is set on; a turn has put it before.
void MarksAfterLetters(std::vector<Placed>* chars) {
  for (size_t i = 0; i + 1 < chars->size(); ++i) {
    const Placed& mark = (*chars)[i];
    const Placed& letter = (*chars)[i + 1];
    if (mark.kind != Kind::kMark || letter.kind != Kind::kRight) continue;
    const int32_t middle = mark.start + (mark.end - mark.start) / 2;
    if (middle >= letter.start && middle <= letter.end) std::swap((*chars)[i], (*chars)[i + 1]);
  }
}

void OrderCell(std::vector<Placed>* chars) {
  size_t left = 0, right = 0, first = chars->size(), last = 0;
  for (size_t i = 0; i < chars->size(); ++i) {
    left += (*chars)[i].kind == Kind::kLeft;
    if ((*chars)[i].kind != Kind::kRight && (*chars)[i].kind != Kind::kMark) continue;
    ++right;
    first = std::min(first, i);
    last = i + 1;
  }
  if (right == 0) return;
  const auto turn = [&](size_t begin, size_t end) {
    std::reverse(chars->begin() + static_cast<ptrdiff_t>(begin),
                 chars->begin() + static_cast<ptrdiff_t>(end));
    TurnBack(chars, begin, end);
  };
  if (right > left) {
    turn(0, chars->size());
  } else {
    // Stretches between words that run the other way.
    for (size_t i = first; i < last;) {
      if ((*chars)[i].kind != Kind::kRight && (*chars)[i].kind != Kind::kMark) {
        ++i;
        continue;
      }
      size_t end = i + 1;
      for (size_t j = i + 1; j < last && (*chars)[j].kind != Kind::kLeft; ++j) {
        if ((*chars)[j].kind == Kind::kRight || (*chars)[j].kind == Kind::kMark) end = j + 1;
      }
      turn(i, end);
      i = end;
    }
  }
  MarksAfterLetters(chars);
}

}  // namespace

bool IsRightToLeft(char32_t c) {
  if (c < 0x590) return false;
  return (c <= 0x8FF && !IsArabicDigit(c)) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}

bool IsMark(char32_t c) {
  return (c >= 0x591 && c <= 0x5BD) || (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) ||
         c == 0x670 || (c >= 0xFC5E && c <= 0xFC63) ||
         (c >= 0xFE70 && c <= 0xFE7F && c != 0xFE73 && c != 0xFE75) || (c >= 0x300 && c <= 0x36F);
}

void OrderRightToLeft(const Line& line, Page* page) {
  std::vector<Placed> chars;
  size_t at = line.text_begin;
  for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
    Placed p;
    p.code = NextCodePoint(page->text, &at);
    p.start = page->char_start[c];
    p.end = page->char_end[c];
    p.kind = KindOf(p.code);
    chars.push_back(p);
  }
  size_t kept = page->superscripts.size();
  while (kept > 0 && page->superscripts[kept - 1].char_begin >= line.char_begin) {
    const SuperscriptRun& run = page->superscripts[--kept];
    for (uint32_t c = run.char_begin; c < run.char_end; ++c) {
      chars[c - line.char_begin].super = true;
    }
  }
  page->superscripts.resize(kept);

  std::vector<Placed> ordered;
  for (size_t i = 0; i < chars.size();) {
    size_t end = i;
    while (end < chars.size() && chars[end].code != '\t') ++end;
    std::vector<Placed> cell(chars.begin() + static_cast<ptrdiff_t>(i),
                             chars.begin() + static_cast<ptrdiff_t>(end));
    OrderCell(&cell);
    ordered.insert(ordered.end(), cell.begin(), cell.end());
    if (end < chars.size()) ordered.push_back(chars[end]);
    i = end + 1;
  }

  std::string text;
  for (size_t i = 0; i < ordered.size(); ++i) {
    const uint32_t c = line.char_begin + static_cast<uint32_t>(i);
    AppendUtf8(ordered[i].code, &text);
    page->char_start[c] = ordered[i].start;
    page->char_end[c] = ordered[i].end;
    if (!ordered[i].super) continue;
    if (i > 0 && ordered[i - 1].super) {
      page->superscripts.back().char_end = c + 1;
    } else {
      page->superscripts.push_back({c, c + 1});
    }
  }
  page->text.replace(line.text_begin, line.text_end - line.text_begin, text);
}

}  // namespace filing_review::extract
