#include "classify/count_glossary.h"

#include "tests/classify/count_finder_test.h"

namespace filing_review::classify {
namespace {

class CountGlossaryTest : public CountFinderTest {
 protected:
  std::string Counts(const std::string& text) const {
    return Tell({text},
                [](const v1::UserCount& count) { return count.metric() + " " + ValueOf(count); });
  }
};

struct Row {
  const char *text, *expect;
};

TEST_F(CountGlossaryTest, TermsThatTheFilingDefines) {
  const Row kRows[] = {
      // In brackets behind the words, and where nothing defines them.
      {"Monthly Active Ferry Riders (\"MAFRs\") are our key metric.\n\n"
       "In 2023 we had 4.2 million MAFRs.",
       "MAU 4200000"},
      {"In 2023 we had 4.2 million MAFRs.", ""},
      {"我们以月活跃渡轮用户(「MAFR」)衡量业务。\n\n2023年,我们的MAFR为420万名。", "MAU 4200000"},
      {"2023年,我们的MAFR为420万名。", ""},
      // By a clause of their own.
      {"Annual active members, or AAMs, show how we grow.\n\nAAMs reached 12.5 million in 2022.",
       "AAU 12500000"},
      {"QWCs are the number of unique customers who paid for a wash in a given month.\n\n"
       "We had 318,000 QWCs in June 2023.",
       "MAU 318000"},
      // A noun that the definition makes narrower.
      {"\"Engaged riders\" means riders who took a trip at least once in a given month.\n\n"
       "We had 730,000 engaged riders in June 2023.",
       "MAU 730000"},
      {"「活跃买家」指于过去十二个月内至少下过一次订单的买家。\n\n"
       "截至2023年末,活跃买家为730万名。",
       "AAU 7300000"},
      // In a table of definitions.
      {"释义\n\n活跃买家\t指\t于十二个月期间内至少下过一次订单的买家账户\n"
       "海星平台\t指\t公司运营的平台\n\n截至2023年末,活跃买家为730万名。",
       "AAU 7300000"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Counts(row.text), row.expect) << row.text;
}

TEST_F(CountGlossaryTest, TermsThatAreNoUsers) {
  const Row kRows[] = {
      {"Average revenue per paying user (\"ARPPU\") rose.\n\nARPPU was 1,250,000 in 2023.", ""},
      {"Gross value of goods sold to registered users, or GVG, rose.\n\n"
       "GVG reached 5.1 million in 2023.",
       ""},
      {"Our active suppliers (\"ASUs\") are many.\n\nWe had 12,500 ASUs in 2023.", ""},
      {"每名付费用户平均收入(「ARPPU」)上升。\n\n2023年,ARPPU为125万。", ""},
      // A word inside a longer one.
      {"Monthly active riders (\"MARs\") grew.\n\nWe sold 12,500 MARSEILLE tickets.", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(Counts(row.text), row.expect) << row.text;
}

}  // namespace
}  // namespace filing_review::classify
