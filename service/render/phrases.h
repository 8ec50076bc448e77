// Lines that the terminal report, the Markdown and the HTML share. They are not made safe for a
// format: the caller passes them through PlainText, HtmlText or MarkdownText.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

// The text, or a dash where it is empty.
std::string OrDash(const std::string& text);

// The issuer's name, or that there is none.
std::string IssuerText(const std::string& issuer, const Words& words);

// Whether the issuer has over one million users, by the headline.
std::string MillionText(const v1::Headline& headline, const Words& words);

// Titles of the regimes that are triggered.
std::vector<std::string> TriggeredTitles(const v1::ReviewBrief& brief, const Words& words);

// Of shares and of votes; a dash where the filing gives none.
std::string PercentOf(const v1::Holder& holder);
std::string VotesPercentOf(const v1::Holder& holder);

// "says that no authority has contacted it (with the Cyberspace Administration, on 2022-01-05)"
std::string StatementLine(const v1::ReviewStatement& statement, const Words& words);

// "SG, foreign", "foreign", "not known"
std::string HolderOrigin(const v1::Holder& holder, const Words& words);

// "principal; linked to a government: …; ultimately …"
std::string HolderDetails(const v1::Holder& holder, const Words& words);

// "foreign after the offering: 23.4 %"
std::string TotalLine(const v1::OwnershipTotal& total, const Words& words);

// The headline's figure in one sentence; that there is none, where there is none.
std::string HeadlineLine(const v1::ReviewBrief& brief, const Words& words);

// Title of the regime, in the words' language where it is known.
std::string AssessmentTitle(const v1::Assessment& assessment, const Words& words);

// "triggered: Cybersecurity Review Measures (as if in force)"
std::string AssessmentLine(const v1::Assessment& assessment, const Words& words);

// Pages of a factor's evidence, or the word for none.
std::string FactorPages(const v1::ReviewFactor& factor, const Words& words);

// Name of a checklist item: its own, or that of the disclosure category it asks for.
std::string ChecklistName(const v1::ChecklistItem& item, const Words& words);

// "All 412 pages were searched."
std::string CoverageLine(const v1::Coverage& coverage, const Words& words);

// "Page 12 was not read: no text on the page", one a run of pages with the same reason; then "On
// page 14 some characters cannot be told", one a reason.
std::vector<std::string> CoverageGaps(const v1::Coverage& coverage, const Words& words);

// Engine, pack, options, libraries.
std::vector<std::string> ProvenanceLines(const v1::Provenance& provenance, const Words& words);

}  // namespace filing_review::render
