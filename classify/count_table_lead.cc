#include "classify/count_table_lead.h"

#include <string_view>

#include "classify/count_heads.h"

namespace filing_review::classify {

namespace {

// The last sentence of a passage.
std::string LastSentence(const Passage& passage) {
  const bool chinese = passage.script == Script::kChinese;
  const std::string_view stop = chinese ? "。" : ". ";
  std::string_view text = passage.text;
  // Not the stop at its end.
  const size_t at = text.size() > stop.size()
                        ? text.substr(0, text.size() - stop.size()).rfind(stop)
                        : std::string_view::npos;
  return std::string(at == std::string_view::npos ? text : text.substr(at + stop.size()));
}

}  // namespace

bool EndsSentence(const std::string& text) {
  return text.ends_with("。") || text.ends_with(".") || text.ends_with(";");
}

bool EndsWithColon(const std::string& text) {
  const size_t last = text.find_last_not_of(' ');
  return last != std::string::npos && text[last] == ':';
}

std::string LeadOf(const Passage& passage) {
  if (passage.text.size() <= kLongestLead) return passage.text;
  if (!EndsWithColon(passage.text)) return "";
  std::string last = LastSentence(passage);
  return last.size() <= kLongestLead ? last : "";
}

std::string CaptionOf(const Passage& passage, const CountWords& words) {
  std::string last = LastSentence(passage);
  return MetricOf(last, words) ? last : LeadOf(passage);
}

}  // namespace filing_review::classify
