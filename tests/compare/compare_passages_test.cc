// Passages of two briefs: which moved or were reworded, and what may be said to be gone.
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

}  // namespace
}  // namespace filing_review::compare
