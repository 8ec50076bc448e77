// The parts of a bulk run: lists of filings, shards, the journal, compressed bytes.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "extract/document_codec.h"
#include "extract/read_error.h"
#include "service/bulk/bar_plot.h"
#include "service/bulk/cache_folder.h"
#include "service/bulk/csv_tables.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/extraction_cache.h"
#include "service/bulk/review_cost.h"
#include "service/bulk/review_key.h"
#include "service/bulk/run_journal.h"
#include "service/bulk/run_progress.h"
#include "service/bulk/shard.h"
#include "service/bulk/source_list.h"
#include "service/bulk/zstd_bytes.h"
#include "service/render/csv.h"
#include "service/search_terms.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

namespace fs = std::filesystem;

class BulkTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_.path() + "/" + name; }
  std::string Write(const std::string& name, const std::string& bytes) const {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }
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
  TemporaryFolder folder_;
};

using Names = std::vector<std::string>;

TEST_F(BulkTest, FoldersPatternsAndPdfsAreSourcesInTheOrderOfTheirIds) {
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

TEST_F(BulkTest, AListGivesPathsOrObjectsWithMetadata) {
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

TEST_F(BulkTest, WhatIsWrongWithASourceIsSaidWithItsPlace) {
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

TEST_F(BulkTest, AListGivesFurtherDocumentsOfAFiling) {
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

TEST_F(BulkTest, ShardsAreNeighboursOfAboutTheSameSize) {
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

TEST_F(BulkTest, AKeyDependsOnAllThatABriefDependsOn) {
  const std::string bytes(64, 'a');
  Source source;
  RunIdentity run{"1", "p", std::string(64, 'b'), "off", ""};
  const std::string key = ReviewKey({bytes}, source, run);
  EXPECT_EQ(key.size(), 32u);
  EXPECT_EQ(ReviewKey({bytes}, source, run), key);
  source.id = source.path = "elsewhere.pdf";
  EXPECT_EQ(ReviewKey({bytes}, source, run), key);
  const auto differs = [&](auto change) {
    Source other = source;
    RunIdentity changed = run;
    change(other, changed);
    return ReviewKey({bytes}, other, changed) != key;
  };
  EXPECT_TRUE(differs([](Source& s, RunIdentity&) { s.venue = v1::LISTING_VENUE_US; }));
  EXPECT_TRUE(differs([](Source& s, RunIdentity&) { s.filing_date = "2023-05-18"; }));
  EXPECT_TRUE(differs([](Source&, RunIdentity& r) { r.engine_version = "2"; }));
  EXPECT_TRUE(differs([](Source&, RunIdentity& r) { r.rule_pack_digest[0] = 'c'; }));
  EXPECT_TRUE(differs([](Source&, RunIdentity& r) { r.ocr = "auto"; }));
  EXPECT_TRUE(differs([](Source&, RunIdentity& r) { r.as_if_regime = "x"; }));
  EXPECT_NE(ReviewKey({std::string(64, 'c')}, source, run), key);
  // Further documents count by their bytes and roles, not by their paths.
  source.documents = {{"exhibit.pdf", v1::DOCUMENT_ROLE_EXHIBIT}};
  const std::string other(64, 'd');
  const std::string two = ReviewKey({bytes, other}, source, run);
  EXPECT_NE(two, key);
  source.documents[0].path = "elsewhere.pdf";
  EXPECT_EQ(ReviewKey({bytes, other}, source, run), two);
  EXPECT_NE(ReviewKey({bytes, std::string(64, 'e')}, source, run), two);
  source.documents[0].role = v1::DOCUMENT_ROLE_TRANSLATION;
  EXPECT_NE(ReviewKey({bytes, other}, source, run), two);
}

bulk::v1::Review AReview(char name) {
  bulk::v1::Review review;
  review.set_key(std::string(32, name));
  review.set_state(bulk::v1::REVIEW_STATE_FAILED);
  review.set_reason("encrypted");
  review.set_outcome_digest(std::string(32, name));
  return review;
}

TEST_F(BulkTest, TheJournalHoldsWhatWasKeptAndDropsATornEnd) {
  const std::string path = Path("journal");
  int64_t whole = 0;
  {
    const auto journal = RunJournal::Open(path);
    ASSERT_TRUE(journal.ok()) << journal.status();
    ASSERT_TRUE((*journal)->Keep(AReview('a')).ok());
    ASSERT_TRUE((*journal)->KeepDigest("x.pdf", {10, 20}, std::string(64, 'e')).ok());
    whole = static_cast<int64_t>(fs::file_size(path));
    ASSERT_TRUE((*journal)->Keep(AReview('b')).ok());
  }
  const auto size = static_cast<int64_t>(fs::file_size(path));
  for (int64_t cut = whole; cut <= size; ++cut) {
    fs::copy_file(path, Path("cut"), fs::copy_options::overwrite_existing);
    fs::resize_file(Path("cut"), static_cast<uintmax_t>(cut));
    const auto journal = RunJournal::Open(Path("cut"));
    ASSERT_TRUE(journal.ok()) << journal.status();
    ASSERT_TRUE((*journal)->Find(std::string(32, 'a')).has_value()) << cut;
    EXPECT_EQ((*journal)->Find(std::string(32, 'b')).has_value(), cut == size) << cut;
    EXPECT_EQ((*journal)->DigestOf("x.pdf", {10, 20}), std::string(64, 'e'));
    EXPECT_EQ((*journal)->DigestOf("x.pdf", {10, 21}), "");
    // It goes on behind the last whole entry.
    ASSERT_TRUE((*journal)->Keep(AReview('c')).ok());
    const auto again = RunJournal::Open(Path("cut"));
    const auto known = (*again)->Find(std::string(32, 'c'));
    ASSERT_TRUE(known.has_value()) << cut;
    EXPECT_EQ(known->reason, "encrypted");
    EXPECT_EQ((*again)->Read(*known)->reason(), "encrypted");
  }
}

TEST_F(BulkTest, TheJournalIsWrittenAnewWhereThatPays) {
  const std::string path = Path("journal");
  const auto size = [&] { return static_cast<int64_t>(fs::file_size(path)); };
  {
    const auto journal = RunJournal::Open(path, "mine", 200);
    ASSERT_TRUE(journal.ok());
    ASSERT_TRUE((*journal)->Keep(AReview('a')).ok());
    ASSERT_TRUE((*journal)->KeepDigest("x.pdf", {10, 20}, std::string(64, 'e')).ok());
  }
  const int64_t counts = size();
  // Entries that stand for earlier ones: it stays within what counts, twice, and the spare bytes.
  for (int round = 0; round < 50; ++round) {
    const auto journal = RunJournal::Open(path, "mine", 200);
    ASSERT_TRUE(journal.ok());
    bulk::v1::Review review = AReview('a');
    review.set_reason("round " + std::to_string(round));
    ASSERT_TRUE((*journal)->Keep(review).ok());
    bulk::v1::WrittenPart part;
    part.set_number(3);
    part.set_size_bytes(round);
    ASSERT_TRUE((*journal)->KeepPart(part).ok());
    EXPECT_LE(size(), 2 * counts + 500) << round;
  }
  Write("journal.new", "of a rewriting that was killed");
  {
    const auto journal = RunJournal::Open(path, "mine", 0);
    EXPECT_FALSE(fs::exists(path + ".new"));
    EXPECT_EQ((*journal)->Find(std::string(32, 'a'))->reason, "round 49");
    EXPECT_EQ((*journal)->Read(*(*journal)->Find(std::string(32, 'a')))->reason(), "round 49");
    EXPECT_EQ((*journal)->DigestOf("x.pdf", {10, 20}), std::string(64, 'e'));
    EXPECT_EQ((*journal)->Part(3)->size_bytes(), 49);
  }
  // Reviews of other runs stay until a whole set outweighs them.
  {
    const auto other = RunJournal::Open(path, "other", 0);
    for (const char name : {'b', 'c', 'd', 'e'}) ASSERT_TRUE((*other)->Keep(AReview(name)).ok());
  }
  const auto journal = RunJournal::Open(path, "mine", 1 << 20);
  EXPECT_TRUE((*journal)->Find(std::string(32, 'b')).has_value());
  ASSERT_TRUE((*journal)->DropOthers().ok());
  EXPECT_TRUE((*journal)->Find(std::string(32, 'b')).has_value());
  const auto strict = RunJournal::Open(path, "mine", 0);
  EXPECT_TRUE((*strict)->Find(std::string(32, 'b')).has_value());
  ASSERT_TRUE((*strict)->DropOthers().ok());
  EXPECT_FALSE((*strict)->Find(std::string(32, 'b')).has_value());
  EXPECT_EQ((*strict)->Find(std::string(32, 'a'))->reason, "round 49");
  ASSERT_TRUE((*strict)->Keep(AReview('f')).ok());
  const auto again = RunJournal::Open(path, "mine", 0);
  EXPECT_FALSE((*again)->Find(std::string(32, 'b')).has_value());
  for (const char name : {'a', 'f'}) {
    const auto known = (*again)->Find(std::string(32, name));
    ASSERT_TRUE(known.has_value()) << name;
    EXPECT_TRUE((*again)->Read(*known).ok()) << name;
  }
}

TEST_F(BulkTest, AReviewThatRotsInTheJournalIsNotBelieved) {
  const std::string path = Path("journal");
  const auto journal = RunJournal::Open(path);
  bulk::v1::Review review = AReview('a');
  review.set_message(std::string(100, 'm'));
  ASSERT_TRUE((*journal)->Keep(review).ok());
  std::string bytes = *ReadWhole(path);
  bytes[bytes.find("mmmm")] = 'n';
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << bytes;
  const auto read = (*journal)->Read(*(*journal)->Find(std::string(32, 'a')));
  EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_NE(read.status().message().find("remove it and start again"), std::string::npos);
}

TEST_F(BulkTest, AChangedByteInTheJournalEndsWhatIsBelieved) {
  const std::string path = Path("journal");
  { ASSERT_TRUE((*RunJournal::Open(path))->Keep(AReview('a')).ok()); }
  const std::string bytes = *ReadWhole(path);
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    Write("changed", changed);
    const auto journal = RunJournal::Open(Path("changed"));
    ASSERT_TRUE(journal.ok());
    EXPECT_FALSE((*journal)->Find(std::string(32, 'a')).has_value()) << i;
  }
}

TEST_F(BulkTest, CompressedBytesComeBackAndDamageIsSeen) {
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

TEST_F(BulkTest, AFileIsThereWholeOrNotAtAll) {
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

TEST_F(BulkTest, ProgressIsALineThatSaysAll) {
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

// A page with one line.
extract::Page APage(int number, const std::string& text) {
  extract::Page page;
  page.number = number;
  page.width = 61200;
  page.height = 79200;
  page.text = text + "\n";
  extract::Line line;
  line.text_end = static_cast<uint32_t>(text.size());
  line.char_end = static_cast<uint32_t>(text.size());
  line.cross0 = 7000;
  line.cross1 = 8100;
  line.font_size = 1100;
  for (uint32_t c = 0; c < line.char_end; ++c) {
    page.char_start.push_back(static_cast<int32_t>(7200 + 600 * c));
    page.char_end.push_back(static_cast<int32_t>(7700 + 600 * c));
  }
  page.lines.push_back(line);
  return page;
}

extract::Document ADocument() {
  extract::Document document;
  document.page_count = 3;
  document.title = "Heron";
  document.copy_forbidden = true;
  document.outline = {{"Risk factors", 0, 2}, {"Data", 1, 3}};
  document.pages = {APage(1, "Over 3 million users"), APage(2, "Risk factors"), extract::Page()};
  document.pages[2].number = 3;
  document.pages[2].unread_reason = "no_text";
  return document;
}

TEST_F(BulkTest, ADocumentComesBackFromItsBytes) {
  const extract::Document document = ADocument();
  const std::string bytes = extract::PackDocument(document);
  const auto same = extract::UnpackDocument(bytes);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(extract::PackDocument(*same), bytes);
  EXPECT_EQ(same->title, "Heron");
  EXPECT_TRUE(same->copy_forbidden);
  EXPECT_EQ(same->outline[1].title, "Data");
  EXPECT_EQ(same->pages[0].LineText(same->pages[0].lines[0]), "Over 3 million users");
  EXPECT_EQ(same->pages[0].CharBox(same->pages[0].lines[0], 1).x0, 7800);
  EXPECT_EQ(same->pages[2].unread_reason, "no_text");
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(extract::UnpackDocument(std::string_view(bytes).substr(0, cut)).ok()) << cut;
  }
}

TEST_F(BulkTest, TheCacheGivesBackWhatItKeptAndForgetsWhatIsDamaged) {
  const std::string digest(64, 'a');
  const extract::ReadOptions options;
  {
    const auto folder = CacheFolder::Open(Path("cache"), 1 << 20);
    ASSERT_TRUE(folder.ok()) << folder.status();
    ExtractionCache cache(**folder);
    EXPECT_FALSE(cache.Find(digest, options).has_value());
    cache.Keep(digest, options, ADocument());
    EXPECT_EQ(cache.kept(), 1);
  }
  const auto folder = CacheFolder::Open(Path("cache"), 1 << 20);
  ExtractionCache cache(**folder);
  auto found = cache.Find(digest, options);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(extract::PackDocument(*found), extract::PackDocument(ADocument()));
  // Another mode of recognition reads other text; a password is for nobody else.
  extract::ReadOptions other = options;
  other.ocr = extract::OcrMode::kAuto;
  EXPECT_FALSE(cache.Find(digest, other).has_value());
  other = options;
  other.password = "secret";
  EXPECT_FALSE(cache.Find(digest, other).has_value());
  cache.Keep(std::string(64, 'b'), other, ADocument());
  EXPECT_FALSE(cache.Find(std::string(64, 'b'), options).has_value());
  // A page that another try may read is no last word.
  extract::Document passing = ADocument();
  passing.pages[2].unread_transient = true;
  cache.Keep(std::string(64, 'c'), options, passing);
  EXPECT_FALSE(cache.Find(std::string(64, 'c'), options).has_value());
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(Path("cache"))) {
    if (!entry.is_regular_file()) continue;
    ++files;
    fs::resize_file(entry.path(), entry.file_size() - 1);
  }
  EXPECT_EQ(files, 1);
  EXPECT_FALSE(cache.Find(digest, options).has_value());
}

TEST_F(BulkTest, TheCacheKeepsToItsBytesAndDropsWhatWasUsedLongestAgo) {
  const auto size = [&] {
    int64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(Path("cache"))) {
      if (entry.is_regular_file()) bytes += static_cast<int64_t>(entry.file_size());
    }
    return bytes;
  };
  const auto age = [&](const std::string& name, int hours) {
    fs::last_write_time(Path("cache/") + name,
                        fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  const std::string bytes(100, 'x');
  constexpr int64_t kFile = 108, kMost = 4 * kFile;
  {
    const auto cache = CacheFolder::Open(Path("cache"), kMost);
    ASSERT_TRUE(cache.ok());
    for (const char* name : {"a/a", "a/b", "b/c", "b/d"}) EXPECT_TRUE((*cache)->Put(name, bytes));
    EXPECT_EQ((*cache)->bytes(), kMost);
    EXPECT_EQ(size(), kMost);
    // What this run has put stays, but for what is precious; then the oldest goes.
    EXPECT_FALSE((*cache)->Put("b/e", bytes));
    EXPECT_EQ((*cache)->refused(), 1);
    // A file in its own place needs no more room.
    EXPECT_TRUE((*cache)->Put("b/d", bytes, true));
    EXPECT_LE(size(), kMost);
  }
  for (const auto& entry : fs::recursive_directory_iterator(Path("cache"))) {
    if (entry.is_regular_file()) fs::remove(entry.path());
  }
  {
    const auto cache = CacheFolder::Open(Path("cache"), kMost);
    for (const char* name : {"a/a", "a/b", "b/c", "b/d"}) EXPECT_TRUE((*cache)->Put(name, bytes));
  }
  age("a/a", 4);
  age("a/b", 5);
  age("b/c", 6);
  age("b/d", 7);
  const auto cache = CacheFolder::Open(Path("cache"), kMost);
  ASSERT_TRUE(cache.ok());
  EXPECT_EQ((*cache)->bytes(), kMost);
  EXPECT_EQ((*cache)->Get("b/d").value_or(""), bytes);  // it is the youngest now
  EXPECT_TRUE((*cache)->Put("c/e", bytes));
  EXPECT_FALSE((*cache)->Get("b/c").has_value());
  EXPECT_TRUE((*cache)->Put("c/f", std::string(kFile + 100, 'y')));  // in the place of two
  EXPECT_FALSE((*cache)->Get("a/a").has_value());
  EXPECT_FALSE((*cache)->Get("a/b").has_value());
  EXPECT_EQ((*cache)->dropped(), 3);
  EXPECT_FALSE((*cache)->Put("c/g", bytes));
  EXPECT_TRUE((*cache)->Get("b/d").has_value());
  EXPECT_TRUE((*cache)->Get("c/e").has_value());
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE((*cache)->Put("c/h", bytes, true));
  EXPECT_EQ((*cache)->dropped(), 4);
  EXPECT_FALSE((*cache)->Put("c/i", std::string(kMost, 'z'), true));  // larger than all together
  EXPECT_LE(size(), kMost);
  EXPECT_EQ((*cache)->bytes(), size());
  const auto none = CacheFolder::Open("/proc/none", 1);
  EXPECT_FALSE(none.ok());
  EXPECT_NE(none.status().message().find("give --cache a folder of your own"), std::string::npos);
}

TEST_F(BulkTest, AFileOfTheCacheIsGoodUnderItsOwnNameOnly) {
  const auto cache = CacheFolder::Open(Path("cache"), 1 << 20);
  ASSERT_TRUE((*cache)->Put("a/a", "bytes"));
  fs::copy_file(Path("cache/a/a"), Path("cache/a/b"));
  EXPECT_FALSE((*cache)->Get("a/b").has_value());
  EXPECT_FALSE(fs::exists(Path("cache/a/b")));  // it is of no use to anybody
  EXPECT_EQ((*cache)->Get("a/a").value_or(""), "bytes");
  Write("cache/a/a", "short");
  EXPECT_FALSE((*cache)->Get("a/a").has_value());
}

TEST_F(BulkTest, TermsFoldScriptsAndPartChineseCharacters) {
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

TEST_F(BulkTest, CellsAreQuotedAndNoFormulas) {
  EXPECT_EQ(render::CsvCell("plain", true), "plain");
  EXPECT_EQ(render::CsvCell("a,b", true), "\"a,b\"");
  EXPECT_EQ(render::CsvCell("say \"no\"\n", true), "\"say \"\"no\"\"\n\"");
  for (const char* text : {"=1+1", "+1", "-1", "@x", "\tx"}) {
    EXPECT_EQ(render::CsvCell(text, true)[0], '\'') << text;
  }
  EXPECT_EQ(render::CsvCell("-1.5", false), "-1.5");
}

TEST_F(BulkTest, CostsNameTheFilingsThatTookMost) {
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

TEST_F(BulkTest, PlotsShowTheirNumbersAndEscapeNames) {
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
