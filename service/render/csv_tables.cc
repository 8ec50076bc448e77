#include "service/render/csv_tables.h"

#include "service/render/csv.h"
#include "service/render/facts.h"
#include "service/render/words.h"
#include "service/render/zip_file.h"

namespace filing_review::render {

namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

// The zero value is nothing.
template <typename Enum>
std::string NameOf(Enum value) {
  return static_cast<int>(value) == 0 ? std::string() : ShortEnumName(value);
}

// document, page, section, text: the last four columns of most tables.
void Place(CsvWriter& csv, const v1::Evidence* evidence) {
  if (evidence == nullptr) {
    csv.None().None().None().None();
  } else {
    csv.Text(evidence->document()).Int(evidence->page());
    csv.Text(evidence->section()).Text(evidence->quote());
  }
  csv.EndRow();
}

std::string Filing(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"sha256", "issuer", "filing_type", "listing_venue", "filing_date", "pages",
            "pages_unread", "users", "users_metric", "users_as_of", "over_one_million",
            "foreign_percent", "conflicts", "engine_version", "rule_pack_version",
            "rule_pack_digest", "revision"});
  const v1::FilingMetadata& filing = brief.filing();
  const v1::Headline& headline = brief.headline();
  csv.Text(filing.documents().empty() ? "" : filing.documents(0).sha256());
  csv.Text(filing.issuer()).Text(NameOf(filing.filing_type()));
  csv.Text(NameOf(filing.listing_venue())).Text(filing.filing_date());
  csv.Int(brief.coverage().pages_total()).Int(brief.coverage().pages_unread_size());
  headline.has_value() ? csv.Int(headline.value()) : csv.None();
  csv.Text(headline.metric()).Text(headline.as_of()).Text(NameOf(headline.over_one_million()));
  headline.has_foreign_percent() ? csv.Real(headline.foreign_percent()) : csv.None();
  csv.Int(headline.conflict_count());
  csv.Text(brief.provenance().engine_version()).Text(brief.provenance().rule_pack_version());
  csv.Text(brief.provenance().rule_pack_digest()).Int(brief.provenance().revision());
  csv.EndRow();
  return csv.Take();
}

std::string UserCounts(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"fact_id", "name", "name_text", "value", "upper_value", "value_text", "bound",
            "attribution", "region", "region_text", "as_of", "period_start", "subject",
            "confidence", "rule_id", "document", "page", "section", "text"});
  for (const v1::UserCount& count : brief.user_counts()) {
    csv.Text(count.fact_id()).Text(count.metric()).Text(count.metric_text()).Int(count.value());
    count.has_upper_value() ? csv.Int(count.upper_value()) : csv.None();
    csv.Text(count.value_text()).Text(NameOf(count.bound())).Text(NameOf(count.attribution()));
    csv.Text(NameOf(count.region())).Text(count.region_text()).Text(count.as_of());
    csv.Text(count.period_start()).Text(count.subject()).Real(count.confidence());
    csv.Text(count.rule_id());
    Place(csv, MainEvidence(count.evidence()));
  }
  return csv.Take();
}

std::string DataHandling(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"name", "stance", "subject", "confidence", "rule_id", "document", "page", "section",
            "text"});
  for (const v1::DataHandling& one : brief.data_handling()) {
    csv.Text(one.category()).Text(NameOf(one.stance())).Text(NameOf(one.data_subjects()));
    csv.Real(one.confidence()).Text(one.rule_id());
    Place(csv, MainEvidence(one.evidence()));
  }
  return csv.Take();
}

std::string ReviewStatements(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"name", "on_advice_of_counsel", "form", "subject", "as_of", "rule_id", "document",
            "page", "section", "text"});
  for (const v1::ReviewStatement& one : brief.review_statements()) {
    csv.Text(one.status()).Text(one.on_advice_of_counsel() ? "true" : "false");
    csv.Text(NameOf(one.form())).Text(one.counterparty()).Text(one.date()).Text(one.rule_id());
    Place(csv, MainEvidence(one.evidence()));
  }
  return csv.Take();
}

std::string Holders(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"fact_id",       "name",        "percent",        "votes_percent",   "percent_text",
            "percent_basis", "share_class", "over_allotment", "stage",           "jurisdiction",
            "holder_class",  "class_basis", "kind",           "government_link", "ultimate_holder",
            "rule_id",       "document",    "page",           "section",         "text"});
  for (const v1::Holder& holder : brief.holders()) {
    csv.Text(holder.fact_id()).Text(holder.name());
    holder.has_percent() ? csv.Real(holder.percent()) : csv.None();
    holder.has_votes_percent() ? csv.Real(holder.votes_percent()) : csv.None();
    csv.Text(holder.percent_text()).Text(NameOf(holder.percent_basis()));
    csv.Text(holder.share_class()).Text(NameOf(holder.over_allotment()));
    csv.Text(NameOf(holder.stage())).Text(holder.jurisdiction());
    csv.Text(NameOf(holder.holder_class())).Text(NameOf(holder.class_basis()));
    csv.Text(NameOf(holder.kind())).Text(holder.government_link());
    csv.Text(holder.ultimate_holder()).Text(holder.rule_id());
    Place(csv, MainEvidence(holder.evidence()));
  }
  return csv.Take();
}

std::string Influence(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"name", "subject", "rule_id", "document", "page", "section", "text"});
  for (const v1::Influence& one : brief.influence()) {
    csv.Text(one.kind()).Text(one.holder()).Text(one.rule_id());
    Place(csv, MainEvidence(one.evidence()));
  }
  return csv.Take();
}

std::string Assessments(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"regime", "title", "outcome", "basis", "condition", "state", "operand_basis",
            "explanation", "document", "page", "section", "text"});
  for (const v1::Assessment& one : brief.assessments()) {
    for (const v1::Condition& condition : one.conditions()) {
      csv.Text(one.regime()).Text(one.title()).Text(ShortEnumName(one.outcome()));
      csv.Text(ShortEnumName(one.basis())).Text(condition.condition());
      csv.Text(NameOf(condition.state())).Text(NameOf(condition.operand_basis()));
      csv.Text(condition.explanation());
      Place(csv, MainEvidence(condition.evidence()));
    }
  }
  return csv.Take();
}

std::string Conflicts(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"conflict", "kind", "explanation", "document", "page", "section", "text"});
  int number = 0;
  for (const v1::Conflict& conflict : brief.conflicts()) {
    ++number;
    for (const v1::Evidence& evidence : conflict.evidence()) {
      csv.Int(number).Text(conflict.kind()).Text(conflict.explanation());
      Place(csv, &evidence);
    }
  }
  return csv.Take();
}

std::string Checklist(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"item", "state", "document", "page", "section", "text"});
  for (const v1::ChecklistItem& item : brief.checklist()) {
    const auto row = [&](const v1::Evidence* evidence) {
      csv.Text(item.item()).Text(NameOf(item.state()));
      Place(csv, evidence);
    };
    if (item.evidence().empty()) row(nullptr);
    for (const v1::Evidence& evidence : item.evidence()) row(&evidence);
  }
  return csv.Take();
}

// Pages that are not simply read; a file without rows: all were.
std::string Coverage(const v1::ReviewBrief& brief) {
  CsvWriter csv;
  csv.Head({"state", "document", "page", "reason", "transient", "characters"});
  for (const v1::UnreadPage& page : brief.coverage().pages_unread()) {
    csv.Text("UNREAD").Text(page.document()).Int(page.page()).Text(page.reason());
    csv.Text(page.transient() ? "true" : "false").None().EndRow();
  }
  for (const v1::DoubtfulPage& page : brief.coverage().pages_doubtful()) {
    csv.Text("DOUBTFUL").Text(page.document()).Int(page.page()).Text(page.reason());
    csv.None().Int(page.characters()).EndRow();
  }
  for (const int page : brief.coverage().pages_from_ocr()) {
    csv.Text("FROM_OCR").Text("main").Int(page).None().None().None().EndRow();
  }
  return csv.Take();
}

}  // namespace

std::vector<CsvTable> CsvTables(const v1::ReviewBrief& brief) {
  std::vector<CsvTable> tables = {{"filing", Filing(brief)},
                                  {"user_counts", UserCounts(brief)},
                                  {"data_handling", DataHandling(brief)},
                                  {"review_statements", ReviewStatements(brief)},
                                  {"holders", Holders(brief)},
                                  {"influence", Influence(brief)},
                                  {"assessments", Assessments(brief)},
                                  {"conflicts", Conflicts(brief)},
                                  {"checklist", Checklist(brief)},
                                  {"coverage", Coverage(brief)}};
  for (CsvTable& table : tables) table.text.insert(0, kByteOrderMark);
  return tables;
}

std::string RenderCsv(const v1::ReviewBrief& brief) {
  ZipFile zip;
  for (const CsvTable& table : CsvTables(brief)) zip.Add(table.name + ".csv", table.text);
  return zip.Finish();
}

}  // namespace filing_review::render
