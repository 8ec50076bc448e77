// Each call of FilingService and DeskService is counted, timed and logged, and gets a request id:
// that of its metadata x-request-id where it is 1 to 64 letters, digits, '.', '_' or '-', otherwise
// a new one. The id goes back in the trailing metadata x-request-id.
#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <vector>

namespace filing_review::service {

// For ServerBuilder::experimental().SetInterceptorCreators.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> CallRecorders();

}  // namespace filing_review::service
