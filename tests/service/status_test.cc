#include "service/grpc/status.h"

#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "extract/read_error.h"
#include "service/service_error.h"

namespace filing_review::service {
namespace {

using google::protobuf::UnknownFieldSet;

// Length-delimited field `number` of serialized bytes; the n-th of them.
std::string Field(const std::string& bytes, int number, int n = 0) {
  UnknownFieldSet fields;
  fields.ParseFromString(bytes);
  for (int i = 0; i < fields.field_count(); ++i) {
    if (fields.field(i).number() == number && n-- == 0) return fields.field(i).length_delimited();
  }
  return "";
}

TEST(ToGrpc, Table) {
  const struct {
    absl::Status status;
    grpc::StatusCode code;
    const char* reason;
  } rows[] = {
      {extract::ReadError(extract::kReasonEncrypted, "m"), grpc::FAILED_PRECONDITION, "encrypted"},
      {extract::ReadError(extract::kReasonNotAPdf, "m"), grpc::FAILED_PRECONDITION, "not_a_pdf"},
      {extract::ReadError(extract::kReasonFileTooLarge, "m"), grpc::OUT_OF_RANGE,
       "file_size_limit"},
      {extract::ReadError(extract::kReasonWorkerStart, "m"), grpc::INTERNAL, "worker_start"},
      {BusyError(kReasonQueueFull, "m", 10), grpc::RESOURCE_EXHAUSTED, "queue_full"},
      {ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchFiling, "m"), grpc::NOT_FOUND,
       "no_such_filing"},
      {ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadName, "m"),
       grpc::INVALID_ARGUMENT, "bad_name"},
      {ServiceError(absl::StatusCode::kUnavailable, kReasonDraining, "m"), grpc::UNAVAILABLE,
       "draining"},
      {absl::CancelledError("m"), grpc::CANCELLED, "internal"},
  };
  for (const auto& row : rows) {
    const grpc::Status status = ToGrpc(row.status, nullptr);
    EXPECT_EQ(status.error_code(), row.code) << row.reason;
    EXPECT_EQ(status.error_message(), "m") << row.reason;
    const std::string error_info = Field(status.error_details(), 3);
    EXPECT_EQ(Field(error_info, 1), "type.googleapis.com/google.rpc.ErrorInfo") << row.reason;
    EXPECT_EQ(Field(Field(error_info, 2), 1), row.reason);
    EXPECT_EQ(Field(Field(error_info, 2), 2), "filing-review");
  }
  EXPECT_TRUE(ToGrpc(absl::OkStatus(), nullptr).ok());
}

TEST(ToGrpc, WhatIsInsideIsNotTold) {
  const struct {
    absl::Status status;
    grpc::StatusCode code;
    const char* told;
  } rows[] = {
      {ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                    "the database failed: connection to server at 192.0.2.7 refused"),
       grpc::UNAVAILABLE, "the store of the server failed, its log says why; try again later"},
      {ServiceError(absl::StatusCode::kDataLoss, kReasonStorage, "/var/lib/x: 192.0.2.7"),
       grpc::DATA_LOSS, "the store of the server failed, its log says why; try again later"},
      {absl::InternalError("/var/lib/x: 192.0.2.7"), grpc::INTERNAL,
       "the server failed, its log says why; try again later"},
  };
  for (const auto& row : rows) {
    testing::internal::CaptureStderr();
    const grpc::Status status = ToGrpc(row.status, nullptr);
    const std::string logged = testing::internal::GetCapturedStderr();
    EXPECT_EQ(status.error_code(), row.code);
    EXPECT_EQ(status.error_message(), row.told);
    EXPECT_EQ(status.error_details().find("192.0.2.7"), std::string::npos);
    EXPECT_NE(logged.find("192.0.2.7"), std::string::npos) << "who runs the server learns it";
  }
}

TEST(ToGrpc, BusyCarriesADelay) {
  const grpc::Status busy = ToGrpc(BusyError(kReasonQueueFull, "m", 10), nullptr);
  const std::string retry_info = Field(busy.error_details(), 3, 1);
  EXPECT_EQ(Field(retry_info, 1), "type.googleapis.com/google.rpc.RetryInfo");
  EXPECT_EQ(Field(Field(retry_info, 2), 1), std::string("\x08\x0A"));  // seconds: 10
  const grpc::Status broken = ToGrpc(extract::ReadError(extract::kReasonDamaged, "m"), nullptr);
  EXPECT_EQ(Field(broken.error_details(), 3, 1), "");
}

TEST(FromGrpc, SaysOfABrokenConnectionWhatToDo) {
  const struct {
    grpc::Status status;
    absl::StatusCode code;
    const char* reason;
  } rows[] = {
      {{grpc::UNAVAILABLE, "Broken pipe"}, absl::StatusCode::kUnavailable, "connection_lost"},
      {{grpc::RESOURCE_EXHAUSTED, "Received RST_STREAM with error code 11"},
       absl::StatusCode::kUnavailable,
       "connection_lost"},
      {{grpc::RESOURCE_EXHAUSTED, "Received message larger than max (9 vs. 4)"},
       absl::StatusCode::kResourceExhausted,
       ""},
      {{grpc::DEADLINE_EXCEEDED, "Deadline Exceeded"}, absl::StatusCode::kDeadlineExceeded, ""},
  };
  for (const auto& row : rows) {
    const grpc::ClientContext context;
    const absl::Status status = FromGrpc(row.status, context);
    EXPECT_EQ(status.code(), row.code) << row.status.error_message();
    EXPECT_EQ(extract::ReasonOf(status), row.reason) << row.status.error_message();
    EXPECT_NE(status.message().find(row.status.error_message()), std::string_view::npos);
  }
  EXPECT_EQ(FromGrpc({grpc::UNAVAILABLE, "Broken pipe"}, grpc::ClientContext()).message(),
            "the connection to the server broke (Broken pipe); check that it runs and call again");
}

}  // namespace
}  // namespace filing_review::service
