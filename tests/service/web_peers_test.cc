// A call inside the process says whose certificate its HTTP connection showed: nobody else may.
#include <grpcpp/server_context.h>
#include <grpcpp/test/server_context_test_spouse.h>
#include <gtest/gtest.h>

#include "extract/read_error.h"
#include "service/grpc/authenticator.h"
#include "service/service_error.h"

namespace filing_review::service {
namespace {

using Metadata = std::vector<std::pair<std::string, std::string>>;

// The owner, or the reason why there is none.
std::string OwnerBy(const Authenticator& authenticator, const Metadata& metadata) {
  grpc::ServerContext context;
  grpc::testing::ServerContextTestSpouse spouse(&context);
  for (const auto& [name, value] : metadata) spouse.AddClientMetadata(name, value);
  const auto caller = authenticator.Check(context, Role::kRead);
  return caller.ok() ? caller->owner : extract::ReasonOf(caller.status());
}

TEST(WebPeersTest, OnlyTheProcessItselfSpeaksForACertificate) {
  const Authenticator authenticator(nullptr, /*client_certificates=*/true);
  const Metadata right = authenticator.WebMetadata({"desk.example.org", "desk"});
  ASSERT_EQ(right.size(), 3u);
  EXPECT_EQ(OwnerBy(authenticator, right), "desk.example.org");
  // The names without the secret's value, with another process's, with a piece of it.
  Metadata wrong = right;
  wrong[0].second = "guess";
  EXPECT_EQ(OwnerBy(authenticator, wrong), kReasonNoCredentials);
  wrong[0].second = right[0].second.substr(1);
  EXPECT_EQ(OwnerBy(authenticator, wrong), kReasonNoCredentials);
  wrong[0].second = "";
  EXPECT_EQ(OwnerBy(authenticator, wrong), kReasonNoCredentials);
  const Authenticator other(nullptr, true);
  EXPECT_EQ(OwnerBy(other, right), kReasonNoCredentials);
  EXPECT_NE(other.WebMetadata({"x"})[0].second, right[0].second);
  // Nobody's certificate: nothing is said, not even the secret.
  EXPECT_TRUE(authenticator.WebMetadata({}).empty());
  // The secret alone is nobody.
  EXPECT_EQ(OwnerBy(authenticator, {right[0]}), kReasonNoCredentials);
}

TEST(WebPeersTest, TokensCountAsOverGrpc) {
  const Authenticator open(nullptr, false);
  EXPECT_TRUE(open.Identify(Credentials{}).ok())
      << "no list and no certificates: all are one owner";
  const Authenticator certificates(nullptr, true);
  EXPECT_EQ(extract::ReasonOf(certificates.Identify(Credentials{"Bearer frt_x", {}}).status()),
            kReasonNoCredentials);
  EXPECT_EQ(certificates.Identify(Credentials{std::nullopt, {"a", "b"}})->owner, "a");
}

}  // namespace
}  // namespace filing_review::service
