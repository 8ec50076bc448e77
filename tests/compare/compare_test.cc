// The difference of two briefs: what counts as the same, what changed, what may be said to be gone.
#include "service/compare/compare.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/words.h"
#include "tests/compare/brief_maker.h"

namespace filing_review::compare {
namespace {

using render::ShortEnumName;

constexpr v1::Language kEn = v1::LANGUAGE_EN;
constexpr v1::Language kHans = v1::LANGUAGE_ZH_HANS;
constexpr v1::Language kHant = v1::LANGUAGE_ZH_HANT;
constexpr auto kVersions = v1::COMPARISON_KIND_VERSIONS;
constexpr auto kTranslation = v1::COMPARISON_KIND_TRANSLATION;

// "CHANGED value 100>120" for each figure, joined by "; ".
std::string FiguresOf(const v1::BriefComparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::FigureChange& change : comparison.figures()) {
    std::string line = ShortEnumName(change.change());
    for (const std::string& field : change.fields()) line += " " + field;
    if (change.has_figure_a()) absl::StrAppend(&line, " ", change.figure_a().value());
    if (change.has_figure_b()) absl::StrAppend(&line, ">", change.figure_b().value());
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "; ");
}

struct FigureRow {
  const char* what;
  v1::ComparisonKind kind;
  v1::Language language_a, language_b;
  std::vector<Figure> a, b;
  const char* expected;
};

TEST(Figures, AreMatchedByWhatTheyCount) {
  const std::vector<FigureRow> rows = {
      {"the same fact on another page",
       kVersions,
       kEn,
       kEn,
       {{"MAU", 45'200'000, "2023", "Lantern had 45.2 million MAUs in 2023."}},
       {{"MAU", 45'200'000, "2023", "We had 45.2 million MAUs.", "", v1::BOUND_EXACT,
         v1::ATTRIBUTION_ISSUER, 9}},
       ""},
      {"another number for the same thing",
       kVersions,
       kEn,
       kEn,
       {{"MAU", 45'200'000, "2023", "Lantern had 45.2 million MAUs in 2023."}},
       {{"MAU", 46'000'000, "2023", "Lantern had 46 million MAUs in 2023."}},
       "CHANGED value 45200000>46000000"},
      {"another number, Chinese",
       kVersions,
       kHans,
       kHans,
       {{"REGISTERED", 26'400'000, "2023-03-31", "语芽拥有2,640万名注册用户", "语芽"}},
       {{"REGISTERED", 27'000'000, "2023-03-31", "语芽拥有2,700万名注册用户", "语芽"}},
       "CHANGED value 26400000>27000000"},
      {"another bound",
       kVersions,
       kHant,
       kHant,
       {{"MAU", 1'000'000, "2024", "月活躍用戶一百萬"}},
       {{"MAU", 1'000'000, "2024", "月活躍用戶超過一百萬", "", v1::BOUND_MORE_THAN}},
       "CHANGED bound 1000000>1000000"},
      {"the same sentence, a later date",
       kVersions,
       kEn,
       kEn,
       {{"PAYING", 500'000, "2022-12-31",
         "As of December 31, 2022 we had 500,000 paying subscribers of the evening edition."}},
       {{"PAYING", 640'000, "2023-06-30",
         "As of June 30, 2023 we had 640,000 paying subscribers of the evening edition."}},
       "CHANGED value asOf 500000>640000"},
      {"two figures of one table are not taken for each other",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 10'000, "2023", "Aldmoor 10,000", "Aldmoor"}},
       {{"USERS", 99'000, "2023", "Brackwater 99,000", "Brackwater"}},
       "APPEARED>99000; VANISHED 10000"},
      {"numbers without date and name are of one thing only in a like sentence",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 2'300, "", "An intruder copied the records of 2,300 users."},
        {"USERS", 70'000, "", "The pilot in Penang was tried by 70,000 users."}},
       {{"USERS", 90'000, "", "A survey asked 90,000 readers about tea."},
        {"USERS", 75'000, "", "The pilot in Penang was tried by 75,000 users."}},
       "CHANGED value 70000>75000; APPEARED>90000; VANISHED 2300"},
      {"a fact that is named otherwise still stands",
       kVersions,
       kHans,
       kHans,
       {{"MAU", 5'000'000, "2023", "月活跃用户500万", "灯笼"},
        {"MAU", 5'000'000, "2023", "月活跃用户为500万名", ""}},
       {{"MAU", 5'000'000, "2023", "月活跃用户500万", "灯笼"}},
       ""},
      {"below and above one million are not the same, whoever is counted",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 1'000'000, "", "We hold data of fewer than one million persons.", "Pebble",
         v1::BOUND_LESS_THAN}},
       {{"USERS", 1'000'000, "", "Our records are of more than one million riders.", "",
         v1::BOUND_MORE_THAN}},
       "VANISHED 1000000; APPEARED>1000000"},
      {"whose it is",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 8'000'000, "2023", "The platform reported 8 million users in 2023."}},
       {{"USERS", 8'000'000, "2023", "The platform reported 8 million users in 2023.", "",
         v1::BOUND_EXACT, v1::ATTRIBUTION_OTHER_COMPANY}},
       "CHANGED attribution 8000000>8000000"},
      {"units of two languages",
       kTranslation,
       kHant,
       kEn,
       {{"REGISTERED", 45'200'000, "2024-12-31", "註冊用戶達4,520萬名", "白棠"}},
       {{"REGISTERED", 45'200'000, "2024-12-31", "45.2 million registered users", "Baitang"}},
       ""},
      {"a number that is rounded on one side",
       kTranslation,
       kHans,
       kEn,
       {{"REGISTERED", 18'464'000, "2023", "注册用户1,846.4万"}},
       {{"REGISTERED", 18'500'000, "2023", "18.5 million registered users"}},
       ""},
      {"a round number of two digits is not rounded",
       kTranslation,
       kHans,
       kEn,
       {{"REGISTERED", 18'464'000, "2023", "注册用户1,846.4万"}},
       {{"REGISTERED", 18'000'000, "2023", "18 million registered users"}},
       "CHANGED value 18464000>18000000"},
      {"ten thousand taken for a thousand",
       kTranslation,
       kHant,
       kEn,
       {{"MAU", 3'120'000, "2024", "月活躍用戶312萬"}},
       {{"MAU", 312'000, "2024", "312 thousand monthly active users"}},
       "CHANGED value 3120000>312000"},
      {"another date",
       kTranslation,
       kHans,
       kEn,
       {{"MAU", 3'120'000, "2024-06-30", "截至2024年6月30日，月活跃用户312万"}},
       {{"MAU", 3'120'000, "2024-12-31", "3.12 million MAUs as of December 31, 2024"}},
       "CHANGED asOf 3120000>3120000"},
      {"a year and its last day",
       kTranslation,
       kHans,
       kEn,
       {{"MAU", 3'120'000, "2024", "2024年平均月活跃用户312万"}},
       {{"MAU", 3'120'000, "2024-12-31", "3.12 million MAUs in 2024"}},
       ""},
      {"a metric that the other language reads elsewhere",
       kTranslation,
       kHant,
       kEn,
       {{"PAYING", 1'204'000, "2023", "付費訂閱用戶1,204千名"},
        {"PAYING", 1'655'000, "2024", "付費訂閱用戶1,655千名"}},
       {{"SUBSCRIBERS", 1'204'000, "2023", "1,204 thousand paying subscribers"},
        {"SUBSCRIBERS", 1'665'000, "2024", "1,665 thousand paying subscribers"}},
       "CHANGED value metric 1655000>1665000; CHANGED metric 1204000>1204000"},
      {"on one side only",
       kTranslation,
       kEn,
       kHans,
       {{"DAU", 900'000, "2024", "900,000 daily active users"}},
       {},
       "VANISHED 900000"},
  };
  for (const FigureRow& row : rows) {
    const v1::ReviewBrief a = BriefOf(row.language_a, row.a), b = BriefOf(row.language_b, row.b);
    EXPECT_EQ(FiguresOf(CompareBriefs(a, b, row.kind)), row.expected) << row.what;
  }
}

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

std::string PassagesOf(const v1::BriefComparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::PassageChange& change : comparison.disclosures()) {
    std::string line = ShortEnumName(change.change());
    const auto add = [&](const auto& readings) {
      for (const v1::PassageReading& reading : readings) {
        absl::StrAppend(&line, " ", reading.label(), ".", ShortEnumName(reading.stance()),
                        reading.nowhere_else() ? "!" : "");
      }
    };
    add(change.readings_a());
    if (!change.readings_a().empty() && !change.readings_b().empty()) line += " >";
    add(change.readings_b());
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "; ");
}

struct PassageRow {
  const char* what;
  v1::ComparisonKind kind;
  std::vector<Handling> a, b;
  const char* expected;
};

TEST(Passages, ThatMoveOrAreRewordedDoNotVanish) {
  constexpr auto kStates = v1::STANCE_ISSUER_STATES, kDenies = v1::STANCE_ISSUER_DENIES,
                 kRisk = v1::STANCE_RISK;
  const std::vector<PassageRow> rows = {
      {"moved",
       kVersions,
       {{"minors", kRisk, "未成年人的信息需监护人同意。", 5}},
       {{"minors", kRisk, "未成年人的信息需监护人同意。", 9}},
       ""},
      {"in the other script",
       kVersions,
       {{"minors", kRisk, "未成年人的信息須經監護人同意。"}},
       {{"minors", kRisk, "未成年人的信息须经监护人同意。"}},
       ""},
      {"reworded",
       kVersions,
       {{"collection", kStates, "We collect names, telephone numbers and delivery addresses."}},
       {{"collection", kStates,
         "We collect names, telephone numbers, delivery addresses and voice samples."}},
       "REWORDED collection.ISSUER_STATES > collection.ISSUER_STATES"},
      {"reworded, Chinese",
       kVersions,
       {{"collection", kStates, "我们收集用户的姓名、电话号码和收货地址。"}},
       {{"collection", kStates, "我们收集用户的姓名、电话号码、收货地址和语音样本。"}},
       "REWORDED collection.ISSUER_STATES > collection.ISSUER_STATES"},
      {"another sentence of the same category",
       kVersions,
       {{"collection", kStates, "We collect names and telephone numbers of riders."},
        {"collection", kStates, "Cookies remember the language of a visitor."}},
       {{"collection", kStates, "We collect names and telephone numbers of riders."},
        {"collection", kStates, "Sensors in helmets record the speed of a fall."}},
       "APPEARED collection.ISSUER_STATES; VANISHED collection.ISSUER_STATES"},
      {"the last of its kind",
       kVersions,
       {{"minors", kRisk, "Children may use the service without consent."}},
       {},
       "VANISHED minors.RISK!"},
      {"the same words, read otherwise",
       kVersions,
       {{"breach_incident", kStates, "No breach came to our notice."}},
       {{"breach_incident", kDenies, "No breach came to our notice."}},
       "CHANGED breach_incident.ISSUER_STATES! > breach_incident.ISSUER_DENIES!"},
      {"one sentence, two categories, one entry",
       kVersions,
       {{"minors", kRisk, "Data of children may leak."},
        {"breach_incident", kRisk, "Data of children may leak."}},
       {},
       "VANISHED breach_incident.RISK! minors.RISK!"},
      {"a translation is compared by label",
       kTranslation,
       {{"minors", kRisk, "兒童的資料或會外洩。"}, {"collection", kStates, "我們收集姓名。"}},
       {{"collection", kRisk, "We may collect names."}},
       "VANISHED minors.UNSPECIFIED!"},
      {"and by what is denied",
       kTranslation,
       {{"cross_border_transfer", kDenies, "我們並不將資料傳輸至境外。"}},
       {{"cross_border_transfer", kStates, "We transfer data abroad."}},
       "VANISHED cross_border_transfer.ISSUER_DENIES!"},
  };
  for (const PassageRow& row : rows) {
    const v1::ReviewBrief a = BriefOf(kHans, {}, {}, row.a), b = BriefOf(kHans, {}, {}, row.b);
    EXPECT_EQ(PassagesOf(CompareBriefs(a, b, row.kind)), row.expected) << row.what;
  }
}

TEST(Coverage, NothingIsGoneFromPagesThatWereNotRead) {
  const std::vector<Figure> figures = {{"MAU", 5'000'000, "2023", "5 million MAUs"}};
  const std::vector<Share> shares = {{"Harbour Fund", 12.8}};
  const std::vector<Handling> handling = {{"minors", v1::STANCE_RISK, "Children may use it."}};
  const v1::ReviewBrief full = BriefOf(kEn, figures, shares, handling);
  const v1::ReviewBrief empty = WithDigest(BriefOf(kEn, {}), "b");
  struct Row {
    v1::ReviewBrief a, b;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {full, empty, "VANISHED"},
      {full, WithUnread(empty, 4), "NOT_READABLE"},
      {WithUnread(full, 4), empty, "VANISHED"},
      {empty, full, "APPEARED"},
      {WithUnread(empty, 4), full, "NOT_READABLE"},
  };
  for (const Row& row : rows) {
    const v1::BriefComparison comparison = CompareBriefs(row.a, row.b);
    ASSERT_EQ(comparison.figures_size(), 1);
    ASSERT_EQ(comparison.holders_size(), 1);
    ASSERT_EQ(comparison.disclosures_size(), 1);
    EXPECT_EQ(ShortEnumName(comparison.figures(0).change()), row.expected);
    EXPECT_EQ(ShortEnumName(comparison.holders(0).change()), row.expected);
    EXPECT_EQ(ShortEnumName(comparison.holders(0).holdings(0).change()), row.expected);
    EXPECT_EQ(ShortEnumName(comparison.disclosures(0).change()), row.expected);
  }
  // Under two rule packs the unread pages are the same ones: what a side found stood elsewhere.
  const v1::BriefComparison packs =
      CompareBriefs(WithUnread(full, 4), WithUnread(WithDigest(empty, ""), 4));
  EXPECT_EQ(packs.kind(), v1::COMPARISON_KIND_RULES);
  EXPECT_EQ(packs.figures(0).change(), v1::CHANGE_KIND_VANISHED);
}

TEST(Kind, IsToldFromTheBriefs) {
  const v1::ReviewBrief chinese = WithDigest(BriefOf(kHant, {}), "a");
  const v1::ReviewBrief english = WithDigest(BriefOf(kEn, {}), "b");
  const v1::ReviewBrief later = WithDigest(BriefOf(kEn, {}), "c");
  const v1::ReviewBrief simplified = WithDigest(BriefOf(kHans, {}), "d");
  EXPECT_EQ(KindOf(chinese, chinese), v1::COMPARISON_KIND_RULES);
  EXPECT_EQ(KindOf(chinese, english), v1::COMPARISON_KIND_TRANSLATION);
  EXPECT_EQ(KindOf(english, simplified), v1::COMPARISON_KIND_TRANSLATION);
  EXPECT_EQ(KindOf(english, later), v1::COMPARISON_KIND_VERSIONS);
  EXPECT_EQ(KindOf(chinese, simplified), v1::COMPARISON_KIND_VERSIONS);
  EXPECT_EQ(CompareBriefs(chinese, english, kVersions).kind(), kVersions);
}

v1::Assessment& AddRegime(v1::ReviewBrief& brief, v1::Outcome outcome,
                          const std::string& explanation, v1::ConditionState state) {
  v1::Assessment& assessment = *brief.add_assessments();
  assessment.set_regime("cn_cybersecurity_review_2021");
  assessment.set_title("Cybersecurity Review Measures");
  assessment.set_outcome(outcome);
  v1::Condition& users = *assessment.add_conditions();
  users.set_condition("issuer_users_over_1m");
  users.set_state(state);
  users.set_explanation(explanation);
  AddPlace(3, "quote of " + explanation, users.mutable_evidence());
  return assessment;
}

TEST(Regimes, SayWhichOperandChanged) {
  struct Row {
    const char *a, *b;
    v1::ConditionState state_b;
    v1::Outcome outcome_b;
    int changes;
  };
  const std::vector<Row> rows = {
      // Another page, or another date of the filing, is no other operand.
      {"The filing gives 5,000,000 users (page 7), above.",
       "The filing gives 5,000,000 users (page 9), above.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 0},
      {"In force from 2022-02-15; the filing is of 2023-04-21.",
       "In force from 2022-02-15; the filing is of 2023-06-01.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 0},
      {"The filing gives 5,000,000 users (page 7), above.",
       "The filing gives 6,000,000 users (page 7), above.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 1},
      {"The filing gives 5,000,000 users (page 7), above.", "The filing gives no figure.",
       v1::CONDITION_STATE_UNKNOWN, v1::OUTCOME_INDETERMINATE, 1},
  };
  for (const Row& row : rows) {
    v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
    AddRegime(a, v1::OUTCOME_TRIGGERED, row.a, v1::CONDITION_STATE_MET);
    AddRegime(b, row.outcome_b, row.b, row.state_b);
    const v1::BriefComparison comparison = CompareBriefs(a, b);
    ASSERT_EQ(comparison.regimes_size(), row.changes) << row.b;
    if (row.changes == 0) continue;
    const v1::RegimeChange& change = comparison.regimes(0);
    EXPECT_EQ(change.outcome_a(), v1::OUTCOME_TRIGGERED);
    EXPECT_EQ(change.outcome_b(), row.outcome_b);
    ASSERT_EQ(change.conditions_size(), 1);
    EXPECT_EQ(change.conditions(0).condition(), "issuer_users_over_1m");
    EXPECT_EQ(change.conditions(0).explanation_a(), row.a);
    EXPECT_EQ(change.conditions(0).explanation_b(), row.b);
    EXPECT_EQ(change.conditions(0).evidence_a_size(), 1);
    EXPECT_EQ(change.conditions(0).evidence_b_size(), 1);
  }
}

TEST(Compare, ABriefIsTheSameAsItself) {
  v1::ReviewBrief brief =
      BriefOf(kEn, {{"MAU", 5'000'000, "2023", "5 million MAUs"}}, {{"Harbour Fund", 12.8}},
              {{"minors", v1::STANCE_RISK, "Children may use it."}});
  AddRegime(brief, v1::OUTCOME_TRIGGERED, "5,000,000 users", v1::CONDITION_STATE_MET);
  const v1::BriefComparison comparison = CompareBriefs(brief, brief);
  EXPECT_TRUE(comparison.same()) << comparison.ShortDebugString();
  EXPECT_EQ(ChangeCount(comparison), 0);
  EXPECT_TRUE(comparison.pages_a().empty());
  EXPECT_FALSE(IsPartial(comparison));
}

TEST(Compare, MetadataChecklistCoverageAndHeadline) {
  v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
  a.mutable_filing()->set_issuer("Lantern Inc.");
  b.mutable_filing()->set_issuer("LANTERN, INC");
  a.mutable_filing()->set_filing_date("2023-04-21");
  b.mutable_filing()->set_filing_date("2023-06-01");
  AddPlace(1, "April 21, 2023", a.mutable_filing()->mutable_evidence());
  AddPlace(1, "June 1, 2023", b.mutable_filing()->mutable_evidence());
  AddPlace(1, "Form F-1", a.mutable_filing()->mutable_evidence());
  AddPlace(1, "Form F-1", b.mutable_filing()->mutable_evidence());
  for (v1::ReviewBrief* brief : {&a, &b}) brief->add_checklist()->set_item("minors");
  a.mutable_checklist(0)->set_state(v1::CHECKLIST_STATE_FOUND);
  b.mutable_checklist(0)->set_state(v1::CHECKLIST_STATE_NOT_FOUND);
  a.mutable_headline()->set_value(900'000);
  b.mutable_headline()->set_value(1'100'000);
  a.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_NOT_MET);
  b.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_MET);
  b = WithUnread(b, 7);
  const v1::BriefComparison comparison = CompareBriefs(a, b);
  ASSERT_EQ(comparison.metadata_size(), 1) << "the issuer differs in case and punctuation only";
  EXPECT_EQ(comparison.metadata(0).field(), "filingDate");
  ASSERT_EQ(comparison.metadata(0).evidence_b_size(), 1);
  EXPECT_EQ(comparison.metadata(0).evidence_b(0).quote(), "June 1, 2023");
  ASSERT_EQ(comparison.metadata(0).evidence_a_size(), 1);
  EXPECT_EQ(comparison.metadata(0).evidence_a(0).quote(), "April 21, 2023");
  ASSERT_EQ(comparison.checklist_size(), 1);
  EXPECT_EQ(comparison.checklist(0).state_b(), v1::CHECKLIST_STATE_NOT_FOUND);
  ASSERT_EQ(comparison.headline_size(), 2);
  EXPECT_EQ(comparison.headline(0).value_b(), "1100000");
  EXPECT_EQ(comparison.headline(1).field(), "overOneMillion");
  ASSERT_EQ(comparison.coverage_size(), 1);
  EXPECT_EQ(comparison.coverage(0).value_b(), "7");
  EXPECT_TRUE(IsPartial(comparison));
}

TEST(Compare, ConflictsAreMatchedByWhatTheySay) {
  v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
  const auto add = [](v1::ReviewBrief& brief, const char* explanation) {
    v1::Conflict& conflict = *brief.add_conflicts();
    conflict.set_kind("DIFFERENT_FIGURES");
    conflict.set_explanation(explanation);
    AddPlace(4, explanation, conflict.mutable_evidence());
  };
  add(a, "4,210,000 and 4,120,000 riders of Pebble for the year 2021 stand side by side.");
  add(b, "4,210,000 and 4,120,000 riders of Pebble for the year 2021 stand side by side.");
  add(a, "Two counts of helmets.");
  add(b, "The summary and the table give other numbers of borrowers.");
  const v1::BriefComparison comparison = CompareBriefs(a, b);
  ASSERT_EQ(comparison.conflicts_size(), 2);
  EXPECT_EQ(comparison.conflicts(0).change(), v1::CHANGE_KIND_VANISHED);
  EXPECT_EQ(comparison.conflicts(0).explanation_a(), "Two counts of helmets.");
  EXPECT_EQ(comparison.conflicts(1).change(), v1::CHANGE_KIND_APPEARED);
}

TEST(Compare, PagesThatCarryDifferencesAreCountedInFull) {
  std::vector<Handling> handling;
  std::vector<std::string> quotes;
  for (int page = 1; page <= 9; ++page) {
    handling.push_back({"minors", v1::STANCE_RISK, "Children may use it.", page});
  }
  const v1::BriefComparison comparison =
      CompareBriefs(BriefOf(kEn, {}, {}, handling), WithDigest(BriefOf(kEn, {}), "b"));
  ASSERT_EQ(comparison.disclosures_size(), 1);
  EXPECT_EQ(comparison.disclosures(0).evidence_a_size(), kEvidenceASide);
  EXPECT_EQ(comparison.pages_a_size(), 9);
  EXPECT_EQ(comparison.pages_a(8).page(), 9);
  EXPECT_EQ(comparison.pages_a(8).change_count(), 1);
}

// Sentences of made-up words, each its own; a tenth of them has other words under another seed.
v1::ReviewBrief Large(int count, int seed) {
  std::vector<std::string> quotes;
  for (int i = 0; i < count; ++i) {
    std::string quote = "We keep";
    for (int word = 0; word < 25; ++word) {
      const int own = i % 10 == 0 && word % 5 == 0 ? seed : 0;
      absl::StrAppend(&quote, " w", (i * 7919 + word * 101 + own * 13) % 1'000'003);
    }
    quotes.push_back(quote + ".");
  }
  std::vector<Handling> handling;
  for (int i = 0; i < count; ++i) {
    handling.push_back({"collection", v1::STANCE_ISSUER_STATES,
                        quotes[static_cast<size_t>(i)].c_str(), 1 + i / 4});
  }
  return WithDigest(BriefOf(kEn, {}, {}, handling), std::to_string(seed));
}

TEST(Compare, TenTimesTheFindingsTakeNoHundredTimesTheTime) {
  const auto seconds = [](int count) {
    const v1::ReviewBrief a = Large(count, 1), b = Large(count, 2);
    const auto start = std::chrono::steady_clock::now();
    const v1::BriefComparison comparison = CompareBriefs(a, b);
    EXPECT_GT(comparison.disclosures_size(), 0);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double small = seconds(1'000), large = seconds(10'000);
  std::printf("1,000 passages a side: %.3f s; 10,000: %.3f s\n", small, large);
  EXPECT_LT(large, 40 * std::max(small, 0.01));
}

TEST(Compare, TheSameBriefsGiveTheSameBytes) {
  const v1::ReviewBrief a = Large(300, 1), b = Large(300, 2);
  EXPECT_EQ(CompareBriefs(a, b).SerializeAsString(), CompareBriefs(a, b).SerializeAsString());
}

TEST(Bound, CutsTheLongestListAndCountsWhatIsGone) {
  v1::BriefComparison comparison = CompareBriefs(Large(300, 1), WithDigest(BriefOf(kEn, {}), "b"));
  const int all = ChangeCount(comparison);
  const int64_t bytes = static_cast<int64_t>(comparison.ByteSizeLong());
  Bound(comparison, bytes);
  EXPECT_EQ(comparison.omitted_count(), 0);
  Bound(comparison, bytes / 2);
  EXPECT_LE(static_cast<int64_t>(comparison.ByteSizeLong()), bytes / 2);
  EXPECT_GT(comparison.omitted_count(), 0);
  EXPECT_EQ(ChangeCount(comparison), all);
  // It ends where nothing is left to take away.
  Bound(comparison, 1);
  EXPECT_EQ(comparison.disclosures_size(), 0);
}

}  // namespace
}  // namespace filing_review::compare
