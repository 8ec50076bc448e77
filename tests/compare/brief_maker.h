// Small briefs for tables of tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/comparison.pb.h"

namespace filing_review::compare {

inline constexpr v1::Language kEn = v1::LANGUAGE_EN;
inline constexpr v1::Language kHans = v1::LANGUAGE_ZH_HANS;
inline constexpr v1::Language kHant = v1::LANGUAGE_ZH_HANT;
inline constexpr auto kVersions = v1::COMPARISON_KIND_VERSIONS;
inline constexpr auto kTranslation = v1::COMPARISON_KIND_TRANSLATION;

struct Figure {
  const char* metric;
  int64_t value;
  const char* as_of;
  const char* quote;
  const char* subject = "";
  v1::Bound bound = v1::BOUND_EXACT;
  v1::Attribution attribution = v1::ATTRIBUTION_ISSUER;
  int page = 3;
};

struct Share {
  const char* name;
  double percent;
  v1::HoldingStage stage = v1::HOLDING_STAGE_BEFORE;
  const char* other_name = "";
  v1::HolderClass holder_class = v1::HOLDER_CLASS_FOREIGN;
  const char* share_class = "";
};

struct Handling {
  const char* category;
  v1::Stance stance;
  const char* quote;
  int page = 5;
};

inline void AddPlace(int page, const std::string& quote,
                     google::protobuf::RepeatedPtrField<v1::Evidence>* to) {
  v1::Evidence* evidence = to->Add();
  evidence->set_document("main");
  evidence->set_page(page);
  evidence->set_quote(quote);
  evidence->set_role(v1::EVIDENCE_ROLE_FIGURE);
}

inline v1::ReviewBrief BriefOf(v1::Language language, const std::vector<Figure>& figures,
                               const std::vector<Share>& shares = {},
                               const std::vector<Handling>& handling = {}) {
  v1::ReviewBrief brief;
  brief.mutable_filing()->add_languages(language);
  v1::FilingDocument* document = brief.mutable_filing()->add_documents();
  document->set_document_id("main");
  document->set_page_count(10);
  brief.mutable_coverage()->set_pages_total(10);
  brief.mutable_coverage()->set_pages_searched(10);
  for (const Figure& figure : figures) {
    v1::UserCount* count = brief.add_user_counts();
    count->set_fact_id(absl::StrCat(figure.metric, figure.value, figure.as_of, figure.subject,
                                    figure.attribution));
    count->set_metric(figure.metric);
    count->set_value(figure.value);
    if (*figure.as_of != '\0') count->set_as_of(figure.as_of);
    count->set_subject(figure.subject);
    count->set_bound(figure.bound);
    count->set_attribution(figure.attribution);
    AddPlace(figure.page, figure.quote, count->mutable_evidence());
  }
  for (const Share& share : shares) {
    v1::Holder* holder = brief.add_holders();
    holder->set_fact_id(absl::StrCat(share.name, share.percent, share.stage, share.share_class));
    holder->set_name(share.name);
    if (*share.other_name != '\0') holder->add_other_names(share.other_name);
    if (share.percent >= 0) holder->set_percent(share.percent);
    holder->set_stage(share.stage);
    holder->set_percent_basis(v1::PERCENT_BASIS_TOTAL);
    holder->set_holder_class(share.holder_class);
    holder->set_share_class(share.share_class);
    AddPlace(8, absl::StrCat(share.name, " ", share.percent, "%"), holder->mutable_evidence());
  }
  for (const Handling& one : handling) {
    v1::DataHandling* added = brief.add_data_handling();
    added->set_category(one.category);
    added->set_stance(one.stance);
    AddPlace(one.page, one.quote, added->mutable_evidence());
  }
  return brief;
}

// Pages of the brief that could not be read.
inline v1::ReviewBrief WithUnread(v1::ReviewBrief brief, int page) {
  v1::UnreadPage* unread = brief.mutable_coverage()->add_pages_unread();
  unread->set_page(page);
  unread->set_reason("no_text");
  brief.mutable_coverage()->set_pages_searched(brief.coverage().pages_searched() - 1);
  return brief;
}

// With other bytes than briefs without it.
inline v1::ReviewBrief WithDigest(v1::ReviewBrief brief, const std::string& sha256) {
  brief.mutable_filing()->mutable_documents(0)->set_sha256(sha256);
  return brief;
}

}  // namespace filing_review::compare
