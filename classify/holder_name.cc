#include "classify/holder_name.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>

#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

bool IsBlank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000 || c == 0x2002 ||
         c == 0x2003;
}

// White space collapsed; none between two Chinese characters; runs of a leader character cut off.
std::string Tidy(std::string_view text) {
  std::string out;
  char32_t last = 0, before_last = 0;
  int run = 0;
  size_t run_begin = 0;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, i);
    (void)at;
    if (IsBlank(c)) {
      blank = true;
      continue;
    }
    if (c == last && !blank) {
      ++run;
    } else {
      run = 1;
      run_begin = out.size();
    }
    if (blank && !out.empty() && !(IsHan(last) && IsHan(c))) {
      out += ' ';
      if (run == 1) run_begin = out.size();
    }
    blank = false;
    extract::AppendUtf8(c, &out);
    before_last = last;
    last = c;
    // Dots and the like that lead to the figures.
    if (run >= 4 && !(c >= '0' && c <= '9') && !IsHan(c)) {
      out.resize(run_begin);
      break;
    }
  }
  (void)before_last;
  while (!out.empty() && (out.back() == ' ' || out.back() == '.' || out.back() == ',')) {
    // "Ltd." and "L.P." keep their point.
    if (out.back() == '.' && out.size() > 1 &&
        std::isalpha(static_cast<unsigned char>(out[out.size() - 2])))
      break;
    out.pop_back();
  }
  return out;
}

}  // namespace

HolderName ReadHolderName(std::string_view original) {
  static const RE2& kMarks = *new RE2(
      "([ ]*[(（][ ]*\\d{1,2}[ ]*[)）]|[ ]*(?i:\\bnotes?) ?\\d{1,2}(?:(?:,| and) ?\\d{1,2})*|[ "
      "]*附[註注] ?\\d{1,2})");
  static const RE2& kNumber = *new RE2("(\\d{1,2})");
  static const RE2& kState = *new RE2("[ ]*[(（](?:SS|SLS|CS|LS)[,，、]?(?:CS|LS)?[)）]");
  static const RE2& kAlias = *new RE2(
      "[ ]*[(（][^(（)）“「\"”」]*[“「\"‘]([^”」\"’“「]{1,80})[”」\"’][^(（)）]{0,80}[)）]");
  static const RE2& kOtherScript = *new RE2(
      "^([^一-龥]{4,}?)[ ]*[(（]([^()（）]*[一-龥](?:[^()（）]|[(（][^()（）]*[)）])*)[)）]$");
  static const RE2& kRest = *new RE2("^(.+?),? (?:c/o|C/O) (.+)$");
  HolderName out;
  std::string text = Tidy(original);
  std::string marks, number;
  re2::StringPiece scan(text);
  while (RE2::FindAndConsume(&scan, kMarks, &marks)) {
    re2::StringPiece numbers(marks);
    while (RE2::FindAndConsume(&numbers, kNumber, &number)) {
      out.marks.push_back(std::atoi(number.c_str()));
    }
  }
  RE2::GlobalReplace(&text, kMarks, "");
  out.state_mark = RE2::GlobalReplace(&text, kState, "") > 0;
  std::string alias;
  while (RE2::PartialMatch(text, kAlias, &alias)) {
    out.other_names.push_back(Tidy(alias));
    RE2::Replace(&text, kAlias, "");
  }
  std::string first, second;
  if (RE2::FullMatch(text, kRest, &first, &second)) {
    text = first;
    out.rest = second;
  }
  // The same name in another script, cut off.
  static const RE2& kCutScript = *new RE2("^([^一-龥]{4,}?)[ ]*[(（][ ]*[一-龥][^)）]*$");
  if (RE2::FullMatch(text, kCutScript, &first)) text = first;
  if (RE2::FullMatch(text, kOtherScript, &first, &second)) {
    text = first;
    out.other_names.push_back(Tidy(second));
  }
  // "赵某(Ann Zhao)".
  static const RE2& kLatinName =
      *new RE2("^([一-龥·]{2,12})[ ]*[(（]([A-Za-z][A-Za-z .,'-]{2,40})[)）]$");
  if (RE2::FullMatch(text, kLatinName, &first, &second)) {
    text = first;
    out.other_names.push_back(Tidy(second));
  }
  static const RE2& kEmpty = *new RE2("[ ]*[(（][ ]*[)）]");
  RE2::GlobalReplace(&text, kEmpty, "");
  static const RE2& kBullet =
      *new RE2("^[•●▪‧·–—*]+[ ]*|^(?:[(（]?[0-9一二三四五六七八九十]{1,2}[)）、])[ ]*");
  RE2::Replace(&text, kBullet, "");
  static const RE2& kTrailing = *new RE2("[†‡*#^§ ]+$");
  RE2::Replace(&text, kTrailing, "");
  out.name = Tidy(text);
  return out;
}

std::string NameKey(std::string_view name) {
  const std::string folded = FoldText(name);
  std::string out;
  for (size_t i = 0; i < folded.size();) {
    char32_t c = NextCodePoint(folded, i);
    if (c < 0x80) {
      if (std::isalnum(static_cast<int>(c)) == 0) continue;
      c = static_cast<char32_t>(std::tolower(static_cast<int>(c)));
    } else if (c < 0xC0 || (c >= 0x2000 && c < 0x2E80) || (c >= 0x3000 && c < 0x3040)) {
      continue;
    }
    extract::AppendUtf8(c, &out);
  }
  return out;
}

size_t HanCount(std::string_view text) {
  size_t n = 0;
  for (size_t i = 0; i < text.size();) n += IsHan(NextCodePoint(text, i)) ? 1 : 0;
  return n;
}

}  // namespace filing_review::classify
