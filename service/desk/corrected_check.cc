#include "service/desk/corrected_check.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_join.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status Wrong(const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDecision, what);
}

absl::Status CheckName(const char* field, const std::string& name,
                       const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return absl::OkStatus();
  return Wrong(std::string(field) +
               " is not one of the rule pack's: " + absl::StrJoin(known, ", "));
}

// YYYY, YYYYQn, YYYY-MM or YYYY-MM-DD.
absl::Status CheckDate(const char* field, bool set, const std::string& date, bool quarters) {
  static const re2::RE2 plain(R"((19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)");
  static const re2::RE2 quarter(R"((19|20|21)\d\dQ[1-4])");
  if (!set || date.empty() || re2::RE2::FullMatch(date, plain) ||
      (quarters && re2::RE2::FullMatch(date, quarter))) {
    return absl::OkStatus();
  }
  return Wrong(std::string(field) + " is no date; write YYYY-MM-DD, YYYY-MM or YYYY" +
               (quarters ? ", or YYYYQn for a quarter" : ""));
}

absl::Status CheckPercent(const char* field, bool set, double value) {
  if (!set || (std::isfinite(value) && value >= 0 && value <= 100)) return absl::OkStatus();
  return Wrong(std::string(field) + " is between 0 and 100");
}

// Every enum is one of its values, every text short enough.
absl::Status CheckFields(const google::protobuf::Message& message, const ServerLimits& limits) {
  using Field = google::protobuf::FieldDescriptor;
  const auto* reflection = message.GetReflection();
  const auto* type = message.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const Field* field = type->field(i);
    if (field->cpp_type() == Field::CPPTYPE_ENUM && !field->is_repeated() &&
        field->enum_type()->FindValueByNumber(reflection->GetEnumValue(message, field)) ==
            nullptr) {
      return Wrong(field->json_name() + " is not one of its values");
    }
    if (field->cpp_type() != Field::CPPTYPE_STRING) continue;
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int n = 0; n < count; ++n) {
      const std::string text = field->is_repeated()
                                   ? reflection->GetRepeatedString(message, field, n)
                                   : reflection->GetString(message, field);
      if (n > 100 || text.size() > static_cast<size_t>(limits.review_text_bytes)) {
        return ServiceError(absl::StatusCode::kInvalidArgument, kReasonReviewLimit,
                            field->json_name() + " is longer than " +
                                std::to_string(limits.review_text_bytes) +
                                " bytes; put the rest into the comment");
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Check(const v1::UserCount& count, const RulePackSummary& pack) {
  if (count.value() < 0) return Wrong("value is the number of people in units, 0 or more");
  if (count.bound() == v1::BOUND_UNSPECIFIED) return Wrong("bound must be said; EXACT at least");
  if ((count.bound() == v1::BOUND_RANGE) != count.has_upper_value() ||
      (count.has_upper_value() && count.upper_value() < count.value())) {
    return Wrong("upperValue stands with bound RANGE alone and is not below value");
  }
  if (count.attribution() == v1::ATTRIBUTION_UNSPECIFIED) {
    return Wrong("attribution must be said: whose figure it is");
  }
  absl::Status status = CheckName("metric", count.metric(), pack.metrics);
  if (status.ok()) status = CheckDate("asOf", count.has_as_of(), count.as_of(), true);
  if (status.ok()) {
    status = CheckDate("periodStart", count.has_period_start(), count.period_start(), true);
  }
  return status;
}

absl::Status Check(const v1::DataHandling& one, const RulePackSummary& pack) {
  if (one.stance() == v1::STANCE_UNSPECIFIED) return Wrong("stance must be said");
  return CheckName("category", one.category(), pack.categories);
}

absl::Status Check(const v1::ReviewStatement& one, const RulePackSummary& pack) {
  const absl::Status status = CheckName("status", one.status(), pack.statuses);
  return status.ok() ? CheckDate("date", one.has_date(), one.date(), false) : status;
}

absl::Status Check(const v1::Holder& holder, const RulePackSummary&) {
  static const re2::RE2 code("[A-Z]{2}");
  if (holder.name().empty()) return Wrong("name of the holder must be said");
  if (!holder.jurisdiction().empty() && !re2::RE2::FullMatch(holder.jurisdiction(), code)) {
    return Wrong("jurisdiction is an ISO 3166-1 code of two capital letters, or empty");
  }
  const absl::Status status = CheckPercent("percent", holder.has_percent(), holder.percent());
  if (!status.ok()) return status;
  return CheckPercent("votesPercent", holder.has_votes_percent(), holder.votes_percent());
}

template <typename Finding>
absl::Status CheckOne(const Finding& finding, const RulePackSummary& pack,
                      const ServerLimits& limits) {
  const absl::Status status = CheckFields(finding, limits);
  return status.ok() ? Check(finding, pack) : status;
}

}  // namespace

absl::Status CheckCorrected(const v1::CorrectedFinding& finding, const RulePackSummary& pack,
                            const ServerLimits& limits) {
  switch (finding.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return CheckOne(finding.user_count(), pack, limits);
    case v1::CorrectedFinding::kDataHandling:
      return CheckOne(finding.data_handling(), pack, limits);
    case v1::CorrectedFinding::kReviewStatement:
      return CheckOne(finding.review_statement(), pack, limits);
    case v1::CorrectedFinding::kHolder:
      return CheckOne(finding.holder(), pack, limits);
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return Wrong("corrected must say what the finding is");
}

}  // namespace filing_review::service
