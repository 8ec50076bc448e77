// The literals that an expression cannot match without: what lets a text pass it by unread.
//
//   LiteralNeeds needs = DeriveLiteralNeeds("(?:leak|theft) of .*data", RULE_LANGUAGE_EN);
//   // {{"data"}, {"leak", "theft"}}: the first, and one of the second
//
// They are RE2's own (re2/filtered_re2.h), asked for and written down. To find them the expression
// has to be parsed and compiled, which is most of what a short review costs: for the embedded
// rules that is done at build time (classify/embed_literal_needs.cc).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/pattern.pb.h"

namespace filing_review::classify {

// Clauses. A text that does not hold one literal of each of them, case disregarded, does not match.
// None: nothing is known. Literals are in lower case, of at least kShortestLiteral bytes.
using LiteralNeeds = std::vector<std::vector<std::string>>;

// Shortest literal that a pattern is looked for by, bytes: one Chinese character.
inline constexpr int kShortestLiteral = 3;
// Most clauses an expression is given; more would tell little.
inline constexpr size_t kMaxClauses = 16;

// `expression` has its macros expanded. An expression that does not compile needs nothing.
LiteralNeeds DeriveLiteralNeeds(const std::string& expression, v1::RuleLanguage language);

// What was derived at build time; `known` is false for an expression that is not of the embedded
// rules.
LiteralNeeds EmbeddedLiteralNeeds(const std::string& expression, v1::RuleLanguage language,
                                  bool& known);

// True where `lower`, a text in lower case (ASCII letters only), satisfies `needs`.
bool Satisfies(std::string_view lower, const LiteralNeeds& needs);

// Key of an expression in the embedded table: FNV-1a, 64 bits, of its case rule and its text.
uint64_t LiteralNeedsKey(const std::string& expression, v1::RuleLanguage language);

// A row of the table that embed_literal_needs writes. Literals end with U+0000, clauses with one
// more.
struct EmbeddedNeeds {
  uint64_t key;
  std::string_view clauses;
};
std::string PackLiteralNeeds(const LiteralNeeds& needs);

// Rows by key, ascending. In the generated source.
struct EmbeddedNeedsTable {
  const EmbeddedNeeds* rows;
  size_t size;
};
EmbeddedNeedsTable AllEmbeddedNeeds();

// While one stands on this thread's stack, it keeps the expressions whose needs are asked for.
class RecordExpressions {
 public:
  struct Expression {
    std::string text;
    v1::RuleLanguage language;
  };
  RecordExpressions();
  ~RecordExpressions();
  RecordExpressions(const RecordExpressions&) = delete;
  RecordExpressions& operator=(const RecordExpressions&) = delete;

  static void Note(const std::string& expression, v1::RuleLanguage language);
  const std::vector<Expression>& expressions() const { return expressions_; }

 private:
  std::vector<Expression> expressions_;
  RecordExpressions* before_;
};

}  // namespace filing_review::classify
