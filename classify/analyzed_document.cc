#include "classify/analyzed_document.h"

namespace filing_review::classify {

AnalyzedDocument Analyze(const extract::Document& document) {
  AnalyzedDocument analyzed;
  analyzed.document = &document;
  return analyzed;
}

}  // namespace filing_review::classify
