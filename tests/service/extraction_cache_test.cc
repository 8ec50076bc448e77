// Documents that were read before, kept for new rules.
#include "service/bulk/extraction_cache.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "extract/document_codec.h"
#include "service/bulk/cache_folder.h"
#include "tests/service/bulk_fixture.h"

namespace filing_review::service {
namespace {

namespace fs = std::filesystem;

class ExtractionCacheTest : public BulkTest {};

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

TEST_F(ExtractionCacheTest, ADocumentComesBackFromItsBytes) {
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

TEST_F(ExtractionCacheTest, TheCacheGivesBackWhatItKeptAndForgetsWhatIsDamaged) {
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

TEST_F(ExtractionCacheTest, TheCacheKeepsToItsBytesAndDropsWhatWasUsedLongestAgo) {
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

TEST_F(ExtractionCacheTest, AFileOfTheCacheIsGoodUnderItsOwnNameOnly) {
  const auto cache = CacheFolder::Open(Path("cache"), 1 << 20);
  ASSERT_TRUE((*cache)->Put("a/a", "bytes"));
  fs::copy_file(Path("cache/a/a"), Path("cache/a/b"));
  EXPECT_FALSE((*cache)->Get("a/b").has_value());
  EXPECT_FALSE(fs::exists(Path("cache/a/b")));  // it is of no use to anybody
  EXPECT_EQ((*cache)->Get("a/a").value_or(""), "bytes");
  Write("cache/a/a", "short");
  EXPECT_FALSE((*cache)->Get("a/a").has_value());
}

}  // namespace
}  // namespace filing_review::service
