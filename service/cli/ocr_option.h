// --ocr of brief, text, submit and serve, and the line that tells what it would do.
#pragma once

#include <string>

#include "extract/reader.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/filing_service.pb.h"

namespace CLI {
class App;
}

namespace filing_review::cli {

// --ocr=off|auto|force; `ocr` holds the default.
void AddOcrOption(CLI::App& command, std::string& ocr);

// REQUIRES: off, auto or force.
extract::OcrMode OcrModeNamed(const std::string& name);

// The same for a server; empty: UNSPECIFIED.
v1::OcrMode SubmittedOcrModeNamed(const std::string& name);

// Where pages without usable text were left unread for want of recognition: one line on standard
// error that says how many and what to do.
void SayWhatOcrWouldRead(const std::string& file, const v1::Coverage& coverage);
void SayWhatOcrWouldRead(const std::string& file, const extract::Document& document);

}  // namespace filing_review::cli
