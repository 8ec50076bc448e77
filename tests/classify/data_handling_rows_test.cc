// Rows of made-up sentences in English, Simplified and Traditional Chinese: what each says on
// handling data, and how (stance). Every category has rows; the traps at the end say nothing.
#include <gtest/gtest.h>

#include <string>

#include "classify/data_handling.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/sentence_document.h"

namespace filing_review::classify {
namespace {

constexpr v1::Stance kStates = v1::STANCE_ISSUER_STATES;
constexpr v1::Stance kDenies = v1::STANCE_ISSUER_DENIES;
constexpr v1::Stance kRisk = v1::STANCE_RISK;
constexpr v1::Stance kRule = v1::STANCE_RULE_TEXT;

struct Row {
  const char* category;
  v1::Stance stance;
  const char* english;
  const char* simplified;
  const char* traditional;
};

constexpr Row kRows[] = {
    {"collection", kStates, "We collect names, mobile numbers and addresses of our customers.",
     "公司在用户下单时收集其姓名、手机号码及收货地址等个人信息。",
     "我們於用戶下單時收集其姓名、手機號碼及收貨地址等個人資料。"},
    {"collection", kDenies, "We do not collect personal information that a service does not need.",
     "公司不会收集与服务无关的个人信息。", "我們不會收集與服務無關的個人信息。"},
    {"collection", kRule,
     "Under the law, app operators shall collect only the personal information that is necessary.",
     "应用程序运营者收集个人信息，应当遵循最小必要原则。",
     "應用程序營運者收集個人信息，應當遵循最小必要原則。"},
    {"collection", kRisk,
     "If regulators find that we collect excessive personal data, our brand could suffer.",
     "如监管机构认定公司过度收集个人信息，公司声誉可能受损。",
     "倘監管機構認定我們過度收集個人資料，我們的聲譽可能受損。"},
    {"sensitive_data", kStates, "We store the fingerprints and facial images of members.",
     "公司存储会员的指纹及人脸图像等生物识别信息。",
     "我們儲存會員的指紋及人臉圖像等生物識別信息。"},
    {"sensitive_data", kRule,
     "Separate consent must be obtained before sensitive personal information is processed.",
     "处理敏感个人信息应当取得个人的单独同意。", "處理敏感個人信息應當取得個人的單獨同意。"},
    {"sensitive_data", kDenies, "We do not keep bank card numbers of our users.",
     "公司不会保存用户的银行卡号。", "我們不會保存用戶的銀行卡號。"},
    {"storage_localization", kStates,
     "All personal information gathered in China is stored on servers located in Hefei.",
     "公司在境内收集的个人信息均存储于合肥的自建机房。",
     "我們於境內收集的個人信息均存儲於合肥的自建機房。"},
    {"storage_localization", kRule,
     "Operators of such infrastructure shall store personal information within the territory of "
     "the PRC.",
     "运营者收集的个人信息和重要数据应当在境内存储。",
     "營運者收集的個人信息和重要數據應當在境內存儲。"},
    {"storage_localization", kStates, "We retain user data for three years.",
     "用户数据的保存期限为三年。", "用戶數據的保存期限為三年。"},
    {"cross_border_transfer", kDenies, "We do not transfer user data outside mainland China.",
     "公司不存在向境外提供用户个人信息的情形。", "我們並無向境外提供用戶個人信息。"},
    {"cross_border_transfer", kRule,
     "A processor must pass a security assessment before it provides important data overseas.",
     "数据处理者向境外提供重要数据，应当申报数据出境安全评估。",
     "數據處理者向境外提供重要數據，應當申報數據出境安全評估。"},
    {"cross_border_transfer", kRisk,
     "Rules on cross-border data transfers may tighten and could interrupt our business.",
     "数据出境规则可能收紧，从而影响公司业务。", "數據出境規則可能收緊，從而影響我們的業務。"},
    {"third_party_sharing", kStates,
     "We share order details and personal data of buyers with delivery service providers.",
     "公司向物流服务商提供买家的个人信息。", "我們向物流服務供應商提供買家的個人資料。"},
    {"third_party_sharing", kDenies, "We do not sell or share personal data with third parties.",
     "公司不会向第三方出售或者共享用户个人信息。", "我們不會向第三方出售或共享用戶個人資料。"},
    {"third_party_sharing", kRule,
     "A processor shall not provide personal information to third parties without consent.",
     "未经同意，不得向他人提供个人信息。", "未經同意，不得向他人提供個人信息。"},
    {"government_access", kStates,
     "We answered 31 requests of courts and police for data of our users last year.",
     "报告期内，公司依法配合公安机关调取用户数据三十一次。",
     "於往績記錄期，我們依法配合公安機關調取用戶數據三十一次。"},
    {"government_access", kDenies,
     "We have not received any request from a foreign government for user data.",
     "公司未曾收到外国政府机关提供用户数据的要求。",
     "我們未曾收到外國政府機關提供用戶數據的要求。"},
    {"government_access", kRule,
     "No organization shall provide data stored in China to foreign judicial or law enforcement "
     "bodies without approval.",
     "非经主管机关批准，不得向外国司法或者执法机构提供存储于境内的数据。",
     "非經主管機關批准，不得向外國司法或者執法機構提供存儲於境內的數據。"},
    {"breach_incident", kStates,
     "In May 2022 an intruder copied order records and leaked the personal data of 900 users.",
     "2022年5月，一名外部人员窃取并倒卖了九百名用户的个人信息。",
     "2022年5月，一名外部人員竊取並倒賣了九百名用戶的個人信息。"},
    {"breach_incident", kDenies, "We have never suffered a data breach.",
     "报告期内，公司未发生数据泄露事件。", "於往績記錄期，我們並未發生數據洩露事件。"},
    {"breach_incident", kRisk, "Our systems may be vulnerable to computer viruses and hackers.",
     "公司的系统可能遭受计算机病毒及黑客攻击。", "我們的系統可能遭受電腦病毒及黑客攻擊。"},
    {"breach_incident", kRule,
     "Where a leak of personal information has occurred, the processor shall notify the persons.",
     "发生个人信息泄露的，个人信息处理者应当立即采取补救措施。",
     "發生個人信息洩露的，個人信息處理者應當立即採取補救措施。"},
    {"security_measures", kStates,
     "We use firewalls, encryption and access controls to protect user data.",
     "公司采用防火墙、加密及访问控制等措施保护用户数据。",
     "我們採用防火牆、加密及訪問控制等措施保護用戶數據。"},
    {"security_measures", kStates, "We have set up an information security management committee.",
     "公司设立了信息安全管理委员会。", "我們已設立信息安全管理委員會。"},
    {"security_measures", kRule,
     "Network operators shall adopt technical measures to ensure the security of personal data.",
     "网络运营者应当采取技术措施，确保个人信息安全。",
     "網絡營運者應當採取技術措施，確保個人信息安全。"},
    {"security_measures", kRisk,
     "Our data security measures may not be sufficient to prevent every intrusion.",
     "公司的数据安全措施可能不足以防范所有入侵。", "我們的數據安全措施可能不足以防範所有入侵。"},
    {"security_certification", kStates,
     "Our systems have been filed at Level III of the multi-level protection scheme.",
     "公司核心系统已完成网络安全等级保护三级备案。",
     "我們的核心系統已完成網絡安全等級保護三級備案。"},
    {"security_certification", kStates, "We obtained ISO/IEC 27701 certification in 2022.",
     "公司于2022年取得ISO/IEC 27701认证。", "我們於2022年取得ISO/IEC 27701認證。"},
    {"cybersecurity_review", kDenies,
     "We have not been notified of any cybersecurity review by the authorities.",
     "公司未收到任何主管部门有关网络安全审查的通知。",
     "我們並未接獲任何主管部門有關網絡安全審查的通知。"},
    {"cybersecurity_review", kRule,
     "Platform operators holding data of more than one million users must apply for a "
     "cybersecurity review before listing abroad.",
     "掌握超过100万用户个人信息的网络平台运营者赴国外上市，必须申报网络安全审查。",
     "掌握超過100萬用戶個人信息的網絡平台運營者赴國外上市，必須申報網絡安全審查。"},
    {"cybersecurity_review", kRisk, "We may become subject to a cybersecurity review.",
     "公司未来可能被要求接受网络安全审查。", "我們日後可能被要求接受網絡安全審查。"},
    {"ciio_status", kDenies, "We have not been designated as a CIIO.",
     "公司未被认定为关键信息基础设施运营者。", "我們並未獲認定為關鍵信息基礎設施營運者。"},
    {"ciio_status", kRule,
     "Operators of critical information infrastructure shall carry out a yearly test.",
     "关键信息基础设施的运营者应当每年进行一次检测。",
     "關鍵信息基礎設施的營運者應當每年進行一次檢測。"},
    {"important_data", kDenies,
     "We have not been told by any authority that our data is important data.",
     "公司处理的数据未被有关部门告知为重要数据。", "我們處理的數據未獲有關部門告知為重要數據。"},
    {"important_data", kRule, "Processors of important data shall name an officer for it.",
     "重要数据的处理者应当明确数据安全负责人。", "重要數據的處理者應當明確數據安全負責人。"},
    {"enforcement_penalty", kDenies,
     "We have not been fined for any violation of data protection laws.",
     "报告期内，公司未因违反数据安全法律法规受到行政处罚。",
     "於往績記錄期，我們並未因違反數據安全法律法規受到行政處罰。"},
    {"enforcement_penalty", kStates,
     "In 2021 the ministry ordered us to rectify how our app handles personal data.",
     "2021年，公司应用程序因违规收集个人信息被通信管理局责令整改。",
     "2021年，我們的應用程序因違規收集個人信息被通信管理局責令整改。"},
    {"enforcement_penalty", kRisk,
     "Any breach of privacy laws may subject us to fines and removal of our apps.",
     "违反个人信息保护规定可能导致公司被罚款或应用程序下架。",
     "違反個人信息保護規定可能導致我們被罰款或應用程序下架。"},
    {"consent_and_rights", kStates,
     "Our privacy policy tells users how to correct or delete personal data.",
     "公司通过隐私政策告知用户查阅、更正其个人信息的方式。",
     "我們透過私隱政策告知用戶查閱、更正其個人資料的方式。"},
    {"consent_and_rights", kRule,
     "The consent of the individual shall be obtained before personal information is processed.",
     "处理个人信息应当取得个人同意。", "處理個人信息應當取得個人同意。"},
    {"minors", kStates, "Our games have an anti-addiction system and a youth mode.",
     "公司的游戏设有防沉迷系统及青少年模式。", "我們的遊戲設有防沉迷系統及青少年模式。"},
    {"minors", kRule,
     "Guardian consent shall be obtained before personal information of children under the age of "
     "14 is processed.",
     "处理不满十四周岁未成年人个人信息的，应当取得监护人的同意。",
     "處理不滿十四周歲未成年人個人信息的，應當取得監護人的同意。"},
    {"algorithms", kStates, "We use recommendation algorithms to rank products for each user.",
     "公司利用推荐算法为用户排列商品。", "我們利用推薦算法為用戶排列商品。"},
    {"algorithms", kRule,
     "Providers of algorithmic recommendation shall not treat prices unreasonably differently.",
     "算法推荐服务提供者不得在交易价格上实行不合理的差别待遇。",
     "算法推薦服務提供者不得在交易價格上實行不合理的差別待遇。"},
    {"deletion_anonymization", kStates,
     "We delete or anonymize the personal data of closed accounts within 15 days.",
     "账号注销后，公司在十五日内删除其个人信息或作匿名化处理。",
     "賬號註銷後，我們於十五日內刪除其個人信息或作匿名化處理。"},
    {"deletion_anonymization", kRule,
     "When the purpose is met, the processor shall delete the personal information.",
     "处理目的已实现的，个人信息处理者应当主动删除个人信息。",
     "處理目的已實現的，個人信息處理者應當主動刪除個人信息。"},
    // A negation speaks of its own clause.
    {"storage_localization", kStates,
     "We store personal information of our users on servers located in mainland China and do not "
     "transfer it abroad.",
     "公司将用户个人信息存储于中国境内的服务器，未向境外提供。",
     "我們將用戶個人信息存儲於中國境內的伺服器，亦未向境外提供。"},
    {"cross_border_transfer", kDenies,
     "We store personal information of our users on servers located in mainland China and do not "
     "transfer it abroad.",
     "公司将用户个人信息存储于中国境内的服务器，未向境外提供。",
     "我們將用戶個人信息存儲於中國境內的伺服器，亦未向境外提供。"},
    // Leave given to users is no risk.
    {"deletion_anonymization", kStates,
     "Users may delete their accounts, after which we delete their personal information.",
     "用户可注销账号，注销后公司删除其个人信息。", "用戶可註銷賬號，註銷後我們刪除其個人信息。"},
    // A law is the subject, even where it speaks to the issuer.
    {"government_access", kRule,
     "The Data Security Law forbids us to give data stored in China to a foreign court.",
     "《数据安全法》禁止公司未经批准向外国司法机构提供数据。",
     "《數據安全法》禁止我們未經批准向外國司法機構提供數據。"},
    {"storage_localization", kRule,
     "The Cybersecurity Law obliges operators to keep network logs for at least six months.",
     "《网络安全法》要求网络运营者留存网络日志不少于六个月。",
     "《網絡安全法》要求網絡營運者留存網絡日誌不少於六個月。"},
    // A denial whose subject goes unsaid.
    {"cross_border_transfer", kDenies, "None of the personal data is transferred abroad.",
     "不存在向境外提供用户个人信息的情形。", "並無向境外提供用戶個人信息的情形。"},
    {"listing_confidentiality", kRule,
     "Issuers shall obtain approval before files with state secrets go to overseas regulators in a "
     "listing.",
     "境内企业境外上市过程中提供涉及国家秘密的文件，应当报主管部门批准。",
     "境內企業境外上市過程中提供涉及國家秘密的文件，應當報主管部門批准。"},
    // Written after the rules, with no rule in view.
    {"consent_and_rights", kStates,
     "A rider may withdraw consent, correct errors or delete the account at any time in the app.",
     "用户可随时在应用内撤回同意、更正错误信息或注销账号。",
     "乘客可隨時於應用內撤回同意、更正錯誤或註銷賬號。"},
    {"consent_and_rights", kStates,
     "When a passenger opens the app for the first time, we show a privacy notice and ask for "
     "consent.",
     "乘客首次打开应用时，我们会展示隐私政策，并征求其同意。",
     "乘客首次開啟應用時，我們會展示私隱政策，並徵求其同意。"},
    {"deletion_anonymization", kStates,
     "Recordings of customer calls are kept for ninety days and then erased.",
     "客服通话录音保存九十天后即予删除。", "客服通話錄音保存九十天後即予刪除。"},
    {"breach_incident", kStates,
     "In March 2023 an intruder copied the delivery addresses of about 40,000 customers.",
     "2023年3月，有入侵者复制了约四万名客户的收货地址。",
     "2023年3月，有入侵者複製了約四萬名客戶的收貨地址。"},
    {"breach_incident", kDenies,
     "To date, none of our systems has been broken into and no data of users has been lost.",
     "截至目前，本公司系统从未被攻破，亦未发生用户数据丢失。",
     "截至目前，本公司系統從未被攻破，亦未發生用戶數據丟失。"},
    {"breach_incident", kRisk,
     "If hackers gained access to our members' payment records, we could be liable to them.",
     "如黑客取得会员的支付记录，我们可能须向其承担责任。",
     "倘黑客取得會員的支付記錄，我們可能須向其承擔責任。"},
    {"enforcement_penalty", kStates,
     "We were ordered in 2022 to suspend new registrations for two months after an inspection of "
     "our apps.",
     "2022年，公司因应用程序检查被责令暂停新用户注册两个月。",
     "2022年，本公司因應用程序檢查被責令暫停新用戶註冊兩個月。"},
    {"cross_border_transfer", kRule,
     "Personal information handlers that provide data abroad shall first carry out an impact "
     "assessment.",
     "个人信息处理者向境外提供数据前，应当先行开展影响评估。",
     "個人信息處理者向境外提供數據前，應當先行開展影響評估。"},
    {"cross_border_transfer", kStates,
     "We passed the security assessment of outbound data transfer of the Zhejiang branch in 2024.",
     "公司已于2024年通过浙江省网信办组织的数据出境安全评估。",
     "我們已於2024年通過浙江省網信辦組織的數據出境安全評估。"},
    {"ciio_status", kDenies,
     "No competent authority has so far told us that we operate critical information "
     "infrastructure.",
     "迄今并无主管部门告知公司运营关键信息基础设施。",
     "迄今並無主管部門告知我們營運關鍵信息基礎設施。"},
    {"cybersecurity_review", kDenies,
     "Our PRC counsel has advised us that we need not file for a cybersecurity review.",
     "我们的中国法律顾问认为，我们毋须就是次发售申报网络安全审查。",
     "我們的中國法律顧問認為，我們毋須就是次發售申報網絡安全審查。"},
    {"sensitive_data", kStates,
     "We store fingerprint templates of our members encrypted on servers of our own.",
     "我们将会员的指纹模板加密后存于本地服务器。", "我們將會員的指紋模板加密後存於本地伺服器。"},
};

constexpr Row kTraps[] = {
    // Titles of laws and standards alone.
    {"", kStates, "The Cybersecurity Law; the Data Security Law.",
     "《网络安全法》《数据安全法》《个人信息保护法》。",
     "《網絡安全法》《數據安全法》《個人信息保護法》。"},
    {"", kStates, "Measures for Cybersecurity Review (Order No. 8).",
     "《网络安全审查办法》（第8号令）。", "《網絡安全審查辦法》（第8號令）。"},
    // Words of the field in other trades.
    {"", kStates, "The algorithm of the motor controller lowers noise.",
     "电机驱动芯片内置无感控制算法。", "電機驅動芯片內置無感控制算法。"},
    {"", kStates, "Our fingerprint module is sold to phone makers.", "公司的指纹模组销往手机厂商。",
     "我們的指紋模組銷往手機廠商。"},
    {"", kStates, "The vault stores gold for clients.", "金库为客户存放黄金。",
     "金庫為客戶存放黃金。"},
    {"", kStates, "The spillway prevents leaks of oil.", "围堰防止油品泄漏。",
     "圍堰防止油品洩漏。"},
    {"", kStates, "The company collects scrap and processes it.", "公司收集废料并加工处理。",
     "本公司收集廢料並加工處理。"},
    {"", kStates, "Consent of the lender was given to the transfer of shares abroad.",
     "贷款人同意向境外转让股权。", "貸款人同意向境外轉讓股權。"},
    {"", kStates, "The mine was fined for dust and ordered to suspend.",
     "矿山因粉尘被罚款并责令停产。", "礦山因粉塵被罰款並責令停產。"},
    {"", kStates, "The system won an award for its recommendation engine.",
     "智能推荐系统荣获科技创新奖。", "智能推薦系統榮獲科技創新獎。"},
    {"", kStates, "Encoders tell the precise location data of the rotor.",
     "传感器获得电机转子的精确位置信息。", "傳感器獲得電機轉子的精確位置信息。"},
    // What a product does is not how the issuer handles data.
    {"", kStates, "We developed an encryption chip for industrial controllers.",
     "公司产品采用国密算法，支持数据加密和安全启动。",
     "本公司產品採用國密算法，支持數據加密和安全啟動。"},
    {"", kStates, "The converter keeps machines running through power cuts.",
     "避免信息设备受到电网波动的影响而发生数据丢失。",
     "避免信息設備受到電網波動的影響而發生數據丟失。"},
    {"", kStates, "Our algorithms for controlling the servo motors are protected by four patents.",
     "公司自主研发的伺服电机控制算法已取得四项发明专利。",
     "本公司自主研發的伺服電機控制算法已取得四項發明專利。"},
    {"", kStates, "The silo stores up to 40,000 tons of grain; temperatures are recorded hourly.",
     "仓库的温控数据每十分钟记录一次。", "倉庫的溫控數據每十分鐘記錄一次。"},
    {"", kStates, "An intruder took two bicycles from the yard.", "入侵者取走了院内的两辆自行车。",
     "入侵者取走了院內的兩輛自行車。"},
    {"", kStates, "The archive room keeps vouchers of past years.", "本行的库房存放历年会计凭证。",
     "本行的庫房存放歷年會計憑證。"},
    {"", kStates, "The crane fell under the weight of minor parts.", "公司不存在雇用童工的情形。",
     "本公司不存在僱用童工的情形。"},
};

class DataHandlingRows : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    auto finder = DataHandlingFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }
  std::vector<Disclosure> Of(const char* text) const {
    return finder_->Disclosures(SentenceDocument({text}));
  }

  EmbeddedRules rules_;
  std::unique_ptr<DataHandlingFinder> finder_;
};

TEST_F(DataHandlingRows, CategoryAndStance) {
  for (const Row& row : kRows) {
    for (const char* text : {row.english, row.simplified, row.traditional}) {
      bool found = false;
      for (const Disclosure& d : Of(text)) {
        if (d.category != row.category) continue;
        found = true;
        EXPECT_EQ(v1::Stance_Name(d.stance), v1::Stance_Name(row.stance)) << text;
      }
      EXPECT_TRUE(found) << row.category << ": " << text;
    }
  }
}

TEST_F(DataHandlingRows, TrapsSayNothing) {
  for (const Row& row : kTraps) {
    for (const char* text : {row.english, row.simplified, row.traditional}) {
      for (const Disclosure& d : Of(text)) ADD_FAILURE() << d.category << ": " << text;
    }
  }
}

}  // namespace
}  // namespace filing_review::classify
