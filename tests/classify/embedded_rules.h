// The embedded rule pack and its macros, for tests.
#pragma once

#include <cstdlib>
#include <string_view>

#include "absl/status/status.h"
#include "classify/pattern_set.h"
#include "classify/rule_pack.h"

namespace filing_review::classify {

struct EmbeddedRules {
  v1::RulePack pack;
  MacroTable macros;

  EmbeddedRules() {
    const std::string_view bytes = EmbeddedRulePack();
    ok = pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    for (const v1::Macro& macro : pack.macros()) {
      const absl::StatusOr<std::string> value = ExpandMacros(macro.value(), macros);
      ok = ok && value.ok();
      if (value.ok()) macros[macro.id()] = *value;
    }
  }
  bool ok = false;
};

// Made once for all tests of a program; a pack that cannot be read ends it.
inline const EmbeddedRules& SharedRules() {
  static const EmbeddedRules* const rules = new EmbeddedRules();
  if (!rules->ok) std::abort();
  return *rules;
}

}  // namespace filing_review::classify
