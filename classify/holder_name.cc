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

// A printed text folded code point by code point, with the way back.
struct FoldedPrint {
  explicit FoldedPrint(std::string_view printed) {
    for (size_t at = 0; at < printed.size();) {
      const size_t from = at;
      extract::AppendUtf8(Fold(NextCodePoint(printed, at)), &text);
      source.resize(text.size(), from);
    }
    source.push_back(printed.size());
  }
  std::string text;
  std::vector<size_t> source;  // where each byte of `text` comes from; then the end
};

void AddNumbers(re2::StringPiece text, std::vector<int>& numbers) {
  static const RE2& kNumber = *new RE2("(\\d{1,2})");
  for (std::string number; RE2::FindAndConsume(&text, kNumber, &number);) {
    numbers.push_back(std::atoi(number.c_str()));
  }
}

// Takes the references to notes out of `text`: "(2)", "note 3".
void TakeMarks(const HolderLexicon& lexicon, std::string& text, std::vector<int>& marks) {
  static const RE2& kBracketed = *new RE2("[ ]*[(（][ ]*\\d{1,2}[ ]*[)）]");
  std::string left;
  std::string_view rest = text;
  for (;;) {
    const FoldedPrint folded(rest);
    size_t begin = 0, end = 0;
    size_t from = rest.size(), to = rest.size();
    if (lexicon.Find(v1::HOLDER_CUE_NOTE_MARK, folded.text, begin, end)) {
      from = folded.source[begin];
      to = folded.source[end];
    }
    re2::StringPiece bracketed;
    if (kBracketed.Match({rest.data(), rest.size()}, 0, rest.size(), RE2::UNANCHORED, &bracketed,
                         1) &&
        static_cast<size_t>(bracketed.data() - rest.data()) <= from) {
      from = static_cast<size_t>(bracketed.data() - rest.data());
      to = from + bracketed.size();
    }
    left += rest.substr(0, from);
    if (from == rest.size()) break;
    AddNumbers({rest.data() + from, to - from}, marks);
    rest.remove_prefix(to);
  }
  text = left;
}

// Takes marks of the state in brackets out of `text`; true where there was one.
bool TakeStateMark(const HolderLexicon& lexicon, std::string& text) {
  static const RE2& kBracketed = *new RE2("[ ]*[(（]([^()（）]{1,12})[)）]");
  bool taken = false;
  re2::StringPiece groups[2];
  for (size_t at = 0; kBracketed.Match(text, at, text.size(), RE2::UNANCHORED, groups, 2);) {
    const size_t begin = static_cast<size_t>(groups[0].data() - text.data());
    const bool mark =
        lexicon.Has(v1::HOLDER_CUE_STATE_MARK, FoldText({groups[1].data(), groups[1].size()}));
    at = mark ? begin : begin + groups[0].size();
    if (mark) text.erase(begin, groups[0].size());
    taken = taken || mark;
  }
  return taken;
}

}  // namespace

HolderName ReadHolderName(const HolderLexicon& lexicon, std::string_view original) {
  static const RE2& kAlias = *new RE2(
      "[ ]*[(（][^(（)）“「\"”」]*[“「\"‘]([^”」\"’“「]{1,80})[”」\"’][^(（)）]{0,80}[)）]");
  static const RE2& kOtherScript = *new RE2(
      "^([^一-龥]{4,}?)[ ]*[(（]([^()（）]*[一-龥](?:[^()（）]|[(（][^()（）]*[)）])*)[)）]$");
  HolderName out;
  std::string text = Tidy(original);
  TakeMarks(lexicon, text, out.marks);
  out.state_mark = TakeStateMark(lexicon, text);
  std::string alias;
  while (RE2::PartialMatch(text, kAlias, &alias)) {
    out.other_names.push_back(Tidy(alias));
    RE2::Replace(&text, kAlias, "");
  }
  size_t begin = 0, end = 0;
  if (lexicon.Find(v1::HOLDER_CUE_CARE_OF, text, begin, end) && begin > 0 && end < text.size()) {
    out.rest = text.substr(end);
    text.resize(begin);
  }
  std::string first, second;
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
