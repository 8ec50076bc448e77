#include "classify/holder_table_caption.h"

#include <algorithm>
#include <string_view>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Words above a table that tell whose it is, bytes.
constexpr size_t kCaptionBytes = 700;
// Of its last sentence.
constexpr size_t kNearestBytes = 450;
// Of a lead-in that is one long sentence.
constexpr size_t kLeadBytes = 2000;
// Passages that a caption may take.
constexpr size_t kCaptionPassages = 4;

std::string LastBytes(const std::string& text, size_t most) {
  return text.size() > most ? text.substr(text.size() - most) : text;
}

// Whether a text ends as sentences and lead-ins do.
bool Ends(const std::string& text) {
  return text.ends_with("。") || text.find_last_of(".:;)") + 1 == text.size();
}

}  // namespace

std::vector<TableSpan> TableSpans(const AnalyzedDocument& analyzed) {
  std::vector<TableSpan> spans(analyzed.tables.size());
  for (size_t i = 0; i < analyzed.passages.size(); ++i) {
    const int32_t table = analyzed.passages[i].table;
    if (table < 0) continue;
    TableSpan& span = spans[static_cast<size_t>(table)];
    span.first = std::min(span.first, i);
    span.last = std::max(span.last, i);
  }
  return spans;
}

TableCaption ReadTableCaption(const AnalyzedDocument& analyzed, const TableSpan& span, int32_t page,
                              const IssuerNames& issuer) {
  TableCaption caption;
  std::vector<const Passage*> above;
  size_t bytes = 0;
  for (size_t i = span.first; i > 0 && above.size() < kCaptionPassages && bytes < kCaptionBytes;) {
    const Passage& p = analyzed.passages[--i];
    if (p.table >= 0 || p.first_page + 1 < page) break;
    above.push_back(&p);
    bytes += p.text.size();
  }
  for (auto it = above.rbegin(); it != above.rend(); ++it) {
    std::string_view text = (*it)->text;
    if (text.size() > kCaptionBytes) text.remove_prefix(text.size() - kCaptionBytes);
    caption.text += issuer.AsIssuer(text);
    caption.text += '\n';
  }
  const Passage* nearest = nullptr;
  for (const Passage* p : above) {
    if (p->text.size() < 12 && p->kind != PassageKind::kHeading) continue;  // units and the like
    if (nearest == nullptr) nearest = p;
    // The first row of the table, alone at the foot of the page before, is no lead-in.
    if (p->kind != PassageKind::kHeading && p->first_page < page && !Ends(p->text)) continue;
    nearest = p;
    break;
  }
  if (nearest != nullptr) {
    caption.lead = issuer.AsIssuer(LastBytes(nearest->text, kLeadBytes));
    caption.nearest = issuer.AsIssuer(LastBytes(nearest->text, kNearestBytes));
  }
  const int32_t section = analyzed.passages[span.first].section;
  if (section >= 0) caption.section = FoldText(analyzed.SectionPath(section));
  return caption;
}

v1::HoldingStage StageOfCaption(const HolderLexicon& lexicon, const std::string& text,
                                bool first_wins) {
  size_t before = 0, after = 0, end = 0;
  const bool has_before = lexicon.Find(v1::HOLDER_CUE_BEFORE, text, before, end);
  if (lexicon.Find(v1::HOLDER_CUE_AFTER, text, after, end)) {
    size_t past = 0, past_end = 0;
    // "After that capital increase" is of the past.
    if (lexicon.Find(v1::HOLDER_CUE_HISTORICAL, text, past, past_end) && past <= after &&
        end <= past_end) {
      return v1::HOLDING_STAGE_HISTORICAL;
    }
    if (!has_before) return v1::HOLDING_STAGE_AFTER;
    // A lead-in that names both dates a chart by the first, and a table's columns by neither.
    if (!first_wins) return v1::HOLDING_STAGE_UNSPECIFIED;
    return after < before ? v1::HOLDING_STAGE_AFTER : v1::HOLDING_STAGE_BEFORE;
  }
  if (lexicon.Has(v1::HOLDER_CUE_HISTORICAL, text)) return v1::HOLDING_STAGE_HISTORICAL;
  if (has_before) return v1::HOLDING_STAGE_BEFORE;
  return v1::HOLDING_STAGE_UNSPECIFIED;
}

}  // namespace filing_review::classify
