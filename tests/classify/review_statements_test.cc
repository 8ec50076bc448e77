#include "classify/review_statements.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/classify/embedded_rules.h"
#include "tests/classify/sentence_document.h"

namespace filing_review::classify {
namespace {

class ReviewStatementsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<ReviewStatementFinder>> finder =
        ReviewStatementFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  std::string Statuses(const std::vector<std::string>& sentences) const {
    std::set<std::string> found;
    for (const PositionStatement& s : finder_->Statements(SentenceDocument(sentences))) {
      found.insert(s.statement.status());
    }
    std::string all;
    for (const std::string& status : found) all += (all.empty() ? "" : " ") + status;
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<ReviewStatementFinder> finder_;
};

TEST_F(ReviewStatementsTest, EveryRulesExamples) {
  size_t examples = 0;
  for (const v1::DisclosureRule& rule : rules_.pack.disclosures().review_statements()) {
    bool positive = false;
    for (const v1::Example& example : rule.examples()) {
      ++examples;
      positive = positive || !example.expect().empty();
      bool fired = false;
      for (const PositionStatement& s : finder_->Statements(SentenceDocument({example.text()}))) {
        fired = fired || s.statement.status() == rule.label();
      }
      EXPECT_EQ(fired, !example.expect().empty()) << rule.id() << ": " << example.text();
      if (!example.expect().empty()) {
        EXPECT_EQ(example.expect(), rule.label()) << rule.id();
      }
    }
    EXPECT_TRUE(positive) << rule.id() << " has no example that it must find";
  }
  EXPECT_GT(examples, 50u);
}

TEST_F(ReviewStatementsTest, EveryStatusHasARule) {
  std::set<std::string> with_rule;
  for (const v1::DisclosureRule& rule : rules_.pack.disclosures().review_statements()) {
    with_rule.insert(rule.label());
  }
  EXPECT_EQ(rules_.pack.disclosures().statuses_size(), 13);
  for (const v1::DisclosureLabel& status : rules_.pack.disclosures().statuses()) {
    EXPECT_EQ(with_rule.count(status.id()), 1u) << status.id();
  }
}

TEST_F(ReviewStatementsTest, RuleTextAndOtherMattersAreNoStatements) {
  const struct {
    const char* english;
    const char* chinese;
  } rows[] = {
      {"Online platform operators that possess personal information of over one million users must "
       "apply for a cybersecurity review before they list in a foreign country.",
       "掌握超过100万用户个人信息的网络平台运营者赴国外上市,"
       "必须向网络安全审查办公室申报网络安全审查。"},
      {"Critical information infrastructure operators shall not purchase products that fail the "
       "cybersecurity review.",
       "关键信息基础设施的运营者不得采购未通过网络安全审查的产品。"},
      {"We have not received any inquiry from the tax bureau.", "公司未收到税务机关的任何询问。"},
      {"The cybersecurity review must be completed within 90 working days.",
       "网络安全审查应当在90个工作日内完成。"},
      {"We serve more than one million users.", "我们服务超过100万用户。"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Statuses({row.english}), "") << row.english;
    EXPECT_EQ(Statuses({row.chinese}), "") << row.chinese;
  }
}

TEST_F(ReviewStatementsTest, ContextNamesTheMatter) {
  EXPECT_EQ(Statuses({"The CAC may open a cybersecurity review of a data processor.",
                      "To date no authority has told us anything, and we have not received any "
                      "inquiry, notice or warning."}),
            "NOT_CONTACTED_BY_AUTHORITY");
  EXPECT_EQ(Statuses({"网信办可以对数据处理者启动网络安全审查。",
                      "截至本招股书日期,我们未收到任何查询、通知或警告。"}),
            "NOT_CONTACTED_BY_AUTHORITY");
}

TEST_F(ReviewStatementsTest, CompletionMakesAnApplicationVoid) {
  EXPECT_EQ(Statuses({"We applied for a cybersecurity review on 2 March 2022.",
                      "We completed the cybersecurity review on 4 July 2022."}),
            "COMPLETED_CLEARED");
  EXPECT_EQ(
      Statuses({"公司于2022年3月2日申报网络安全审查。", "公司已于2022年7月4日通过网络安全审查。"}),
      "COMPLETED_CLEARED");
}

TEST_F(ReviewStatementsTest, FieldsOfAContact) {
  const struct {
    const char* text;
    bool counsel;
    v1::ContactForm form;
    const char* counterparty;
    const char* date;
  } rows[] = {
      {"On 3 May 2023 our PRC legal adviser consulted the China Cybersecurity Review Technology "
       "and "
       "Certification Center by telephone.",
       false, v1::CONTACT_FORM_ORAL,
       "China Cybersecurity Review Technology and Certification Center", "2023-05-03"},
      {"據我們的中國法律顧問告知,其於2023年5月3日向網絡安全審查辦公室書面諮詢。", true,
       v1::CONTACT_FORM_WRITTEN, "网络安全审查办公室", "2023-05-03"},
      {"In May 2023 we consulted the CAC.", false, v1::CONTACT_FORM_UNSTATED, "CAC", "2023-05"},
  };
  for (const auto& row : rows) {
    const AnalyzedDocument document = SentenceDocument({row.text});
    const std::vector<PositionStatement> found = finder_->Statements(document);
    ASSERT_EQ(found.size(), 1u) << row.text;
    const v1::ReviewStatement& s = found[0].statement;
    EXPECT_EQ(s.status(), "CONSULTED_AUTHORITY");
    EXPECT_EQ(s.on_advice_of_counsel(), row.counsel) << row.text;
    EXPECT_EQ(s.form(), row.form) << row.text;
    EXPECT_EQ(s.date(), row.date) << row.text;
    EXPECT_EQ(document.Text(document.sentences[0])
                  .substr(found[0].counterparty_begin,
                          found[0].counterparty_end - found[0].counterparty_begin),
              row.counterparty);
  }
}

}  // namespace
}  // namespace filing_review::classify
