#include "service/desk/evidence_check.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "classify/fold.h"
#include "classify/range_evidence.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using classify::SourceRange;

constexpr int kMostBoxes = 200;    // of one piece of evidence
constexpr double kTolerance = 50;  // 1/100 point

absl::Status Wrong(const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadEvidence, what);
}

bool IsBox(const v1::Box& box) {
  for (const double edge : {box.x0(), box.y0(), box.x1(), box.y1()}) {
    if (!std::isfinite(edge) || std::abs(edge) > 100'000) return false;
  }
  return box.x0() < box.x1() && box.y0() < box.y1();
}

bool IsIn(const extract::Box& glyph, const v1::Box& box) {
  const double x = (double{1} * glyph.x0 + glyph.x1) / 2, y = (double{1} * glyph.y0 + glyph.y1) / 2;
  return x >= box.x0() * 100 - kTolerance && x <= box.x1() * 100 + kTolerance &&
         y >= box.y0() * 100 - kTolerance && y <= box.y1() * 100 + kTolerance;
}

// Chars of the page in the box, one range a line, in reading order.
std::vector<SourceRange> CharsIn(const extract::Page& page, uint32_t page_index,
                                 const v1::Box& box) {
  std::vector<SourceRange> ranges;
  for (uint32_t l = 0; l < page.lines.size(); ++l) {
    const extract::Line& line = page.lines[l];
    SourceRange range{page_index, l, 0, 0};
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      if (!IsIn(page.CharBox(line, c), box)) continue;
      if (range.end == 0) range.begin = c;
      range.end = c + 1;
    }
    if (range.end > 0) ranges.push_back(range);
  }
  return ranges;
}

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0;
}

// True where nothing but white space is between two ranges of one line: words or cells of a row.
bool FollowsOn(const extract::Page& page, const SourceRange& before, const SourceRange& range) {
  if (before.line != range.line || before.end > range.begin) return false;
  const extract::Line& line = page.lines[range.line];
  const std::string_view text = page.LineText(line);
  size_t at = 0;
  for (uint32_t c = line.char_begin; c < range.begin && at < text.size(); ++c) {
    const char32_t code = classify::NextCodePoint(text, at);
    if (c >= before.end && !IsBlank(code)) return false;
  }
  return true;
}

// The text without white space.
std::string Squeezed(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    const char32_t c = classify::NextCodePoint(text, at);
    if (!IsBlank(c)) out.append(text.substr(from, at - from));
  }
  return out;
}

}  // namespace

absl::Status FitEvidence(const extract::Document& document, v1::Evidence& evidence) {
  const std::string place = "page " + std::to_string(evidence.page());
  if (evidence.page() < 1 || evidence.page() > static_cast<int>(document.pages.size())) {
    return Wrong(place + " does not exist; the document has " +
                 std::to_string(document.pages.size()) + " pages");
  }
  const auto page_index = static_cast<uint32_t>(evidence.page() - 1);
  const extract::Page& page = document.pages[page_index];
  if (!page.unread_reason.empty()) {
    return Wrong(place + " has no text that could be read (" + page.unread_reason +
                 "); say it in a comment");
  }
  if (evidence.boxes().empty() || evidence.boxes_size() > kMostBoxes) {
    return Wrong("evidence has 1 to " + std::to_string(kMostBoxes) + " boxes, one a line");
  }
  std::vector<SourceRange> ranges;
  for (const v1::Box& box : evidence.boxes()) {
    if (!IsBox(box)) return Wrong("a box has x0 < x1 and y0 < y1, in points");
    for (const SourceRange& range : CharsIn(page, page_index, box)) {
      if (!ranges.empty() && FollowsOn(page, ranges.back(), range)) {
        ranges.back().end = range.end;
      } else {
        ranges.push_back(range);
      }
    }
  }
  classify::AnalyzedDocument plain;
  plain.document = &document;
  plain.document_id = evidence.document().empty() ? "main" : evidence.document();
  google::protobuf::RepeatedPtrField<v1::Evidence> fitted;
  const v1::EvidenceRole role =
      evidence.role() == v1::EVIDENCE_ROLE_UNSPECIFIED ? v1::EVIDENCE_ROLE_FIGURE : evidence.role();
  classify::AddRangeEvidence(plain, ranges, role, fitted);
  if (fitted.empty())
    return Wrong("there is no text in the boxes on " + place + "; select it again");
  if (Squeezed(fitted[0].quote()) != Squeezed(evidence.quote())) {
    return Wrong("the quote is not the text in the boxes on " + place + "; select it again");
  }
  evidence = fitted[0];
  return absl::OkStatus();
}

}  // namespace filing_review::service
