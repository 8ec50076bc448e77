// index.sqlite: what a run found, as tables.
//
//   IndexWriter index(path);             // under the temporary name
//   index.Add(line, brief, review);      // in the order of ids
//   absl::Status status = index.Finish();
//
//   filings      one a filing: state, issuer, type, market, date, pages, headline
//   findings     numbers of users, disclosures, statements, influence: one a mention
//   holders      one a mention
//   assessments  one a filing and regime
//   failures     one a filing that failed (page 0) or page that was not read
//   quotes       the text that a finding or holder rests on, with its page
//   quotes_fts   full-text search over it: rowid is quotes.quote (search_terms.h says how to ask)
//
// A duplicate has a row in filings only. Same lines, same bytes. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "service/bulk/output_part.h"
#include "service/bulk/sql_file.h"

namespace filing_review::service {

inline constexpr char kIndexName[] = "index.sqlite";
inline constexpr const char* kIndexTables[] = {"filings", "findings", "holders", "assessments",
                                               "failures"};

class IndexWriter {
 public:
  static absl::StatusOr<std::unique_ptr<IndexWriter>> Create(const std::string& path);
  ~IndexWriter();

  // `brief` is null where there is none, and of a duplicate.
  void Add(const OutputLine& line, const bulk::v1::Review& review, const v1::ReviewBrief* brief);
  // The rows are there, under the temporary name. Error of any call.
  absl::Status Finish();
  SqlFile& file() { return *file_; }

 private:
  struct Inserts;
  // What a mention says, as a row of findings.
  struct Finding {
    std::string kind, name, attribution, region, as_of, bound, subject, stance, rule_id;
    bool has_value = false;
    int64_t value = 0;
  };
  explicit IndexWriter(std::unique_ptr<SqlFile> file);
  void AddFinding(const Finding& finding,
                  const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);
  void AddHolder(const v1::Holder& holder);
  // Its number; 0 where there is no evidence.
  int64_t AddQuote(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);
  void AddFailure(const std::string& document, int64_t page, const std::string& reason,
                  const std::string& message);

  std::unique_ptr<SqlFile> file_;
  std::unique_ptr<Inserts> inserts_;
  int64_t filing_ = 0, quote_ = 0;
};

}  // namespace filing_review::service
