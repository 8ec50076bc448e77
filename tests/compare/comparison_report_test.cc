// The reports of a comparison: the accepted ones in each language, and that nothing of a filing
// acts on a terminal, a browser or a Markdown reader.
//
// With FILING_REVIEW_UPDATE_GOLDEN=1 the accepted reports are written anew; look at the difference.
#include "service/render/comparison_report.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "service/compare/compare.h"
#include "service/render/comparison_lines.h"
#include "service/render/json.h"
#include "service/render/word_marks.h"
#include "service/render/words.h"
#include "tests/compare/brief_maker.h"

namespace filing_review::render {
namespace {

using compare::AddPlace;
using compare::BriefOf;
using compare::WithDigest;
using compare::WithUnread;

// One filing, first submitted, of a fictional issuer.
v1::ReviewBrief First() {
  v1::ReviewBrief brief = BriefOf(
      v1::LANGUAGE_EN,
      {{"MAU", 45'200'000, "2023", "Lantern had 45.2 million monthly active users.", "Lantern"},
       {"PAYING", 900'000, "2023", "900,000 readers paid for Lantern.", "Lantern"}},
      {{"Harbour Fund Pte. Ltd.", 12.8}, {"Alder Growth Limited", 5.5}, {"Old Quay LP", 3.2}},
      {{"collection", v1::STANCE_ISSUER_STATES,
        "We collect names, telephone numbers and delivery addresses.", 5},
       {"minors", v1::STANCE_RISK, "Children may use the service without consent.", 6}});
  brief.mutable_filing()->set_issuer("Lantern Reading Inc. / 灯笼阅读");
  brief.mutable_filing()->set_filing_type(v1::FILING_TYPE_F_1);
  brief.mutable_filing()->set_listing_venue(v1::LISTING_VENUE_US);
  brief.mutable_filing()->set_filing_date("2023-05-18");
  brief.mutable_headline()->set_value(45'200'000);
  brief.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_MET);
  v1::ReviewStatement* statement = brief.add_review_statements();
  statement->set_status("APPLIED_PENDING");
  AddPlace(4, "Our application is still being processed.", statement->mutable_evidence());
  v1::Assessment* regime = brief.add_assessments();
  regime->set_regime("cn_cybersecurity_review_2021");
  regime->set_title("Measures for Cybersecurity Review");
  regime->set_basis(v1::ASSESSMENT_BASIS_IN_FORCE);
  regime->set_outcome(v1::OUTCOME_TRIGGERED);
  v1::Condition* users = regime->add_conditions();
  users->set_condition("issuer_users_over_1m");
  users->set_state(v1::CONDITION_STATE_MET);
  users->set_explanation("The filing gives 45,200,000 monthly active users (page 3), above.");
  AddPlace(3, "45.2 million monthly active users", users->mutable_evidence());
  v1::OwnershipTotal* total = brief.add_ownership_totals();
  total->set_stage(v1::HOLDING_STAGE_BEFORE);
  total->set_holder_class(v1::HOLDER_CLASS_FOREIGN);
  total->set_percent(21.5);
  v1::ChecklistItem* item = brief.add_checklist();
  item->set_item("minors");
  item->set_state(v1::CHECKLIST_STATE_FOUND);
  return brief;
}

// The final one.
v1::ReviewBrief Final() {
  v1::ReviewBrief brief = BriefOf(
      v1::LANGUAGE_EN,
      {{"MAU", 46'000'000, "2023", "Lantern had 46.0 million monthly active users.", "Lantern"}},
      {{"Harbour Fund Pte. Ltd.", 11.2}, {"Alder Growth Ltd.", 5.2}, {"New Quay LP", 3.3}},
      {{"collection", v1::STANCE_ISSUER_STATES,
        "We collect names, telephone numbers, voices and delivery addresses.", 5},
       {"security_measures", v1::STANCE_ISSUER_STATES, "We encrypt <b>all</b> data.", 6}});
  brief.mutable_filing()->set_issuer("Lantern Reading Inc. / 灯笼阅读");
  brief.mutable_filing()->set_filing_type(v1::FILING_TYPE_F_1);
  brief.mutable_filing()->set_listing_venue(v1::LISTING_VENUE_US);
  brief.mutable_filing()->set_filing_date("2023-06-30");
  brief.mutable_headline()->set_value(46'000'000);
  brief.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_MET);
  v1::ReviewStatement* statement = brief.add_review_statements();
  statement->set_status("COMPLETED_NO_REVIEW_NEEDED");
  AddPlace(4, "We were told that no review is needed.", statement->mutable_evidence());
  v1::Assessment* regime = brief.add_assessments();
  regime->set_regime("cn_cybersecurity_review_2021");
  regime->set_title("Measures for Cybersecurity Review");
  regime->set_basis(v1::ASSESSMENT_BASIS_IN_FORCE);
  regime->set_outcome(v1::OUTCOME_INDETERMINATE);
  v1::Condition* users = regime->add_conditions();
  users->set_condition("issuer_users_over_1m");
  users->set_state(v1::CONDITION_STATE_UNKNOWN);
  users->set_explanation("The filing gives no figure.");
  v1::Conflict* conflict = brief.add_conflicts();
  conflict->set_kind("DIFFERENT_FIGURES");
  conflict->set_explanation("46,000,000 and 45,200,000 stand side by side.");
  AddPlace(3, "46.0 million", conflict->mutable_evidence());
  v1::ChecklistItem* item = brief.add_checklist();
  item->set_item("minors");
  item->set_state(v1::CHECKLIST_STATE_NOT_FOUND);
  return brief;
}

v1::BriefComparison Sample() {
  return compare::CompareBriefs(WithDigest(First(), "aa"), WithDigest(Final(), "bb"));
}

std::string Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

TEST(ComparisonReport, IsTheAcceptedOneInEachLanguage) {
  const v1::BriefComparison comparison = Sample();
  for (const std::string& language : Words::Languages()) {
    for (const char* format : {"text", "markdown", "html"}) {
      const std::string path = std::string(COMPARISON_GOLDEN) + "/" + format + "." + language;
      std::string report = RenderComparison(comparison, format, *Words::In(language));
      // The style sheet is looked at in a browser, not here.
      if (const size_t style = report.find("<style>"); style != std::string::npos) {
        report.erase(style, report.find("</style>") - style);
      }
      if (std::getenv("FILING_REVIEW_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << report;
      }
      EXPECT_EQ(report, Read(path)) << path;
    }
  }
}

TEST(ComparisonReport, ChineseHasWordsForAllThatIsShown) {
  const std::string text = RenderComparison(Sample(), "text", *Words::In("zh-Hans"));
  // English words that a comparison shows in English.
  for (const char* word : {"users", "changed", "gone", "new:", "reworded", "differs", "Holders",
                           "triggered", "found", "compare.", "headline.", "pages"}) {
    std::string own = text;
    for (const char* quoted : {"monthly active users", "Our application is still"}) {
      for (size_t at; (at = own.find(quoted)) != std::string::npos;) {
        own.erase(at, std::string(quoted).size());
      }
    }
    EXPECT_EQ(own.find(word), std::string::npos) << word << "\n" << own;
  }
}

TEST(ComparisonReport, SaysWhatCouldNotBeRead) {
  const v1::BriefComparison comparison =
      compare::CompareBriefs(WithDigest(First(), "aa"), WithUnread(WithDigest(Final(), "bb"), 7));
  const std::string text = RenderComparison(comparison, "text", *Words::In("en"));
  EXPECT_NE(text.find("1 pages of B could not be read"), std::string::npos) << text;
  EXPECT_NE(text.find("not readable: Minors (risk)"), std::string::npos) << text;
  EXPECT_EQ(text.find("gone:"), std::string::npos) << text;
}

TEST(ComparisonReport, SaysThatNothingDiffers) {
  const v1::BriefComparison comparison = compare::CompareBriefs(First(), First());
  ASSERT_TRUE(comparison.same());
  EXPECT_NE(RenderComparison(comparison, "text", *Words::In("en")).find("Nothing differs."),
            std::string::npos);
  EXPECT_NE(RenderComparison(comparison, "html", *Words::In("zh-Hant")).find("沒有差異。"),
            std::string::npos);
}

TEST(ComparisonReport, NothingOfAFilingActs) {
  v1::ReviewBrief hostile = First();
  const std::string bad = "<script>alert(1)</script> \x1b[31m **x** [a](http://b) \" onload=1";
  for (v1::UserCount& count : *hostile.mutable_user_counts()) {
    count.set_value(count.value() + 1);
    count.set_subject(bad);
    count.mutable_evidence(0)->set_quote(bad);
    count.mutable_evidence(0)->set_section(bad);
  }
  hostile.mutable_filing()->set_issuer(bad);
  hostile.mutable_holders(0)->set_name(bad);
  hostile.mutable_holders(1)->set_share_class(bad);
  hostile.mutable_data_handling(0)->set_category(bad);
  hostile.mutable_data_handling(0)->mutable_evidence(0)->set_quote(bad + " collect names");
  hostile.mutable_assessments(0)->set_title(bad);
  hostile.mutable_assessments(0)->mutable_conditions(0)->set_explanation(bad);
  const v1::BriefComparison comparison =
      compare::CompareBriefs(WithDigest(First(), "aa"), WithDigest(hostile, "bb"));
  const std::string html = RenderComparison(comparison, "html", *Words::In("en"));
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
  for (const char* acts : {"<script", "\x1b", "\" onload"}) {
    EXPECT_EQ(html.find(acts), std::string::npos) << acts;
  }
  EXPECT_EQ(RenderComparison(comparison, "text", *Words::In("en")).find('\x1b'), std::string::npos);
  const std::string markdown = RenderComparison(comparison, "markdown", *Words::In("en"));
  for (const char* acts : {"<script", "[a](http", "**x**"}) {
    for (size_t at = markdown.find(acts); at != std::string::npos;
         at = markdown.find(acts, at + 1)) {
      EXPECT_TRUE(at > 0 && markdown[at - 1] == '\\') << acts;
    }
  }
}

TEST(ComparisonReport, JsonHoldsBothSides) {
  const std::string json = RenderComparison(Sample(), "json", *Words::In("en"));
  for (const char* part :
       {"\"kind\": \"VERSIONS\"", "\"same\": false", "\"change\": \"REWORDED\"",
        "\"stateB\": \"UNKNOWN\"", "\"nameMatch\": \"SIMILAR\"", "\"omittedCount\": 0"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part;
  }
}

TEST(WordMarks, SetsOffWhatDiffers) {
  struct Row {
    const char *a, *b, *marked_a, *marked_b;
  };
  const Row rows[] = {
      {"45.2 million users", "52 million users", "45.2", "52"},
      {"names and addresses", "names, voices and addresses", "", ", voices"},
      {"收集姓名和电话", "收集姓名、语音和电话", "", "、语音"},
      {"1,200 users", "1,300 users", "1,200", "1,300"},
      {"the same", "the same", "", ""},
      {"", "all new", "", "all new"},
  };
  for (const Row& row : rows) {
    const WordMarks marks = MarkWords(row.a, row.b);
    const auto marked = [](const std::string& text, const std::vector<MarkedSpan>& spans) {
      std::string out;
      for (const MarkedSpan& span : spans) {
        out += (out.empty() ? "" : "|") + text.substr(span.from, span.to - span.from);
      }
      return out;
    };
    EXPECT_EQ(marked(row.a, marks.a), row.marked_a) << row.a;
    EXPECT_EQ(marked(row.b, marks.b), row.marked_b) << row.b;
  }
  // A middle that is too long is set off as a whole.
  std::string a, b;
  for (size_t i = 0; i <= kMostMarkedWords; ++i) a += "x ", b += "y ";
  EXPECT_EQ(MarkWords(a, b).a.size(), 1u);
}

}  // namespace
}  // namespace filing_review::render
