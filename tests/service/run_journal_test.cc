// The journal of a bulk run and the keys that its results stand under.
#include "service/bulk/run_journal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "service/bulk/durable_file.h"
#include "service/bulk/review_key.h"
#include "tests/service/bulk_fixture.h"

namespace filing_review::service {
namespace {

namespace fs = std::filesystem;

class RunJournalTest : public BulkTest {};

TEST_F(RunJournalTest, AKeyDependsOnAllThatABriefDependsOn) {
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

TEST_F(RunJournalTest, TheJournalHoldsWhatWasKeptAndDropsATornEnd) {
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

TEST_F(RunJournalTest, TheJournalIsWrittenAnewWhereThatPays) {
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

TEST_F(RunJournalTest, AReviewThatRotsInTheJournalIsNotBelieved) {
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

TEST_F(RunJournalTest, AChangedByteInTheJournalEndsWhatIsBelieved) {
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

}  // namespace
}  // namespace filing_review::service
