#include "extract/reader.h"

#include "extract/read_error.h"

namespace filing_review::extract {

absl::StatusOr<Document> ReadPdf(int, const ReadOptions&) {
  return ReadError(kReasonWorkerStart, "no worker yet");
}

}  // namespace filing_review::extract
