#include "service/access/access_list.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <mutex>
#include <sstream>
#include <utility>

#include "service/event_log.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr std::string_view kTokenPrefix = "sha256:";
constexpr std::string_view kCertificatePrefix = "cert:";
constexpr size_t kMostFileBytes = 16 << 20;

constexpr std::pair<std::string_view, Role> kRoles[] = {
    {"submit", Role::kSubmit},
    {"read", Role::kRead},
    {"review", Role::kReview},
    {"admin", Role::kAdmin},
};

absl::Status Wrong(int line, const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonAccessList,
                      "line " + std::to_string(line) + ": " + what);
}

bool IsName(std::string_view text) {
  return text.size() <= 128 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return c > ' ' && c < 127 && c != ',';
         });
}

absl::StatusOr<uint8_t> RolesNamed(int line, const std::string& text) {
  std::stringstream names(text);
  uint8_t roles = 0;
  for (std::string name; std::getline(names, name, ',');) {
    const auto* const found = std::find_if(std::begin(kRoles), std::end(kRoles),
                                           [&](const auto& role) { return role.first == name; });
    if (found == std::end(kRoles)) {
      return Wrong(line, "a role is one of submit, read, review, admin");
    }
    roles |= static_cast<uint8_t>(found->second);
  }
  return roles;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMostFileBytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in.eof() && !in.is_open()) || static_cast<size_t>(in.gcount()) == text.size()) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonAccessList,
                        path + ": cannot be read, or is larger than 16 MiB");
  }
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

// Tells one version of a file from another.
std::array<int64_t, 4> VersionOf(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return {};
  return {static_cast<int64_t>(info.st_ino), info.st_size, info.st_mtim.tv_sec,
          info.st_mtim.tv_nsec};
}

class FileAccessList : public AccessList {
 public:
  explicit FileAccessList(std::string path) : path_(std::move(path)) {}

  absl::Status Load() {
    version_ = VersionOf(path_);
    absl::StatusOr<std::string> text = ReadFile(path_);
    if (!text.ok()) return text.status();
    absl::StatusOr<AccessEntries> entries = AccessEntries::Parse(*text);
    OPENSSL_cleanse(text->data(), text->size());
    if (!entries.ok()) {
      return ServiceError(entries.status().code(), kReasonAccessList,
                          path_ + ": " + std::string(entries.status().message()));
    }
    current_ = std::make_shared<const AccessEntries>(*std::move(entries));
    return absl::OkStatus();
  }

  std::shared_ptr<const AccessEntries> Current() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_) return current_;
    next_look_ = now + std::chrono::seconds(1);
    if (VersionOf(path_) == version_) return current_;
    const absl::Status status = Load();
    LogEvent(status.ok() ? "the access list was read anew: " + std::to_string(current_->size()) +
                               " credentials"
                         : "the access list stays as it was: " + std::string(status.message()));
    return current_;
  }

 private:
  const std::string path_;
  std::mutex mutex_;
  std::array<int64_t, 4> version_{};
  std::chrono::steady_clock::time_point next_look_;
  std::shared_ptr<const AccessEntries> current_;
};

}  // namespace

std::string_view RoleName(Role role) {
  for (const auto& [name, known] : kRoles) {
    if (known == role) return name;
  }
  return "";
}

absl::StatusOr<AccessEntries> AccessEntries::Parse(std::string_view text) {
  AccessEntries entries;
  std::stringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::stringstream fields(line);
    std::string name, roles, credential, more;
    fields >> name;
    if (name.empty() || name[0] == '#') continue;
    fields >> roles >> credential >> more;
    if (credential.empty() || !more.empty()) {
      return Wrong(number, "a line has three fields: name, roles, credential");
    }
    if (!IsName(name)) return Wrong(number, "a name has at most 128 plain characters");
    const absl::StatusOr<uint8_t> bits = RolesNamed(number, roles);
    if (!bits.ok()) return bits.status();
    Entry entry;
    entry.caller = {name, *bits, /*verified=*/true};
    entry.is_token = credential.compare(0, kTokenPrefix.size(), kTokenPrefix) == 0;
    const bool is_certificate =
        credential.compare(0, kCertificatePrefix.size(), kCertificatePrefix) == 0;
    entry.credential =
        credential.substr(entry.is_token ? kTokenPrefix.size()
                                         : std::min(credential.size(), kCertificatePrefix.size()));
    if (entry.is_token ? !IsSha256(entry.credential)
                       : !is_certificate || entry.credential.empty()) {
      return Wrong(number,
                   "a credential is sha256: and 64 lower-case hexadecimal digits, or cert: and "
                   "the name in a certificate; filing-review token makes one");
    }
    for (const Entry& other : entries.entries_) {
      if (other.is_token == entry.is_token && other.credential == entry.credential) {
        return Wrong(number, "the credential stands in an earlier line too");
      }
    }
    entries.entries_.push_back(std::move(entry));
  }
  return entries;
}

const Caller* AccessEntries::FindToken(std::string_view token) const {
  const std::string digest = Sha256Of(token);
  const Caller* found = nullptr;
  for (const Entry& entry : entries_) {
    if (entry.is_token &&
        CRYPTO_memcmp(entry.credential.data(), digest.data(), digest.size()) == 0) {
      found = &entry.caller;
    }
  }
  return found;
}

const Caller* AccessEntries::FindCertificate(std::string_view name) const {
  for (const Entry& entry : entries_) {
    if (!entry.is_token && entry.credential == name) return &entry.caller;
  }
  return nullptr;
}

std::string NewToken() {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned char, 32> bytes;
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return "";
  std::string token = "frt_";  // tools that look for leaked secrets know it by this
  for (const unsigned char byte : bytes) {
    token += kDigits[byte >> 4];
    token += kDigits[byte & 15];
  }
  return token;
}

std::string AccessLine(const std::string& name, const std::string& roles, std::string_view token) {
  return name + " " + roles + " " + std::string(kTokenPrefix) + Sha256Of(token) + "\n";
}

absl::StatusOr<std::unique_ptr<AccessList>> AccessList::Open(const std::string& path) {
  auto list = std::make_unique<FileAccessList>(path);
  if (const absl::Status status = list->Load(); !status.ok()) return status;
  return list;
}

}  // namespace filing_review::service
