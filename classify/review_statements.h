// Finds what the issuer says of its own cybersecurity-review position, told from rule text.
//
// "Operators that hold … must apply" is rule text and nothing here; "we hold …" is a statement.
// A sentence may make several statements; each status at most once a sentence.
// Rules: classify/rules/25_review_statements.textproto.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

// A statement before its evidence is taken from the page.
struct PositionStatement {
  v1::ReviewStatement statement;                        // without evidence and counterparty
  size_t sentence = 0;                                  // index into AnalyzedDocument::sentences
  size_t counterparty_begin = 0, counterparty_end = 0;  // bytes of the sentence; equal: none
};

class ReviewStatementFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<ReviewStatementFinder>> Create(const v1::RulePack& pack,
                                                                       const MacroTable& macros);
  ~ReviewStatementFinder();

  // Statements in sentence order.
  std::vector<PositionStatement> Statements(const AnalyzedDocument& analyzed) const;

  // Appends the statements to brief.review_statements in page order. brief.filing is filled in
  // already.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  ReviewStatementFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
