#include "service/render/strip_plot.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

// Sizes in SVG units; the picture is scaled to the width of the page.
constexpr double kWidth = 960;
constexpr double kLeft = 120;
constexpr double kRight = 940;
constexpr double kDecade = 26;
constexpr double kLane = 20;

class Plot {
 public:
  Plot(const v1::ReviewBrief& brief, const std::set<int>& anchored, const Words& words)
      : brief_(brief), anchored_(anchored), words_(words) {
    // The axis is that of the main document.
    const auto& documents = brief.filing().documents();
    const bool several = documents.size() > 1;
    pages_ = std::max(1, several ? documents[0].page_count() : brief.coverage().pages_total());
  }

  std::string Draw() {
    Figures();
    Lanes();
    PageAxis();
    return absl::StrFormat("<svg viewBox=\"0 0 %g %g\" role=\"img\" aria-label=\"%s\">\n", kWidth,
                           y_ + 6, HtmlText(words_.Get("section.map"))) +
           out_ + "</svg>\n";
  }

 private:
  double X(int page) const {
    return pages_ == 1 ? kLeft : kLeft + (kRight - kLeft) * (page - 1) / (pages_ - 1);
  }

  void Label(double x, double y, const std::string& text, const char* anchor,
             const char* css = "") {
    out_ +=
        absl::StrFormat("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
                        x, y, anchor, css, HtmlText(text));
  }

  void Line(double x1, double y1, double x2, double y2, const std::string& css) {
    out_ +=
        absl::StrFormat("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
                        x1, y1, x2, y2, css);
  }

  // `mark` as a link to its page, with `title` to hover over.
  void Linked(int page, const std::string& title, const std::function<void()>& mark) {
    const bool link = anchored_.contains(page);
    if (link) out_ += absl::StrCat("<a href=\"#p", page, "\">");
    absl::StrAppend(&out_, "<g><title>", HtmlText(title), "</title>");
    mark();
    absl::StrAppend(&out_, "</g>", link ? "</a>" : "", "\n");
  }

  void Figures() {
    double low = 5, high = 7;
    for (const v1::UserCount& count : brief_.user_counts()) {
      if (count.value() <= 0) continue;
      low = std::min(low, std::floor(std::log10(static_cast<double>(count.value()))));
      high = std::max(high, std::ceil(std::log10(static_cast<double>(count.value()))));
    }
    if (brief_.user_counts().empty()) return;
    Label(0, 14, words_.Get("map.figures"), "start");
    const double top = 30;
    const double bottom = top + kDecade * (high - low);
    const auto y_of = [&](double value) { return bottom - kDecade * (std::log10(value) - low); };
    for (double decade = low; decade <= high; ++decade) {
      const double y = y_of(std::pow(10, decade));
      Line(kLeft, y, kRight, y, "grid");
      Label(kLeft - 8, y + 4, GroupDigits(std::llround(std::pow(10, decade))), "end");
    }
    std::vector<std::pair<double, std::string>> thresholds;
    for (const std::string& value : words_.Values("map.threshold")) {
      double number = 0;
      if (absl::SimpleAtod(value, &number) && number > 0) {
        thresholds.emplace_back(y_of(number), words_.Get("map.threshold." + value));
      }
    }
    for (const auto& [y, name] : thresholds) Line(kLeft, y, kRight, y, "threshold");
    // Others first, so that the issuer's dots lie on top.
    for (const bool issuer : {false, true}) {
      for (const v1::UserCount& count : brief_.user_counts()) {
        const v1::Evidence* evidence = MainEvidence(count.evidence());
        const bool is_issuer = count.attribution() == v1::ATTRIBUTION_ISSUER;
        if (is_issuer != issuer || count.value() <= 0 || evidence == nullptr) continue;
        if (!IsMain(evidence->document())) continue;
        Linked(evidence->page(), Title(count, evidence->page()), [&] {
          out_ += absl::StrFormat("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" class=\"%s\"/>",
                                  X(evidence->page()), y_of(static_cast<double>(count.value())),
                                  issuer ? "issuer" : "others");
        });
      }
    }
    for (const auto& [y, name] : thresholds) {
      Label(kRight, y - 4, name, "end", "threshold-name");
    }
    out_ +=
        absl::StrFormat("<circle cx=\"%g\" cy=\"10\" r=\"4\" class=\"issuer\"/>\n", kRight - 230);
    Label(kRight - 222, 14, words_.Get("map.issuer"), "start");
    out_ +=
        absl::StrFormat("<circle cx=\"%g\" cy=\"10\" r=\"4\" class=\"others\"/>\n", kRight - 160);
    Label(kRight - 152, 14, words_.Get("map.others"), "start");
    y_ = bottom + 16;
  }

  std::string Title(const v1::UserCount& count, int page) const {
    return absl::StrCat(FigureText(count, words_), " ", words_.Name("metric", count.metric()), " (",
                        words_.Of(count.attribution()), "), ",
                        words_.Fill("page", {std::to_string(page)}));
  }

  template <typename Mentions>
  void Lane(const char* kind, const Mentions& mentions) {
    std::set<int> pages;
    for (const auto& mention : mentions) {
      for (const v1::Evidence& evidence : mention.evidence()) {
        if (IsMain(evidence.document())) pages.insert(evidence.page());
      }
    }
    LaneOfPages(kind, pages);
  }

  void LaneOfPages(const std::string& kind, const std::set<int>& pages) {
    out_ += absl::StrFormat("<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" class=\"lane\"/>\n",
                            kLeft, y_, kRight - kLeft, kLane - 4);
    const std::string name = words_.Get("map.lane." + kind);
    Label(kLeft - 8, y_ + kLane - 8, name, "end");
    for (const int page : pages) {
      Linked(page, absl::StrCat(name, ", ", words_.Fill("page", {std::to_string(page)})),
             [&] { Line(X(page), y_, X(page), y_ + kLane - 4, "tick " + kind); });
    }
    y_ += kLane;
  }

  void Lanes() {
    Lane("figures", brief_.user_counts());
    Lane("handling", brief_.data_handling());
    Lane("statements", brief_.review_statements());
    Lane("holders", brief_.holders());
    Lane("conflicts", brief_.conflicts());
    std::set<int> unread;
    for (const v1::UnreadPage& page : brief_.coverage().pages_unread()) {
      if (IsMain(page.document())) unread.insert(page.page());
    }
    if (!unread.empty()) LaneOfPages("unread", unread);
  }

  void PageAxis() {
    int step = 1;
    for (const int nice : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000}) {
      step = nice;
      if (pages_ / nice <= 12) break;
    }
    Label(kLeft - 16, y_ + 14, words_.Get("map.page"), "end");
    Label(X(1), y_ + 14, "1", "middle");
    for (int page = step > 1 ? step : 2; page <= pages_; page += step) {
      Label(X(page), y_ + 14, std::to_string(page), "middle");
    }
    y_ += 20;
  }

  const v1::ReviewBrief& brief_;
  const std::set<int>& anchored_;
  const Words& words_;
  int pages_;
  double y_ = 4;
  std::string out_;
};

}  // namespace

std::string StripPlot(const v1::ReviewBrief& brief, const std::set<int>& anchored_pages,
                      const Words& words) {
  if (brief.coverage().pages_total() == 0) return "";
  return Plot(brief, anchored_pages, words).Draw();
}

}  // namespace filing_review::render
