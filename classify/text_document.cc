#include "classify/text_document.h"

#include "classify/concept_tagger.h"
#include "classify/fold.h"

namespace filing_review::classify {

extract::Document TextDocument(const std::vector<std::string>& pages) {
  extract::Document document;
  document.page_count = static_cast<int32_t>(pages.size());
  for (const std::string& source : pages) {
    extract::Page& page = document.pages.emplace_back();
    page.number = static_cast<int32_t>(document.pages.size());
    page.width = 60000;
    page.height = 84000;
    uint16_t block = 0;
    int32_t y = 5000;
    for (size_t at = 0; at <= source.size();) {
      size_t end = source.find('\n', at);
      if (end == std::string::npos) end = source.size();
      std::string text = source.substr(at, end - at);
      at = end + 1;
      if (text.empty()) {
        ++block;
        y += 1200;
        continue;
      }
      extract::Line line;
      line.font_size = 1000;
      if (text.starts_with("# ")) {
        text = text.substr(2);
        line.bold = true;
        line.font_size = 1400;
      }
      line.block = block;
      line.cross0 = y;
      line.cross1 = y + 1000;
      int32_t x = 5000;
      // Cells at the start that are empty are no part of the line.
      for (; text.starts_with('\t'); text.erase(0, 1)) x = (x / 10000 + 1) * 10000;
      line.start = x;
      line.text_begin = static_cast<uint32_t>(page.text.size());
      line.char_begin = static_cast<uint32_t>(page.char_start.size());
      extract::LineCell cell{line.char_begin, line.char_begin, x, x};
      bool superscript = false;
      for (size_t i = 0; i < text.size();) {
        if (text.compare(i, 2, "^{") == 0) {
          superscript = true;
          i += 2;
          page.superscripts.push_back({static_cast<uint32_t>(page.char_start.size()), 0});
          continue;
        }
        if (superscript && text[i] == '}') {
          superscript = false;
          ++i;
          page.superscripts.back().char_end = static_cast<uint32_t>(page.char_start.size());
          continue;
        }
        const size_t from = i;
        const char32_t c = NextCodePoint(text, i);
        if (c == '\t') {
          cell.char_end = static_cast<uint32_t>(page.char_start.size());
          cell.x1 = x;
          if (cell.char_end > cell.char_begin) line.cells.push_back(cell);
          const int32_t next = (x / 10000 + 1) * 10000;  // tab stops every 100 points
          page.char_start.push_back(x);
          page.char_end.push_back(next);
          x = next;
          cell = {static_cast<uint32_t>(page.char_start.size()), 0, x, x};
        } else {
          page.char_start.push_back(x);
          page.char_end.push_back(x + 500);
          x += 500;
        }
        page.text.append(text, from, i - from);
      }
      line.text_end = static_cast<uint32_t>(page.text.size());
      line.char_end = static_cast<uint32_t>(page.char_start.size());
      line.end = x;
      cell.char_end = line.char_end;
      cell.x1 = x;
      if (!line.cells.empty()) line.cells.push_back(cell);
      page.text += '\n';
      page.lines.push_back(std::move(line));
      y += 1200;
    }
  }
  return document;
}

AnalyzedDocument SentenceDocument(const std::vector<std::string>& sentences,
                                  const std::string& heading) {
  AnalyzedDocument analyzed;
  Passage& passage = analyzed.passages.emplace_back();
  passage.first_page = 1;
  if (!heading.empty()) {
    analyzed.sections.push_back({heading, 1, 0, -1});
    passage.section = 0;
  }
  for (const std::string& text : sentences) {
    const uint32_t begin = static_cast<uint32_t>(passage.text.size());
    passage.text += FoldText(text);
    analyzed.sentences.push_back({0, begin, static_cast<uint32_t>(passage.text.size())});
    passage.text += ' ';
  }
  passage.script = ScriptOf(passage.text);
  return analyzed;
}

}  // namespace filing_review::classify
