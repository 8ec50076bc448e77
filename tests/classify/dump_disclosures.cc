// For work on disclosures: what is found in each line of standard input, one sentence or more, on
// data handling, the issuer's review position and holders.
//
//   build/bin/dump_disclosures <sentences.txt

#include <iostream>
#include <string>

#include "classify/data_handling.h"
#include "classify/holders.h"
#include "classify/review_statements.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

template <typename Finder>
std::unique_ptr<Finder> Make(const EmbeddedRules& rules) {
  auto finder = Finder::Create(rules.pack, rules.macros);
  if (finder.ok()) return *std::move(finder);
  std::cerr << finder.status() << "\n";
  return nullptr;
}

int Run() {
  const EmbeddedRules rules;
  const auto data_handling = Make<DataHandlingFinder>(rules);
  const auto statements = Make<ReviewStatementFinder>(rules);
  const auto holders = Make<HolderFinder>(rules);
  if (data_handling == nullptr || statements == nullptr || holders == nullptr) return 1;
  for (std::string line; std::getline(std::cin, line);) {
    const extract::Document document = TextDocument({line});
    const AnalyzedDocument analyzed = Analyze(document);
    v1::ReviewBrief brief;
    data_handling->Find(analyzed, brief);
    statements->Find(analyzed, brief);
    holders->Find(analyzed, brief);
    std::cout << line << "\n";
    for (const v1::DataHandling& d : brief.data_handling()) {
      std::cout << "  " << d.category() << " " << v1::Stance_Name(d.stance()) << " " << d.rule_id()
                << "\n";
    }
    for (v1::ReviewStatement s : brief.review_statements()) {
      s.clear_evidence();
      std::cout << "  statement " << s.ShortDebugString() << "\n";
    }
    for (v1::Holder h : brief.holders()) {
      h.clear_evidence();
      std::cout << "  holder " << h.ShortDebugString() << "\n";
    }
  }
  return 0;
}

}  // namespace
}  // namespace filing_review::classify

int main() { return filing_review::classify::Run(); }
