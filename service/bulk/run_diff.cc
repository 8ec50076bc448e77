#include "service/bulk/run_diff.h"

#include "service/bulk/index_database.h"
#include "service/bulk/sql_file.h"
#include "service/search_terms.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using Line = std::function<void(const std::vector<std::string>&)>;

// Both runs' findings and holders in one form; {} is main or b.
constexpr char kFacts[] = R"(
  SELECT f.id AS id, t.kind || ' ' || t.name || coalesce(' ' || t.value, '') ||
         coalesce(' ' || t.stance, '') AS fact, q.page AS page, q.text AS text
    FROM {}.findings t JOIN {}.filings f USING (filing) LEFT JOIN {}.quotes q ON q.quote = t.quote
  UNION ALL
  SELECT f.id, 'holder ' || t.name || coalesce(' ' || t.percent, ''), q.page, q.text
    FROM {}.holders t JOIN {}.filings f USING (filing) LEFT JOIN {}.quotes q ON q.quote = t.quote
)";

std::string FactsOf(const std::string& schema) {
  std::string sql = kFacts;
  for (size_t at; (at = sql.find("{}")) != std::string::npos;) sql.replace(at, 2, schema);
  return sql;
}

// A fact of a filing that is in one run only is no news: the filing itself is told.
std::string OnlyIn(const std::string& schema, const std::string& other, const char* what) {
  return "SELECT id, '" + std::string(what) + "', fact, page, text FROM (SELECT * FROM (" +
         FactsOf(schema) + ") EXCEPT SELECT * FROM (" + FactsOf(other) +
         ")) WHERE id IN (SELECT id FROM " + other + ".filings)";
}

std::string Changed(const char* what, const std::string& column) {
  return "SELECT a.id, '" + std::string(what) + "', coalesce(a." + column + ", '–'), coalesce(b." +
         column + ", '–'), NULL FROM main.filings a JOIN b.filings b ON a.id = b.id WHERE a." +
         column + " IS NOT b." + column;
}

void Run(SqlFile& file, const std::string& sql, const Line& line) {
  SqlRows rows(file, sql);
  while (rows.Next()) {
    std::vector<std::string> cells;
    for (int column = 0; column < rows.columns(); ++column) cells.push_back(rows.Text(column));
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    line(cells);
  }
}

}  // namespace

absl::Status DiffRuns(const std::string& a, const std::string& b, const Line& line) {
  const std::string other = b + "/" + kIndexName;
  if (const auto there = SqlFile::Open(other, SqlFile::kRead); !there.ok()) return there.status();
  absl::StatusOr<std::unique_ptr<SqlFile>> file =
      SqlFile::Open(a + "/" + kIndexName, SqlFile::kRead);
  if (!file.ok()) return file.status();
  {
    SqlRows attach(**file, "ATTACH ? AS b");
    attach.Bind(1, other).Next();
  }
  const std::string regimes =
      "SELECT f.id, 'regime', x.regime, coalesce(s.outcome, '–'), coalesce(t.outcome, '–') FROM "
      "(SELECT DISTINCT id, regime FROM (SELECT id, regime FROM main.assessments JOIN main.filings "
      "USING (filing) UNION ALL SELECT id, regime FROM b.assessments JOIN b.filings USING "
      "(filing))) x JOIN main.filings f ON f.id = x.id JOIN b.filings g ON g.id = x.id LEFT JOIN "
      "main.assessments s ON s.filing = f.filing AND s.regime = x.regime LEFT JOIN b.assessments t "
      "ON t.filing = g.filing AND t.regime = x.regime WHERE s.outcome IS NOT t.outcome";
  const std::string all =
      "SELECT id, 'filing', 'removed', NULL, NULL FROM main.filings WHERE id NOT IN (SELECT id "
      "FROM "
      "b.filings) UNION ALL SELECT id, 'filing', 'added', NULL, NULL FROM b.filings WHERE id NOT "
      "IN "
      "(SELECT id FROM main.filings) UNION ALL " +
      Changed("bytes", "sha256") + " UNION ALL " + Changed("state", "state") + " UNION ALL " +
      Changed("users", "users") + " UNION ALL " + Changed("over one million", "over_one_million") +
      " UNION ALL " + regimes + " UNION ALL " + OnlyIn("main", "b", "lost") + " UNION ALL " +
      OnlyIn("b", "main", "gained") + " ORDER BY 1, 2, 3, 4, 5";
  Run(**file, all, line);
  return (*file)->status();
}

absl::Status SearchRun(const std::string& folder, const std::string& words, int most,
                       const Line& line) {
  const std::string query = SearchQuery(words);
  if (query.empty()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, "no_words",
                        "nothing to search for; give words");
  }
  absl::StatusOr<std::unique_ptr<SqlFile>> file =
      SqlFile::Open(folder + "/" + kIndexName, SqlFile::kRead);
  if (!file.ok()) return file.status();
  SqlRows rows(**file,
               "SELECT DISTINCT f.id, q.document, q.page, q.text FROM quotes_fts JOIN quotes q ON "
               "q.quote = quotes_fts.rowid JOIN filings f USING (filing) WHERE quotes_fts MATCH ? "
               "ORDER BY f.filing, q.page, q.quote LIMIT ?");
  rows.Bind(1, query).Bind(2, int64_t{most});
  while (rows.Next()) line({rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3)});
  return (*file)->status();
}

}  // namespace filing_review::service
