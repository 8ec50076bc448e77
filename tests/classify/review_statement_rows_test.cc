// Rows of made-up sentences in English, Simplified and Traditional Chinese: what an issuer says of
// its own position under cybersecurity review. Rule text, hypotheses and denials stand beside the
// statements that they look like.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "classify/review_statements.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/sentence_document.h"

namespace filing_review::classify {
namespace {

struct Row {
  const char* statuses;  // sorted, one blank between
  const char* english;
  const char* simplified;
  const char* traditional;
};

constexpr Row kRows[] = {
    {"STATES_BELOW_1M", "We do not possess personal information of more than one million users.",
     "公司未掌握超过100万用户的个人信息。", "我們並未掌握超過一百萬名用戶的個人信息。"},
    {"STATES_ABOVE_1M",
     "As we possess personal information of more than one million users, the line is passed.",
     "公司掌握的用户个人信息已超过100万。", "我們掌握的用戶個人信息已超過一百萬名。"},
    {"STATES_NOT_FOREIGN_LISTING",
     "A listing in Hong Kong does not constitute a listing in a foreign country.",
     "在香港上市不属于赴国外上市。", "在香港上市並不構成赴國外上市。"},
    {"STATES_NOT_SUBJECT", "We are not required to apply for a cybersecurity review.",
     "公司无需申报网络安全审查。", "我們毋須申報網絡安全審查。"},
    {"NOT_CONTACTED_BY_AUTHORITY",
     "We have not received any inquiry, notice or warning from the CAC on cybersecurity review.",
     "公司未收到网信办就网络安全审查发出的任何询问、通知或警告。",
     "我們並未接獲網信辦就網絡安全審查發出的任何查詢、通知或警告。"},
    {"NOT_CIIO", "No authority has notified us that we are a CIIO.",
     "公司未被通知认定为关键信息基础设施运营者。",
     "我們並未獲通知被認定為關鍵信息基礎設施營運者。"},
    {"CONSULTED_AUTHORITY", "On 6 June 2023 our PRC counsel consulted the CCRC by telephone.",
     "2023年6月6日，公司的中国法律顾问电话咨询了中国网络安全审查技术与认证中心。",
     "2023年6月6日，我們的中國法律顧問致電諮詢中國網絡安全審查技術與認證中心。"},
    {"APPLIED_PENDING",
     "We have applied for a cybersecurity review, and the application is still pending.",
     "公司已申报网络安全审查，目前仍在办理之中。", "我們已申報網絡安全審查，目前仍在辦理之中。"},
    {"COMPLETED_NO_REVIEW_NEEDED",
     "We received a written notice from the Cybersecurity Review Office that no cybersecurity "
     "review is required.",
     "公司收到网络安全审查办公室的书面通知，无需进行网络安全审查。",
     "我們收到網絡安全審查辦公室的書面通知，無需進行網絡安全審查。"},
    {"COMPLETED_CLEARED", "We have completed the cybersecurity review.", "公司已通过网络安全审查。",
     "我們已通過網絡安全審查。"},
    {"UNDER_REVIEW",
     "On 9 January the Cybersecurity Review Office announced a cybersecurity review of the "
     "Company.",
     "1月9日，网络安全审查办公室对公司启动网络安全审查。",
     "1月9日，網絡安全審查辦公室對本公司啟動網絡安全審查。"},
    {"PENALISED", "The Cyberspace Administration of China imposed a fine on us in 2022.",
     "2022年，公司被国家网信办处以罚款。", "2022年，本公司被國家網信辦處以罰款。"},
    {"UNCERTAIN", "We may become subject to a cybersecurity review.",
     "公司日后仍可能被要求接受网络安全审查。", "我們日後仍可能被要求接受網絡安全審查。"},
    // Written after the rules, with no rule in view.
    {"STATES_NOT_SUBJECT",
     "Our PRC counsel has advised us that we need not file for a cybersecurity review.",
     "我们的中国法律顾问认为，我们毋须就是次发售申报网络安全审查。",
     "我們的中國法律顧問認為，我們毋須就是次發售申報網絡安全審查。"},
    {"STATES_NOT_SUBJECT",
     "We do not believe that the Measures oblige us to undergo cybersecurity review, although the "
     "CAC may see this differently.",
     "尽管网信办可能持不同意见，我们认为有关办法并无要求我们接受网络安全审查。",
     "儘管網信辦可能持不同意見，我們認為有關辦法並無要求我們接受網絡安全審查。"},
    {"COMPLETED_CLEARED",
     "We applied for a cybersecurity review on August 2, 2023 and it was closed without findings "
     "on November 9, 2023.",
     "公司于2023年8月2日申报网络安全审查，审查已于2023年11月9日完结且未发现问题。",
     "我們於2023年8月2日申報網絡安全審查，並於2023年11月9日獲告知審查已完結且並無發現問題。"},
    {"NOT_CIIO",
     "No competent authority has so far told us that we operate critical information "
     "infrastructure.",
     "迄今并无主管部门告知公司运营关键信息基础设施。",
     "迄今並無主管部門告知我們營運關鍵信息基礎設施。"},
    {"UNCERTAIN",
     "There can be no assurance that we will not be told to apply for a cybersecurity review.",
     "我们无法保证日后不会被要求申报网络安全审查。",
     "我們無法保證日後不會被要求申報網絡安全審查。"},
    {"CONSULTED_AUTHORITY",
     "The CAC interviewed us by telephone in May 2022 on cybersecurity review.",
     "2022年5月，我们就网络安全审查致电咨询网信办。",
     "我們於2022年5月就網絡安全審查致電諮詢網信辦。"},

    // Denials of denials, and others' positions.
    {"", "It is not the case that we are exempt from cybersecurity review.",
     "并非我们获豁免网络安全审查。", "並非我們獲豁免網絡安全審查。"},
    {"", "Our competitor Lantern Rides announced that it is under cybersecurity review.",
     "我们的竞争对手灯笼出行宣布其正接受网络安全审查。",
     "我們的競爭對手燈籠出行宣佈其正接受網絡安全審查。"},

    // Rule text: operators and processors, not the issuer.
    {"",
     "Operators that possess personal information of more than one million users must apply for a "
     "cybersecurity review before they list abroad.",
     "掌握超过100万用户个人信息的网络平台运营者赴国外上市，必须申报网络安全审查。",
     "掌握超過100萬用戶個人信息的網絡平台運營者赴國外上市，必須申報網絡安全審查。"},
    {"", "The cybersecurity review shall be completed within 45 working days.",
     "网络安全审查应当在45个工作日内完成。", "網絡安全審查應當在45個工作日內完成。"},
    {"", "The draft measures were released by the CAC for public consultation.",
     "网信办就该办法公开征求意见。", "網信辦就該辦法公開徵求意見。"},
    // Titles alone.
    {"", "Measures for Cybersecurity Review.", "《网络安全审查办法》。", "《網絡安全審查辦法》。"},
    // Hypotheses.
    {"", "If we are identified as a CIIO, we must store data in China.",
     "如果公司被认定为关键信息基础设施运营者，须在境内存储数据。",
     "倘我們被認定為關鍵信息基礎設施營運者，須於境內儲存數據。"},
    // The denial of a statement is not the statement, and no other one either.
    {"", "We have not completed the cybersecurity review.", "公司尚未通过网络安全审查。",
     "我們尚未通過網絡安全審查。"},
    {"", "We have not applied for a cybersecurity review.", "公司未曾申报网络安全审查。",
     "我們未曾申報網絡安全審查。"},
    {"", "We were not fined by the Cyberspace Administration of China.",
     "公司未被国家网信办处以罚款。", "本公司未被國家網信辦處以罰款。"},
    // Denials under doubt: a statement that cannot be given is none.
    {"UNCERTAIN", "We cannot assure you that we will not be subject to a cybersecurity review.",
     "公司无法保证不会被要求接受网络安全审查。", "我們無法保證不會被要求接受網絡安全審查。"},
    // Other matters.
    {"", "We have not received any inquiry from the tax bureau.", "公司未收到税务机关的任何询问。",
     "我們並未接獲稅務機關的任何查詢。"},
    {"", "We serve more than one million users in forty cities.", "公司服务超过100万用户。",
     "我們服務超過一百萬名用戶。"},
};

class ReviewStatementRows : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    auto finder = ReviewStatementFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  EmbeddedRules rules_;
  std::unique_ptr<ReviewStatementFinder> finder_;
};

TEST_F(ReviewStatementRows, Statuses) {
  for (const Row& row : kRows) {
    for (const char* text : {row.english, row.simplified, row.traditional}) {
      std::set<std::string> found;
      for (const PositionStatement& s : finder_->Statements(SentenceDocument({text})))
        found.insert(s.statement.status());
      std::string all;
      for (const std::string& status : found) all += (all.empty() ? "" : " ") + status;
      EXPECT_EQ(all, row.statuses) << text;
    }
  }
}

TEST_F(ReviewStatementRows, AdviceOfCounselIsAField) {
  const struct {
    const char* text;
    bool counsel;
  } rows[] = {
      {"As advised by our PRC legal adviser, we are not required to apply for a cybersecurity "
       "review.",
       true},
      {"据公司的中国法律顾问告知，公司无需申报网络安全审查。", true},
      {"據我們的中國法律顧問告知，我們毋須申報網絡安全審查。", true},
      {"We are not required to apply for a cybersecurity review.", false},
      {"公司无需申报网络安全审查。", false},
      {"我們毋須申報網絡安全審查。", false},
  };
  for (const auto& row : rows) {
    const auto found = finder_->Statements(SentenceDocument({row.text}));
    ASSERT_FALSE(found.empty()) << row.text;
    EXPECT_EQ(found[0].statement.status(), "STATES_NOT_SUBJECT") << row.text;
    EXPECT_EQ(found[0].statement.on_advice_of_counsel(), row.counsel) << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
