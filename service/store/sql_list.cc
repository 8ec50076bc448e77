#include "service/store/sql_list.h"

#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  for (const v1::ReviewState state : query.review_states) text += " r" + std::to_string(state);
  for (const std::string& regime : query.regimes) text += " " + regime;
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

// What a list selects beside the columns of the filing.
enum class Columns { kFiling, kDesk };

// Columns of the desk begin here.
constexpr int kDeskColumn = 17;

void AddChoice(const char* column, size_t values, std::string& sql) {
  for (size_t i = 0; i < values; ++i) {
    sql += i == 0 ? std::string(" AND ") + column + " IN (?" : std::string(", ?");
  }
  if (values > 0) sql += ")";
}

std::string SqlOf(const ListQuery& query, const Sorting& sorting, Columns columns) {
  const bool desk = columns == Columns::kDesk;
  std::string sql = "SELECT " FILING_REVIEW_FILING_COLUMNS;
  if (desk) {
    sql +=
        ", f.owner, s.head, coalesce(r.state, 1), r.decided_count, r.last_reviewer, "
        "r.last_reviewer_unverified";
  }
  sql += " FROM filings f";
  if (desk) {
    sql +=
        " LEFT JOIN brief_summaries s ON s.sequence = f.sequence"
        " LEFT JOIN reviews r ON r.sequence = f.sequence";
  }
  sql += query.all_owners ? " WHERE" : " WHERE f.owner = ? AND";
  sql +=
      " f.create_micros >= ? AND f.create_micros < ? AND f.update_micros >= ? AND "
      "f.update_micros < ?";
  if (query.venue != v1::LISTING_VENUE_UNSPECIFIED) {
    sql +=
        desk ? " AND coalesce(s.listing_venue, f.listing_venue) = ?" : " AND f.listing_venue = ?";
  }
  AddChoice("f.state", query.states.size(), sql);
  AddChoice("coalesce(r.state, 1)", query.review_states.size(), sql);
  for (size_t i = 0; i < query.regimes.size(); ++i) {
    sql +=
        " AND EXISTS (SELECT 1 FROM brief_regimes g WHERE g.sequence = f.sequence AND "
        "g.regime = ?)";
  }
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

// Reads a page of rows and returns the token of the next one. `take` makes a row into a filing that
// stays where it is; its further documents are added to it.
template <typename Take>
absl::StatusOr<std::string> ReadPage(Database& database, const ListQuery& query, Columns columns,
                                     Take take) {
  const Sorting sorting = SortingOf(query.order);
  std::string next_page_token;
  Key last;
  std::vector<std::pair<int64_t, v1::Filing*>> rows;
  {
    Statement row = database.Prepare(SqlOf(query, sorting, columns));
    int at = 0;
    if (!query.all_owners) row.Bind(++at, query.owner);
    for (const int64_t micros :
         {query.created_from, query.created_before, query.updated_from, query.updated_before}) {
      row.Bind(++at, micros);
    }
    if (query.venue != v1::LISTING_VENUE_UNSPECIFIED) row.Bind(++at, int64_t{query.venue});
    for (const v1::FilingState state : query.states) row.Bind(++at, int64_t{state});
    for (const v1::ReviewState state : query.review_states) row.Bind(++at, int64_t{state});
    for (const std::string& regime : query.regimes) row.Bind(++at, regime);
    if (!query.page_token.empty()) {
      const absl::StatusOr<Key> key = ReadToken(query);
      if (!key.ok()) return key.status();
      if (sorting.column != nullptr) row.Bind(++at, key->micros);
      row.Bind(++at, key->sequence);
    }
    row.Bind(++at, int64_t{query.page_size} + 1);
    while (row.Step()) {
      if (static_cast<int>(rows.size()) == query.page_size) {
        next_page_token = DigestOf(query) + "." + std::to_string(last.micros) + "." +
                          std::to_string(last.sequence);
        break;
      }
      last.sequence = row.Int(0);
      if (sorting.column != nullptr) {
        const bool created = std::string_view(sorting.column) == "f.create_micros";
        last.micros = row.Int(created ? 10 : 11);
      }
      rows.emplace_back(last.sequence, take(row));
    }
    if (!row.status().ok()) return row.status();
  }
  for (const auto& [sequence, filing] : rows) {
    const auto documents = ReadDocuments(database, sequence);
    if (!documents.ok()) return documents.status();
    for (const v1::SubmittedDocument& document : *documents) *filing->add_documents() = document;
  }
  return next_page_token;
}

}  // namespace

absl::StatusOr<FilingPage> ListFilings(Database& database, const ListQuery& query) {
  FilingPage page;
  page.filings.reserve(static_cast<size_t>(query.page_size));
  absl::StatusOr<std::string> next =
      ReadPage(database, query, Columns::kFiling,
               [&](const Statement& row) { return &page.filings.emplace_back(ReadFiling(row)); });
  if (!next.ok()) return next.status();
  page.next_page_token = *std::move(next);
  return page;
}

absl::StatusOr<DeskPage> ListDeskFilings(Database& database, const ListQuery& query) {
  DeskPage page;
  page.filings.reserve(static_cast<size_t>(query.page_size));
  absl::StatusOr<std::string> next =
      ReadPage(database, query, Columns::kDesk, [&](const Statement& row) {
        v1::DeskFiling& line = page.filings.emplace_back();
        line.ParseFromString(row.Text(kDeskColumn + 1));  // empty where there is no brief
        *line.mutable_filing() = ReadFiling(row);
        line.set_submitter(row.Text(kDeskColumn));
        line.set_review_state(static_cast<v1::ReviewState>(row.Int(kDeskColumn + 2)));
        line.set_decided_count(static_cast<int32_t>(row.Int(kDeskColumn + 3)));
        line.set_last_reviewer(row.Text(kDeskColumn + 4));
        line.set_last_reviewer_unverified(row.Int(kDeskColumn + 5) != 0);
        return line.mutable_filing();
      });
  if (!next.ok()) return next.status();
  page.next_page_token = *std::move(next);
  return page;
}

}  // namespace filing_review::service
