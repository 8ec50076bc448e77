// What the text of a filing says, as signals of the rule pack.
//
//   SignalFindings found = scanner->Scan(analyzed);
//   if (const GivenSignal* s = Given(found, "listed_on_foreign_market")) use(s->evidence);
//
// Thread-safe after Create.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

struct GivenSignal {
  const v1::TextSignal* rule = nullptr;
  int sentences = 0;                                          // that match
  google::protobuf::RepeatedPtrField<v1::Evidence> evidence;  // of the first ones
};

// Signals of which enough sentences match, by id.
using SignalFindings = std::map<std::string, GivenSignal>;

inline const GivenSignal* Given(const SignalFindings& found, const std::string& id) {
  const auto place = found.find(id);
  return place == found.end() ? nullptr : &place->second;
}

class SignalScanner {
 public:
  // Fails where a pattern is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<SignalScanner>> Create(const v1::RegimeRules& rules,
                                                               const MacroTable& macros);
  ~SignalScanner();

  SignalFindings Scan(const AnalyzedDocument& analyzed) const;

  // Ids of the signals that one folded sentence matches; for tests of rule examples.
  std::vector<std::string> Match(const std::string& folded, v1::RuleLanguage language) const;

 private:
  SignalScanner();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
