// FilingDesk: what callers read of their filings.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "service/brief_bytes.h"
#include "service/filing_desk.h"
#include "service/filing_name.h"
#include "service/list_filter.h"
#include "service/rule_pack_info.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kDefaultPageSize = 50;

}  // namespace

absl::StatusOr<std::string> FilingDesk::OwnerFor(const Caller& caller, const std::string& name) {
  if (!caller.SeesAll()) return caller.owner;
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  return folder_->store().OwnerOf(*id);
}

absl::StatusOr<v1::Filing> FilingDesk::Get(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().Get(owner, *id);
  if (filing.ok()) AddProgress(*id, *filing);
  return filing;
}

absl::StatusOr<int> FilingDesk::PageSizeOf(int wanted) const {
  if (wanted < 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                        "page_size must not be negative");
  }
  return wanted == 0 ? kDefaultPageSize : std::min<int>(wanted, limits_.list_page_size);
}

absl::StatusOr<v1::ListFilingsResponse> FilingDesk::List(const std::string& owner,
                                                         const v1::ListFilingsRequest& request,
                                                         bool all_owners) {
  const absl::StatusOr<int> size = PageSizeOf(request.page_size());
  if (!size.ok()) return size.status();
  ListQuery query;
  query.owner = owner;
  query.all_owners = all_owners;
  query.page_size = *size;
  query.page_token = request.page_token();
  absl::Status read = ReadListFilter(request.filter(), query);
  if (read.ok()) read = ReadListOrder(request.order_by(), query);
  if (!read.ok()) return read;
  absl::StatusOr<FilingPage> page = folder_->store().List(query);
  if (!page.ok()) return page.status();
  v1::ListFilingsResponse response;
  for (v1::Filing& filing : page->filings) {
    AddProgress(*FilingIdOf(filing.name()), filing);
    *response.add_filings() = std::move(filing);
  }
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::ReviewBrief> FilingDesk::GetBrief(const std::string& owner,
                                                     const std::string& name, bool as_signed) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  ReviewStore& store = folder_->store();
  const absl::StatusOr<std::string> bytes =
      as_signed ? store.SignedBrief(owner, *id) : store.GetBrief(owner, *id);
  if (!bytes.ok()) return bytes.status();
  return ParseBrief(*bytes);
}

absl::StatusOr<OpenedDocument> FilingDesk::OpenDocument(const std::string& owner,
                                                        const std::string& name,
                                                        const std::string& document_id) {
  const absl::StatusOr<v1::Filing> filing = Get(owner, name);
  if (!filing.ok()) return filing.status();
  std::vector<v1::DocumentRole> roles = {v1::DOCUMENT_ROLE_MAIN};
  for (const v1::SubmittedDocument& document : filing->documents())
    roles.push_back(document.role());
  const std::vector<std::string> ids = DocumentIds(roles);
  const auto found = std::find(ids.begin(), ids.end(), document_id);
  if (found == ids.end()) {
    return ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchDocument,
                        "the filing has no document of that id; its brief names those it has");
  }
  OpenedDocument document;
  if (found == ids.begin()) {
    document.size_bytes = filing->size_bytes();
    document.sha256 = filing->sha256();
    document.display_name = filing->display_name();
  } else {
    const v1::SubmittedDocument& other =
        filing->documents(static_cast<int>(found - ids.begin()) - 1);
    document.size_bytes = other.size_bytes();
    document.sha256 = other.sha256();
    document.display_name = other.display_name();
  }
  const absl::StatusOr<int> fd = folder_->blobs().Open(document.sha256);
  if (!fd.ok()) return fd.status();
  document.fd = *fd;
  return document;
}

v1::ListRulePacksResponse FilingDesk::ListRulePacks() const {
  v1::ListRulePacksResponse response;
  *response.add_rule_packs() = InfoOf(pipeline_->rule_pack());
  return response;
}

}  // namespace filing_review::service
