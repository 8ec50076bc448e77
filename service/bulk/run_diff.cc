#include "service/bulk/run_diff.h"

#include "service/bulk/index_database.h"
#include "service/bulk/part_reader.h"
#include "service/bulk/sql_file.h"
#include "service/compare/compare.h"
#include "service/render/json_parse.h"
#include "service/render/plain_text.h"
#include "service/render/words.h"
#include "service/search_terms.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using Line = std::function<void(const std::vector<std::string>&)>;

// Writes the lines of one filing.
class FilingLines {
 public:
  FilingLines(const std::string& id, const Line& line) : id_(id), line_(line) {}

  void Add(std::vector<std::string> cells) const {
    cells.insert(cells.begin(), id_);
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    line_(cells);
  }

  void Changed(const char* what, const std::string& a, const std::string& b) const {
    if (a != b) Add({what, a.empty() ? kNothing : a, b.empty() ? kNothing : b});
  }

  // A finding that is on one side, or changed; with the page and quote of the later run that has
  // it.
  template <typename Change>
  void Finding(v1::ChangeKind kind, const std::string& fact, const Change& change) const {
    const auto& places = change.evidence_b().empty() ? change.evidence_a() : change.evidence_b();
    const bool known = !places.empty();
    Add({WordOf(kind), fact, known ? std::to_string(places[0].page()) : "",
         known ? places[0].quote() : ""});
  }

 private:
  static constexpr char kNothing[] = "–";

  static const char* WordOf(v1::ChangeKind kind) {
    switch (kind) {
      case v1::CHANGE_KIND_APPEARED:
        return "gained";
      case v1::CHANGE_KIND_VANISHED:
        return "lost";
      case v1::CHANGE_KIND_REWORDED:
        return "reworded";
      case v1::CHANGE_KIND_NOT_READABLE:
        return "not readable";
      default:
        return "changed";
    }
  }

  const std::string& id_;
  const Line& line_;
};

// "1200000" on both sides, "1200000 > 1300000" where they differ.
std::string Both(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return a.empty() ? b : a;
  return a + " > " + b;
}

std::string CountText(bool there, const v1::UserCount& count) {
  return there ? "user_count " + count.metric() + " " + std::to_string(count.value()) : "";
}

template <typename Readings>
std::string ReadingsText(const char* kind, const Readings& readings) {
  std::string text;
  for (const v1::PassageReading& reading : readings) {
    text += (text.empty() ? kind + std::string(" ") : "+") + reading.label();
    if (reading.stance() != v1::STANCE_UNSPECIFIED) {
      text += " " + render::ShortEnumName(reading.stance());
    }
  }
  return text;
}

std::string HoldingText(bool there, const v1::Holder& holder) {
  if (!there) return "";
  return "holder " + holder.name() +
         (holder.has_percent() ? " " + render::PercentText(holder.percent()) : "");
}

template <typename Changes>
void Passages(const FilingLines& lines, const char* kind, const Changes& changes) {
  for (const v1::PassageChange& change : changes) {
    lines.Finding(
        change.change(),
        Both(ReadingsText(kind, change.readings_a()), ReadingsText(kind, change.readings_b())),
        change);
  }
}

void BriefLines(const FilingLines& lines, const v1::BriefComparison& comparison) {
  for (const v1::FieldChange& change : comparison.headline()) {
    lines.Changed(change.field() == "value"            ? "users"
                  : change.field() == "overOneMillion" ? "over one million"
                                                       : change.field().c_str(),
                  change.value_a(), change.value_b());
  }
  for (const auto* fields : {&comparison.metadata(), &comparison.coverage()}) {
    for (const v1::FieldChange& change : *fields) {
      lines.Changed(change.field().c_str(), change.value_a(), change.value_b());
    }
  }
  const auto outcome = [](v1::Outcome value) {
    return value == v1::OUTCOME_UNSPECIFIED ? std::string("–") : render::ShortEnumName(value);
  };
  for (const v1::RegimeChange& change : comparison.regimes()) {
    if (change.outcome_a() == change.outcome_b()) continue;
    lines.Add(
        {"regime", change.regime(), outcome(change.outcome_a()), outcome(change.outcome_b())});
  }
  for (const v1::FigureChange& change : comparison.figures()) {
    lines.Finding(change.change(),
                  Both(CountText(change.has_figure_a(), change.figure_a()),
                       CountText(change.has_figure_b(), change.figure_b())),
                  change);
  }
  Passages(lines, "review_statement", comparison.statements());
  Passages(lines, "data_handling", comparison.disclosures());
  Passages(lines, "influence", comparison.influence());
  for (const v1::HolderChange& holder : comparison.holders()) {
    for (const v1::HoldingChange& change : holder.holdings()) {
      lines.Finding(change.change(),
                    Both(HoldingText(change.has_holding_a(), change.holding_a()),
                         HoldingText(change.has_holding_b(), change.holding_b())),
                    change);
    }
    for (const v1::FieldChange& change : holder.fields()) {
      lines.Finding(v1::CHANGE_KIND_CHANGED,
                    "holder " + Both(holder.name_a(), holder.name_b()) + " " + change.field() +
                        " " + Both(change.value_a(), change.value_b()),
                    change);
    }
  }
  for (const v1::ConflictChange& change : comparison.conflicts()) {
    lines.Finding(change.change(), "conflict " + change.kind(), change);
  }
}

absl::StatusOr<v1::ReviewBrief> BriefOf(const PartFiling& filing) {
  absl::StatusOr<v1::ReviewBrief> brief = render::ParseBriefJson(filing.brief);
  if (brief.ok()) return brief;
  return ServiceError(
      absl::StatusCode::kDataLoss, kReasonStorage,
      filing.id + ": the brief cannot be read: " + std::string(brief.status().message()));
}

absl::Status DiffFilings(const PartFiling& a, const PartFiling& b, const Line& line) {
  const FilingLines lines(a.id, line);
  lines.Changed("bytes", a.sha256, b.sha256);
  lines.Changed("state", a.state, b.state);
  lines.Changed("duplicate of", a.duplicate_of, b.duplicate_of);
  // What a duplicate says is told of the filing that it is the same as.
  if (a.brief == b.brief || a.brief.empty() || b.brief.empty()) return absl::OkStatus();
  const absl::StatusOr<v1::ReviewBrief> brief_a = BriefOf(a);
  if (!brief_a.ok()) return brief_a.status();
  const absl::StatusOr<v1::ReviewBrief> brief_b = BriefOf(b);
  if (!brief_b.ok()) return brief_b.status();
  BriefLines(lines, compare::CompareBriefs(*brief_a, *brief_b));
  return absl::OkStatus();
}

absl::Status CheckIsThere(const std::string& folder) {
  return SqlFile::Open(folder + "/" + kIndexName, SqlFile::kRead).status();
}

}  // namespace

absl::Status DiffRuns(const std::string& a, const std::string& b, const Line& line) {
  for (const std::string& folder : {b, a}) {
    if (const absl::Status there = CheckIsThere(folder); !there.ok()) return there;
  }
  PartReader of_a(a), of_b(b);
  bool more_a = of_a.Next(), more_b = of_b.Next();
  while (more_a || more_b) {
    if (more_a && (!more_b || of_a.filing().id < of_b.filing().id)) {
      if (!of_b.status().ok()) break;
      line({of_a.filing().id, "filing", "removed"});
      more_a = of_a.Next();
    } else if (more_b && (!more_a || of_b.filing().id < of_a.filing().id)) {
      if (!of_a.status().ok()) break;
      line({of_b.filing().id, "filing", "added"});
      more_b = of_b.Next();
    } else {
      const absl::Status told = DiffFilings(of_a.filing(), of_b.filing(), line);
      if (!told.ok()) return told;
      more_a = of_a.Next();
      more_b = of_b.Next();
    }
  }
  return of_a.status().ok() ? of_b.status() : of_a.status();
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
