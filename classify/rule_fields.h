// What the fields of rules hold, for checks that read a pack by its description alone: which
// strings are expressions, which name something else in the pack, which numbers are in bounds.
//
// A field without a row here is plain text, or a number that may be anything finite; a test names
// string fields that have no row.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace filing_review::classify {

enum class FieldRole {
  kText,
  kId,               // a name: letters, digits, dots, dashes, underscores
  kMacro,            // RE2 syntax that patterns take in as {name}
  kPattern,          // RE2 syntax; must not match the empty string
  kFilteredPattern,  // the same, looked for by its literals: one without costs time
  kNamePattern,      // kPattern whose group 1 is a name
  kGapPattern,       // RE2 syntax; may match the empty string
  kConcepts,         // "a|b" of DisclosureRules.concepts
  kLabel,            // of DisclosureRules.categories or .statuses, by the list that the rule is in
  kCategory,         // of DisclosureRules.categories
  kStatus,           // of DisclosureRules.statuses
  kStatement,        // of DisclosureRules.review_statements
  kSignal,           // of RegimeRules.signals
  kRegime,           // of RegimeRules.regimes
  kPlace,            // of HolderRules.jurisdictions
  kMetric,           // that some noun or metric rule gives
  kInfluence,        // kind of some influence rule
  kDate,             // YYYY-MM-DD
};

// True where the field holds an expression.
bool IsPattern(FieldRole role);

// kText where there is no row.
FieldRole RoleOf(const google::protobuf::FieldDescriptor& field);
bool HasRole(const google::protobuf::FieldDescriptor& field);

// Bounds of a number, both included; false: none but that it is finite.
bool BoundsOf(const google::protobuf::FieldDescriptor& field, double& least, double& most);

// Fields without which an entry of this message says nothing.
std::vector<const google::protobuf::FieldDescriptor*> NeededFields(
    const google::protobuf::Descriptor& message);

}  // namespace filing_review::classify
