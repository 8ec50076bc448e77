// For work on user counts: what is found in each line of standard input, one sentence or more.
//
//   build/bin/dump_counts <sentences.txt

#include <iostream>
#include <string>

#include "classify/count_dates.h"
#include "classify/quantities.h"
#include "classify/user_counts.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

int Run() {
  EmbeddedRules rules;
  const auto finder = UserCountFinder::Create(rules.pack, rules.macros);
  if (!finder.ok()) {
    std::cerr << finder.status() << "\n";
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const extract::Document document = TextDocument({line});
    const AnalyzedDocument analyzed = Analyze(document);
    std::cout << line << "\n";
    for (const Sentence& sentence : analyzed.sentences) {
      const std::string_view text = analyzed.Text(sentence);
      const Script script = analyzed.passages[sentence.passage].script;
      for (const DateMention& date : FindDates(text, script, {})) {
        std::cout << "  date " << date.as_of << " in \""
                  << text.substr(date.begin, date.end - date.begin) << "\"\n";
      }
      for (const Quantity& q : FindQuantities(text, script)) {
        std::cout << "  number " << q.value << " in \"" << text.substr(q.begin, q.end - q.begin)
                  << "\"\n";
      }
    }
    v1::ReviewBrief brief;
    (*finder)->Find(analyzed, brief);
    for (const v1::UserCount& count : brief.user_counts()) {
      std::cout << "  count " << count.ShortDebugString() << "\n";
    }
  }
  return 0;
}

}  // namespace
}  // namespace filing_review::classify

int main() { return filing_review::classify::Run(); }
