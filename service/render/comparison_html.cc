// The comparison as one HTML file, the two sides beside each other.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/comparison_lines.h"
#include "service/render/comparison_report.h"
#include "service/render/embedded.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"
#include "service/render/word_marks.h"
#include "service/render/words.h"

namespace filing_review::render {

namespace {

constexpr size_t kOpenPlaces = 1;  // of a side of an entry, before the fold

const char* CssOf(v1::ChangeKind change) {
  if (change == v1::CHANGE_KIND_APPEARED) return "state good";
  if (change == v1::CHANGE_KIND_VANISHED) return "state bad";
  return change == v1::CHANGE_KIND_NOT_READABLE ? "state doubt" : "state";
}

// BCP 47 tag of a side's quotes: which forms of the Chinese characters are drawn.
std::string LanguageTag(const v1::ComparisonSide& side) {
  if (side.languages().empty()) return "";
  if (side.languages(0) == v1::LANGUAGE_ZH_HANS) return "zh-Hans";
  if (side.languages(0) == v1::LANGUAGE_ZH_HANT) return "zh-Hant";
  return side.languages(0) == v1::LANGUAGE_EN ? "en" : "";
}

// `text` with spans set off; the text is plain and the spans do not cut characters.
std::string Marked(const std::string& text, const std::vector<MarkedSpan>& spans, const char* tag) {
  std::string out;
  size_t at = 0;
  // Spaces at the edges of a piece, which HtmlText drops, are put back.
  const auto piece = [&](size_t from, size_t to) {
    if (from >= to) return;
    const std::string part = text.substr(from, to - from);
    if (part.front() == ' ') out += ' ';
    out += HtmlText(part);
    if (part.size() > 1 && part.back() == ' ') out += ' ';
  };
  for (const MarkedSpan& span : spans) {
    piece(at, span.from);
    absl::StrAppend(&out, "<", tag, ">");
    piece(span.from, span.to);
    absl::StrAppend(&out, "</", tag, ">");
    at = span.to;
  }
  piece(at, text.size());
  return out;
}

class Page {
 public:
  Page(const v1::BriefComparison& comparison, const Words& words)
      : comparison_(comparison), words_(words) {}

  std::string Take() {
    Head();
    int number = 0;
    std::string navigation;
    for (const ComparisonSection& section : ComparisonSections(comparison_, words_)) {
      const std::string id = absl::StrCat("s", ++number);
      const auto count = std::count_if(section.entries.begin(), section.entries.end(),
                                       [](const ComparisonEntry& e) { return !e.inner; });
      absl::StrAppend(&navigation, "<a href=\"#", id, "\">", HtmlText(section.title), " (", count,
                      ")</a> ");
      absl::StrAppend(&body_, "<h2 id=\"", id, "\">", HtmlText(section.title), "</h2>\n");
      bool open = false;
      for (const ComparisonEntry& entry : section.entries) {
        if (!entry.inner) {
          if (open) body_ += "</div>\n";
          body_ += "<div class=\"entry\">\n";
          open = true;
        }
        Entry(entry);
      }
      if (open) body_ += "</div>\n";
    }
    Pages();
    absl::StrAppend(&body_, "<footer><p>", HtmlText(words_.Get("disclaimer")), "</p></footer>\n");
    return absl::StrCat(
        "<!doctype html>\n<html lang=\"", Language(),
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        HtmlText(words_.Get("compare.title")), "</title>\n<style>\n", std::string(ReportStyle()),
        std::string(kComparisonCss), "</style>\n</head>\n<body>\n", head_,
        navigation.empty() ? "" : absl::StrCat("<nav>", navigation, "</nav>\n"), "<main>\n", body_,
        "</main>\n</body>\n</html>\n");
  }

 private:
  std::string Language() const { return words_.language(); }

  std::string Letter(bool is_a) const {
    return absl::StrCat("<span class=\"letter ", is_a ? "a" : "b", "\">",
                        HtmlText(words_.Get(is_a ? "compare.a" : "compare.b")), "</span>");
  }

  void Head() {
    absl::StrAppend(&head_, "<header><p class=\"kind\">", HtmlText(words_.Get("compare.title")),
                    "</p><h1>",
                    HtmlText(words_.Get("compare.kind." + ShortEnumName(comparison_.kind()))),
                    "</h1></header>\n<div class=\"sides\">\n");
    Side(comparison_.a(), true);
    Side(comparison_.b(), false);
    absl::StrAppend(&head_, "</div>\n<p class=\"lead\">",
                    HtmlText(ComparisonSummary(comparison_, words_)), "</p>\n");
    for (const std::string& note : ComparisonNotes(comparison_, words_)) {
      absl::StrAppend(&head_, "<p class=\"soft\">", HtmlText(note), "</p>\n");
    }
  }

  void Side(const v1::ComparisonSide& side, bool is_a) {
    const std::string line = SideLine(side, words_);
    const size_t name_end = line.find(" · ");
    absl::StrAppend(&head_, "<div><b>", Letter(is_a), HtmlText(line.substr(0, name_end)), "</b>",
                    HtmlText(line.substr(name_end + 4)), "<div class=\"soft\">");
    for (const std::string& detail : SideDetails(side, words_)) {
      absl::StrAppend(&head_, HtmlText(detail), "<br>");
    }
    head_ += "</div></div>\n";
  }

  void Quote(const v1::Evidence& place, const std::string& quote, bool is_a) {
    const std::string tag = LanguageTag(is_a ? comparison_.a() : comparison_.b());
    absl::StrAppend(&body_, "<blockquote", tag.empty() ? "" : absl::StrCat(" lang=\"", tag, "\""),
                    "><span class=\"page\">", HtmlText(PlaceText(place, words_)), "</span>", quote);
    std::string cite = place.section();
    if (place.from_ocr()) {
      absl::StrAppend(&cite, cite.empty() ? "" : " · ", words_.Get("ocr"));
    }
    if (!cite.empty()) absl::StrAppend(&body_, "<cite>", HtmlText(cite), "</cite>");
    body_ += "</blockquote>\n";
  }

  void Cell(const ComparisonCell& cell, bool is_a, const std::vector<MarkedSpan>& spans) {
    absl::StrAppend(&body_, "<div>", Letter(is_a));
    if (!cell.there && cell.value.empty()) {
      absl::StrAppend(&body_, "<span class=\"soft\">", HtmlText(words_.Get("compare.none")),
                      "</span>");
    }
    if (!cell.value.empty()) {
      absl::StrAppend(&body_, "<span class=\"value\">", HtmlText(cell.value), "</span>");
      if (!cell.detail.empty()) absl::StrAppend(&body_, " ", HtmlText(cell.detail));
    }
    const size_t folded = cell.places.size() > kOpenPlaces ? cell.places.size() - kOpenPlaces : 0;
    for (size_t i = 0; i < cell.places.size(); ++i) {
      if (i == kOpenPlaces) {
        absl::StrAppend(
            &body_, "<details><summary>",
            HtmlText(folded == 1 ? words_.Get("quotes.one_more")
                                 : words_.Fill("quotes.more", {std::to_string(folded)})),
            "</summary>\n");
      }
      const std::string plain = PlainText(cell.places[i]->quote());
      std::string quote;
      const std::string mark = PlainText(cell.mark);
      const size_t found = mark.empty() ? std::string::npos : plain.find(mark);
      if (i == 0 && !spans.empty()) {
        quote = Marked(plain, spans, is_a ? "del" : "ins");
      } else if (found != std::string::npos) {
        quote = Marked(plain, {{found, found + mark.size()}}, "mark");
      } else {
        quote = HtmlText(plain);
      }
      Quote(*cell.places[i], quote, is_a);
    }
    if (folded > 0) body_ += "</details>\n";
    body_ += "</div>\n";
  }

  void Entry(const ComparisonEntry& entry) {
    const char* heading = entry.inner ? "h4" : "h3";
    if (entry.inner) body_ += "<div class=\"inner\">\n";
    if (!entry.plain || !entry.title.empty()) {
      absl::StrAppend(&body_, "<", heading, ">");
      if (!entry.plain) {
        absl::StrAppend(&body_, "<span class=\"", CssOf(entry.change), "\">",
                        HtmlText(words_.Of(entry.change)), "</span>");
      }
      absl::StrAppend(&body_, HtmlText(entry.title), "</", heading, ">\n");
    }
    if (!entry.notes.empty()) {
      absl::StrAppend(&body_, "<p class=\"notes\">", HtmlText(absl::StrJoin(entry.notes, "; ")),
                      "</p>\n");
    }
    const bool any =
        entry.a.there || entry.b.there || !entry.a.value.empty() || !entry.b.value.empty();
    if (any) {
      WordMarks marks;
      if (entry.whole && !entry.a.places.empty() && !entry.b.places.empty()) {
        marks = MarkWords(PlainText(entry.a.places.front()->quote()),
                          PlainText(entry.b.places.front()->quote()));
      }
      body_ += "<div class=\"pair\">\n";
      Cell(entry.a, true, marks.a);
      Cell(entry.b, false, marks.b);
      body_ += "</div>\n";
    }
    if (entry.inner) body_ += "</div>\n";
  }

  void Pages() {
    if (comparison_.pages_a().empty() && comparison_.pages_b().empty()) return;
    absl::StrAppend(&body_, "<h2 id=\"pages\">", HtmlText(words_.Get("compare.pages")),
                    "</h2>\n<div class=\"pair pages\"><div>", Letter(true),
                    HtmlText(ChangedPages(comparison_.pages_a(), words_)), "</div><div>",
                    Letter(false), HtmlText(ChangedPages(comparison_.pages_b(), words_)),
                    "</div></div>\n");
  }

  const v1::BriefComparison& comparison_;
  const Words& words_;
  std::string head_, body_;
};

}  // namespace

std::string ComparisonHtml(const v1::BriefComparison& comparison, const Words& words) {
  return Page(comparison, words).Take();
}

}  // namespace filing_review::render
