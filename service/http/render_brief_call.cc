#include "service/http/render_brief_call.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "service/grpc/status.h"
#include "service/http/http_error.h"
#include "service/http/http_headers.h"
#include "service/http/media_types.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr char kPrefix[] = "BRIEF_FORMAT_";

std::string FormatNames() {
  std::vector<std::string> names;
  const auto* const formats = v1::BriefFormat_descriptor();
  for (int i = 0; i < formats->value_count(); ++i) {
    if (formats->value(i)->number() == v1::BRIEF_FORMAT_UNSPECIFIED) continue;
    names.push_back(absl::AsciiStrToLower(absl::StripPrefix(formats->value(i)->name(), kPrefix)));
  }
  return absl::StrJoin(names, ", ");
}

}  // namespace

std::optional<v1::BriefFormat> BriefFormatNamed(std::string_view name) {
  if (name.empty()) return v1::BRIEF_FORMAT_JSON;
  v1::BriefFormat format;
  if (absl::AsciiStrToLower(std::string(name)) != name ||
      !v1::BriefFormat_Parse(kPrefix + absl::AsciiStrToUpper(std::string(name)), &format) ||
      format == v1::BRIEF_FORMAT_UNSPECIFIED) {
    return std::nullopt;
  }
  return format;
}

std::function<void()> RenderBriefCall::Start(
    v1::FilingService::Stub& stub, const HttpRequest& request, const std::string& name,
    const std::vector<std::pair<std::string, std::string>>& metadata,
    std::function<void(HttpAnswer)> answer) {
  const std::optional<v1::BriefFormat> format = BriefFormatNamed(request.Query("format"));
  if (!format.has_value()) {
    answer(ErrorAnswer(ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadFormat,
                                    "format is one of " + FormatNames())));
    return nullptr;
  }
  std::shared_ptr<RenderBriefCall> call(new RenderBriefCall(std::move(answer)));
  call->self_ = call;
  call->inline_shown_ = request.Query("disposition") == "inline";
  call->file_name_ = "brief-" + name.substr(name.rfind('/') + 1);
  call->request_.set_name(name);
  call->request_.set_format(*format);
  call->request_.set_language(std::string(request.Query("language")));
  call->request_.set_as_signed(request.Query("signed") == "true");
  if (!request.Header("authorization").empty()) {
    call->context_.AddMetadata("authorization", std::string(request.Header("authorization")));
  }
  for (const auto& [key, value] : metadata) call->context_.AddMetadata(key, value);
  stub.async()->RenderBrief(&call->context_, &call->request_, call.get());
  call->StartRead(&call->piece_);
  call->StartCall();
  return [call] { call->context_.TryCancel(); };
}

void RenderBriefCall::OnReadDone(bool ok) {
  if (!ok) return;
  if (content_type_.empty()) content_type_ = piece_.content_type();
  content_ += piece_.content();
  StartRead(&piece_);
}

void RenderBriefCall::OnDone(const grpc::Status& status) {
  const std::shared_ptr<RenderBriefCall> self = std::move(self_);
  if (!status.ok()) return answer_(ErrorAnswer(FromGrpc(status, context_)));
  HttpAnswer brief;
  brief.Set("Content-Type", content_type_);
  brief.Set("Content-Security-Policy", kBriefPolicy);
  brief.Set("Content-Disposition",
            Disposition(inline_shown_, file_name_ + std::string(ExtensionOf(content_type_))));
  brief.body = std::move(content_);
  answer_(std::move(brief));
}

}  // namespace filing_review::service
