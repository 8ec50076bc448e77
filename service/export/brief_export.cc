#include "service/export/brief_export.h"

#include <utility>
#include <vector>

#include "extract/annotate.h"
#include "extract/page_pictures.h"
#include "extract/read_error.h"
#include "service/export/annotation_plan.h"
#include "service/export/pandoc.h"
#include "service/export/png_picture.h"
#include "service/render/page_marks.h"
#include "service/render/reports.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

absl::Status CheckIsThePdf(const v1::ReviewBrief& brief, int fd) {
  const absl::StatusOr<std::string> sha256 = Sha256OfFile(fd);
  if (!sha256.ok()) return sha256.status();
  const std::string expected =
      brief.filing().documents().empty() ? "" : brief.filing().documents(0).sha256();
  if (*sha256 == expected) return absl::OkStatus();
  return extract::ReadError(
      extract::kReasonOtherDocument,
      "is not the PDF that the brief was made of; give the one with SHA-256 " + expected);
}

absl::StatusOr<std::string> Html(const v1::ReviewBrief& brief, const ExportRequest& request) {
  if (request.pdf_fd < 0 || !request.pictures) return render::RenderHtml(brief, *request.words);
  if (absl::Status status = CheckIsThePdf(brief, request.pdf_fd); !status.ok()) return status;
  const extract::Limits& limits = request.limits.pdf;
  const std::vector<int> pages = render::PagesWorthAPicture(
      render::PageMarksOf(brief, *request.words), static_cast<size_t>(limits.picture_pages));
  const auto painted = extract::PaintPages(request.pdf_fd, {pages.begin(), pages.end()},
                                           {limits, request.password, ""});
  if (!painted.ok()) return render::RenderHtml(brief, *request.words);
  std::vector<render::PagePicture> pictures;
  size_t bytes = 0;
  for (const extract::PagePicture& picture : *painted) {
    std::string png = GreyPng(picture.width, picture.height, picture.pixels);
    bytes += png.size();
    if (bytes > static_cast<size_t>(limits.picture_bytes)) break;
    pictures.push_back({picture.page, picture.width, picture.height, std::move(png)});
  }
  return render::RenderHtml(brief, *request.words, &pictures);
}

absl::StatusOr<std::string> AnnotatedPdf(const v1::ReviewBrief& brief,
                                         const ExportRequest& request) {
  if (request.pdf_fd < 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonPdfMissing,
                        "an annotated PDF takes the PDF of the filing; give it with --pdf");
  }
  if (absl::Status status = CheckIsThePdf(brief, request.pdf_fd); !status.ok()) return status;
  absl::StatusOr<std::string> copy =
      extract::AnnotatedCopy(request.pdf_fd, PlanAnnotations(brief, *request.words),
                             {request.limits.pdf, request.password, ""});
  if (!copy.ok() && extract::ReasonOf(copy.status()) == extract::kReasonOtherDocument) {
    // It is the same file: libqpdf mends it to other pages than Poppler did.
    return extract::ReadError(
        extract::kReasonDamaged,
        "has a damaged structure that leaves open which pages it has, so that "
        "it cannot be annotated; obtain the file again or choose another "
        "format");
  }
  return copy;
}

}  // namespace

absl::StatusOr<std::string> ExportBrief(const v1::ReviewBrief& brief,
                                        const ExportRequest& request) {
  switch (request.format) {
    case render::Format::kHtml:
      return Html(brief, request);
    case render::Format::kAnnotatedPdf:
      return AnnotatedPdf(brief, request);
    case render::Format::kDocx:
      return MarkdownToDocx(render::RenderMarkdown(brief, *request.words),
                            request.words->Get("title"), request.words->language(),
                            request.pandoc_path, request.limits);
    default:
      return render::EntryOf(request.format).render(brief, *request.words);
  }
}

}  // namespace filing_review::service
