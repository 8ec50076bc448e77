#include "classify/data_handling.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/classify/embedded_rules.h"
#include "tests/classify/sentence_document.h"

namespace filing_review::classify {
namespace {

class DataHandlingTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<DataHandlingFinder>> finder =
        DataHandlingFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  // "category category", sorted.
  std::string Categories(const std::string& sentence) const {
    std::set<std::string> found;
    for (const Disclosure& d : finder_->Disclosures(SentenceDocument({sentence}))) {
      found.insert(d.category);
    }
    std::string all;
    for (const std::string& category : found) all += (all.empty() ? "" : " ") + category;
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<DataHandlingFinder> finder_;
};

TEST_F(DataHandlingTest, EveryRulesExamples) {
  size_t examples = 0;
  for (const v1::DisclosureRule& rule : rules_.pack.disclosures().data_handling()) {
    bool positive = false;
    for (const v1::Example& example : rule.examples()) {
      ++examples;
      positive = positive || !example.expect().empty();
      bool fired = false;
      for (const Disclosure& d : finder_->Disclosures(SentenceDocument({example.text()}))) {
        fired = fired || d.category == rule.label();
      }
      EXPECT_EQ(fired, !example.expect().empty()) << rule.id() << ": " << example.text();
      if (!example.expect().empty()) {
        EXPECT_EQ(example.expect(), rule.label()) << rule.id();
      }
    }
    EXPECT_TRUE(positive) << rule.id() << " has no example that it must find";
  }
  EXPECT_GT(examples, 100u);
}

TEST_F(DataHandlingTest, EveryCategoryHasARule) {
  std::set<std::string> with_rule;
  for (const v1::DisclosureRule& rule : rules_.pack.disclosures().data_handling()) {
    with_rule.insert(rule.label());
  }
  EXPECT_EQ(rules_.pack.disclosures().categories_size(), 18);
  for (const v1::DisclosureLabel& category : rules_.pack.disclosures().categories()) {
    EXPECT_EQ(with_rule.count(category.id()), 1u) << category.id();
  }
}

TEST_F(DataHandlingTest, Categories) {
  const struct {
    const char* english;
    const char* chinese;
    const char* categories;
  } rows[] = {
      {"We collect the names and phone numbers of our users, which is personal information.",
       "我們收集用戶的姓名及手機號碼等個人信息。", "collection"},
      {"Hackers may steal it.", "黑客可能将其窃取。", "breach_incident"},
      {"We encrypt all traffic.", "我们对全部流量加密。", "security_measures"},
      {"All user data is stored on servers located in China.", "全部用户数据存储于境内服务器。",
       "storage_localization"},
      {"We hold an ISO/IEC 27001 certificate.", "公司取得ISO27001证书。", "security_certification"},
      {"We have not been named a critical information infrastructure operator.",
       "公司未被认定为关键信息基础设施运营者。", "ciio_status"},
      {"We do not process important data.", "公司不处理重要数据。", "important_data"},
      {"The app has an anti-addiction system.", "该应用设有防沉迷系统。", "minors"},
      {"The feed rests on a recommendation algorithm.", "信息流采用推荐算法。", "algorithms"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Categories(row.english), row.categories) << row.english;
    EXPECT_EQ(Categories(row.chinese), row.categories) << row.chinese;
  }
}

TEST_F(DataHandlingTest, HardNegatives) {
  const struct {
    const char* english;
    const char* chinese;
  } rows[] = {
      // Products and markets.
      {"Our motor control algorithm reduces torque ripple.", "公司的电机控制算法降低了转矩脉动。"},
      {"Demand for memory chips rose with the data centre market.",
       "随着数据中心市场增长,存储器芯片需求上升。"},
      {"We sell cache controllers for data storage devices.", "公司销售数据存储设备的缓存控制器。"},
      {"Customer deposits rose by 3%.", "客户存款增长3%。"},
      // Other things that are kept safe.
      {"Guards and cameras protect our plant.", "工厂由保安及摄像头保护。"},
      {"We rely on trade secrets and know-how.", "公司依赖商业秘密和专有技术。"},
      {"Our internal control over financial reporting was effective.",
       "公司财务报告内部控制有效。"},
      {"The leak of core technology would harm us.", "核心技术泄密将对公司造成不利影响。"},
      // Fines that have nothing to do with data.
      {"We were fined by the tax bureau.", "公司被税务机关处以罚款。"},
      // A share is not shared, and an option is not an opt-out.
      {"Shares were transferred to a third party.", "股份已转让予第三方。"},
      {"Minor shareholders may dissent.", "小股东可以提出异议。"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Categories(row.english), "") << row.english;
    EXPECT_EQ(Categories(row.chinese), "") << row.chinese;
  }
}

TEST_F(DataHandlingTest, Stances) {
  const struct {
    const char* english;
    const char* chinese;
    v1::Stance stance;
  } rows[] = {
      {"We encrypt user data.", "我们对用户数据加密。", v1::STANCE_ISSUER_STATES},
      {"Our users' data may be stolen by hackers.", "用户数据可能被黑客窃取。", v1::STANCE_RISK},
      {"We have not suffered any data breach.", "公司未发生数据泄露事件。",
       v1::STANCE_ISSUER_DENIES},
      {"Network operators shall encrypt important data.", "网络运营者应当对重要数据加密。",
       v1::STANCE_RULE_TEXT},
  };
  for (const auto& row : rows) {
    for (const char* text : {row.english, row.chinese}) {
      const std::vector<Disclosure> found = finder_->Disclosures(SentenceDocument({text}));
      ASSERT_FALSE(found.empty()) << text;
      for (const Disclosure& d : found) EXPECT_EQ(d.stance, row.stance) << text << d.category;
    }
  }
}

TEST_F(DataHandlingTest, DataSubjects) {
  const struct {
    const char* english;
    const char* chinese;
    v1::DataSubjects subjects;
  } rows[] = {
      {"We collect personal data of our users.", "我们收集用户的个人信息。",
       v1::DATA_SUBJECTS_USERS},
      {"We collect personal data of employees, that is employee data.", "公司收集员工个人信息。",
       v1::DATA_SUBJECTS_EMPLOYEES},
      {"The Share Registrar collects personal data of applicants for the Offer Shares.",
       "證券登記處收集香港發售股份申請人的個人資料。", v1::DATA_SUBJECTS_SHARE_APPLICANTS},
      {"Personal data is collected at the gate.", "门口采集个人信息。", v1::DATA_SUBJECTS_OTHER},
  };
  for (const auto& row : rows) {
    for (const char* text : {row.english, row.chinese}) {
      const std::vector<Disclosure> found = finder_->Disclosures(SentenceDocument({text}));
      ASSERT_FALSE(found.empty()) << text;
      EXPECT_EQ(found[0].data_subjects, row.subjects) << text;
    }
  }
}

TEST_F(DataHandlingTest, OneDisclosureASentenceAndCategory) {
  const std::vector<Disclosure> found = finder_->Disclosures(SentenceDocument(
      {"A data breach, a cyber attack or another security breach may expose personal data."}));
  std::set<std::string> categories;
  for (const Disclosure& d : found) EXPECT_TRUE(categories.insert(d.category).second);
}

}  // namespace
}  // namespace filing_review::classify
