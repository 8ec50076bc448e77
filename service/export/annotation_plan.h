// What an annotated copy of the main document gets: a highlight on the boxes of each finding's
// evidence with a note that says the finding, and bookmarks by question.
//
//   extract::PdfNotes notes = PlanAnnotations(brief, words);
//
// Findings on the same boxes share one highlight, whose colour is that of the first of them. Notes
// say what the filing says and no outcome of a regime. Deterministic, thread-safe; nothing fails.
#pragma once

#include "extract/pdf_notes.h"
#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::service {

extract::PdfNotes PlanAnnotations(const v1::ReviewBrief& brief, const render::Words& words);

}  // namespace filing_review::service
