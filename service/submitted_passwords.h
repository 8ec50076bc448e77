// Passwords of submitted documents: in memory, by filing, from the submission until its review
// ends. They are never written anywhere, so a restart of the server loses them; the review of a
// filing that needs one then FAILS with password_forgotten, and the filing is submitted again.
//
//   passwords.Keep(filing_id, password);
//   options.read.password = passwords.Of(filing_id);   // empty where there is none
//   passwords.Forget(filing_id);                       // the review has ended
//
// The memory of a forgotten password is overwritten. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace filing_review::service {

class SubmittedPasswords {
 public:
  ~SubmittedPasswords();

  // Takes the place of an earlier one. An empty password is none.
  void Keep(const std::string& filing_id, const std::string& password);
  std::string Of(const std::string& filing_id) const;
  void Forget(const std::string& filing_id);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> passwords_;
};

// Overwrites the bytes of `secret` and empties it.
void Wipe(std::string& secret);

}  // namespace filing_review::service
