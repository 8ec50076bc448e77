#include "service/cli/ocr_option.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "extract/ocr.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

void Say(const std::string& file, int64_t pages) {
  if (pages == 0) return;
  PrintNote(file + ": " + std::to_string(pages) + (pages == 1 ? " page has" : " pages have") +
            " no usable text; --ocr=auto reads " + (pages == 1 ? "it" : "them") +
            " from the picture");
}

}  // namespace

void AddOcrOption(CLI::App& command, std::string& ocr) {
  command
      .add_option("--ocr", ocr,
                  "Recognise characters on pictures of pages: off, auto (pages without usable "
                  "text) or force (all)")
      ->check(CLI::IsMember({"off", "auto", "force"}));
}

extract::OcrMode OcrModeNamed(const std::string& name) {
  if (name == "auto") return extract::OcrMode::kAuto;
  return name == "force" ? extract::OcrMode::kForce : extract::OcrMode::kOff;
}

v1::OcrMode SubmittedOcrModeNamed(const std::string& name) {
  if (name == "off") return v1::OCR_MODE_OFF;
  if (name == "auto") return v1::OCR_MODE_AUTO;
  return name == "force" ? v1::OCR_MODE_FORCE : v1::OCR_MODE_UNSPECIFIED;
}

void SayWhatOcrWouldRead(const std::string& file, const v1::Coverage& coverage) {
  Say(file, std::count_if(coverage.pages_unread().begin(), coverage.pages_unread().end(),
                          [](const auto& page) { return extract::OcrMayHelp(page.reason()); }));
}

void SayWhatOcrWouldRead(const std::string& file, const extract::Document& document) {
  Say(file, std::count_if(document.pages.begin(), document.pages.end(), [](const auto& page) {
        return extract::OcrMayHelp(page.unread_reason);
      }));
}

}  // namespace filing_review::cli
