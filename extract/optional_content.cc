#include "extract/optional_content.h"

#include <poppler/Catalog.h>
#include <poppler/Object.h>
#include <poppler/OptionalContent.h>
#include <poppler/PDFDoc.h>

namespace filing_review::extract {

bool IsHidden(PDFDoc* document, const Object& membership) {
  OCGs* groups = document->getCatalog()->getOptContentConfig();
  return groups != nullptr && !membership.isNull() && !groups->optContentIsVisible(&membership);
}

}  // namespace filing_review::extract
