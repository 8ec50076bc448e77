#include "service/rule_folder.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

#include "classify/rule_pack.h"

namespace filing_review::service {

absl::Status MergeRuleFolder(const std::string& dir, v1::RulePack& pack) {
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(dir, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".textproto") files.insert(it->path());
  }
  if (error) {
    return absl::InvalidArgumentError(dir +
                                      ": the folder of rules cannot be read: " + error.message());
  }
  if (files.empty()) {
    return absl::InvalidArgumentError(dir + ": no *.textproto file in this folder of rules");
  }
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) return absl::InvalidArgumentError(file.string() + ": cannot be read");
    const absl::StatusOr<v1::RulePack> part = classify::ParseRulePack(file.string(), text.str());
    if (!part.ok()) return part.status();
    classify::MergeRulePack(*part, pack);
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
