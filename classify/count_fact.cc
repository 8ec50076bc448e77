#include "classify/count_fact.h"

#include <cmath>
#include <cstdint>
#include <cstdio>

#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

constexpr size_t kQuote = 200;  // code points

// FNV-1a, 64 bits.
std::string Hash(std::string_view text) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "uc-%016llx", static_cast<unsigned long long>(h));
  return buffer;
}

bool IsClauseEnd(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == ';' || c == '\t') return true;
  // A comma between digits belongs to the number.
  if (c == ',') {
    return !(at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9' && at > 0 &&
             text[at - 1] >= '0' && text[at - 1] <= '9');
  }
  return text.substr(at, 3) == "。";
}

}  // namespace

void Write(CountFact& fact, v1::UserCount& count) {
  count.set_value(std::llround(fact.value));
  if (fact.range) count.set_upper_value(std::llround(fact.upper));
  count.set_value_text(fact.value_text);
  count.set_bound(fact.range ? v1::BOUND_RANGE : fact.bound);
  count.set_metric(fact.metric);
  count.set_metric_text(fact.metric_text);
  count.set_subject(fact.subject);
  count.set_region(fact.region);
  count.set_region_text(fact.region_text);
  if (!fact.as_of.empty()) count.set_as_of(fact.as_of);
  if (!fact.period_start.empty()) count.set_period_start(fact.period_start);
  count.set_attribution(fact.attribution);
  count.set_confidence(std::round(fact.confidence * 100) / 100);
  count.set_rule_id(fact.rule_id);
  count.set_fact_id(Hash(std::to_string(count.value()) + "|" + std::to_string(count.upper_value()) +
                         "|" + fact.metric + "|" + fact.as_of + "|" + fact.subject + "|" +
                         v1::Attribution_Name(fact.attribution)));
  count.mutable_evidence()->Swap(&fact.evidence);
}

std::pair<size_t, size_t> QuoteAround(std::string_view text, size_t begin, size_t end) {
  // The whole sentence where it is short; otherwise clause by clause, to the left first.
  if (extract::CountCodePoints(text) <= kQuote) return {0, text.size()};
  size_t left = begin, right = end;
  for (size_t at = begin; at > 0; --at) {
    if (at == 1 || IsClauseEnd(text, at - 1)) {
      size_t from = at == 1 ? 0 : at;
      // Behind all bytes of 。
      while (from < begin && extract::IsContinuation(text[from])) ++from;
      while (from < begin && text[from] == ' ') ++from;
      if (extract::CountCodePoints(text.substr(from, right - from)) > kQuote) break;
      left = from;
      if (at > 1 && text[at - 1] == ';') break;
    }
  }
  for (size_t at = end; at <= text.size(); ++at) {
    if (at == text.size() || IsClauseEnd(text, at)) {
      if (extract::CountCodePoints(text.substr(left, at - left)) <= kQuote) right = at;
      break;
    }
  }
  return {left, right};
}

int FigurePage(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  for (const v1::Evidence& e : evidence) {
    if (e.role() == v1::EVIDENCE_ROLE_FIGURE) return e.page();
  }
  return 0;
}

void MarkFigurePage(google::protobuf::RepeatedPtrField<v1::Evidence>& evidence, int page) {
  bool there = false;
  for (const v1::Evidence& e : evidence) there = there || e.page() == page;
  if (!there) return;
  for (v1::Evidence& e : evidence) {
    if (e.page() != page) e.set_role(v1::EVIDENCE_ROLE_CONTEXT);
  }
}

}  // namespace filing_review::classify
