// Writes the body of an HTML brief: escaped text, quotes with their anchors, folded lists.
//
//   HtmlPage page(words);
//   page.Raw("<p>"); page.Text(issuer_of_the_filing); page.Raw("</p>");
//   page.Quote(evidence, "1.2 billion");   // the number marked; the first of page 12 has id "p12"
//
// Raw takes only our own markup; whatever comes from a filing or a rule pack goes through Text.
// Not thread-safe.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

class HtmlPage {
 public:
  // The pages of the filing's first document get anchors, quotes its first language.
  HtmlPage(const Words& words, const v1::FilingMetadata& filing);

  void Raw(std::string_view markup) { out_ += markup; }
  void Text(std::string_view text);
  // "<tag class="…">text</tag>"; without a class where `css` is empty.
  void Element(std::string_view tag, std::string_view css, std::string_view text);

  // A sentence of the brief, which is in English whatever the language of the page.
  void Sentence(std::string_view text);

  // Heading of a section; `key` of the words is its anchor too.
  void Section(const std::string& key);

  // A quote with its page and section; `mark` is set off where it stands in the quote.
  void Quote(const v1::Evidence& evidence, std::string_view mark = "");

  // A quote with the words to set off in it.
  struct Quoted {
    const v1::Evidence* evidence;
    std::string mark;
  };

  // Quotes, those after the first `open` folded away.
  void Quotes(const std::vector<Quoted>& quotes, size_t open);

  const Words& words() const { return words_; }
  const std::set<int>& anchored_pages() const { return anchored_pages_; }
  const std::string& text() const { return out_; }

 private:
  const Words& words_;
  std::string main_document_;
  std::string quote_language_;  // BCP 47; empty: that of the page
  std::set<int> anchored_pages_;
  std::string out_;
};

}  // namespace filing_review::render
