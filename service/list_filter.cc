#include "service/list_filter.h"

#include <google/protobuf/util/time_util.h>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr size_t kMostFilterBytes = 4096;

absl::Status Wrong(const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadFilter,
                      what +
                          "; a filter reads: state = SUCCEEDED AND listing_venue = US AND "
                          "create_time >= \"2026-01-31T00:00:00Z\"");
}

// Words, comparison signs and quoted texts, without their quotes.
absl::StatusOr<std::vector<std::string>> TokensOf(const std::string& filter) {
  std::vector<std::string> tokens;
  for (size_t i = 0; i < filter.size();) {
    const char c = filter[i];
    if (c == ' ' || c == '\t') {
      ++i;
    } else if (c == '"') {
      const size_t end = filter.find('"', i + 1);
      if (end == std::string::npos) return Wrong("a quote is not closed");
      tokens.push_back(filter.substr(i + 1, end - i - 1));
      i = end + 1;
    } else if (std::string_view("<>=!").find(c) != std::string_view::npos) {
      const size_t end = i + 1 < filter.size() && filter[i + 1] == '=' ? i + 2 : i + 1;
      tokens.push_back(filter.substr(i, end - i));
      i = end;
    } else {
      const size_t end = std::min(filter.find_first_of(" \t<>=!\"", i), filter.size());
      tokens.push_back(filter.substr(i, end - i));
      i = end;
    }
  }
  return tokens;
}

absl::Status ReadTime(const std::string& field, const std::string& sign, const std::string& value,
                      int64_t& from, int64_t& before) {
  google::protobuf::Timestamp time;
  if (!google::protobuf::util::TimeUtil::FromString(value, &time)) {
    return Wrong("'" + value + "' is no time");
  }
  const int64_t micros = google::protobuf::util::TimeUtil::TimestampToMicroseconds(time);
  if (sign == ">=") {
    from = micros;
  } else if (sign == "<") {
    before = micros;
  } else {
    return Wrong(field + " is compared with >= or <");
  }
  return absl::OkStatus();
}

absl::Status ReadComparison(const std::string& field, const std::string& sign,
                            const std::string& value, FilterFields fields, ListQuery& query) {
  if (field == "create_time") {
    return ReadTime(field, sign, value, query.created_from, query.created_before);
  }
  if (field == "update_time") {
    return ReadTime(field, sign, value, query.updated_from, query.updated_before);
  }
  const bool desk = fields == FilterFields::kDesk && (field == "review_state" || field == "regime");
  if (!desk && field != "state" && field != "listing_venue") {
    return Wrong("'" + field + "' is no field");
  }
  if (sign != "=") return Wrong(field + " is compared with =");
  if (field == "review_state") {
    v1::ReviewState state = v1::REVIEW_STATE_UNSPECIFIED;
    if (!v1::ReviewState_Parse("REVIEW_STATE_" + value, &state) ||
        state == v1::REVIEW_STATE_UNSPECIFIED) {
      return Wrong("'" + value + "' is no review state");
    }
    query.review_states.push_back(state);
  } else if (field == "regime") {
    query.regimes.push_back(value);
  } else if (field == "state") {
    v1::FilingState state = v1::FILING_STATE_UNSPECIFIED;
    if (!v1::FilingState_Parse("FILING_STATE_" + value, &state)) {
      return Wrong("'" + value + "' is no state");
    }
    query.states.push_back(state);
  } else if (!v1::ListingVenue_Parse("LISTING_VENUE_" + value, &query.venue)) {
    return Wrong("'" + value + "' is no listing venue");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadListFilter(const std::string& filter, ListQuery& query, FilterFields fields) {
  if (filter.size() > kMostFilterBytes) {
    return Wrong("it is longer than " + std::to_string(kMostFilterBytes) + " bytes");
  }
  const absl::StatusOr<std::vector<std::string>> tokens = TokensOf(filter);
  if (!tokens.ok()) return tokens.status();
  std::set<std::string> states_done;  // fields of which a filing has one value
  std::string before;                 // field of the comparison before
  for (size_t i = 0; i < tokens->size();) {
    std::string joint;
    if (i > 0) joint = (*tokens)[i++];
    if (i + 3 > tokens->size()) return Wrong("the last comparison is not complete");
    const std::string& field = (*tokens)[i];
    const bool is_state = field == "state" || field == "review_state";
    if (joint == "OR" ? before != field || !is_state : !joint.empty() && joint != "AND") {
      return Wrong("'" + joint + "' cannot stand before " + field);
    }
    if (is_state && joint != "OR" && !states_done.insert(field).second) {
      return Wrong("a filing has one " + field + "; join states by OR");
    }
    const absl::Status status =
        ReadComparison(field, (*tokens)[i + 1], (*tokens)[i + 2], fields, query);
    if (!status.ok()) return status;
    before = field;
    i += 3;
  }
  return absl::OkStatus();
}

absl::Status ReadListOrder(const std::string& order_by, ListQuery& query) {
  static constexpr std::pair<std::string_view, ListOrder> kOrders[] = {
      {"", ListOrder::kNewestFirst},
      {"create_time", ListOrder::kCreateTime},
      {"create_time desc", ListOrder::kCreateTimeDescending},
      {"update_time", ListOrder::kUpdateTime},
      {"update_time desc", ListOrder::kUpdateTimeDescending},
  };
  for (const auto& [name, order] : kOrders) {
    if (name != order_by) continue;
    query.order = order;
    return absl::OkStatus();
  }
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadOrder,
                      "order_by is create_time or update_time, with ' desc' for the newest first");
}

}  // namespace filing_review::service
