#include "service/render/html_pictures.h"

#include <cstdio>
#include <map>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace filing_review::render {

namespace {

std::string Percent(double part, double whole) {
  char text[32];
  snprintf(text, sizeof text, "%.2f%%", whole > 0 ? part / whole * 100 : 0);
  return text;
}

void Marks(const std::vector<const PageMark*>& marks, HtmlPage& page) {
  for (const PageMark* mark : marks) {
    const double width = mark->evidence->page_width(), height = mark->evidence->page_height();
    for (const v1::Box& box : mark->evidence->boxes()) {
      page.Raw(absl::StrCat(
          "<i class=\"mark ", CssOf(mark->kind), "\" style=\"left:", Percent(box.x0(), width),
          ";top:", Percent(box.y0(), height), ";width:", Percent(box.x1() - box.x0(), width),
          ";height:", Percent(box.y1() - box.y0(), height), "\"></i>"));
    }
  }
}

// The kinds of marks on a page, with their colours.
void Caption(const std::vector<const PageMark*>& marks, HtmlPage& page) {
  for (const MarkKind kind : kMarkKinds) {
    for (const PageMark* mark : marks) {
      if (mark->kind != kind) continue;
      page.Raw(absl::StrCat("<span class=\"key ", CssOf(kind), "\">"));
      page.Text(TitleOf(kind, page.words()));
      page.Raw("</span> ");
      break;
    }
  }
}

}  // namespace

void HtmlPictures(const std::vector<PageMark>& marks, const std::vector<PagePicture>* pictures,
                  const std::set<int>& anchored_pages, HtmlPage& page) {
  const Words& words = page.words();
  std::map<int, std::vector<const PageMark*>> by_page;
  for (const PageMark& mark : marks) by_page[mark.evidence->page()].push_back(&mark);
  if (by_page.empty()) return;
  if (pictures == nullptr) {
    page.Element("p", "soft", words.Get("pictures.none"));
    return;
  }
  size_t left = by_page.size();
  if (!pictures->empty()) {
    page.Section("section.pictures");
    page.Raw("<div class=\"pictures\">\n");
  }
  for (const PagePicture& picture : *pictures) {
    const auto found = by_page.find(picture.page);
    if (found == by_page.end()) continue;
    --left;
    const bool linked = anchored_pages.contains(picture.page);
    page.Raw("<figure>");
    if (linked) page.Raw(absl::StrCat("<a href=\"#p", picture.page, "\">"));
    page.Raw(absl::StrCat("<span class=\"sheet\"><img alt=\"\" width=\"", picture.width,
                          "\" height=\"", picture.height, "\" src=\"data:image/png;base64,",
                          absl::Base64Escape(picture.png), "\">"));
    Marks(found->second, page);
    page.Raw("</span>");
    if (linked) page.Raw("</a>");
    page.Raw("<figcaption>");
    page.Element("b", "", words.Fill("page", {std::to_string(picture.page)}));
    page.Raw(" ");
    Caption(found->second, page);
    page.Raw("</figcaption></figure>\n");
  }
  if (!pictures->empty()) page.Raw("</div>\n");
  if (left > 0) page.Element("p", "soft", words.Fill("pictures.left", {std::to_string(left)}));
}

}  // namespace filing_review::render
