#include "service/render/html_page.h"

#include "absl/strings/str_cat.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

HtmlPage::HtmlPage(const Words& words, const v1::FilingMetadata& filing) : words_(words) {
  if (!filing.documents().empty()) main_document_ = filing.documents(0).document_id();
  // Tells the browser which forms of the Chinese characters to draw.
  if (!filing.languages().empty()) {
    if (filing.languages(0) == v1::LANGUAGE_ZH_HANS) quote_language_ = "zh-Hans";
    if (filing.languages(0) == v1::LANGUAGE_ZH_HANT) quote_language_ = "zh-Hant";
    if (filing.languages(0) == v1::LANGUAGE_EN && !words.is_english()) quote_language_ = "en";
  }
}

void HtmlPage::Text(std::string_view text) { out_ += HtmlText(text); }

void HtmlPage::Element(std::string_view tag, std::string_view css, std::string_view text) {
  const std::string name(tag);
  absl::StrAppend(&out_, "<", name);
  if (!css.empty()) absl::StrAppend(&out_, " class=\"", std::string(css), "\"");
  absl::StrAppend(&out_, ">", HtmlText(text), "</", name, ">");
}

void HtmlPage::Sentence(std::string_view text) {
  if (words_.is_english()) return Text(text);
  absl::StrAppend(&out_, "<span lang=\"en\">", HtmlText(text), "</span>");
}

void HtmlPage::Section(const std::string& key) {
  absl::StrAppend(&out_, "<h2 id=\"", key, "\">", HtmlText(words_.Get(key)), "</h2>\n");
}

void HtmlPage::Quote(const v1::Evidence& evidence, std::string_view mark) {
  absl::StrAppend(&out_, "<blockquote");
  const bool of_main = evidence.document().empty() || evidence.document() == main_document_;
  if (of_main && anchored_pages_.insert(evidence.page()).second) {
    absl::StrAppend(&out_, " id=\"p", evidence.page(), "\"");
  }
  if (!quote_language_.empty()) absl::StrAppend(&out_, " lang=\"", quote_language_, "\"");
  absl::StrAppend(&out_, "><span class=\"page\">", HtmlText(PlaceText(evidence, words_)),
                  "</span>");

  const std::string quote = PlainText(evidence.quote());
  const std::string marked = PlainText(mark);
  const size_t found = marked.empty() ? std::string::npos : quote.find(marked);
  if (found == std::string::npos) {
    out_ += HtmlText(quote);
  } else {
    // Escaped in three parts; PlainText drops the spaces at their edges, so they are put back.
    const auto part = [&](size_t from, size_t count) {
      const std::string text = quote.substr(from, count);
      if (!text.empty() && text.front() == ' ') out_ += ' ';
      out_ += HtmlText(text);
      if (text.size() > 1 && text.back() == ' ') out_ += ' ';
    };
    part(0, found);
    absl::StrAppend(&out_, "<mark>", HtmlText(marked), "</mark>");
    part(found + marked.size(), std::string::npos);
  }
  if (!evidence.section().empty() || evidence.from_ocr()) {
    std::string cite = evidence.section();
    if (evidence.from_ocr()) absl::StrAppend(&cite, cite.empty() ? "" : " · ", words_.Get("ocr"));
    absl::StrAppend(&out_, "<cite>", HtmlText(cite), "</cite>");
  }
  out_ += "</blockquote>\n";
}

void HtmlPage::Quotes(const std::vector<Quoted>& quotes, size_t open) {
  const size_t folded = quotes.size() > open ? quotes.size() - open : 0;
  for (size_t i = 0; i < quotes.size(); ++i) {
    if (i == open) {
      const std::string label = open == 0 ? words_.Get("quotes.show")
                                : folded == 1
                                    ? words_.Get("quotes.one_more")
                                    : words_.Fill("quotes.more", {std::to_string(folded)});
      absl::StrAppend(&out_, "<details><summary>", HtmlText(label), "</summary>\n");
    }
    Quote(*quotes[i].evidence, quotes[i].mark);
  }
  if (folded > 0) out_ += "</details>\n";
}

}  // namespace filing_review::render
