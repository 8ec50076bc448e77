// A file of rules of any text: what is wrong with it is told with its name, and one that is taken
// makes a classifier that reads a filing, explains itself and runs the examples.
#include <cstdlib>
#include <string>
#include <vector>

#include "classify/classify.h"
#include "classify/pattern_set.h"
#include "classify/rule_check.h"
#include "classify/rule_examples.h"
#include "classify/rule_pack.h"
#include "classify/rule_trace.h"
#include "classify/text_document.h"
#include "tests/fuzz/target.h"

namespace {

using namespace filing_review;

void Named(const std::string& error) {
  if (error.rfind("f.textproto", 0) != 0 || error.size() < 15) abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto parsed = classify::ParseRulePart("f.textproto",
                                        std::string(reinterpret_cast<const char*>(data), size));
  if (!parsed.ok()) return Named(std::string(parsed.status().message())), 0;
  std::vector<classify::RulePart> parts;
  parts.push_back(*std::move(parsed));
  v1::RulePack pack;
  classify::MergeRulePack(parts[0].pack, pack);
  classify::OpenGates(parts[0].pack, pack);
  // So that a run takes no long time.
  const classify::RuleLimits limits{200, 2 << 20, 2 << 20, 1000, 300, 4 << 10, 3000, 30'000};
  const auto problems = classify::CheckRules(parts, pack, limits);
  for (const auto& problem : problems) Named(classify::ProblemText(problem));
  if (!classify::FirstRuleError(problems).ok()) return 0;
  const classify::CheckRulesAtOnce check;
  const auto classifier = classify::Classifier::Create(pack, "digest");
  if (!classifier.ok()) {
    return Named(std::string(classify::PlaceRuleError(classifier.status(), parts).message())), 0;
  }
  const extract::Document filing = classify::TextDocument(
      {"# Heron Ltd\nPROSPECTUS of June 1, 2023\n\nWe collect data of 2.5 million users in "
       "China.\n\n"
       "Holder\tShares\t% held\nPine Fund "
       "(Cayman)\t1,200\t12.5%\n\nUsers\t2022\t2023\nMAU\t310\t402",
       "截至2023年6月30日，我们拥有250万名注册用户。我们已委任律师，未收集人脸信息。"});
  classify::RuleTrace trace(1);
  classify::ClassifyOptions options;
  options.trace = &trace;
  (*classifier)->Classify({{&filing, "main", v1::DOCUMENT_ROLE_MAIN, "00"}}, options);
  if (!classify::RunRuleExamples(parts, pack).ok()) abort();
  return 0;
}
