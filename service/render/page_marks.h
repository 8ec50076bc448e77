// What a brief points at on the pages of the main document: every place of every finding, with the
// words for it. The annotated PDF and the pictures of the HTML are made of it.
//
//   for (const PageMark& mark : PageMarksOf(brief, words)) … mark.evidence->page() …
//
// Statements of the filing only: outcomes and conditions of regimes are not marked. Everything
// points into the brief, which must outlive it. Deterministic, thread-safe; nothing fails.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

// What a mark answers, the most important first.
enum class MarkKind : uint8_t { kConflict, kUserCount, kStatement, kHolder, kHandling };
inline constexpr MarkKind kMarkKinds[] = {MarkKind::kConflict, MarkKind::kUserCount,
                                          MarkKind::kStatement, MarkKind::kHolder,
                                          MarkKind::kHandling};

struct PageMark {
  MarkKind kind = MarkKind::kConflict;
  const v1::Evidence* evidence = nullptr;  // with boxes, on the main document
  std::string text;                        // "> 45,200,000 monthly active users; Lantern; …"
};

std::vector<PageMark> PageMarksOf(const v1::ReviewBrief& brief, const Words& words);

// Title of a kind: that of its section.
const std::string& TitleOf(MarkKind kind, const Words& words);
// Its name in style sheets.
const char* CssOf(MarkKind kind);
// 0xRRGGBB, light enough to read through.
uint32_t ColourOf(MarkKind kind);

// What a finding says, in one line.
std::string LineOf(const v1::UserCount& count, const Words& words);
std::string LineOf(const v1::DataHandling& handling, const Words& words);
std::string LineOf(const v1::Holder& holder, const Words& words);
std::string LineOf(const v1::Influence& influence, const Words& words);
std::string LineOf(const v1::Conflict& conflict, const Words& words);

// Pages with marks, those first that show most of what matters; at most `most`.
std::vector<int> PagesWorthAPicture(const std::vector<PageMark>& marks, size_t most);

}  // namespace filing_review::render
