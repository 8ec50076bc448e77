#include "classify/rule_pack.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "classify/classify.h"
#include "classify/rule_fields.h"

namespace filing_review::classify {
namespace {

v1::RulePack Parse(const std::string& text) {
  const auto pack = ParseRulePack("test.textproto", text);
  EXPECT_TRUE(pack.ok()) << pack.status();
  return pack.ok() ? *pack : v1::RulePack();
}

v1::RulePack Embedded() {
  v1::RulePack pack;
  const std::string_view bytes = EmbeddedRulePack();
  EXPECT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  return pack;
}

TEST(ParseRulePack, ErrorsNameFileLineAndColumn) {
  const auto pack = ParseRulePack("mine.textproto", "version: \"1\"\nregime { }\n");
  ASSERT_FALSE(pack.ok());
  const std::string message(pack.status().message());
  EXPECT_EQ(message.rfind("mine.textproto:2:", 0), 0u) << message;
  EXPECT_NE(message.find("regime"), std::string::npos) << message;
}

TEST(MergeRulePack, ReplacesById) {
  v1::RulePack pack = Parse(R"(
    version: "1"
    macros { id: "a" value: "x" }
    macros { id: "b" value: "y" }
    regimes { approx_margin: 0.05 regimes { id: "r" title: "old" notes: "n1" notes: "n2" } })");
  MergeRulePack(Parse(R"(
    macros { id: "b" value: "z" }
    macros { id: "c" value: "w" }
    regimes { regimes { id: "r" title: "new" } regimes { id: "s" title: "added" } })"),
                pack);
  EXPECT_EQ(pack.version(), "1");
  ASSERT_EQ(pack.macros_size(), 3);
  EXPECT_EQ(pack.macros(1).value(), "z") << "an entry keeps its place";
  EXPECT_EQ(pack.macros(2).id(), "c");
  EXPECT_EQ(pack.regimes().approx_margin(), 0.05) << "what the part does not set stays";
  ASSERT_EQ(pack.regimes().regimes_size(), 2);
  EXPECT_EQ(pack.regimes().regimes(0).title(), "new");
  EXPECT_EQ(pack.regimes().regimes(0).notes_size(), 0) << "an entry is replaced as a whole";
}

TEST(MergeRulePack, OrderOfFilesDoesNotChangeOtherEntries) {
  v1::RulePack one = Parse("macros { id: \"a\" value: \"x\" }"), two = one;
  MergeRulePack(Parse("version: \"2\""), one);
  EXPECT_EQ(one.version(), "2");
  two.set_version("2");
  EXPECT_EQ(SerializeRulePack(one), SerializeRulePack(two));
}

// Ids of every repeated field of messages with an `id`, all the way down.
void CheckIds(const google::protobuf::Message& message, const std::string& path) {
  const auto& r = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  r.ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      CheckIds(r.GetMessage(message, field), path + "." + field->name());
      continue;
    }
    const auto* id = field->message_type()->FindFieldByName("id");
    std::set<std::string> seen;
    for (int i = 0; i < r.FieldSize(message, field); ++i) {
      const auto& entry = r.GetRepeatedMessage(message, field, i);
      std::string place = path + "." + field->name();
      if (id != nullptr && id->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING &&
          !id->is_repeated()) {
        const std::string value = entry.GetReflection()->GetString(entry, id);
        EXPECT_FALSE(value.empty()) << place << " has an entry without id";
        EXPECT_TRUE(seen.insert(value).second) << place << " has two entries " << value;
        place += "[" + value + "]";
      }
      CheckIds(entry, place);
    }
  }
}

// Says in the rows of classify/rule_fields.cc what a new string field holds.
void CheckRoles(const google::protobuf::Descriptor& message, std::set<std::string>& seen) {
  if (!seen.insert(message.full_name()).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const auto& field = *message.field(i);
    if (field.message_type() != nullptr) {
      CheckRoles(*field.message_type(), seen);
    } else if (field.cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING) {
      EXPECT_TRUE(HasRole(field)) << field.full_name() << " has no row in classify/rule_fields.cc";
    }
  }
}

TEST(RuleFields, EveryStringFieldHasARole) {
  std::set<std::string> seen;
  CheckRoles(*v1::RulePack::descriptor(), seen);
}

TEST(EmbeddedPack, LoadsAndCompiles) {
  const v1::RulePack pack = Embedded();
  EXPECT_FALSE(pack.version().empty());
  const auto classifier = Classifier::Create(pack, "digest");
  EXPECT_TRUE(classifier.ok()) << classifier.status();
}

TEST(EmbeddedPack, IdsAreUnique) { CheckIds(Embedded(), "pack"); }

TEST(EmbeddedPack, DatesOfRegimesAreInOrder) {
  const v1::RulePack pack = Embedded();
  ASSERT_GE(pack.regimes().regimes_size(), 11);
  std::set<std::string> ids;
  for (const v1::Regime& regime : pack.regimes().regimes()) ids.insert(regime.id());
  for (const v1::Regime& regime : pack.regimes().regimes()) {
    std::vector<std::string> dates;
    for (const std::string& date : {regime.draft_date(), regime.published_date(),
                                    regime.effective_date(), regime.last_effective_date()}) {
      if (date.empty()) continue;
      EXPECT_EQ(date.size(), 10u) << regime.id() << " " << date;
      if (!dates.empty()) {
        EXPECT_LE(dates.back(), date) << regime.id();
      }
      dates.push_back(date);
    }
    EXPECT_FALSE(dates.empty()) << regime.id();
    EXPECT_TRUE(regime.superseded_by().empty() || ids.count(regime.superseded_by()) == 1)
        << regime.id();
    EXPECT_FALSE(regime.title().empty()) << regime.id();
    EXPECT_GT(regime.sources_size(), 0) << regime.id();
    ASSERT_GT(regime.conditions_size(), 0) << regime.id();
    EXPECT_EQ(regime.conditions(0).id(), "text_in_force") << regime.id();
    for (const v1::ConditionRule& rule : regime.conditions()) {
      EXPECT_TRUE(rule.unmet() == v1::OUTCOME_NOT_TRIGGERED ||
                  rule.unmet() == v1::OUTCOME_OUT_OF_SCOPE)
          << regime.id() << " " << rule.id();
      EXPECT_FALSE(rule.asks().empty()) << regime.id() << " " << rule.id();
    }
  }
}

// Words of the brief's open vocabularies (design of the contract).
const std::set<std::string>& Categories() {
  static const std::set<std::string> words = {"collection",
                                              "sensitive_data",
                                              "storage_localization",
                                              "cross_border_transfer",
                                              "third_party_sharing",
                                              "government_access",
                                              "breach_incident",
                                              "security_measures",
                                              "security_certification",
                                              "cybersecurity_review",
                                              "ciio_status",
                                              "important_data",
                                              "enforcement_penalty",
                                              "consent_and_rights",
                                              "minors",
                                              "algorithms",
                                              "deletion_anonymization",
                                              "listing_confidentiality"};
  return words;
}

const std::set<std::string>& Statuses() {
  static const std::set<std::string> words = {"STATES_BELOW_1M",
                                              "STATES_ABOVE_1M",
                                              "STATES_NOT_FOREIGN_LISTING",
                                              "STATES_NOT_SUBJECT",
                                              "NOT_CONTACTED_BY_AUTHORITY",
                                              "NOT_CIIO",
                                              "CONSULTED_AUTHORITY",
                                              "APPLIED_PENDING",
                                              "COMPLETED_NO_REVIEW_NEEDED",
                                              "COMPLETED_CLEARED",
                                              "UNDER_REVIEW",
                                              "PENALISED",
                                              "UNCERTAIN"};
  return words;
}

const std::set<std::string>& Metrics() {
  static const std::set<std::string> words = {
      "REGISTERED",  "MAU",       "DAU",         "WAU",       "QAU",        "AAU",     "PAYING",
      "SUBSCRIBERS", "MEMBERS",   "ACCOUNTS",    "CUSTOMERS", "HOUSEHOLDS", "DEVICES", "DOWNLOADS",
      "VISITORS",    "FOLLOWERS", "SUPPLY_SIDE", "USERS",     "POPULATION"};
  return words;
}

TEST(EmbeddedPack, WordsOfRulesAreKnown) {
  const v1::RulePack pack = Embedded();
  const auto known = [](const auto& list, const std::set<std::string>& words,
                        const std::string& place) {
    for (const std::string& word : list) EXPECT_EQ(words.count(word), 1u) << place << ": " << word;
  };
  for (const v1::Regime& regime : pack.regimes().regimes()) {
    for (const v1::ConditionRule& rule : regime.conditions()) {
      const std::string place = regime.id() + " " + rule.id();
      known(rule.finding_present().categories(), Categories(), place);
      known(rule.finding_present().statuses(), Statuses(), place);
      known(rule.finding_present().against_statuses(), Statuses(), place);
      for (const std::string& status :
           {rule.users_over().below_status(), rule.users_over().above_status()}) {
        if (!status.empty()) {
          EXPECT_EQ(Statuses().count(status), 1u) << place;
        }
      }
    }
  }
  for (const v1::ReviewFactorRule& rule : pack.regimes().review_factors())
    known(rule.categories(), Categories(), rule.id());
  for (const v1::ChecklistRule& rule : pack.regimes().checklist()) {
    known(rule.categories(), Categories(), rule.id());
    known(rule.statuses(), Statuses(), rule.id());
    known(rule.metrics(), Metrics(), rule.id());
  }
  for (const v1::OperandMetric& metric : pack.regimes().metrics())
    EXPECT_EQ(Metrics().count(metric.id()), 1u) << metric.id();
  known(pack.regimes().conflicts().below_statuses(), Statuses(), "conflicts");
}

}  // namespace
}  // namespace filing_review::classify
