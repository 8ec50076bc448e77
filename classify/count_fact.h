// A user count as it is found, before it is written into the brief.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "filing_review/v1/brief.pb.h"
#include "google/protobuf/repeated_field.h"

namespace filing_review::classify {

struct CountFact {
  double value = 0, upper = 0;
  bool range = false;
  v1::Bound bound = v1::BOUND_EXACT;
  std::string value_text, metric, metric_text, subject, region_text, rule_id;
  std::string as_of, period_start;  // empty: not known
  v1::Region region = v1::REGION_UNSTATED;
  v1::Attribution attribution = v1::ATTRIBUTION_ISSUER;
  bool market = false;  // of a market, or a forecast of one
  double confidence = 0;
  int32_t table = -1;  // index into AnalyzedDocument::tables; -1: of a sentence
  size_t row = 0;      // of that table
  google::protobuf::RepeatedPtrField<v1::Evidence> evidence;
};

// Fills `count` and gives it its fact id: a hash of value, metric, date, subject and attribution.
void Write(CountFact& fact, v1::UserCount& count);

// Bytes [begin, end) to quote for words at [begin, end): the clauses around, about 200 characters.
std::pair<size_t, size_t> QuoteAround(std::string_view text, size_t begin, size_t end);

// Page of the first FIGURE evidence; 0 where there is none.
int FigurePage(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

// Keeps the role FIGURE on `page` only; parts of the quote on other pages become CONTEXT.
void MarkFigurePage(google::protobuf::RepeatedPtrField<v1::Evidence>& evidence, int page);

}  // namespace filing_review::classify
