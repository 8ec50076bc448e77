#include "service/render/phrases.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

constexpr size_t kDoubtfulPages = 30;  // named in one line

}  // namespace

std::string OrDash(const std::string& text) { return text.empty() ? "–" : text; }

std::string IssuerText(const std::string& issuer, const Words& words) {
  return issuer.empty() ? words.Get("untitled") : issuer;
}

std::string MillionText(const v1::Headline& headline, const Words& words) {
  const v1::ConditionState over = headline.over_one_million();
  return words.Get("headline.million." +
                   (over == v1::CONDITION_STATE_UNSPECIFIED ? "UNKNOWN" : ShortEnumName(over)));
}

std::vector<std::string> TriggeredTitles(const v1::ReviewBrief& brief, const Words& words) {
  std::vector<std::string> titles;
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.outcome() == v1::OUTCOME_TRIGGERED) {
      titles.push_back(AssessmentTitle(assessment, words));
    }
  }
  return titles;
}

std::string PercentOf(const v1::Holder& holder) {
  return OrDash(holder.has_percent() ? PercentText(holder.percent()) : "");
}

std::string VotesPercentOf(const v1::Holder& holder) {
  return OrDash(holder.has_votes_percent() ? PercentText(holder.votes_percent()) : "");
}

std::string StatementLine(const v1::ReviewStatement& statement, const Words& words) {
  std::vector<std::string> details;
  if (statement.on_advice_of_counsel()) details.push_back(words.Get("statements.counsel"));
  if (!statement.counterparty().empty()) {
    details.push_back(words.Fill("statements.counterparty", {statement.counterparty()}));
  }
  if (statement.form() == v1::CONTACT_FORM_WRITTEN || statement.form() == v1::CONTACT_FORM_ORAL) {
    details.push_back(words.Of(statement.form()));
  }
  if (statement.has_date()) details.push_back(words.Fill("statements.date", {statement.date()}));
  std::string line = words.Name("status", statement.status());
  if (!details.empty()) absl::StrAppend(&line, " (", absl::StrJoin(details, ", "), ")");
  return line;
}

std::string HolderOrigin(const v1::Holder& holder, const Words& words) {
  const std::string holder_class = words.Of(holder.holder_class());
  return holder.jurisdiction().empty() ? holder_class
                                       : absl::StrCat(holder.jurisdiction(), ", ", holder_class);
}

std::string HolderDetails(const v1::Holder& holder, const Words& words) {
  std::vector<std::string> details;
  if (holder.kind() != v1::HOLDER_KIND_UNSPECIFIED) details.push_back(words.Of(holder.kind()));
  if (!holder.share_class().empty()) details.push_back(holder.share_class());
  for (const std::string& text : {words.Of(holder.percent_basis()), words.Of(holder.class_basis()),
                                  words.Of(holder.over_allotment())}) {
    if (!text.empty()) details.push_back(text);
  }
  if (!holder.government_link().empty()) {
    details.push_back(words.Fill("holders.government", {holder.government_link()}));
  }
  if (!holder.ultimate_holder().empty()) {
    details.push_back(words.Fill("holders.ultimate", {holder.ultimate_holder()}));
  }
  return absl::StrJoin(details, "; ");
}

std::string TotalLine(const v1::OwnershipTotal& total, const Words& words) {
  std::string who = words.Of(total.holder_class());
  if (total.with_hong_kong()) absl::StrAppend(&who, " ", words.Get("holders.with_hong_kong"));
  return words.Fill("holders.total", {who, words.Of(total.stage()), PercentText(total.percent())});
}

std::string HeadlineLine(const v1::ReviewBrief& brief, const Words& words) {
  const v1::Headline& headline = brief.headline();
  // The brief's own sentence is in English.
  if (words.is_english() && !headline.summary().empty()) return headline.summary();
  if (!headline.has_value()) return words.Get("headline.million.none");
  std::string figure = GroupDigits(headline.value());
  for (const v1::UserCount& count : brief.user_counts()) {
    if (!headline.fact_id().empty() && count.fact_id() == headline.fact_id()) {
      figure = FigureText(count, words);
      break;
    }
  }
  return words.Fill("headline.figure",
                    {figure, words.Name("metric", headline.metric()),
                     headline.has_as_of() ? words.Fill("headline.figure.asof", {headline.as_of()})
                                          : std::string()});
}

std::string AssessmentTitle(const v1::Assessment& assessment, const Words& words) {
  const std::string key = absl::StrCat("regime.", assessment.regime());
  // In English the pack's own title, which may be newer than our words.
  return !words.is_english() && words.Has(key) ? words.Get(key) : assessment.title();
}

std::string AssessmentLine(const v1::Assessment& assessment, const Words& words) {
  std::string line =
      absl::StrCat(words.Of(assessment.outcome()), ": ", AssessmentTitle(assessment, words));
  if (assessment.basis() == v1::ASSESSMENT_BASIS_AS_IF_IN_FORCE) {
    absl::StrAppend(&line, " (", words.Of(assessment.basis()), ")");
  }
  return line;
}

std::string FactorPages(const v1::ReviewFactor& factor, const Words& words) {
  if (factor.evidence().empty()) return words.Get("factors.none");
  std::vector<PagePlace> pages;
  for (const v1::Evidence& evidence : factor.evidence()) pages.push_back(PlaceOf(evidence));
  return absl::StrCat(words.Get("column.pages"), " ", PageList(std::move(pages), words, 8));
}

std::string ChecklistName(const v1::ChecklistItem& item, const Words& words) {
  for (const char* vocabulary : {"item", "category", "condition"}) {
    if (words.Has(absl::StrCat(vocabulary, ".", item.item()))) {
      return words.Name(vocabulary, item.item());
    }
  }
  return words.Name("item", item.item());
}

std::string CoverageLine(const v1::Coverage& coverage, const Words& words) {
  const std::string total = GroupDigits(coverage.pages_total());
  // A document that could not be opened counts no pages, but it is unread.
  if (coverage.pages_searched() == coverage.pages_total() && coverage.pages_unread().empty()) {
    return words.Fill("coverage.all", {total});
  }
  return words.Fill("coverage.searched", {GroupDigits(coverage.pages_searched()), total});
}

std::vector<std::string> CoverageGaps(const v1::Coverage& coverage, const Words& words) {
  std::vector<std::string> lines;
  for (int i = 0; i < coverage.pages_unread_size();) {
    const v1::UnreadPage& first = coverage.pages_unread(i);
    int last = i + 1;
    while (last < coverage.pages_unread_size()) {
      const v1::UnreadPage& next = coverage.pages_unread(last);
      const bool same = next.document() == first.document() &&
                        next.page() == coverage.pages_unread(last - 1).page() + 1 &&
                        next.reason() == first.reason() && next.transient() == first.transient();
      if (!same) break;
      ++last;
    }
    std::string pages = std::to_string(first.page());
    if (last - i > 1) absl::StrAppend(&pages, "–", coverage.pages_unread(last - 1).page());
    if (!IsMain(first.document())) absl::StrAppend(&pages, " (", first.document(), ")");
    const bool whole = first.page() == 0;
    lines.push_back(
        words.Fill(whole          ? "coverage.unopened"
                   : last - i > 1 ? "coverage.unread.many"
                                  : "coverage.unread",
                   {whole ? first.document() : pages, words.Name("reason", first.reason()),
                    first.transient() ? words.Get("coverage.transient") : ""}));
    i = last;
  }
  std::map<std::string, std::vector<int>> doubtful;
  for (const v1::DoubtfulPage& page : coverage.pages_doubtful()) {
    doubtful[page.reason()].push_back(page.page());
  }
  for (const auto& [reason, pages] : doubtful) {
    lines.push_back(words.Fill("coverage.doubtful", {PageList(pages, words, kDoubtfulPages),
                                                     words.Name("doubt", reason)}));
  }
  return lines;
}

std::vector<std::string> ProvenanceLines(const v1::Provenance& provenance, const Words& words) {
  std::vector<std::string> lines = {
      words.Fill("provenance.engine", {provenance.engine_version(), provenance.rule_pack_version(),
                                       std::to_string(provenance.revision())}),
      words.Fill("provenance.digest", {provenance.rule_pack_digest()})};
  if (!provenance.options().empty()) {
    lines.push_back(words.Fill("provenance.options", {absl::StrJoin(provenance.options(), ", ")}));
  }
  std::vector<std::string> libraries;
  for (const v1::LibraryVersion& library : provenance.libraries()) {
    libraries.push_back(absl::StrCat(library.library(), " ", library.version()));
  }
  if (!libraries.empty()) {
    lines.push_back(words.Fill("provenance.libraries", {absl::StrJoin(libraries, ", ")}));
  }
  lines.push_back(words.Get("provenance.same"));
  return lines;
}

}  // namespace filing_review::render
