#include "classify/conflicts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "classify/conflicts_claims.h"
#include "classify/conflicts_figures.h"
#include "classify/conflicts_superseded.h"
#include "classify/conflicts_totals.h"
#include "classify/fold.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

const v1::RulePack& Pack() { return SharedRules().pack; }

v1::UserCount Count(int64_t value, const std::string& printed, int page,
                    const std::string& subject = "") {
  v1::UserCount count;
  count.set_value(value);
  count.set_value_text(printed);
  count.set_bound(v1::BOUND_EXACT);
  count.set_metric("REGISTERED");
  count.set_subject(subject);
  count.set_as_of("2023-06-30");
  count.set_region(v1::REGION_CN_MAINLAND);
  count.set_attribution(v1::ATTRIBUTION_ISSUER);
  v1::Evidence& evidence = *count.add_evidence();
  evidence.set_document("main");
  evidence.set_page(page);
  evidence.set_quote(printed);
  evidence.set_role(v1::EVIDENCE_ROLE_FIGURE);
  return count;
}

std::vector<std::string> Kinds(const std::vector<std::string>& pages, v1::ReviewBrief brief) {
  const auto finder = ConflictFinder::Create(Pack(), {});
  EXPECT_TRUE(finder.ok()) << finder.status();
  const extract::Document document = TextDocument(pages);
  (*finder)->Find({Analyze(document)}, brief);
  std::vector<std::string> kinds;
  for (const v1::Conflict& conflict : brief.conflicts()) {
    EXPECT_GE(conflict.evidence_size(), 2) << conflict.kind();
    EXPECT_FALSE(conflict.explanation().empty());
    kinds.push_back(conflict.kind());
  }
  return kinds;
}

TEST(ClaimConflicts, RuleExamples) {
  const auto claims = ClaimConflicts::Create(Pack().regimes(), {});
  ASSERT_TRUE(claims.ok()) << claims.status();
  for (const v1::Pattern& pattern : Pack().regimes().conflicts().holding_claims()) {
    EXPECT_GE(pattern.examples_size(), 2) << pattern.id();
    const Script script =
        pattern.language() == v1::RULE_LANGUAGE_ZH ? Script::kChinese : Script::kEnglish;
    for (const v1::Example& example : pattern.examples()) {
      EXPECT_EQ((*claims)->ClaimIn(FoldText(example.text()), script),
                example.expect().empty() ? 0 : 1000000)
          << pattern.id() << ": " << example.text();
    }
  }
}

TEST(ConflictFinder, ClaimAgainstFigure) {
  const std::string claim =
      "We do not hold or process personal information of over one million users.";
  const std::string product =
      "Brightferry holds the personal data of fewer than one million individuals.";
  v1::ReviewBrief none, below, above, other;
  *below.add_user_counts() = Count(712400, "712,400", 1);
  *above.add_user_counts() = Count(31640000, "31,640", 1);
  *other.add_user_counts() = Count(31640000, "31,640", 1, "Longbarge");
  const std::vector<std::string> contradiction = {"STATEMENT_CONTRADICTS_FIGURE"};
  EXPECT_TRUE(Kinds({claim}, none).empty());
  EXPECT_TRUE(Kinds({claim}, below).empty());
  EXPECT_EQ(Kinds({claim}, above), contradiction);
  EXPECT_TRUE(Kinds({product}, other).empty()) << "the figure is another product's";
  *other.add_user_counts() = Count(1274000, "1,274", 1, "Brightferry");
  EXPECT_EQ(Kinds({product}, other), contradiction);
  v1::ReviewStatement& statement = *above.add_review_statements();
  statement.set_status("STATES_BELOW_1M");
  statement.add_evidence()->set_page(9);
  EXPECT_EQ(Kinds({"-"}, above), contradiction) << "the statement found elsewhere is enough";
  v1::UserCount supply = Count(2000000, "2,000,000", 1);
  supply.set_metric("DOWNLOADS");
  *below.add_user_counts() = supply;
  EXPECT_TRUE(Kinds({claim}, below).empty()) << "downloads are no persons";
}

TEST(ConflictFinder, ClaimOfAPlaceAgainstItsFigure) {
  const std::string claims[] = {"Nightferry在美国的注册用户不足十万名，但仍须遵守当地法律。",
                                "Nightferry has fewer than 100,000 registered users in Canada."};
  for (const std::string& claim : claims) {
    v1::ReviewBrief brief;
    *brief.add_user_counts() = Count(124300, "12.43", 1, "Nightferry by place");
    EXPECT_TRUE(Kinds({claim}, brief).empty()) << "the figure is of no place: " << claim;
    brief.mutable_user_counts(0)->set_region_text("美国 (Canada)");
    EXPECT_EQ(Kinds({claim}, brief), std::vector<std::string>{"STATEMENT_CONTRADICTS_FIGURE"})
        << claim;
    brief.mutable_user_counts(0)->set_value(98000);
    EXPECT_TRUE(Kinds({claim}, brief).empty()) << claim;
  }
}

TEST(ConflictFinder, StatementsThatDisagree) {
  const auto statement = [](const char* status, int page, v1::ReviewBrief& brief) {
    v1::ReviewStatement& made = *brief.add_review_statements();
    made.set_status(status);
    v1::Evidence& evidence = *made.add_evidence();
    evidence.set_document("main");
    evidence.set_page(page);
    evidence.set_quote(status);
  };
  const std::vector<std::string> disagree = {"STATEMENTS_DISAGREE"};
  v1::ReviewBrief both, one, other;
  statement("STATES_BELOW_1M", 3, both);
  statement("STATES_ABOVE_1M", 40, both);
  EXPECT_EQ(Kinds({"-"}, both), disagree);
  statement("STATES_BELOW_1M", 3, one);
  statement("NOT_CIIO", 40, one);
  EXPECT_TRUE(Kinds({"-"}, one).empty());
  statement("NOT_CONTACTED_BY_AUTHORITY", 3, other);
  EXPECT_TRUE(Kinds({"-"}, other).empty());
  statement("UNDER_REVIEW", 9, other);
  EXPECT_EQ(Kinds({"-"}, other), disagree);
  other.mutable_review_statements(1)->mutable_evidence(0)->CopyFrom(
      other.review_statements(0).evidence(0));
  EXPECT_TRUE(Kinds({"-"}, other).empty()) << "one sentence does not disagree with itself";
}

TEST(PrintedPrecision, Table) {
  const struct {
    const char* text;
    int64_t value;
    int digits;
    double precision;
  } rows[] = {
      {"1.863亿", 186300000, 4, 50000}, {"14,325", 14325, 5, 0.5}, {"63.4", 63400000, 3, 50000},
      {"0.5", 500000, 1, 50000},        {"一百万", 1000000, 0, 0},
  };
  for (const auto& row : rows) {
    int digits = -1;
    EXPECT_DOUBLE_EQ(PrintedPrecision(row.text, row.value, digits), row.precision) << row.text;
    EXPECT_EQ(digits, row.digits) << row.text;
  }
}

TEST(ConflictFinder, DifferentFigures) {
  const auto kinds = [](const std::vector<v1::UserCount>& counts) {
    v1::ReviewBrief brief;
    for (const v1::UserCount& count : counts) *brief.add_user_counts() = count;
    return Kinds({"-"}, brief);
  };
  const std::vector<std::string> different = {"DIFFERENT_FIGURES"};
  EXPECT_EQ(kinds({Count(186300000, "1.863亿", 3), Count(183600000, "1.836亿", 13)}), different);
  EXPECT_EQ(kinds({Count(14325, "14,325", 24), Count(14326, "14,326", 35)}), different);
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), Count(186000000, "1.86亿", 13)}).empty())
      << "rounding";
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), Count(183600000, "1.836亿", 3)}).empty())
      << "one page";
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), Count(112300000, "1.123亿", 13)}).empty())
      << "too far apart";
  EXPECT_TRUE(
      kinds({Count(186300000, "1.863亿", 3, "A"), Count(183600000, "1.836亿", 13, "B")}).empty());
  v1::UserCount later = Count(183600000, "1.836亿", 13);
  later.set_as_of("2022-06-30");
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), later}).empty()) << "another date";
  v1::UserCount about = Count(183600000, "1.836亿", 13);
  about.set_bound(v1::BOUND_APPROX);
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), about}).empty());
  v1::UserCount average = Count(183600000, "1.836亿", 13);
  average.set_metric_text("平均註冊用戶");
  EXPECT_TRUE(kinds({Count(186300000, "1.863亿", 3), average}).empty())
      << "an average is another fact";
}

TEST(AddsUp, WithinRounding) {
  EXPECT_TRUE(AddsUp({{741.1, 322.5, 176.0}, 1239.6, 0.1}));
  EXPECT_TRUE(AddsUp({{741.1, 322.5, 176.0}, 1239.7, 0.1})) << "rounding of four figures";
  EXPECT_FALSE(AddsUp({{782.6, 391.8, 214.9}, 1398.3, 0.1}));
  double unit = 0;
  EXPECT_EQ(CellNumber("1,398.3", unit), 1398.3);
  EXPECT_DOUBLE_EQ(unit, 0.1);
  EXPECT_EQ(CellNumber("(12)", unit), -12);
  EXPECT_EQ(CellNumber("-", unit), 0);
  EXPECT_FALSE(CellNumber("2023 年度", unit).has_value());
  EXPECT_FALSE(CellNumber("", unit).has_value());
}

TEST(SupersededConflicts, RuleExamples) {
  const auto finder = SupersededConflicts::Create(Pack().regimes(), {});
  ASSERT_TRUE(finder.ok()) << finder.status();
  for (const v1::SupersededText& rule : Pack().regimes().superseded_texts()) {
    EXPECT_GE(rule.examples_size(), 2) << rule.id();
    for (const v1::Example& example : rule.examples()) {
      EXPECT_EQ((*finder)->Matches(rule.id(), FoldText(example.text())), !example.expect().empty())
          << rule.id() << ": " << example.text();
    }
  }
}

TEST(ConflictFinder, SupersededTextByDate) {
  const std::string text =
      "自上年1月1日起累计向境外提供十万人个人信息的应当申报评估，该规定现行有效。";
  v1::ReviewBrief before, after, undated;
  before.mutable_filing()->set_filing_date("2024-03-01");
  after.mutable_filing()->set_filing_date("2024-06-18");
  EXPECT_TRUE(Kinds({text}, before).empty());
  EXPECT_TRUE(Kinds({text}, undated).empty());
  EXPECT_EQ(Kinds({text}, after), std::vector<std::string>{"QUOTES_SUPERSEDED_TEXT"});
}

TEST(ConflictFinder, AFilingThatTellsTheNewerTextOnlyRecountsTheOldOne) {
  const std::string old_line =
      "Under the Holding Foreign Companies Accountable Act the SEC will prohibit trading in our "
      "shares if our auditor cannot be inspected for three consecutive years.";
  const std::string newer = "A later law shortened the period from three years to two.";
  v1::ReviewBrief brief;
  brief.mutable_filing()->set_filing_date("2024-04-18");
  EXPECT_EQ(Kinds({old_line}, brief), std::vector<std::string>{"QUOTES_SUPERSEDED_TEXT"});
  EXPECT_TRUE(Kinds({old_line, newer}, brief).empty());
  brief.mutable_filing()->set_filing_date("2022-04-18");
  EXPECT_TRUE(Kinds({old_line}, brief).empty()) << "the line of that day";
}

}  // namespace
}  // namespace filing_review::classify
