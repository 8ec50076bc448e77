#include "service/filing_name.h"

#include <gtest/gtest.h>

#include "extract/read_error.h"
#include "service/calendar_date.h"

namespace filing_review::service {
namespace {

TEST(FilingIdOf, Table) {
  const struct {
    std::string name;
    const char* id;  // null: refused
  } rows[] = {
      {"filings/0af3", "0af3"},
      {"filings/", nullptr},
      {"", nullptr},
      {"filing/0af3", nullptr},
      {"0af3", nullptr},
      {"filings/../lock", nullptr},
      {"filings/a/b", nullptr},
      {"filings/a'--", nullptr},
      {"filings/甲", nullptr},
      {"filings/" + std::string(200, 'a'), nullptr},
  };
  for (const auto& row : rows) {
    const auto id = FilingIdOf(row.name);
    if (row.id == nullptr) {
      EXPECT_EQ(extract::ReasonOf(id.status()), "bad_name") << row.name;
    } else {
      ASSERT_TRUE(id.ok()) << row.name;
      EXPECT_EQ(*id, row.id);
    }
  }
}

TEST(CheckDocument, Table) {
  ServerLimits limits;
  limits.filing_bytes = 1000;
  const struct {
    v1::DocumentRole role;
    int64_t size, before;
    const char* reason;  // null: taken
  } rows[] = {
      {v1::DOCUMENT_ROLE_EXHIBIT, 400, 600, nullptr},
      {v1::DOCUMENT_ROLE_EXHIBIT, 401, 600, "file_size_limit"},
      {v1::DOCUMENT_ROLE_EXHIBIT, 0, 0, "empty_file"},
      {v1::DOCUMENT_ROLE_MAIN, 10, 10, "bad_header"},
      {v1::DOCUMENT_ROLE_UNSPECIFIED, 10, 10, "bad_header"},
      {static_cast<v1::DocumentRole>(99), 10, 10, "bad_header"},
  };
  for (const auto& row : rows) {
    v1::SubmittedDocument document;
    document.set_role(row.role);
    document.set_size_bytes(row.size);
    document.set_sha256(std::string(64, 'A'));
    const absl::Status status = CheckDocument(limits, row.before, document);
    EXPECT_EQ(extract::ReasonOf(status), row.reason == nullptr ? "" : row.reason) << row.size;
    EXPECT_EQ(document.sha256()[0], row.role == v1::DOCUMENT_ROLE_EXHIBIT ? 'a' : 'A');
  }
}

TEST(CheckHeader, Table) {
  const ServerLimits limits;
  const struct {
    const char* what;
    void (*change)(v1::SubmitFilingHeader&);
    const char* reason;  // empty: taken
  } rows[] = {
      {"as it is", [](auto&) {}, ""},
      {"upper-case digest", [](auto& h) { h.set_sha256(std::string(64, 'A')); }, ""},
      {"no digest", [](auto& h) { h.clear_sha256(); }, "bad_header"},
      {"short digest", [](auto& h) { h.set_sha256("abc"); }, "bad_header"},
      {"digest of other letters", [](auto& h) { h.set_sha256(std::string(64, 'g')); },
       "bad_header"},
      {"empty", [](auto& h) { h.set_size_bytes(0); }, "empty_file"},
      {"negative", [](auto& h) { h.set_size_bytes(-1); }, "empty_file"},
      {"at the limit", [](auto& h) { h.set_size_bytes(int64_t{512} << 20); }, ""},
      {"too large", [](auto& h) { h.set_size_bytes((int64_t{512} << 20) + 1); }, "file_size_limit"},
      {"long name", [](auto& h) { h.set_display_name(std::string(1025, 'x')); }, "bad_header"},
      {"long password", [](auto& h) { h.set_password(std::string(1025, 'x')); }, "bad_header"},
      {"no such venue", [](auto& h) { h.set_listing_venue(static_cast<v1::ListingVenue>(77)); },
       "bad_header"},
      {"no such day", [](auto& h) { h.set_filing_date("2021-02-29"); }, "bad_header"},
      {"request id", [](auto& h) { h.set_request_id("0b1c-22"); }, ""},
      {"strange request id", [](auto& h) { h.set_request_id("a b"); }, "bad_header"},
      {"long request id", [](auto& h) { h.set_request_id(std::string(65, 'a')); }, "bad_header"},
  };
  for (const auto& row : rows) {
    v1::SubmitFilingHeader header;
    header.set_sha256(std::string(64, 'a'));
    header.set_size_bytes(1);
    header.set_filing_date("2020-02-29");
    row.change(header);
    const absl::Status status = CheckHeader(limits, header);
    EXPECT_EQ(extract::ReasonOf(status), row.reason) << row.what << ": " << status;
    EXPECT_EQ(status.ok(), *row.reason == '\0') << row.what;
    if (status.ok()) {
      EXPECT_EQ(header.sha256(), std::string(64, 'a'));
    }
  }
}

TEST(IsCalendarDate, Table) {
  for (const char* day : {"2021-12-31", "2024-02-29", "1999-01-01"}) {
    EXPECT_TRUE(IsCalendarDate(day)) << day;
  }
  for (const char* other :
       {"", "2021", "2021-2-3", "2021-13-01", "2021-00-10", "2021-01-32", "2023-02-29", "20211231",
        "2021/12/31", "2021-12-31 ", "０２１-12-31"}) {
    EXPECT_FALSE(IsCalendarDate(other)) << other;
  }
}

}  // namespace
}  // namespace filing_review::service
