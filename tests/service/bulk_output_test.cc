// What a bulk run writes: whole files, compressed bytes, tables, terms, costs, plots, its progress.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "service/bulk/bar_plot.h"
#include "service/bulk/csv_tables.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/review_cost.h"
#include "service/bulk/run_progress.h"
#include "service/bulk/zstd_bytes.h"
#include "service/render/csv.h"
#include "service/search_terms.h"
#include "tests/service/bulk_fixture.h"

namespace filing_review::service {
namespace {

namespace fs = std::filesystem;

class BulkOutputTest : public BulkTest {};

TEST_F(BulkOutputTest, CompressedBytesComeBackAndDamageIsSeen) {
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += "用户 " + std::to_string(i);
  const std::string packed = CompressZstd(bytes, 9);
  EXPECT_LT(packed.size(), bytes.size() / 3);
  EXPECT_EQ(packed, CompressZstd(bytes, 9));
  EXPECT_EQ(*DecompressZstd(packed, bytes.size()), bytes);
  EXPECT_FALSE(DecompressZstd(packed, bytes.size() - 1).ok());
  EXPECT_FALSE(DecompressZstd(packed.substr(0, packed.size() - 1), bytes.size()).ok());
  EXPECT_FALSE(DecompressZstd("no frame", 100).ok());
  std::string changed = packed;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  EXPECT_FALSE(DecompressZstd(changed, bytes.size()).ok());
}

TEST_F(BulkOutputTest, AFileIsThereWholeOrNotAtAll) {
  ASSERT_TRUE(WriteDurably(Path("a"), "one").ok());
  ASSERT_TRUE(WriteDurably(Path("a"), "two").ok());
  EXPECT_EQ(*ReadWhole(Path("a")), "two");
  EXPECT_FALSE(fs::exists(TemporaryName(Path("a"))));
  EXPECT_TRUE(RemoveDurably(Path("a")).ok());
  EXPECT_TRUE(RemoveDurably(Path("a")).ok());
  EXPECT_EQ(ReadWhole(Path("a")).status().code(), absl::StatusCode::kNotFound);
  const absl::Status status = WriteDurably(Path("none/a"), "x");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(std::string(status.message()).find("none/a cannot be written"), std::string::npos);
}

TEST_F(BulkOutputTest, ProgressIsALineThatSaysAll) {
  RunCounts counts;
  counts.filings = 500;
  counts.done = 120;
  counts.known = 20;
  counts.duplicates = 10;
  counts.partial = 2;
  counts.pages = 3150;
  counts.failed = {{"encrypted", 2}, {"not_a_pdf", 1}};
  counts.seconds = 100;
  EXPECT_EQ(ProgressText(counts),
            "120 of 500 filings, 31.5 pages/s, 20 known, 10 duplicate, 2 partial, 3 failed "
            "(encrypted 2, not_a_pdf 1), 7 min left");
  counts.done = counts.filings;
  EXPECT_EQ(ProgressText(counts).find("left"), std::string::npos);
}

TEST_F(BulkOutputTest, TermsFoldScriptsAndPartChineseCharacters) {
  const struct {
    const char *text, *terms;
  } rows[] = {
      {"", ""},
      {"Monthly Active Users", "monthly active users"},
      {"APP用戶", "app 用 户"},
      {"用户", "用 户"},
      {"约１２０万名用户，", "约 120 万 名 用 户"},
      {"e-mail (2023)", "e mail 2023"},
      {"  \"quoted\"  ", "quoted"},
      {"ユーザー", "ユ ー ザ ー"},
  };
  for (const auto& row : rows) EXPECT_EQ(SearchTerms(row.text), row.terms) << row.text;
  EXPECT_EQ(SearchQuery("用户 Leak"), "\"用 户\" \"leak\"");
  EXPECT_EQ(SearchQuery(" \" OR * "), "\"or\"");
  EXPECT_EQ(SearchQuery("…"), "");
}

TEST_F(BulkOutputTest, CellsAreQuotedAndNoFormulas) {
  EXPECT_EQ(render::CsvCell("plain", true), "plain");
  EXPECT_EQ(render::CsvCell("a,b", true), "\"a,b\"");
  EXPECT_EQ(render::CsvCell("say \"no\"\n", true), "\"say \"\"no\"\"\n\"");
  for (const char* text : {"=1+1", "+1", "-1", "@x", "\tx"}) {
    EXPECT_EQ(render::CsvCell(text, true)[0], '\'') << text;
  }
  EXPECT_EQ(render::CsvCell("-1.5", false), "-1.5");
}

TEST_F(BulkOutputTest, CostsNameTheFilingsThatTookMost) {
  ReviewCosts costs;
  EXPECT_NE(costs.Html().find("Nothing to show"), std::string::npos);
  bulk::v1::Review review;
  review.set_seconds(0.5);
  review.set_page_count(100);
  costs.Add("cached.pdf", review);
  EXPECT_NE(costs.Html().find("No filing was read: all that was found came from the cache"),
            std::string::npos);
  for (int i = 0; i < 20; ++i) {
    review.set_seconds(1 + i);
    review.set_reader_bytes((int64_t{40} + i) << 20);
    costs.Add("<f" + std::to_string(i) + ">.pdf", review);
  }
  review.set_seconds(0.25);
  review.set_own_bytes(int64_t{300} << 20);
  costs.Add("grown.pdf", review);
  const std::string html = costs.Html();
  // Median, nine of ten, most; of seconds and of MiB.
  EXPECT_NE(html.find("median 9.00, nine of ten below 17.00, most 20.00"), std::string::npos)
      << html;
  EXPECT_NE(html.find("median 50.00, nine of ten below 58.00, most 59.00"), std::string::npos)
      << html;
  const std::string slowest =
      "<td>&lt;f19&gt;.pdf</td><td>20.00</td><td>100</td><td>5</td><td>59</td><td>0</td>";
  EXPECT_NE(html.find(slowest), std::string::npos) << html;
  EXPECT_EQ(html.find("<td>&lt;f9&gt;.pdf"), std::string::npos);  // ten are shown
  EXPECT_NE(html.find("<td>grown.pdf</td>"), std::string::npos);
  EXPECT_EQ(html.find("<td>cached.pdf</td>"), std::string::npos);
}

TEST_F(BulkOutputTest, PlotsShowTheirNumbersAndEscapeNames) {
  const std::string bars =
      BarPlot({{"<b>&", {1200, 3}}, {"none", {0, 0}}}, {"x", "y"}, {"met", "un"});
  EXPECT_NE(bars.find("&lt;b&gt;&amp;"), std::string::npos);
  EXPECT_NE(bars.find("1,200 · 3"), std::string::npos);
  EXPECT_EQ(bars.find("<b>"), std::string::npos);
  EXPECT_EQ(LogHistogram({}, {}, "s"), "");
  EXPECT_EQ(LogHistogram({0, -1}, {}, "s"), "");
  const std::string plot = LogHistogram({0.02, 2e6, 2.1e6}, {{1e6, "a < line"}}, "users");
  EXPECT_NE(plot.find("a &lt; line"), std::string::npos);
  EXPECT_NE(plot.find("10 M users"), std::string::npos);
  EXPECT_NE(plot.find(">0.01<"), std::string::npos);
  EXPECT_NE(plot.find(">2<"), std::string::npos);  // both figures of two million in one bin
}

}  // namespace
}  // namespace filing_review::service
