#include "classify/metadata.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>

#include "classify/classify.h"
#include "classify/metadata_date.h"
#include "classify/metadata_page.h"
#include "classify/rule_pack.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

v1::RulePack Pack() {
  v1::RulePack pack;
  const std::string_view bytes = EmbeddedRulePack();
  EXPECT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  return pack;
}

MacroTable Macros(const v1::RulePack& pack) {
  MacroTable macros;
  for (const v1::Macro& macro : pack.macros()) {
    const auto value = ExpandMacros(macro.value(), macros);
    EXPECT_TRUE(value.ok()) << macro.id();
    macros[macro.id()] = *value;
  }
  return macros;
}

TEST(ParseDate, Table) {
  const v1::RulePack pack = Pack();
  const struct {
    const char* text;
    const char* date;
  } rows[] = {
      {"June 2, 2020", "2020-06-02"},
      {"Sept. 30, 2021", "2021-09-30"},
      {"27 September 2019", "2019-09-27"},
      {"1st March 2024", "2024-03-01"},
      {"2010 年 12 月 23 日", "2010-12-23"},
      {"2023年9月28日", "2023-09-28"},
      {"二零二四年四月九日", "2024-04-09"},
      {"二〇二三年十二月三十一日", "2023-12-31"},
      {"二〇二五年十月十日", "2025-10-10"},
      {"二零二一年二月廿八日", "2021-02-28"},
      {"February 29, 2023", ""},
      {"February 29, 2024", "2024-02-29"},
      {"2023年13月1日", ""},
      {"Item 7", ""},
      {"", ""},
  };
  for (const auto& row : rows)
    EXPECT_EQ(ParseDate(row.text, pack.metadata().months()), row.date) << row.text;
}

// One page whose lines are those of `text`.
extract::Page PageOf(const std::string& text) {
  extract::Document document = TextDocument({text});
  return document.pages.at(0);
}

TEST(MetadataRules, ExamplesMatch) {
  const v1::RulePack pack = Pack();
  const MacroTable macros = Macros(pack);
  int examples = 0;
  const auto& rules = pack.metadata();
  for (const auto* list : {&rules.types(), &rules.venues(), &rules.dates(), &rules.issuers(),
                           &rules.draft_stages(), &rules.amendments()}) {
    for (const v1::MetadataCue& cue : *list) {
      const auto re = CompilePattern(cue.id(), "(?m)" + cue.match(), macros, cue.language());
      ASSERT_TRUE(re.ok()) << re.status();
      EXPECT_GT(cue.examples_size(), 0) << cue.id();
      int group = 0;
      if ((*re)->Get().NamedCapturingGroups().count("at") > 0)
        group = (*re)->Get().NamedCapturingGroups().at("at");
      for (const v1::Example& example : cue.examples()) {
        ++examples;
        const extract::Page page = PageOf(example.text());
        const MetadataPage read = MakeMetadataPage(page, false);
        std::vector<re2::StringPiece> groups(static_cast<size_t>(group) + 1);
        std::string value;
        if ((*re)->Match(read.text, 0, read.text.size(), RE2::UNANCHORED, groups.data(),
                         static_cast<int>(groups.size()))) {
          const re2::StringPiece at = groups[static_cast<size_t>(group)];
          const size_t begin = static_cast<size_t>(at.data() - read.text.data());
          value = read.Original(begin, begin + at.size());
          for (const std::string& unless : cue.unless()) {
            const auto refuse = CompilePattern(cue.id(), unless, macros, cue.language());
            ASSERT_TRUE(refuse.ok()) << refuse.status();
            if (RE2::PartialMatch(at, **refuse)) value.clear();
          }
        }
        EXPECT_EQ(value, example.expect()) << cue.id() << ": " << example.text();
      }
    }
  }
  EXPECT_GT(examples, 40);
}

v1::FilingMetadata Read(const std::vector<std::string>& pages,
                        const ClassifyOptions& options = {}) {
  const v1::RulePack pack = Pack();
  const auto reader = MetadataReader::Create(pack, Macros(pack));
  EXPECT_TRUE(reader.ok()) << reader.status();
  const extract::Document document = TextDocument(pages);
  v1::FilingMetadata metadata;
  (*reader)->Read(Analyze(document), options, metadata);
  return metadata;
}

TEST(MetadataReader, Covers) {
  const struct {
    std::vector<std::string> pages;
    v1::FilingType type;
    v1::ListingVenue venue;
    const char* date;
    const char* issuer;
  } rows[] = {
      {{"As filed with the Securities and Exchange Commission on March 4, 2022\n"
        "Registration No. 333-000000\nFORM F-1\nREGISTRATION STATEMENT\n"
        "Reed River Holdings Limited\n(Exact name of Registrant as specified in its charter)\n"},
       v1::FILING_TYPE_F_1,
       v1::LISTING_VENUE_US,
       "2022-03-04",
       "Reed River Holdings Limited"},
      {{"FORM 20-F\nFor the fiscal year ended December 31, 2022\nReed River Holdings Limited\n"
        "(Exact name of Registrant as specified in its charter)\n",
        "SIGNATURES\nThe registrant certifies that it meets the requirements.\nReed River Holdings "
        "Limited\n"
        "By: /s/ A. Writer\nDate: April 28, 2023\n"},
       v1::FILING_TYPE_F_20F,
       v1::LISTING_VENUE_US,
       "2023-04-28",
       "Reed River Holdings Limited"},
      {{"澄海互動有限公司\n（於開曼群島註冊成立的有限公司）\n全球發售\n招股章程\n2023年11月17日\n"
        "香港聯合交易所有限公司對本招股章程的內容概不負責\n"},
       v1::FILING_TYPE_HKEX_PROSPECTUS,
       v1::LISTING_VENUE_HK,
       "2023-11-17",
       "澄海互動有限公司"},
      {{"take no responsibility for the contents of this announcement\n",
        "Reed Group Inc.\n蘆河集團*\n(A company incorporated in the Cayman Islands)\nGLOBAL "
        "OFFERING\n",
        "ANNOUNCEMENT OF FINAL OFFER PRICE AND ALLOTMENT RESULTS\n",
        "By order of the Board\nHong Kong, January 8, 2024\n"},
       v1::FILING_TYPE_HKEX_ALLOTMENT,
       v1::LISTING_VENUE_HK,
       "2024-01-08",
       "Reed Group Inc. / 蘆河集團"},
      {{"江岸科技（苏州）股份有限公司\n首次公开发行股票并在创业板上市\n招股说明书\n",
        "招股说明书签署日期：2024 年 6 月 18 日\n"},
       v1::FILING_TYPE_A_SHARE_PROSPECTUS,
       v1::LISTING_VENUE_CN_MAINLAND,
       "2024-06-18",
       "江岸科技（苏州）股份有限公司"},
      {{"青洲行旅控股有限公司\nQingzhou Journeys Holdings Limited\n"
        "(Incorporated in the Cayman Islands with limited liability)\nPRELIMINARY OFFER DOCUMENT\n"
        "2023年9月28日 28 September 2023\non the Catalist board of the Singapore Exchange\n"},
       v1::FILING_TYPE_OTHER,
       v1::LISTING_VENUE_OTHER,
       "2023-09-28",
       "青洲行旅控股有限公司 / Qingzhou Journeys Holdings Limited"},
  };
  for (const auto& row : rows) {
    const v1::FilingMetadata metadata = Read(row.pages);
    EXPECT_EQ(metadata.filing_type(), row.type) << row.pages[0];
    EXPECT_EQ(metadata.listing_venue(), row.venue) << row.pages[0];
    EXPECT_EQ(metadata.filing_date(), row.date) << row.pages[0];
    // The order of two names of equal weight is not promised.
    const std::string issuer = row.issuer;
    const size_t slash = issuer.find(" / ");
    EXPECT_NE(metadata.issuer().find(issuer.substr(0, slash)), std::string::npos)
        << metadata.issuer();
    if (slash != std::string::npos) {
      EXPECT_NE(metadata.issuer().find(issuer.substr(slash + 3)), std::string::npos)
          << metadata.issuer();
    }
    EXPECT_FALSE(metadata.evidence().empty());
  }
}

TEST(MetadataReader, TheSubmitterWins) {
  ClassifyOptions options;
  options.venue = v1::LISTING_VENUE_HK;
  options.filing_date = "2021-07-01";
  const v1::FilingMetadata metadata =
      Read({"As filed with the Securities and Exchange Commission on March 4, 2022\nFORM F-1\n"},
           options);
  EXPECT_EQ(metadata.listing_venue(), v1::LISTING_VENUE_HK);
  EXPECT_EQ(metadata.filing_date(), "2021-07-01");
  ASSERT_EQ(metadata.given_size(), 2);
  EXPECT_EQ(metadata.given(0), "listingVenue");
  EXPECT_EQ(metadata.given(1), "filingDate");
}

TEST(MetadataReader, Languages) {
  const struct {
    const char* text;
    std::vector<int> languages;
  } rows[] = {
      {"We run a river ferry service.", {v1::LANGUAGE_EN}},
      {"我们经营渡轮业务并收集用户数据。", {v1::LANGUAGE_ZH_HANS}},
      {"我們經營渡輪業務並收集用戶數據。", {v1::LANGUAGE_ZH_HANT}},
      {"我们经营渡轮业务 We run ferries", {v1::LANGUAGE_EN, v1::LANGUAGE_ZH_HANS}},
      {"", {}},
  };
  for (const auto& row : rows) {
    const v1::FilingMetadata metadata = Read({row.text});
    EXPECT_EQ(std::vector<int>(metadata.languages().begin(), metadata.languages().end()),
              row.languages)
        << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
