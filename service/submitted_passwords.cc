#include "service/submitted_passwords.h"

#include <string.h>

namespace filing_review::service {

void Wipe(std::string& secret) {
  // Not memset: the compiler may leave out a write that nobody reads.
  explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

SubmittedPasswords::~SubmittedPasswords() {
  for (auto& [id, password] : passwords_) Wipe(password);
}

void SubmittedPasswords::Keep(const std::string& filing_id, const std::string& password) {
  if (password.empty()) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  std::string& kept = passwords_[filing_id];
  Wipe(kept);
  kept = password;
}

std::string SubmittedPasswords::Of(const std::string& filing_id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = passwords_.find(filing_id);
  return found == passwords_.end() ? std::string() : found->second;
}

void SubmittedPasswords::Forget(const std::string& filing_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = passwords_.find(filing_id);
  if (found == passwords_.end()) return;
  Wipe(found->second);
  passwords_.erase(found);
}

}  // namespace filing_review::service
