#include "classify/line_marks.h"

#include <re2/re2.h>

#include <string>
#include <string_view>

#include "classify/fold.h"

namespace filing_review::classify {

bool IsListItem(const extract::Page& page, const extract::Line& line) {
  static const RE2* const mark = new RE2(
      "[•●○◆■□▪➢√*·-]|\\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})"
      "[.)、]|[①-⑳]|第[一二三四五六七八九十]{1,3}[,、]?");
  if (line.cells.size() != 2) return false;
  const std::string_view text = page.LineText(line);
  const std::string first = FoldText(text.substr(0, text.find('\t')));
  return first.size() <= 24 && RE2::FullMatch(first, *mark);
}

bool BeginsNote(const extract::Page& page, const extract::Line& line) {
  for (const extract::SuperscriptRun& run : page.superscripts) {
    if (run.char_begin == line.char_begin) return true;
  }
  static const RE2* const mark =
      new RE2("(?:[*†‡①-⑳]|\\(?[0-9]{1,3}[).]? |注[0-9]*:|(?i:notes?)\\b).*");
  return RE2::FullMatch(FoldText(page.LineText(line)), *mark);
}

}  // namespace filing_review::classify
