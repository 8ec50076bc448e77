// A page as the metadata cues read it: folded lines, one below the other.
//
//   MetadataPage page = MakeMetadataPage(document.pages[0], /*running=*/false);
//   // "招股说明书\n江岸科技股份有限公司\t2024年3月1日\n"
//   std::string name = page.Original(begin, end);   // as printed, without spaces between Han
//
// Cells of a line are separated by a tab, spaces between two Chinese characters are left out, and
// runs of spaces are one. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

struct MetadataPage {
  const extract::Page* page = nullptr;
  std::string text;
  std::string lower;              // `text` with ASCII letters in lower case
  std::vector<uint32_t> source;   // a byte of text: byte of page->text
  std::vector<uint32_t> line_of;  // a byte of text: index into page->lines

  // What is printed at bytes [begin, end) of text; lines joined by a space, spaces between two
  // Chinese characters left out.
  std::string Original(size_t begin, size_t end) const;

  // Appends the evidence of bytes [begin, end): whole lines, one item.
  void AddEvidence(const std::string& document_id, size_t begin, size_t end,
                   google::protobuf::RepeatedPtrField<v1::Evidence>& out) const;
};

// `running`: the lines of running headers and footers only; else all lines.
MetadataPage MakeMetadataPage(const extract::Page& page, bool running);

}  // namespace filing_review::classify
