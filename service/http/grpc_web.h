// The frames of gRPC-Web (PROTOCOL-WEB.md of gRPC): a byte of flags, four of length, the message;
// after the last message a frame of trailers as text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

// Whether it is application/grpc-web or application/grpc-web+proto, with any parameters.
bool IsGrpcWebType(std::string_view content_type);

// The one message of a request's body. INVALID_ARGUMENT bad_frame where the body is not one frame;
// UNIMPLEMENTED compressed_frame.
absl::StatusOr<std::string_view> ReadRequestFrame(std::string_view body);

std::string MessageFrame(std::string_view message);

// Names and values; of a name that ends in -bin the value may be any bytes.
using Trailers = std::vector<std::pair<std::string, std::string>>;

// The last frame. `details`: a serialized google.rpc.Status; empty: none.
std::string TrailerFrame(int grpc_status, std::string_view message, std::string_view details,
                         const Trailers& more);

// The value of grpc-timeout; nothing where it is not well formed.
std::optional<std::chrono::nanoseconds> ReadGrpcTimeout(std::string_view value);

}  // namespace filing_review::service
