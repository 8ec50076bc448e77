// A Page as it crosses the pipe from worker to launcher, and back.
#pragma once

#include "extract/document.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

void PackPage(const Page& page, worker::v1::PackedPage* packed);

// Returns false where the columns do not fit each other: the worker is then as good as crashed.
bool UnpackPage(const worker::v1::PackedPage& packed, Page* page);

}  // namespace filing_review::extract
