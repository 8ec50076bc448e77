// RenderBrief over HTTP: a brief in any of its formats as an answer. What makes the bytes is
// ExportBrief (service/export/brief_export.h), behind the call.
#pragma once

#include <grpcpp/support/client_callback.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/http/http_message.h"

namespace filing_review::service {

// The format of that name: JSON for "json", as the values of BriefFormat are called; JSON where the
// name is empty.
std::optional<v1::BriefFormat> BriefFormatNamed(std::string_view name);

// One call of RenderBrief. Lives until it is done.
class RenderBriefCall final : public grpc::ClientReadReactor<v1::RenderBriefResponse> {
 public:
  // `metadata`: of the caller, beside its Authorization header. What it returns cancels the call.
  static std::function<void()> Start(
      v1::FilingService::Stub& stub, const HttpRequest& request, const std::string& name,
      const std::vector<std::pair<std::string, std::string>>& metadata,
      std::function<void(HttpAnswer)> answer);

  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  explicit RenderBriefCall(std::function<void(HttpAnswer)> answer) : answer_(std::move(answer)) {}

  const std::function<void(HttpAnswer)> answer_;
  std::shared_ptr<RenderBriefCall> self_;  // until OnDone
  grpc::ClientContext context_;
  v1::RenderBriefRequest request_;
  v1::RenderBriefResponse piece_;
  bool inline_shown_ = false;
  std::string file_name_;  // without its extension
  std::string content_type_, content_;
};

}  // namespace filing_review::service
