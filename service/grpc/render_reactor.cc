#include "service/grpc/render_reactor.h"

#include <unistd.h>

#include <utility>

#include "service/export/brief_export.h"
#include "service/grpc/status.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr size_t kPieceBytes = 256 << 10;

// Null where it is not offered.
const render::FormatEntry* FormatOf(v1::BriefFormat format) {
  if (format == v1::BRIEF_FORMAT_UNSPECIFIED) format = v1::BRIEF_FORMAT_JSON;
  return render::FindFormatOnWire(v1::BriefFormat_Name(format));
}

}  // namespace

RenderReactor::RenderReactor(FilingDesk& desk, const Authenticator& authenticator,
                             Executor& executor, grpc::CallbackServerContext* context,
                             v1::RenderBriefRequest request)
    : desk_(desk), authenticator_(authenticator), context_(context), request_(std::move(request)) {
  const bool taken = executor.Run([this] {
    if (const absl::Status status = Render(); !status.ok()) {
      Finish(ToGrpc(status, context_));
    } else {
      WriteNext();
    }
  });
  if (!taken) {
    Finish(ToGrpc(BusyError(kReasonServerBusy, "too many calls wait; try again", 1), context_));
  }
}

absl::Status RenderReactor::Render() {
  const render::FormatEntry* format = FormatOf(request_.format());
  if (format == nullptr) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadFormat,
                        "format is not one that this server renders");
  }
  const render::Words* words = render::Words::In(request_.language());
  if (words == nullptr) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadLanguage,
                        "language is not en, zh-Hans or zh-Hant");
  }
  const absl::StatusOr<Caller> caller = authenticator_.Check(*context_, Role::kRead);
  if (!caller.ok()) return caller.status();
  const absl::StatusOr<std::string> owner = desk_.OwnerFor(*caller, request_.name());
  if (!owner.ok()) return owner.status();
  const absl::StatusOr<v1::ReviewBrief> brief =
      desk_.GetBrief(*owner, request_.name(), request_.as_signed());
  if (!brief.ok()) return brief.status();
  ExportRequest wanted;
  wanted.format = format->format;
  wanted.words = words;
  wanted.password = request_.password();
  wanted.pictures = !request_.without_pictures();
  const bool takes_pdf = format->needs == render::Needs::kPdf ||
                         (format->needs == render::Needs::kPdfIfHeld && wanted.pictures);
  if (takes_pdf) {
    const absl::StatusOr<OpenedDocument> pdf = desk_.OpenDocument(*owner, request_.name(), "main");
    if (!pdf.ok()) return pdf.status();
    wanted.pdf_fd = pdf->fd;
  }
  absl::StatusOr<std::string> content = ExportBrief(*brief, wanted);
  if (wanted.pdf_fd >= 0) close(wanted.pdf_fd);
  if (!content.ok()) return content.status();
  content_ = *std::move(content);
  piece_.set_content_type(std::string(format->content_type));
  return absl::OkStatus();
}

void RenderReactor::WriteNext() {
  if (written_ > 0) piece_.clear_content_type();
  piece_.set_content(content_.substr(written_, kPieceBytes));
  written_ += piece_.content().size();
  // Not StartWriteAndFinish for the last: over a channel inside the process (service/http)
  // gRPC 1.51 can lose the message that comes together with the end.
  StartWrite(&piece_);
}

void RenderReactor::OnWriteDone(bool ok) {
  if (!ok) {
    Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the caller went away"));
  } else if (written_ < content_.size()) {
    WriteNext();
  } else {
    Finish(grpc::Status::OK);
  }
}

}  // namespace filing_review::service
