#include "service/desk/brief_summary.h"

#include <set>
#include <string_view>
#include <tuple>

#include "service/desk/finding_keys.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// The issuer's figure of the headline, as printed.
std::string HeadlineFigure(const v1::ReviewBrief& brief) {
  if (!brief.headline().has_fact_id()) return "";
  for (const v1::UserCount& count : brief.user_counts()) {
    if (count.fact_id() == brief.headline().fact_id()) return count.value_text();
  }
  return "";
}

}  // namespace

desk::v1::BriefSummary SummarizeBrief(const v1::ReviewBrief& brief, const std::string& bytes) {
  desk::v1::BriefSummary summary;
  summary.set_brief_sha256(Sha256Of(bytes));
  summary.set_rule_pack_digest(brief.provenance().rule_pack_digest());
  v1::DeskFiling& head = *summary.mutable_head();
  *head.mutable_headline() = brief.headline();
  head.set_issuer(brief.filing().issuer());
  head.set_filing_type(brief.filing().filing_type());
  head.set_listing_venue(brief.filing().listing_venue());
  head.set_filing_date(brief.filing().filing_date());
  *head.mutable_languages() = brief.filing().languages();
  head.set_headline_figure_text(HeadlineFigure(brief));
  const std::vector<BriefFinding> findings = FindingsOf(brief);
  head.set_findings_count(static_cast<int32_t>(findings.size()));
  std::set<std::tuple<std::string_view, int32_t, std::string_view>> seen;
  for (const BriefFinding& finding : findings) {
    desk::v1::SummaryFinding& kept = *summary.add_findings();
    *kept.mutable_ref() = finding.ref;
    kept.set_finding_sha256(finding.finding_sha256);
    kept.set_place(finding.place);
    const v1::Evidence* evidence = finding.evidence;
    if (evidence == nullptr || finding.ref.kind() == v1::FINDING_KIND_CHECKLIST_ITEM ||
        !seen.emplace(evidence->document(), evidence->page(), evidence->quote()).second) {
      continue;
    }
    desk::v1::SummaryQuote& quote = *summary.add_quotes();
    quote.set_finding_key(finding.ref.key());
    quote.set_finding_kind(finding.ref.kind());
    quote.set_document(evidence->document());
    quote.set_page(evidence->page());
    quote.set_quote(evidence->quote());
  }
  return summary;
}

}  // namespace filing_review::service
