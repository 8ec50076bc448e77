#include "service/bulk/index_database.h"

#include <unistd.h>

#include <utility>

#include "service/bulk/durable_file.h"
#include "service/render/facts.h"
#include "service/render/words.h"
#include "service/search_terms.h"

namespace filing_review::service {

namespace {

constexpr char kSchema[] = R"(
CREATE TABLE filings (
  filing INTEGER PRIMARY KEY,   -- from 1, in the order of ids
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT,                  -- NULL where it could not be opened
  state TEXT NOT NULL,          -- COMPLETE, PARTIAL, FAILED
  duplicate_of TEXT,            -- id of the filing that it is the same as
  issuer TEXT, filing_type TEXT, listing_venue TEXT, filing_date TEXT,
  pages INTEGER, pages_unread INTEGER,
  users INTEGER, users_metric TEXT, users_as_of TEXT,  -- the issuer's largest figure
  over_one_million TEXT,        -- MET, NOT_MET, UNKNOWN
  foreign_percent REAL, conflicts INTEGER
);
CREATE TABLE findings (
  finding INTEGER PRIMARY KEY,
  filing INTEGER NOT NULL REFERENCES filings,
  kind TEXT NOT NULL,           -- user_count, data_handling, review_statement, influence
  name TEXT NOT NULL,           -- metric, category, status or kind of the rule pack
  value INTEGER, bound TEXT, attribution TEXT, region TEXT, as_of TEXT, subject TEXT,
  stance TEXT, rule_id TEXT,
  quote INTEGER REFERENCES quotes
);
CREATE TABLE holders (
  holder INTEGER PRIMARY KEY,
  filing INTEGER NOT NULL REFERENCES filings,
  fact_id TEXT NOT NULL,        -- mentions of one holding share it
  name TEXT NOT NULL,
  percent REAL, votes_percent REAL, stage TEXT, jurisdiction TEXT, holder_class TEXT,
  class_basis TEXT, kind TEXT, government_link TEXT, ultimate_holder TEXT, rule_id TEXT,
  quote INTEGER REFERENCES quotes
);
CREATE TABLE assessments (
  filing INTEGER NOT NULL REFERENCES filings,
  regime TEXT NOT NULL, title TEXT NOT NULL,
  outcome TEXT NOT NULL, basis TEXT NOT NULL,
  met INTEGER NOT NULL, not_met INTEGER NOT NULL, unknown INTEGER NOT NULL,  -- conditions
  PRIMARY KEY (filing, regime)
);
CREATE TABLE failures (
  filing INTEGER NOT NULL REFERENCES filings,
  document TEXT, page INTEGER NOT NULL,  -- 0: the whole filing or document
  reason TEXT NOT NULL, message TEXT
);
CREATE TABLE quotes (
  quote INTEGER PRIMARY KEY,
  filing INTEGER NOT NULL REFERENCES filings,
  document TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE quotes_fts USING fts5(terms, content='', tokenize='unicode61');
)";

constexpr char kIndexes[] = R"(
CREATE INDEX findings_by_filing ON findings (filing, kind, name);
CREATE INDEX findings_by_name ON findings (kind, name);
CREATE INDEX holders_by_filing ON holders (filing);
CREATE INDEX holders_by_jurisdiction ON holders (jurisdiction);
CREATE INDEX assessments_by_regime ON assessments (regime, outcome);
CREATE INDEX failures_by_reason ON failures (reason);
COMMIT;
)";

void BindGiven(SqlRows& rows, int index, const std::string& text) {
  if (!text.empty()) rows.Bind(index, text);
}

// NULL for the zero value.
template <typename Enum>
void BindName(SqlRows& rows, int index, Enum value) {
  if (static_cast<int>(value) != 0) rows.Bind(index, render::ShortEnumName(value));
}

template <typename Enum>
std::string NameOf(Enum value) {
  return static_cast<int>(value) == 0 ? std::string() : render::ShortEnumName(value);
}

void Put(SqlRows& rows) {
  rows.Next();
  rows.Reset();
}

}  // namespace

struct IndexWriter::Inserts {
  explicit Inserts(SqlFile& file)
      : filing(file, "INSERT INTO filings VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        finding(file, "INSERT INTO findings VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)"),
        holder(file, "INSERT INTO holders VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        assessment(file, "INSERT INTO assessments VALUES (?,?,?,?,?,?,?,?)"),
        failure(file, "INSERT INTO failures VALUES (?,?,?,?,?)"),
        quote(file, "INSERT INTO quotes VALUES (?,?,?,?,?)"),
        terms(file, "INSERT INTO quotes_fts (rowid, terms) VALUES (?,?)") {}
  SqlRows filing, finding, holder, assessment, failure, quote, terms;
};

absl::StatusOr<std::unique_ptr<IndexWriter>> IndexWriter::Create(const std::string& path) {
  unlink(TemporaryName(path).c_str());
  absl::StatusOr<std::unique_ptr<SqlFile>> file =
      SqlFile::Open(TemporaryName(path), SqlFile::kCreate);
  if (!file.ok()) return file.status();
  (*file)->Execute(kSchema);
  if (!(*file)->status().ok()) return (*file)->status();
  return std::unique_ptr<IndexWriter>(new IndexWriter(*std::move(file)));
}

IndexWriter::IndexWriter(std::unique_ptr<SqlFile> file)
    : file_(std::move(file)), inserts_(std::make_unique<Inserts>(*file_)) {}

IndexWriter::~IndexWriter() = default;

absl::Status IndexWriter::Finish() {
  inserts_.reset();
  file_->Execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('optimize')");
  file_->Execute(kIndexes);
  return file_->status();
}

void IndexWriter::Add(const OutputLine& line, const bulk::v1::Review& review,
                      const v1::ReviewBrief* brief) {
  ++filing_;
  SqlRows& filing = inserts_->filing;
  filing.Bind(1, filing_).Bind(2, line.id).Bind(4, ReviewStateName(line.state));
  BindGiven(filing, 3, line.sha256);
  BindGiven(filing, 5, line.duplicate_of);
  if (brief != nullptr) {
    const v1::FilingMetadata& metadata = brief->filing();
    const v1::Headline& headline = brief->headline();
    BindGiven(filing, 6, metadata.issuer());
    BindName(filing, 7, metadata.filing_type());
    BindName(filing, 8, metadata.listing_venue());
    BindGiven(filing, 9, metadata.filing_date());
    filing.Bind(10, int64_t{brief->coverage().pages_total()});
    filing.Bind(11, int64_t{brief->coverage().pages_unread_size()});
    if (headline.has_value()) filing.Bind(12, headline.value());
    BindGiven(filing, 13, headline.metric());
    BindGiven(filing, 14, headline.as_of());
    BindName(filing, 15, headline.over_one_million());
    if (headline.has_foreign_percent()) filing.Bind(16, headline.foreign_percent());
    filing.Bind(17, int64_t{headline.conflict_count()});
  }
  Put(filing);
  if (line.state == bulk::v1::REVIEW_STATE_FAILED && line.duplicate_of.empty()) {
    AddFailure("", 0, review.reason(), review.message());
  }
  if (brief == nullptr) return;
  for (const v1::UserCount& count : brief->user_counts()) {
    Finding finding{"user_count",
                    count.metric(),
                    NameOf(count.attribution()),
                    NameOf(count.region()),
                    count.as_of(),
                    NameOf(count.bound()),
                    count.subject(),
                    "",
                    count.rule_id()};
    finding.has_value = true;
    finding.value = count.value();
    AddFinding(finding, count.evidence());
  }
  for (const v1::DataHandling& one : brief->data_handling()) {
    AddFinding({"data_handling", one.category(), "", "", "", "", NameOf(one.data_subjects()),
                NameOf(one.stance()), one.rule_id()},
               one.evidence());
  }
  for (const v1::ReviewStatement& one : brief->review_statements()) {
    AddFinding({"review_statement", one.status(), "", "", one.date(), "", one.counterparty(), "",
                one.rule_id()},
               one.evidence());
  }
  for (const v1::Influence& one : brief->influence()) {
    AddFinding({"influence", one.kind(), "", "", "", "", one.holder(), "", one.rule_id()},
               one.evidence());
  }
  for (const v1::Holder& holder : brief->holders()) AddHolder(holder);
  for (const v1::Assessment& one : brief->assessments()) {
    int64_t met = 0, not_met = 0, unknown = 0;
    for (const v1::Condition& condition : one.conditions()) {
      ++(condition.state() == v1::CONDITION_STATE_MET       ? met
         : condition.state() == v1::CONDITION_STATE_NOT_MET ? not_met
                                                            : unknown);
    }
    SqlRows& row = inserts_->assessment;
    row.Bind(1, filing_).Bind(2, one.regime()).Bind(3, one.title());
    row.Bind(4, render::ShortEnumName(one.outcome())).Bind(5, render::ShortEnumName(one.basis()));
    row.Bind(6, met).Bind(7, not_met).Bind(8, unknown);
    Put(row);
  }
  for (const v1::UnreadPage& page : brief->coverage().pages_unread()) {
    AddFailure(page.document(), page.page(), page.reason(), "");
  }
}

void IndexWriter::AddFinding(const Finding& finding,
                             const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  const int64_t quote = AddQuote(evidence);
  SqlRows& row = inserts_->finding;
  row.Bind(1, filing_).Bind(2, finding.kind).Bind(3, finding.name);
  if (finding.has_value) row.Bind(4, finding.value);
  int index = 5;
  for (const std::string* text :
       {&finding.bound, &finding.attribution, &finding.region, &finding.as_of, &finding.subject,
        &finding.stance, &finding.rule_id}) {
    BindGiven(row, index++, *text);
  }
  if (quote > 0) row.Bind(12, quote);
  Put(row);
}

void IndexWriter::AddHolder(const v1::Holder& holder) {
  const int64_t quote = AddQuote(holder.evidence());
  SqlRows& row = inserts_->holder;
  row.Bind(1, filing_).Bind(2, holder.fact_id()).Bind(3, holder.name());
  if (holder.has_percent()) row.Bind(4, holder.percent());
  if (holder.has_votes_percent()) row.Bind(5, holder.votes_percent());
  BindName(row, 6, holder.stage());
  BindGiven(row, 7, holder.jurisdiction());
  BindName(row, 8, holder.holder_class());
  BindName(row, 9, holder.class_basis());
  BindName(row, 10, holder.kind());
  BindGiven(row, 11, holder.government_link());
  BindGiven(row, 12, holder.ultimate_holder());
  BindGiven(row, 13, holder.rule_id());
  if (quote > 0) row.Bind(14, quote);
  Put(row);
}

int64_t IndexWriter::AddQuote(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  const v1::Evidence* main = render::MainEvidence(evidence);
  if (main == nullptr) return 0;
  ++quote_;
  inserts_->quote.Bind(1, quote_).Bind(2, filing_).Bind(3, main->document());
  inserts_->quote.Bind(4, int64_t{main->page()}).Bind(5, main->quote());
  Put(inserts_->quote);
  inserts_->terms.Bind(1, quote_).Bind(2, SearchTerms(main->quote()));
  Put(inserts_->terms);
  return quote_;
}

void IndexWriter::AddFailure(const std::string& document, int64_t page, const std::string& reason,
                             const std::string& message) {
  SqlRows& row = inserts_->failure;
  row.Bind(1, filing_).Bind(3, page).Bind(4, reason);
  BindGiven(row, 2, document);
  BindGiven(row, 5, message);
  Put(row);
}

}  // namespace filing_review::service
