#include "service/store/sql_summaries.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "service/desk/brief_summary.h"
#include "service/deterministic_bytes.h"
#include "service/quote_words.h"
#include "service/search_terms.h"

namespace filing_review::service {

namespace {

// Of one brief; the rest is not found by the search.
constexpr int kMostQuotes = 20'000;
constexpr size_t kMostWords = 100'000;
// Rows of one statement.
constexpr size_t kRowsAtOnce = 200;

absl::Status Remove(Database& database, int64_t sequence) {
  for (const char* table : {"brief_summaries", "brief_regimes", "quotes", "quote_words"}) {
    const absl::Status status =
        database.Prepare(std::string("DELETE FROM ") + table + " WHERE sequence = ?")
            .Bind(1, sequence)
            .Run();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// "INSERT INTO table (…) VALUES (?, ?), (?, ?), …"
std::string InsertOf(const std::string& into, int columns, size_t rows) {
  std::string row = "(?";
  for (int i = 1; i < columns; ++i) row += ", ?";
  row += ")";
  std::string sql = "INSERT INTO " + into + " VALUES " + row;
  for (size_t i = 1; i < rows; ++i) sql += ", " + row;
  return sql;
}

absl::Status AddQuotes(Database& database, int64_t sequence,
                       const desk::v1::BriefSummary& summary) {
  std::set<std::string> words;
  const int all = std::min(summary.quotes_size(), kMostQuotes);
  for (int from = 0; from < all; from += kRowsAtOnce) {
    const int to = std::min<int>(all, from + kRowsAtOnce);
    Statement insert = database.Prepare(
        InsertOf("quotes (sequence, number, finding_key, finding_kind, page, quote, terms)", 7,
                 static_cast<size_t>(to - from)));
    int at = 0;
    for (int i = from; i < to; ++i) {
      const desk::v1::SummaryQuote& quote = summary.quotes(i);
      const std::string terms = SearchTerms(quote.quote());
      insert.Bind(at + 1, sequence).Bind(at + 2, int64_t{i} + 1).Bind(at + 3, quote.finding_key());
      insert.Bind(at + 4, int64_t{quote.finding_kind()}).Bind(at + 5, int64_t{quote.page()});
      insert.Bind(at + 6, quote.quote()).Bind(at + 7, terms);
      at += 7;
      if (words.size() < kMostWords) AddQuoteWords(terms, words);
    }
    if (const absl::Status status = insert.Run(); !status.ok()) return status;
  }
  for (auto word = words.begin(); word != words.end();) {
    std::vector<const std::string*> some;
    for (; word != words.end() && some.size() < kRowsAtOnce; ++word) some.push_back(&*word);
    Statement insert = database.Prepare(InsertOf("quote_words (sequence, word)", 2, some.size()));
    int at = 0;
    for (const std::string* one : some) {
      insert.Bind(at + 1, sequence).Bind(at + 2, *one);
      at += 2;
    }
    if (const absl::Status status = insert.Run(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status CountDecided(Database& database, int64_t sequence,
                          const desk::v1::BriefSummary& summary) {
  desk::v1::ReviewRecord record;
  {
    Statement row = database.Prepare("SELECT record FROM reviews WHERE sequence = ?");
    const bool there = row.Bind(1, sequence).Step();
    if (!row.status().ok()) return row.status();
    if (!there || !record.ParseFromString(row.Text(0))) return absl::OkStatus();
  }
  return database.Prepare("UPDATE reviews SET decided_count = ? WHERE sequence = ?")
      .Bind(1, int64_t{DecidedCount(summary, record)})
      .Bind(2, sequence)
      .Run();
}

}  // namespace

absl::Status StoreSummary(Database& database, int64_t sequence,
                          const std::optional<desk::v1::BriefSummary>& summary) {
  absl::Status status = Remove(database, sequence);
  if (!status.ok() || !summary.has_value()) return status;
  desk::v1::BriefSummary kept = *summary;
  kept.clear_head();
  kept.clear_quotes();
  status = database
               .Prepare(
                   "INSERT INTO brief_summaries (sequence, version, listing_venue, head, summary) "
                   "VALUES (?, ?, ?, ?, ?)")
               .Bind(1, sequence)
               .Bind(2, int64_t{kSummaryVersion})
               .Bind(3, int64_t{summary->head().listing_venue()})
               .BindBlob(4, DeterministicBytes(summary->head()))
               .BindBlob(5, DeterministicBytes(kept))
               .Run();
  const auto& triggered = summary->head().headline().regimes_triggered();
  const std::set<std::string> regimes(triggered.begin(), triggered.end());
  for (const std::string& regime : regimes) {
    if (!status.ok()) return status;
    status = database.Prepare("INSERT INTO brief_regimes (sequence, regime) VALUES (?, ?)")
                 .Bind(1, sequence)
                 .Bind(2, regime)
                 .Run();
  }
  if (status.ok()) status = AddQuotes(database, sequence, *summary);
  return status.ok() ? CountDecided(database, sequence, *summary) : status;
}

absl::Status StoreRecognized(Database& database, int64_t sequence,
                             const std::vector<RecognizedText>& texts) {
  absl::Status status =
      database.Prepare("DELETE FROM recognized_texts WHERE sequence = ?").Bind(1, sequence).Run();
  for (const RecognizedText& text : texts) {
    if (!status.ok()) break;
    // The same document may be in a filing twice.
    status = database
                 .Prepare(
                     "INSERT INTO recognized_texts (sequence, sha256, pages) VALUES (?, ?, ?) "
                     "ON CONFLICT (sequence, sha256) DO NOTHING")
                 .Bind(1, sequence)
                 .Bind(2, text.sha256)
                 .BindBlob(3, text.bytes)
                 .Run();
  }
  return status;
}

absl::StatusOr<std::string> ReadRecognized(Database& database, const std::string& owner,
                                           const std::string& id, const std::string& sha256) {
  Statement row = database.Prepare(
      "SELECT t.pages FROM recognized_texts t JOIN filings f ON f.sequence = t.sequence "
      "WHERE f.owner = ? AND f.id = ? AND t.sha256 = ?");
  std::string pages;
  if (row.Bind(1, owner).Bind(2, id).Bind(3, sha256).Step()) pages = row.Text(0);
  if (!row.status().ok()) return row.status();
  return pages;
}

absl::StatusOr<desk::v1::BriefSummary> ReadSummary(Database& database, int64_t sequence) {
  desk::v1::BriefSummary summary;
  Statement row = database.Prepare("SELECT summary FROM brief_summaries WHERE sequence = ?");
  if (row.Bind(1, sequence).Step()) summary.ParseFromString(row.Text(0));
  if (!row.status().ok()) return row.status();
  return summary;
}

absl::StatusOr<std::vector<QuoteCandidate>> FindCandidates(Database& database,
                                                           const QuoteQuery& query) {
  std::set<std::string> words;
  for (const std::string& phrase : query.phrases) words.merge(PhraseWords(phrase));
  std::string sql =
      "SELECT f.sequence, f.id, f.display_name, s.head FROM filings f "
      "JOIN brief_summaries s ON s.sequence = f.sequence WHERE 1 = 1";
  if (!query.all_owners) sql += " AND f.owner = ?";
  for (size_t i = 0; i < words.size(); ++i) {
    sql += " AND EXISTS (SELECT 1 FROM quote_words w WHERE w.sequence = f.sequence AND w.word = ?)";
  }
  Statement row = database.Prepare(sql + " ORDER BY f.sequence DESC LIMIT ?");
  int at = 0;
  if (!query.all_owners) row.Bind(++at, query.owner);
  for (const std::string& word : words) row.Bind(++at, word);
  row.Bind(++at, int64_t{query.filings} + 1);
  std::vector<QuoteCandidate> candidates;
  while (row.Step()) {
    candidates.push_back({row.Int(0), row.Text(1), row.Text(2), row.Text(3)});
  }
  if (!row.status().ok()) return row.status();
  return candidates;
}

absl::Status AddHits(Database& database, const QuoteQuery& query, const QuoteCandidate& candidate,
                     QuotePage& page) {
  v1::DeskFiling head;
  head.ParseFromString(candidate.head);
  Statement row = database.Prepare(
      "SELECT finding_key, finding_kind, page, quote, terms FROM quotes WHERE sequence = ? "
      "ORDER BY number");
  row.Bind(1, candidate.sequence);
  while (!page.more && row.Step()) {
    const std::string terms = row.Text(4);
    bool holds = true;
    for (const std::string& phrase : query.phrases) holds = holds && HoldsPhrase(terms, phrase);
    if (!holds) continue;
    if (page.hits.size() == static_cast<size_t>(query.limit)) {
      page.more = true;
      break;
    }
    v1::QuoteHit& hit = page.hits.emplace_back();
    hit.set_filing("filings/" + candidate.id);
    hit.set_display_name(candidate.display_name);
    hit.set_issuer(head.issuer());
    hit.set_finding_key(row.Text(0));
    hit.set_finding_kind(static_cast<v1::FindingKind>(row.Int(1)));
    hit.set_page(static_cast<int32_t>(row.Int(2)));
    hit.set_quote(row.Text(3));
  }
  return row.status();
}

absl::StatusOr<int> SummarizeOld(
    Database& database, int limit,
    const std::function<desk::v1::BriefSummary(const std::string& bytes)>& summarize) {
  std::vector<std::pair<int64_t, std::string>> briefs;
  {
    Statement row = database.Prepare(
        "SELECT b.sequence, b.brief FROM briefs b LEFT JOIN brief_summaries s "
        "ON s.sequence = b.sequence WHERE s.sequence IS NULL OR s.version < ? "
        "ORDER BY b.sequence LIMIT ? /*postgres FOR UPDATE OF b*/");
    row.Bind(1, int64_t{kSummaryVersion}).Bind(2, int64_t{limit});
    while (row.Step()) briefs.emplace_back(row.Int(0), row.Text(1));
    if (!row.status().ok()) return row.status();
  }
  for (const auto& [sequence, bytes] : briefs) {
    const absl::Status status = StoreSummary(database, sequence, summarize(bytes));
    if (!status.ok()) return status;
  }
  return static_cast<int>(briefs.size());
}

}  // namespace filing_review::service
