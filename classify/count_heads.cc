#include "classify/count_heads.h"

#include <re2/re2.h>

namespace filing_review::classify {

namespace {

// The note of the unit at the end of a head, "(千户)"; empty where there is none.
std::string_view UnitOf(std::string_view head) {
  const size_t at = head.rfind('(');
  return at == std::string_view::npos ? std::string_view() : head.substr(at);
}

}  // namespace

HeadMetric MetricOf(std::string_view head, const CountWords& words) {
  HeadMetric result;
  const CountTablePatterns& table = words.table();
  for (const NounMatch& noun : words.Nouns(head)) {
    result.noun = true;
    const std::string_view behind = head.substr(noun.end);
    if (noun.rule->metric().empty() || MatchAtStart(words.grammar().noun_in_compound, behind) > 0 ||
        MatchAtStart(table.noun_in_compound, behind) > 0) {
      continue;
    }
    result.metric = noun.rule->metric();
    result.rule_id = noun.rule->id();
    result.min_value = noun.rule->min_value();
  }
  if (result.metric.empty()) return result;
  if (const v1::CountMetric* narrow = words.Narrow(head, result.metric, UnitOf(head))) {
    if (!narrow->metric().empty()) result.metric = narrow->metric();
    result.rule_id = narrow->id();
    if (narrow->has_min_value()) result.min_value = narrow->min_value();
  }
  return result;
}

bool IsNotOfUsers(const std::string& head, const CountWords& words) {
  const CountTablePatterns& table = words.table();
  if (!Finds(table.not_users, head)) return false;
  if (!Finds(table.mixed, head)) return true;
  std::string rest = head;
  RE2::GlobalReplace(&rest, *table.mixed, " ");
  return Finds(table.not_users, rest);
}

double ScaleOf(const std::string& words_and_figures, const CountWords& words) {
  // 10.65亿名 and 一千二百万名 are figures, not scales.
  static const RE2* const kFigure =
      new RE2("[0-9一二三四五六七八九十两几数][0-9一二三四五六七八九十百千万亿两,. ]*");
  std::string text = words_and_figures;
  RE2::GlobalReplace(&text, *kFigure, "#");
  const CountTablePatterns& table = words.table();
  for (const Compiled<v1::CountScale>& scale : words.scales()) {
    if (!Finds(scale.match, text)) continue;
    if (!scale.rule->of_people() && Finds(table.money, text) &&
        !Finds(table.not_only_money, text)) {
      continue;
    }
    return scale.rule->factor();
  }
  return 0;
}

}  // namespace filing_review::classify
