// Who may call and what for: a text file, one caller a line.
//
//   # name      roles        credential
//   underwriter submit,read sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
//   desk        read,review  cert:desk.example.org
//
// A credential is the SHA-256 of a bearer token (tokens are long and random, so a plain digest is
// enough), or the name in a client's certificate. Several lines may have one name: an owner with
// several credentials. Roles: submit, read, review, admin; admin holds the others.
//
// `submit` and `read` are for a caller's own filings. `review` reads the filings of all callers and
// decides on them.
//
// The file is looked at again when it changes. While what it says is wrong, what it said before
// stays in force, and one line of the log says what is wrong.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

enum class Role : uint8_t { kSubmit = 1, kRead = 2, kReview = 4, kAdmin = 8 };

std::string_view RoleName(Role role);

// Who calls.
struct Caller {
  std::string owner;  // its name; of what it submits
  uint8_t roles = 0;
  bool verified = false;  // it showed a credential
  bool Has(Role role) const {
    unsigned holders = static_cast<unsigned>(role) | static_cast<unsigned>(Role::kAdmin);
    if (role == Role::kRead) holders |= static_cast<unsigned>(Role::kReview);
    return (roles & holders) != 0;
  }
  // Reads the filings of all owners.
  bool SeesAll() const { return verified && Has(Role::kReview); }
};

// Lines of one version of the file.
class AccessEntries {
 public:
  // INVALID_ARGUMENT access_list, with the line: "line 3: …". Never with a credential in it.
  static absl::StatusOr<AccessEntries> Parse(std::string_view text);

  // Null where nobody has the credential. The time does not depend on which bytes differ.
  const Caller* FindToken(std::string_view token) const;
  const Caller* FindCertificate(std::string_view name) const;

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Caller caller;
    bool is_token = false;
    std::string credential;  // digest of a token, or a certificate's name
  };
  std::vector<Entry> entries_;
};

// A new token of 256 random bits, as text.
std::string NewToken();

// The line of the file for a token.
std::string AccessLine(const std::string& name, const std::string& roles, std::string_view token);

// The file, kept up to date. Thread-safe.
class AccessList {
 public:
  // The file as it is now must be right. UNAVAILABLE, INVALID_ARGUMENT access_list.
  static absl::StatusOr<std::unique_ptr<AccessList>> Open(const std::string& path);
  virtual ~AccessList() = default;

  // What is in force; looks at the file at most once a second.
  virtual std::shared_ptr<const AccessEntries> Current() = 0;
};

}  // namespace filing_review::service
