#include "service/rule_pack_info.h"

namespace filing_review::service {

v1::RulePackInfo InfoOf(const RulePackSummary& pack) {
  v1::RulePackInfo info;
  info.set_name("rulePacks/" + pack.digest);
  info.set_version(pack.version);
  info.set_digest(pack.digest);
  for (const std::string& id : pack.regimes) info.add_regimes(id);
  for (const std::string& id : pack.metrics) info.add_metrics(id);
  for (const std::string& id : pack.categories) info.add_categories(id);
  for (const std::string& id : pack.statuses) info.add_statuses(id);
  info.set_active(true);
  return info;
}

}  // namespace filing_review::service
