#include "service/access/access_list.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "service/access/tls_files.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

TEST(AccessEntries, FindsCallersByTokenAndCertificate) {
  const std::string text = "# callers\n\n" + AccessLine("desk", "read,review", "secret-one") +
                           AccessLine("desk", "admin", "secret-two") +
                           "press submit cert:press.example.org\n";
  const auto entries = AccessEntries::Parse(text);
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_EQ(entries->size(), 3u);
  const Caller* desk = entries->FindToken("secret-one");
  ASSERT_NE(desk, nullptr);
  EXPECT_EQ(desk->owner, "desk");
  EXPECT_TRUE(desk->Has(Role::kRead));
  EXPECT_TRUE(desk->Has(Role::kReview));
  EXPECT_FALSE(desk->Has(Role::kSubmit));
  EXPECT_FALSE(desk->Has(Role::kAdmin));
  EXPECT_TRUE(entries->FindToken("secret-two")->Has(Role::kSubmit)) << "admin holds the others";
  EXPECT_EQ(entries->FindCertificate("press.example.org")->owner, "press");
  EXPECT_EQ(entries->FindToken("press.example.org"), nullptr);
  EXPECT_EQ(entries->FindToken(""), nullptr);
  EXPECT_EQ(entries->FindCertificate("desk"), nullptr);
  EXPECT_EQ(text.find("secret"), std::string::npos) << "the file holds no token";
}

TEST(AccessEntries, WrongLinesAreNamed) {
  const std::string digest(64, 'a');
  const struct {
    std::string text;
    const char* error;
  } rows[] = {
      {"desk read\n", "line 1: a line has three fields: name, roles, credential"},
      {"# x\ndesk read sha256:" + digest + " more\n",
       "line 2: a line has three fields: name, roles, credential"},
      {"desk write sha256:" + digest, "line 1: a role is one of submit, read, review, admin"},
      {"desk read sha256:abc",
       "line 1: a credential is sha256: and 64 lower-case hexadecimal digits, or cert: and the "
       "name in a certificate; filing-review token makes one"},
      {"desk read hunter2",
       "line 1: a credential is sha256: and 64 lower-case hexadecimal digits, or cert: and the "
       "name in a certificate; filing-review token makes one"},
      {"a read cert:x\nb read cert:x\n", "line 2: the credential stands in an earlier line too"},
      {std::string(200, 'n') + " read cert:x\n", "line 1: a name has at most 128 plain characters"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(AccessEntries::Parse(row.text).status().message(), row.error) << row.text;
  }
}

TEST(AccessList, IsReadAnewAndAWrongFileChangesNothing) {
  TemporaryFolder folder;
  const std::string path = folder.path() + "/access";
  EXPECT_FALSE(AccessList::Open(path).ok()) << "it is not there";
  const auto write = [&](const std::string& text) { std::ofstream(path) << text; };
  write(AccessLine("one", "read", "token-1"));
  auto list = AccessList::Open(path);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_NE((*list)->Current()->FindToken("token-1"), nullptr);
  const auto after = [&](const std::string& text) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    write(text);
    return (*list)->Current();
  };
  auto current = after(AccessLine("two", "read", "token-2"));
  EXPECT_EQ(current->FindToken("token-1"), nullptr);
  EXPECT_NE(current->FindToken("token-2"), nullptr);
  current = after("nonsense\n");
  EXPECT_NE(current->FindToken("token-2"), nullptr);
}

TEST(NewToken, IsLongAndNeverTheSame) {
  const std::string token = NewToken();
  EXPECT_EQ(token.size(), 68u);
  EXPECT_NE(token, NewToken());
}

TEST(IsLocalAddress, Table) {
  for (const char* local :
       {"127.0.0.1:1", "127.8.9.1:0", "localhost:50061", "[::1]:7", "unix:/run/x.sock"}) {
    EXPECT_TRUE(IsLocalAddress(local)) << local;
  }
  for (const char* open : {"0.0.0.0:1", "[::]:1", "10.0.0.1:1", "example.org:443", "*:1", ""}) {
    EXPECT_FALSE(IsLocalAddress(open)) << open;
  }
}

}  // namespace
}  // namespace filing_review::service
