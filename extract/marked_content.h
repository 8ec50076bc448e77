// Marked content (PDF 32000-1, 14.6): sequences that replace what they show by ActualText, or that
// belong to optional content which is hidden.
//
// Inside the worker only; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/content_lexer.h"
#include "extract/glyph_collector.h"
#include "extract/resource_scopes.h"

class PDFDoc;

namespace filing_review::extract {

class MarkedContent {
 public:
  // All must outlive this object.
  MarkedContent(PDFDoc* document, const ResourceScopes* resources, GlyphCollector* collector)
      : document_(document), resources_(resources), collector_(collector) {}

  // BMC.
  void Begin() { marks_.push_back(Mark::kPlain); }
  // BDC.
  void BeginWithProperties(const std::vector<Token>& operands);
  // EMC; one too many does nothing.
  void End();
  // Ends what was begun beyond so many.
  void EndTo(size_t depth) {
    while (marks_.size() > depth) End();
  }

  size_t depth() const { return marks_.size(); }
  // Whether what is shown now is hidden.
  bool hidden() const { return hidden_ > 0; }

 private:
  enum class Mark : uint8_t { kPlain, kHidden, kActualText };

  Mark MarkOf(const std::vector<Token>& operands) const;
  // Of a Span, begins its ActualText where it has one.
  Mark SpanMark(const std::vector<Token>& operands, const Token* properties) const;

  PDFDoc* const document_;
  const ResourceScopes* const resources_;
  GlyphCollector* const collector_;
  std::vector<Mark> marks_;
  int hidden_ = 0;  // marks that hide what they hold
};

}  // namespace filing_review::extract
