#include "service/grpc/render_reactor.h"

#include <optional>
#include <utility>

#include "service/grpc/status.h"
#include "service/render/render.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr size_t kPieceBytes = 256 << 10;

// The renderer's format of that name; none where it is not offered.
std::optional<render::Format> FormatOf(v1::BriefFormat format) {
  switch (format) {
    case v1::BRIEF_FORMAT_UNSPECIFIED:
    case v1::BRIEF_FORMAT_JSON:
      return render::FormatNamed("json");
    case v1::BRIEF_FORMAT_TEXT:
      return render::FormatNamed("text");
    case v1::BRIEF_FORMAT_HTML:
      return render::FormatNamed("html");
    case v1::BRIEF_FORMAT_MARKDOWN:
      return render::FormatNamed("markdown");
    default:
      return std::nullopt;
  }
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
  const std::optional<render::Format> format = FormatOf(request_.format());
  if (!format.has_value()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadFormat,
                        "format is not one that this server renders");
  }
  const absl::StatusOr<Caller> caller = authenticator_.Check(*context_, Role::kRead);
  if (!caller.ok()) return caller.status();
  const absl::StatusOr<std::string> owner = desk_.OwnerFor(*caller, request_.name());
  if (!owner.ok()) return owner.status();
  const absl::StatusOr<v1::ReviewBrief> brief =
      desk_.GetBrief(*owner, request_.name(), request_.as_signed());
  if (!brief.ok()) return brief.status();
  content_ = render::RenderBrief(*brief, *format);
  piece_.set_content_type(std::string(render::ContentType(*format)));
  return absl::OkStatus();
}

void RenderReactor::WriteNext() {
  if (written_ > 0) piece_.clear_content_type();
  piece_.set_content(content_.substr(written_, kPieceBytes));
  written_ += piece_.content().size();
  if (written_ == content_.size()) {
    StartWriteAndFinish(&piece_, grpc::WriteOptions(), grpc::Status::OK);
  } else {
    StartWrite(&piece_);
  }
}

void RenderReactor::OnWriteDone(bool ok) {
  if (!ok) {
    Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the caller went away"));
  } else if (written_ < content_.size()) {
    WriteNext();
  }
}

}  // namespace filing_review::service
