#include "service/store/sql_list.h"

#include <charconv>
#include <string>
#include <string_view>

#include "service/service_error.h"
#include "service/sha256.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

namespace {

struct Key {
  int64_t micros = 0;  // 0 where the order is that of submission
  int64_t sequence = 0;
};

// How a list is sorted: by a column, then by submission.
struct Sorting {
  const char* column;  // null: by submission alone
  bool descending;
};

Sorting SortingOf(ListOrder order) {
  switch (order) {
    case ListOrder::kCreateTime:
      return {"f.create_micros", false};
    case ListOrder::kCreateTimeDescending:
      return {"f.create_micros", true};
    case ListOrder::kUpdateTime:
      return {"f.update_micros", false};
    case ListOrder::kUpdateTimeDescending:
      return {"f.update_micros", true};
    case ListOrder::kNewestFirst:
      break;
  }
  return {nullptr, true};
}

// Of what must not change from page to page.
std::string DigestOf(const ListQuery& query) {
  std::string text =
      std::to_string(static_cast<int>(query.order)) + " " + std::to_string(query.venue) + " " +
      std::to_string(query.created_from) + " " + std::to_string(query.created_before) + " " +
      std::to_string(query.updated_from) + " " + std::to_string(query.updated_before);
  for (const v1::FilingState state : query.states) text += " " + std::to_string(state);
  return Sha256Of(text).substr(0, 8);
}

bool ReadNumber(std::string_view& text, char end, int64_t& number) {
  const char* stop = text.data() + text.size();
  const auto read = std::from_chars(text.data(), stop, number);
  if (read.ec != std::errc() || number < 0) return false;
  const bool whole = end == '\0' ? read.ptr == stop : read.ptr != stop && *read.ptr == end;
  if (!whole) return false;
  text.remove_prefix(static_cast<size_t>(read.ptr - text.data()) + (end == '\0' ? 0 : 1));
  return true;
}

absl::StatusOr<Key> ReadToken(const ListQuery& query) {
  std::string_view text = query.page_token;
  const std::string digest = DigestOf(query) + ".";
  Key key;
  const bool good = text.substr(0, digest.size()) == digest;
  if (good) text.remove_prefix(digest.size());
  if (!good || !ReadNumber(text, '.', key.micros) || !ReadNumber(text, '\0', key.sequence)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadPageToken,
                        "page_token is not one that this server gave for this order and filter; "
                        "begin the list anew");
  }
  return key;
}

std::string SqlOf(const ListQuery& query, const Sorting& sorting) {
  std::string sql = "SELECT " FILING_REVIEW_FILING_COLUMNS
                    " FROM filings f WHERE f.owner = ? AND f.create_micros >= ? AND "
                    "f.create_micros < ? AND f.update_micros >= ? AND f.update_micros < ?";
  if (query.venue != v1::LISTING_VENUE_UNSPECIFIED) sql += " AND f.listing_venue = ?";
  for (size_t i = 0; i < query.states.size(); ++i) {
    sql += i == 0 ? " AND f.state IN (?" : ", ?";
  }
  if (!query.states.empty()) sql += ")";
  const std::string after = sorting.descending ? " < " : " > ";
  const std::string direction = sorting.descending ? " DESC" : "";
  const std::string column = sorting.column == nullptr ? "" : sorting.column;
  if (!query.page_token.empty()) {
    sql += column.empty() ? " AND f.sequence" + after + "?"
                          : " AND (" + column + ", f.sequence)" + after + "(?, ?)";
  }
  sql += " ORDER BY " + (column.empty() ? "" : column + direction + ", ") + "f.sequence" +
         direction + " LIMIT ?";
  return sql;
}

}  // namespace

absl::StatusOr<FilingPage> ListFilings(Database& database, const ListQuery& query) {
  const Sorting sorting = SortingOf(query.order);
  FilingPage page;
  Key last;
  std::vector<int64_t> sequences;
  {
    Statement row = database.Prepare(SqlOf(query, sorting));
    row.Bind(1, query.owner)
        .Bind(2, query.created_from)
        .Bind(3, query.created_before)
        .Bind(4, query.updated_from)
        .Bind(5, query.updated_before);
    int at = 5;
    if (query.venue != v1::LISTING_VENUE_UNSPECIFIED) row.Bind(++at, int64_t{query.venue});
    for (const v1::FilingState state : query.states) row.Bind(++at, int64_t{state});
    if (!query.page_token.empty()) {
      const absl::StatusOr<Key> key = ReadToken(query);
      if (!key.ok()) return key.status();
      if (sorting.column != nullptr) row.Bind(++at, key->micros);
      row.Bind(++at, key->sequence);
    }
    row.Bind(++at, int64_t{query.page_size} + 1);
    while (row.Step()) {
      if (static_cast<int>(page.filings.size()) == query.page_size) {
        page.next_page_token = DigestOf(query) + "." + std::to_string(last.micros) + "." +
                               std::to_string(last.sequence);
        break;
      }
      last.sequence = row.Int(0);
      if (sorting.column != nullptr) {
        const bool created = std::string_view(sorting.column) == "f.create_micros";
        last.micros = row.Int(created ? 10 : 11);
      }
      sequences.push_back(last.sequence);
      page.filings.push_back(ReadFiling(row));
    }
    if (!row.status().ok()) return row.status();
  }
  for (size_t i = 0; i < sequences.size(); ++i) {
    const auto documents = ReadDocuments(database, sequences[i]);
    if (!documents.ok()) return documents.status();
    for (const v1::SubmittedDocument& document : *documents) {
      *page.filings[i].add_documents() = document;
    }
  }
  return page;
}

}  // namespace filing_review::service
