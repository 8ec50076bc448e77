#include "service/submitted_passwords.h"

#include <gtest/gtest.h>

namespace filing_review::service {
namespace {

TEST(SubmittedPasswords, AreKeptByFilingUntilForgotten) {
  SubmittedPasswords passwords;
  EXPECT_EQ(passwords.Of("a"), "");
  passwords.Keep("a", "open sesame");
  passwords.Keep("b", "芝麻开门");
  EXPECT_EQ(passwords.Of("a"), "open sesame");
  EXPECT_EQ(passwords.Of("b"), "芝麻开门");
  passwords.Keep("a", "");  // none was given this time: the earlier one stands
  EXPECT_EQ(passwords.Of("a"), "open sesame");
  passwords.Keep("a", "another");
  EXPECT_EQ(passwords.Of("a"), "another");
  passwords.Forget("a");
  passwords.Forget("a");
  EXPECT_EQ(passwords.Of("a"), "");
  EXPECT_EQ(passwords.Of("b"), "芝麻开门");
}

TEST(SubmittedPasswords, WipeOverwritesTheBytes) {
  std::string secret = "a password that is too long to stand inside of the string object";
  const char* bytes = secret.data();
  const size_t size = secret.capacity();
  Wipe(secret);
  EXPECT_TRUE(secret.empty());
  EXPECT_EQ(secret.capacity(), size);  // the same memory still
  for (size_t i = 1; i < 60; ++i) EXPECT_EQ(bytes[i], '\0') << i;
}

}  // namespace
}  // namespace filing_review::service
