#include "service/learning/labels.h"

#include <map>
#include <set>
#include <vector>

#include "service/desk/finding_keys.h"
#include "service/learning/label_json.h"
#include "service/learning/labelled_finding.h"
#include "service/render/words.h"

namespace filing_review::service {

namespace {

std::string TypeName(v1::FilingType type) {
  switch (type) {
    case v1::FILING_TYPE_F_1:
      return "F-1";
    case v1::FILING_TYPE_F_424B:
      return "424B";
    case v1::FILING_TYPE_F_20F:
      return "20-F";
    case v1::FILING_TYPE_F_10K:
      return "10-K";
    case v1::FILING_TYPE_F_10Q:
      return "10-Q";
    case v1::FILING_TYPE_S_1:
      return "S-1";
    default:
      return render::ShortEnumName(type);
  }
}

std::string LanguageName(const v1::FilingMetadata& filing) {
  switch (filing.languages_size() == 0 ? v1::LANGUAGE_UNSPECIFIED : filing.languages(0)) {
    case v1::LANGUAGE_ZH_HANS:
      return "zh-hans";
    case v1::LANGUAGE_ZH_HANT:
      return "zh-hant";
    default:
      return "en";
  }
}

void WriteFiling(const v1::FilingMetadata& filing, LabelJson& json) {
  json.Name("filing");
  json.Open('{');
  json.Name("issuer");
  json.Text(filing.issuer());
  json.Name("language");
  json.Text(LanguageName(filing));
  json.Name("filing_type");
  json.Text(TypeName(filing.filing_type()));
  json.Name("listing_venue");
  json.Text(render::ShortEnumName(filing.listing_venue()));
  json.Name("filing_date");
  json.TextOrNull(filing.filing_date());
  json.Close('}');
}

void BeginPlace(const LabelledFinding& label, bool quote, LabelJson& json) {
  json.Line();
  json.Open('{');
  json.Name("page");
  json.Number(label.page());
  if (!quote) return;
  json.Name("quote");
  json.Text(label.own()->quote());
}

void EndPlace(const LabelledFinding& label, LabelJson& json) {
  if (!label.decided) {
    json.Name("optional");
    json.Raw("true");
  }
  json.Close('}');
}

void WriteCounts(const std::vector<LabelledFinding>& labels, LabelJson& json) {
  json.Name("user_counts");
  json.Open('[');
  for (const LabelledFinding& label : labels) {
    if (!label.finding.has_user_count() || label.page() == 0) continue;
    const v1::UserCount& count = label.finding.user_count();
    BeginPlace(label, true, json);
    json.Name("value");
    json.Raw(std::to_string(count.value()));
    json.Name("high");
    json.Raw(count.has_upper_value() ? std::to_string(count.upper_value()) : "null");
    json.Name("bound");
    json.Text(render::ShortEnumName(count.bound()));
    json.Name("metric");
    json.Text(count.metric());
    json.Name("as_of");
    json.TextOrNull(count.as_of());
    json.Name("attribution");
    json.Text(render::ShortEnumName(count.attribution()));
    json.Name("region");
    json.Text(render::ShortEnumName(count.region()));
    json.Name("subject");
    json.TextOrNull(count.subject());
    EndPlace(label, json);
  }
  json.Close(']');
}

// A figure is labelled where it begins, and neither right nor wrong on the pages that it runs over.
void WriteNeutral(const std::vector<LabelledFinding>& labels, LabelJson& json) {
  json.Name("neutral_counts");
  json.Open('[');
  for (const LabelledFinding& label : labels) {
    if (!label.finding.has_user_count()) continue;
    for (const int page : label.pages()) {
      if (page == label.page()) continue;
      json.Open('{');
      json.Name("page");
      json.Number(page);
      json.Name("value");
      json.Raw(std::to_string(label.finding.user_count().value()));
      json.Close('}');
    }
  }
  json.Close(']');
}

void WritePages(const char* name, const std::map<int, std::set<std::string>>& pages,
                LabelJson& json) {
  json.Name(name);
  json.Open('{');
  for (const auto& [page, categories] : pages) {
    json.Name(std::to_string(page).c_str());
    json.Open('[');
    for (const std::string& category : categories) json.Text(category);
    json.Close(']');
  }
  json.Close('}');
}

void WriteDataHandling(const DecidedFiling& filing, const std::vector<LabelledFinding>& labels,
                       LabelJson& json) {
  std::map<int, std::set<std::string>> pages, borderline;
  for (const v1::Decision& decision : filing.decisions) {
    // A rejected one names its page too: what is not there is known of it.
    const LabelledFinding label{
        decision.has_decided_on() ? decision.decided_on() : decision.corrected(), true};
    if (!label.finding.has_data_handling()) continue;
    for (const int page : label.pages()) pages[page];
  }
  for (const LabelledFinding& label : labels) {
    if (!label.finding.has_data_handling()) continue;
    for (const int page : label.pages()) {
      if (!label.decided && pages.count(page) == 0) continue;
      (label.decided ? pages : borderline)[page].insert(label.finding.data_handling().category());
    }
  }
  WritePages("data_handling_pages", pages, json);
  json.Line();
  WritePages("data_handling_borderline", borderline, json);
}

void WriteStatements(const std::vector<LabelledFinding>& labels, LabelJson& json) {
  json.Name("review_status");
  json.Open('[');
  for (const LabelledFinding& label : labels) {
    if (!label.finding.has_review_statement() || label.page() == 0 || !label.decided) continue;
    BeginPlace(label, true, json);
    json.Name("status");
    json.Text(label.finding.review_statement().status());
    json.Close('}');
  }
  json.Close(']');
}

void WriteHolders(const std::vector<LabelledFinding>& labels, LabelJson& json) {
  std::set<int> pages;
  json.Name("holders");
  json.Open('[');
  for (const LabelledFinding& label : labels) {
    if (!label.finding.has_holder() || label.page() == 0) continue;
    const v1::Holder& holder = label.finding.holder();
    if (label.decided) pages.insert(label.page());
    BeginPlace(label, false, json);
    json.Name("name");
    json.Text(holder.name());
    json.Name("percent");
    holder.has_percent() ? json.Number(holder.percent()) : json.Raw("null");
    json.Name("votes_percent");
    holder.has_votes_percent() ? json.Number(holder.votes_percent()) : json.Raw("null");
    json.Name("stage");
    json.Text(render::ShortEnumName(holder.stage()));
    json.Name("jurisdiction");
    json.TextOrNull(holder.jurisdiction());
    json.Name("class");
    json.Text(render::ShortEnumName(holder.holder_class()));
    json.Name("kind");
    json.Text(render::ShortEnumName(holder.kind()));
    EndPlace(label, json);
  }
  json.Close(']');
  json.Line();
  json.Name("holder_pages");
  json.Open('[');
  for (const int page : pages) json.Number(page);
  json.Close(']');
}

// The regime whose conditions the corpus labels.
constexpr char kLabelledRegime[] = "cn_cybersecurity_review_2021";

// Its conditions, where its outcome was accepted as the brief has it.
void WriteConditions(const DecidedFiling& filing, const std::map<std::string, v1::Decision>& on,
                     LabelJson& json) {
  std::map<std::string, std::string> states;
  for (const BriefFinding& finding : FindingsOf(filing.brief)) {
    const auto decision = on.find(finding.ref.key());
    if (finding.ref.kind() != v1::FINDING_KIND_ASSESSMENT || decision == on.end() ||
        decision->second.verdict() != v1::VERDICT_ACCEPTED ||
        decision->second.finding_sha256() != finding.finding_sha256) {
      continue;
    }
    const v1::Assessment& assessment = filing.brief.assessments(finding.ref.index());
    if (assessment.regime() != kLabelledRegime) continue;
    for (const v1::Condition& condition : assessment.conditions()) {
      states.emplace(condition.condition(), render::ShortEnumName(condition.state()));
    }
  }
  json.Name("conditions");
  json.Open('{');
  for (const auto& [condition, state] : states) {
    json.Name(condition.c_str());
    json.Text(state);
  }
  json.Close('}');
}

void WriteConflicts(const DecidedFiling& filing, const std::map<std::string, v1::Decision>& on,
                    LabelJson& json) {
  std::vector<const v1::Conflict*> accepted;
  for (const BriefFinding& finding : FindingsOf(filing.brief)) {
    if (finding.ref.kind() != v1::FINDING_KIND_CONFLICT) continue;
    const auto decision = on.find(finding.ref.key());
    if (decision == on.end()) return;  // not complete
    if (decision->second.verdict() == v1::VERDICT_ACCEPTED) {
      accepted.push_back(&filing.brief.conflicts(finding.ref.index()));
    }
  }
  json.Line();
  json.Name("conflicts");
  json.Open('[');
  for (const v1::Conflict* conflict : accepted) {
    std::set<int> pages;
    for (const v1::Evidence& evidence : conflict->evidence()) pages.insert(evidence.page());
    json.Line();
    json.Open('{');
    json.Name("kind");
    json.Text(conflict->kind());
    json.Name("pages");
    json.Open('[');
    for (const int page : pages) json.Number(page);
    json.Close(']');
    json.Name("values");
    json.Raw("[]");
    json.Name("why");
    json.Text(conflict->explanation());
    json.Close('}');
  }
  json.Close(']');
}

}  // namespace

std::string LabelsOf(const DecidedFiling& filing, const std::string& document) {
  const std::vector<LabelledFinding> labels = LabelledFindings(filing);
  std::map<std::string, v1::Decision> on;
  for (const v1::Decision& decision : filing.decisions) on[decision.finding_key()] = decision;
  LabelJson json;
  json.Open('{');
  json.Name("document");
  json.Text(document);
  json.Name("document_sha256");
  json.Text(filing.filing.sha256());
  json.Name("review_state");
  json.Text(render::ShortEnumName(filing.state));
  json.Line();
  WriteFiling(filing.brief.filing(), json);
  json.Line();
  WriteCounts(labels, json);
  json.Line();
  WriteNeutral(labels, json);
  json.Line();
  WriteDataHandling(filing, labels, json);
  json.Line();
  WriteStatements(labels, json);
  json.Line();
  WriteHolders(labels, json);
  json.Line();
  WriteConditions(filing, on, json);
  WriteConflicts(filing, on, json);
  json.Close('}');
  return json.Take();
}

}  // namespace filing_review::service
