#include "extract/document_codec.h"

#include "extract/document_info.h"
#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/running_lines.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

namespace {

absl::Status NoDocument() { return absl::DataLossError("these bytes are no document"); }

}  // namespace

std::string PackDocument(const Document& document) {
  std::string bytes, message;
  const auto append = [&](const auto& part) {
    part.SerializeToString(&message);
    AppendFrame(message, &bytes);
  };
  worker::v1::DocumentInfo info;
  info.set_page_count(document.page_count);
  info.set_encrypted(document.encrypted);
  info.set_copy_forbidden(document.copy_forbidden);
  info.set_signatures_exist(document.signatures_exist);
  info.set_title(document.title);
  append(info);
  worker::v1::DocumentOutline outline;
  for (const OutlineEntry& entry : document.outline) {
    worker::v1::OutlineEntry& packed = *outline.add_entries();
    packed.set_title(entry.title);
    packed.set_depth(entry.depth);
    packed.set_page(entry.page);
  }
  append(outline);
  worker::v1::PackedPage packed;
  for (const Page& page : document.pages) {
    PackPage(page, &packed);
    append(packed);
  }
  return bytes;
}

absl::StatusOr<Document> UnpackDocument(std::string_view bytes) {
  FrameReader frames;
  frames.Append(bytes.data(), bytes.size());
  std::string_view message;
  const auto next = [&](auto& part) {
    return frames.Next(&message) &&
           part.ParseFromArray(message.data(), static_cast<int>(message.size()));
  };
  Document document;
  worker::v1::DocumentInfo info;
  worker::v1::DocumentOutline outline;
  if (!next(info) || !TakeDocumentInfo(info, &document) || document.page_count < 1 ||
      !next(outline) || !TakeOutline(outline, &document)) {
    return NoDocument();
  }
  worker::v1::PackedPage packed;
  for (int32_t number = 1; next(packed); ++number) {
    Page page;
    if (packed.number() != number || !UnpackPage(packed, &page)) return NoDocument();
    document.pages.push_back(std::move(page));
  }
  if (frames.broken() || static_cast<int64_t>(document.pages.size()) != document.page_count) {
    return NoDocument();
  }
  MarkRunningLines(&document);
  return document;
}

}  // namespace filing_review::extract
