// Lists of filings for a bulk run, and their shards.
#include "service/bulk/source_list.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/bulk/shard.h"
#include "service/service_error.h"
#include "tests/service/bulk_fixture.h"

namespace filing_review::service {
namespace {

class SourceListTest : public BulkTest {
 protected:
  absl::StatusOr<std::vector<Source>> List(const std::vector<std::string>& given,
                                           const std::string& input = "",
                                           BulkLimits limits = {}) const {
    std::istringstream in(input);
    return ListSources(given, Source(), in, limits);
  }
  static std::vector<std::string> Ids(const absl::StatusOr<std::vector<Source>>& sources) {
    std::vector<std::string> ids;
    if (!sources.ok()) return {std::string(sources.status().message())};
    for (const Source& source : *sources) ids.push_back(source.id);
    return ids;
  }
};

using Names = std::vector<std::string>;

TEST_F(SourceListTest, FoldersPatternsAndPdfsAreSourcesInTheOrderOfTheirIds) {
  Write("b/two.pdf", "x");
  Write("b/deep/ONE.PDF", "x");
  Write("b/notes.txt", "x");
  const std::string pdf = Write("a.pdf", "x");
  const std::string unnamed = Write("filing", "%PDF-1.4 and so on");
  EXPECT_EQ(Ids(List({Path("b"), pdf})), (Names{pdf, Path("b/deep/ONE.PDF"), Path("b/two.pdf")}));
  EXPECT_EQ(Ids(List({Path("*.pdf")})), Names{pdf});
  EXPECT_EQ(Ids(List({Path("b/"), Path("b/two.pdf"), Path("b")})).size(), 2u);
  EXPECT_EQ(Ids(List({unnamed})), Names{unnamed});
}

TEST_F(SourceListTest, AListGivesPathsOrObjectsWithMetadata) {
  const std::string list = Write("lists/of.jsonl",
                                 "# of May\n\nplain.pdf\r\n"
                                 "{\"path\": \"x/y.pdf\", \"id\": \"Y\", \"venue\": \"HK\", "
                                 "\"filing_date\": \"2023-05-18\"}\n");
  const auto sources = List({list});
  ASSERT_TRUE(sources.ok()) << sources.status();
  ASSERT_EQ(sources->size(), 2u);
  EXPECT_EQ((*sources)[0].id, "Y");
  EXPECT_EQ((*sources)[0].path, Path("lists/x/y.pdf"));
  EXPECT_EQ((*sources)[0].venue, v1::LISTING_VENUE_HK);
  EXPECT_EQ((*sources)[0].filing_date, "2023-05-18");
  EXPECT_EQ((*sources)[1].id, "plain.pdf");
  EXPECT_EQ((*sources)[1].path, Path("lists/plain.pdf"));
  EXPECT_EQ(Ids(List({"-"}, "b.pdf\na.pdf\n")), (Names{"a.pdf", "b.pdf"}));
}

TEST_F(SourceListTest, WhatIsWrongWithASourceIsSaidWithItsPlace) {
  BulkLimits small;
  small.sources = 1;
  small.manifest_line_bytes = 40;
  const struct {
    Names given;
    std::string input, reason, words;
  } rows[] = {
      {{Path("none.pdf")}, "", kReasonBadSource, "none.pdf is not there"},
      {{Path("none*.pdf")}, "", kReasonBadSource, "matches no file"},
      {{"-"}, "{\"id\": \"a\"}", kReasonBadManifest, "standard input:1: has no \"path\""},
      {{"-"}, "a\n{\"path\": \"b\"", kReasonBadManifest, "standard input:2: is no JSON object"},
      {{"-"}, "{\"path\": \"b\", \"venue\": \"MOON\"}", kReasonBadManifest, "'MOON'"},
      {{"-"}, "{\"path\":\"b\",\"filing_date\":\"2023-02-30\"}", kReasonBadManifest, "2023-02-30"},
      {{"-"}, "{\"path\": \"b\", \"colour\": \"red\"}", kReasonBadManifest, "'colour'"},
      {{"-"}, "{\"path\": 3}", kReasonBadManifest, "\"path\" is not a string"},
      {{"-"}, "{\"path\": \"b\", \"documents\": \"c\"}", kReasonBadManifest, "is no list of"},
      {{"-"},
       "{\"path\":\"b\",\"documents\":[{\"path\":\"c\"}]}",
       kReasonBadManifest,
       "roles CHAPTER, EXHIBIT, LEGAL_OPINION, TRANSLATION or INQUIRY_REPLY"},
      {{"-"},
       "{\"path\":\"b\",\"documents\":[{\"path\":\"c\",\"role\":\"MAIN\"}]}",
       kReasonBadManifest,
       "standard input:1: \"documents\" is no list of"},
      {{"-"},
       "{\"path\":\"b\",\"id\":\"a\"}\n{\"path\":\"c\",\"id\":\"a\"}",
       kReasonBadSource,
       "'a' is given twice"},
  };
  for (const auto& row : rows) {
    const auto sources = List(row.given, row.input);
    ASSERT_FALSE(sources.ok()) << row.words;
    EXPECT_EQ(extract::ReasonOf(sources.status()), row.reason) << sources.status();
    EXPECT_NE(std::string(sources.status().message()).find(row.words), std::string::npos)
        << sources.status();
  }
  EXPECT_EQ(extract::ReasonOf(List({"-"}, "a\nb\n", small).status()), kReasonSourceCount);
  EXPECT_EQ(extract::ReasonOf(List({"-"}, std::string(41, 'a'), small).status()),
            kReasonBadManifest);
}

TEST_F(SourceListTest, AListGivesFurtherDocumentsOfAFiling) {
  const std::string line =
      "{\"path\": \"m.pdf\", \"documents\": [{\"path\": \"t.pdf\", \"role\": \"TRANSLATION\"}, "
      "{\"path\": \"x/2.pdf\", \"role\": \"EXHIBIT\"}, {\"role\": \"EXHIBIT\", \"path\": "
      "\"x/1.pdf\"}]}\n";
  const auto sources = List({Write("lists/of.jsonl", line)});
  ASSERT_TRUE(sources.ok()) << sources.status();
  ASSERT_EQ(sources->size(), 1u);
  // By role, as brief takes them; of a role in the order given.
  const std::vector<SourceDocument> expected = {
      {Path("lists/x/2.pdf"), v1::DOCUMENT_ROLE_EXHIBIT},
      {Path("lists/x/1.pdf"), v1::DOCUMENT_ROLE_EXHIBIT},
      {Path("lists/t.pdf"), v1::DOCUMENT_ROLE_TRANSLATION}};
  EXPECT_EQ((*sources)[0].documents, expected);
  BulkLimits three;
  three.documents = 3;
  const auto many = List({"-"}, line, three);
  EXPECT_EQ(extract::ReasonOf(many.status()), kReasonBadManifest);
  EXPECT_NE(many.status().message().find("more than 3 documents of one filing; give the others"),
            std::string::npos);
  three.documents = 4;
  EXPECT_TRUE(List({"-"}, line, three).ok());
  // The same filing with another document is another filing.
  EXPECT_EQ(extract::ReasonOf(List({"-"}, line + "{\"path\": \"m.pdf\"}\n").status()),
            kReasonBadSource);
}

TEST_F(SourceListTest, ShardsAreNeighboursOfAboutTheSameSize) {
  EXPECT_EQ(ShardBounds({}, 3), (std::vector<size_t>{0, 0, 0, 0}));
  EXPECT_EQ(ShardBounds({1'000'000, 1'000'000, 1'000'000, 1'000'000}, 2),
            (std::vector<size_t>{0, 2, 4}));
  // One filing as large as the others together.
  EXPECT_EQ(ShardBounds({9'000'000, 1'000'000, 1'000'000, 1'000'000}, 2),
            (std::vector<size_t>{0, 1, 4}));
  for (int count = 1; count < 9; ++count) {
    const std::vector<size_t> bounds = ShardBounds({5, 0, 700'000, 3, 3, 80'000'000, 1}, count);
    ASSERT_EQ(bounds.size(), static_cast<size_t>(count) + 1);
    EXPECT_EQ(bounds.front(), 0u);
    EXPECT_EQ(bounds.back(), 7u);
    EXPECT_TRUE(std::is_sorted(bounds.begin(), bounds.end()));
  }
  for (const char* wrong : {"", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "1/100001"}) {
    EXPECT_EQ(ParseShard(wrong).status().code(), absl::StatusCode::kInvalidArgument) << wrong;
  }
  EXPECT_EQ(ParseShard("3/10")->number, 3);
}

}  // namespace
}  // namespace filing_review::service
