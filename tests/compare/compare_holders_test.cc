// Holders of two briefs: who is the same under another name, whose share changed.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/compare/compare.h"
#include "service/render/words.h"
#include "tests/compare/brief_maker.h"

namespace filing_review::compare {
namespace {

using render::ShortEnumName;

std::string HoldersOf(const v1::BriefComparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::HolderChange& change : comparison.holders()) {
    std::string line = ShortEnumName(change.change());
    if (change.name_match() != v1::NAME_MATCH_UNSPECIFIED) {
      absl::StrAppend(&line, " ", ShortEnumName(change.name_match()));
    }
    for (const v1::FieldChange& field : change.fields()) {
      absl::StrAppend(&line, " ", field.field(), " ", field.value_a(), ">", field.value_b());
    }
    for (const v1::HoldingChange& holding : change.holdings()) {
      absl::StrAppend(&line, " ", ShortEnumName(holding.change()));
      for (const std::string& field : holding.fields()) absl::StrAppend(&line, " ", field);
      if (holding.has_holding_a()) absl::StrAppend(&line, " ", holding.holding_a().percent());
      if (holding.has_holding_b()) absl::StrAppend(&line, ">", holding.holding_b().percent());
    }
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "; ");
}

struct HolderRow {
  const char* what;
  v1::ComparisonKind kind;
  std::vector<Share> a, b;
  const char* expected;
};

TEST(Holders, AreKnownAcrossNames) {
  constexpr auto kBefore = v1::HOLDING_STAGE_BEFORE, kAfter = v1::HOLDING_STAGE_AFTER;
  const std::vector<HolderRow> rows = {
      {"punctuation and case",
       kVersions,
       {{"Harbour Fund Pte. Ltd.", 12.8}},
       {{"HARBOUR FUND PTE LTD", 12.8}},
       ""},
      {"a percentage moves",
       kVersions,
       {{"Harbour Fund", 12.8}},
       {{"Harbour Fund", 11.2}},
       "CHANGED SAME CHANGED percent 12.8>11.2"},
      {"both stages, one moves",
       kVersions,
       {{"甬潮资本", 9.1, kBefore}, {"甬潮资本", 7.3, kAfter}},
       {{"甬潮资本", 9.1, kBefore}, {"甬潮资本", 7.0, kAfter}},
       "CHANGED SAME CHANGED percent 7.3>7"},
      {"a stage is new",
       kVersions,
       {{"甬潮资本", 9.1, kBefore}},
       {{"甬潮资本", 9.1, kBefore}, {"甬潮资本", 7.0, kAfter}},
       "CHANGED SAME APPEARED>7"},
      {"nearly the same name",
       kVersions,
       {{"Alder Growth Limited", 5.5}},
       {{"Alder Growth Ltd", 5.2}},
       "CHANGED SIMILAR name Alder Growth Limited>Alder Growth Ltd CHANGED percent 5.5>5.2"},
      {"a name that is nearly the same may be another's",
       kVersions,
       {{"Northwick Capital Limited", 5.5}},
       {{"Southwick Capital Limited", 5.2}},
       "VANISHED VANISHED 5.5; APPEARED APPEARED>5.2"},
      {"a slip in a name, the same percentage",
       kVersions,
       {{"Northwick Capital Limited", 5.5}},
       {{"Nortwhick Capital Limited", 5.5}},
       "CHANGED SIMILAR name Northwick Capital Limited>Nortwhick Capital Limited"},
      {"Fund A is not Fund B",
       kVersions,
       {{"Harbour Growth Fund A", 5.5}},
       {{"Harbour Growth Fund B", 5.5}},
       "VANISHED VANISHED 5.5; APPEARED APPEARED>5.5"},
      {"Fund II is not Fund III",
       kVersions,
       {{"Alder Growth Fund II", 5.5}},
       {{"Alder Growth Fund III", 5.5}},
       "VANISHED VANISHED 5.5; APPEARED APPEARED>5.5"},
      {"一号 is not 二号",
       kVersions,
       {{"中岭资管一号计划", 5.5}},
       {{"中岭资管二号计划", 5.5}},
       "VANISHED VANISHED 5.5; APPEARED APPEARED>5.5"},
      {"Traditional and Simplified",
       kVersions,
       {{"寧波甬潮產業基金", 1.2}},
       {{"宁波甬潮产业基金", 1.2}},
       ""},
      {"the same percentage is not the same holder",
       kVersions,
       {{"Northwick", 5.0}},
       {{"Southmere", 5.0}},
       "VANISHED VANISHED 5; APPEARED APPEARED>5"},
      {"by another name",
       kTranslation,
       {{"匯澤資產管理", 0.86, kAfter, "Huize Asset"}},
       {{"Huize Asset", 0.86, kAfter}},
       ""},
      {"by the percentage",
       kTranslation,
       {{"阿布扎比儲備投資局", 2.4, kAfter}, {"甬潮基金", 1.2, kAfter}},
       {{"Yongchao Fund", 1.2, kAfter}, {"Abu Dhabi Reserve", 2.4, kAfter}},
       ""},
      {"a percentage that two have says nothing",
       kTranslation,
       {{"甲基金", 1.2, kAfter}, {"乙基金", 1.2, kAfter}},
       {{"Alpha Fund", 1.2, kAfter}, {"Beta Fund", 1.2, kAfter}},
       "VANISHED VANISHED 1.2; VANISHED VANISHED 1.2; APPEARED APPEARED>1.2; "
       "APPEARED APPEARED>1.2"},
      {"known by one stage, differs in the other",
       kTranslation,
       {{"甬潮基金", 9.1, kBefore}, {"甬潮基金", 7.3, kAfter}},
       {{"Yongchao Fund", 9.1, kBefore}, {"Yongchao Fund", 7.8, kAfter}},
       "CHANGED PERCENT CHANGED percent 7.3>7.8"},
      {"where it is from",
       kVersions,
       {{"Harbour Fund", 12.8}},
       {{"Harbour Fund", 12.8, kBefore, "", v1::HOLDER_CLASS_PRC}},
       "CHANGED SAME holderClass FOREIGN>PRC"},
  };
  for (const HolderRow& row : rows) {
    const v1::ReviewBrief a = BriefOf(kHant, {}, row.a), b = BriefOf(kEn, {}, row.b);
    EXPECT_EQ(HoldersOf(CompareBriefs(a, b, row.kind)), row.expected) << row.what;
  }
}

}  // namespace
}  // namespace filing_review::compare
