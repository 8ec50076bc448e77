// A brief from what was kept equals the brief from the text, whatever a pack changes.
#include <fcntl.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "classify/classify.h"
#include "classify/rule_pack.h"
#include "extract/reader.h"
#include "service/bulk/cache_folder.h"
#include "service/bulk/kept_findings_folder.h"
#include "service/filing_findings.h"
#include "service/pipeline.h"
#include "service/sha256.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

using classify::FindingsPart;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class KeptInMemory : public FindingsStore {
 public:
  findings::v1::KeptFindings Load(const std::string& filing) override { return kept_[filing]; }
  void Store(const findings::v1::KeptFindings& kept) override {
    kept_[kept.filing()] = kept;
    ++stored_;
  }
  int stored() const { return stored_; }

 private:
  std::map<std::string, findings::v1::KeptFindings> kept_;
  int stored_ = 0;
};

v1::RulePack BuiltIn() {
  v1::RulePack pack;
  const std::string_view bytes = classify::EmbeddedRulePack();
  EXPECT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  return pack;
}

struct Filing {
  explicit Filing(const std::string& name) {
    const std::string path = std::string(FILING_REVIEW_CORPUS) + "/" + name;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    absl::StatusOr<extract::Document> read = extract::ReadPdf(fd, {});
    close(fd);
    EXPECT_TRUE(read.ok()) << path << ": " << read.status();
    if (read.ok()) document = *std::move(read);
    parts.resize(1);
    parts[0].document = &document;
    parts[0].id = "main";
    parts[0].sha256 = std::string(64, 'a');
  }
  extract::Document document;
  std::vector<classify::DocumentPart> parts;
};

// A pack with one field of it changed.
struct Mutation {
  std::string path;
  v1::RulePack pack;
};

void Change(Message& message, const FieldDescriptor& field) {
  const auto& r = *message.GetReflection();
  if (field.is_repeated()) {
    for (int left = (r.FieldSize(message, &field) + 1) / 2; left > 0; --left) {
      r.RemoveLast(&message, &field);
    }
    return;
  }
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return r.SetBool(&message, &field, !r.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return r.SetInt32(&message, &field, 2 * r.GetInt32(message, &field) + 1);
    case FieldDescriptor::CPPTYPE_INT64:
      return r.SetInt64(&message, &field, 2 * r.GetInt64(message, &field) + 1);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return r.SetDouble(&message, &field, 2 * r.GetDouble(message, &field) + 1);
    case FieldDescriptor::CPPTYPE_STRING:
      // An expression that is empty is refused before it comes here.
      return r.SetString(&message, &field, r.GetString(message, &field) + "x");
    default:
      return r.ClearField(&message, &field);
  }
}

// One for each field that is set, of the pack and of the messages that it has one of; and one for
// each field of the entries of a list, changed in all of them.
void AddMutations(const v1::RulePack& pack, const std::vector<const FieldDescriptor*>& above,
                  std::vector<Mutation>& mutations) {
  const auto at = [&](v1::RulePack& root) {
    Message* message = &root;
    for (const FieldDescriptor* field : above) {
      message = message->GetReflection()->MutableMessage(message, field);
    }
    return message;
  };
  const auto name_of = [](const std::vector<const FieldDescriptor*>& path) {
    std::string name;
    for (const FieldDescriptor* step : path) name += (name.empty() ? "" : ".") + step->name();
    return name;
  };
  v1::RulePack copy = pack;
  std::vector<const FieldDescriptor*> fields;
  at(copy)->GetReflection()->ListFields(*at(copy), &fields);
  for (const FieldDescriptor* field : fields) {
    std::vector<const FieldDescriptor*> path = above;
    path.push_back(field);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated()) {
      AddMutations(pack, path, mutations);
      continue;
    }
    Mutation mutation{"", pack};
    mutation.path = name_of(path);
    Change(*at(mutation.pack), *field);
    mutations.push_back(std::move(mutation));
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    for (int i = 0; i < field->message_type()->field_count(); ++i) {
      const FieldDescriptor& of_entry = *field->message_type()->field(i);
      Mutation entries{name_of(path) + "[]." + of_entry.name(), pack};
      bool any = false;
      Message& owner = *at(entries.pack);
      for (int e = 0; e < owner.GetReflection()->FieldSize(owner, field); ++e) {
        Message& entry = *owner.GetReflection()->MutableRepeatedMessage(&owner, field, e);
        const auto& r = *entry.GetReflection();
        const bool set = of_entry.is_repeated() ? r.FieldSize(entry, &of_entry) > 0
                                                : r.HasField(entry, &of_entry);
        if (set) Change(entry, of_entry);
        any = any || set;
      }
      if (any) mutations.push_back(std::move(entries));
    }
  }
}

std::string Brief(const classify::Classifier& classifier, const Filing& filing,
                  classify::FindingsCache* findings) {
  classify::ClassifyOptions options;
  options.findings = findings;
  return classifier.Classify(filing.parts, options).SerializeAsString();
}

TEST(FindingsCacheTest, WhateverFieldOfThePackChangesTheBriefIsTheSame) {
  const v1::RulePack base = BuiltIn();
  const auto before = classify::Classifier::Create(base, "");
  ASSERT_TRUE(before.ok()) << before.status();
  const RulesDigests base_digests = *DigestsOfRules(base);
  const Filing english("2022_cinderleaf_f1_en.pdf"), chinese("2025_xingchuan_hkex_zh-hant.pdf");
  std::map<const Filing*, findings::v1::KeptFindings> kept;
  for (const Filing* filing : {&english, &chinese}) {
    KeptInMemory store;
    FilingFindings findings(store, "filing", base_digests);
    EXPECT_EQ(Brief(**before, *filing, &findings), Brief(**before, *filing, nullptr));
    findings.Save();
    kept[filing] = store.Load("filing");
    EXPECT_EQ(kept[filing].parts_size(), static_cast<int>(std::size(classify::kFindingsParts)));
  }
  std::vector<Mutation> mutations;
  AddMutations(base, {}, mutations);
  int made = 0, changed = 0, stale = 0, recalled = 0;
  for (const Mutation& mutation : mutations) {
    const auto after = classify::Classifier::Create(mutation.pack, "");
    const absl::StatusOr<RulesDigests> digests = DigestsOfRules(mutation.pack);
    if (!after.ok() || !digests.ok()) continue;  // what is left is no sound pack
    ++made;
    for (const Filing* filing : {&english, &chinese}) {
      KeptInMemory store;
      store.Store(kept[filing]);
      const std::string fresh = Brief(**after, *filing, nullptr);
      FilingFindings findings(store, "filing", *digests);
      EXPECT_EQ(Brief(**after, *filing, &findings), fresh) << mutation.path;
      changed += fresh != Brief(**before, *filing, nullptr);
      // Without the rules in the key it would not be: this test can see what it looks for.
      FilingFindings blind(store, "filing", base_digests);
      classify::ClassifyOptions options;
      options.findings = &blind;
      const auto from_base = (*after)->Recall(filing->parts, options);
      if (from_base.has_value()) stale += from_base->SerializeAsString() != fresh;
      // What was kept at once is enough for the next review.
      findings.Save();
      FilingFindings again(store, "filing", *digests);
      options.findings = &again;
      const auto recall = (*after)->Recall(filing->parts, options);
      recalled += recall.has_value() && recall->SerializeAsString() == fresh;
    }
  }
  EXPECT_GE(mutations.size(), 300u);
  EXPECT_GE(made, 300) << "of " << mutations.size();
  EXPECT_GE(changed, 150);
  EXPECT_GE(stale, 100);
  EXPECT_EQ(recalled, 2 * made);
  std::printf(
      "%zu fields changed, %d sound packs, %d briefs differ from those before, %d by a "
      "part that is kept\n",
      mutations.size(), made, changed, stale);
}

TEST(FindingsCacheTest, OnlyThePartsThatAPackTouchesAreFoundAgain) {
  const v1::RulePack base = BuiltIn();
  const RulesDigests before = *DigestsOfRules(base);
  const auto touched = [&](const std::function<void(v1::RulePack&)>& change) {
    v1::RulePack pack = base;
    change(pack);
    const RulesDigests after = *DigestsOfRules(pack);
    std::vector<FindingsPart> parts;
    for (const FindingsPart part : classify::kFindingsParts) {
      const auto i = static_cast<size_t>(part);
      if (before[i] != after[i]) parts.push_back(part);
    }
    return parts;
  };
  using Parts = std::vector<FindingsPart>;
  EXPECT_EQ(touched([](v1::RulePack& pack) { pack.set_version("next"); }), Parts());
  EXPECT_EQ(touched([](v1::RulePack& pack) {
              v1::Macro& macro = *pack.add_macros();
              macro.set_id("own_word");
              macro.set_value("heron");
            }),
            Parts());
  EXPECT_EQ(touched([](v1::RulePack& pack) {
              v1::RegimeRules& regimes = *pack.mutable_regimes();
              *regimes.add_regimes() = regimes.regimes(0);
              regimes.mutable_regimes(0)->mutable_conditions(0)->set_asks("?");
              regimes.clear_review_factors();
              regimes.mutable_checklist()->RemoveLast();
              regimes.mutable_signals(0)->set_meaning("says it in other words");
            }),
            Parts());
  EXPECT_EQ(touched([](v1::RulePack& pack) { pack.mutable_regimes()->add_signals()->set_id("x"); }),
            Parts{FindingsPart::kSignals});
  EXPECT_EQ(touched([](v1::RulePack& pack) { pack.mutable_user_counts()->add_nouns(); }),
            Parts{FindingsPart::kUserCounts});
  EXPECT_EQ(touched([](v1::RulePack& pack) { pack.mutable_disclosures()->add_categories(); }),
            Parts{FindingsPart::kDisclosures});
  EXPECT_EQ(touched([](v1::RulePack& pack) { pack.mutable_metadata()->Clear(); }),
            Parts{FindingsPart::kFiling});
  EXPECT_EQ(touched([](v1::RulePack& pack) {
              pack.mutable_regimes()->mutable_conflicts()->set_below_line(5);
            }),
            Parts{FindingsPart::kConflicts});
  // A macro is read by the parts that name it.
  const auto of_macro = touched([](v1::RulePack& pack) {
    for (v1::Macro& macro : *pack.mutable_macros()) macro.set_value(macro.value() + "x");
  });
  EXPECT_GE(of_macro.size(), 2u);
}

TEST(FindingsCacheTest, VenueAndDateAreInputs) {
  const Filing filing("2022_cinderleaf_f1_en.pdf");
  const v1::RulePack pack = BuiltIn();
  const auto classifier = classify::Classifier::Create(pack, "");
  const RulesDigests digests = *DigestsOfRules(pack);
  KeptInMemory store;
  for (int round = 0; round < 2; ++round) {
    for (const v1::ListingVenue venue : {v1::LISTING_VENUE_UNSPECIFIED, v1::LISTING_VENUE_HK}) {
      for (const std::string date : {"", "2021-08-01", "2023-02-03"}) {
        for (const std::string as_if : {"", "cn_cybersecurity_review_draft_2021"}) {
          classify::ClassifyOptions options;
          options.venue = venue;
          options.filing_date = date;
          options.as_if_regime = as_if;
          const std::string fresh =
              (*classifier)->Classify(filing.parts, options).SerializeAsString();
          FilingFindings findings(store, "filing", digests);
          options.findings = &findings;
          const auto recalled = (*classifier)->Recall(filing.parts, options);
          // Another regime in force is told from the same findings.
          EXPECT_EQ(recalled.has_value(), round > 0 || !as_if.empty()) << date;
          if (recalled.has_value()) {
            EXPECT_EQ(recalled->SerializeAsString(), fresh) << date;
          }
          EXPECT_EQ((*classifier)->Classify(filing.parts, options).SerializeAsString(), fresh);
          findings.Save();
        }
      }
    }
  }
}

TEST(FindingsCacheTest, WhatIsDamagedInTheFolderIsFoundAgain) {
  const TemporaryFolder folder;
  const std::string dir = folder.path() + "/cache";
  const std::string path = std::string(FILING_REVIEW_CORPUS) + "/2022_cinderleaf_f1_en.pdf";
  const auto pipeline = Pipeline::Create("");
  ASSERT_TRUE(pipeline.ok());
  const auto review = [&](FindingsStore* findings) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    PipelineOptions options;
    options.findings = findings;
    const auto brief = (*pipeline)->ReviewFiling({{fd, v1::DOCUMENT_ROLE_MAIN}}, options);
    close(fd);
    EXPECT_TRUE(brief.ok()) << brief.status();
    return brief.ok() ? brief->SerializeAsString() : "";
  };
  const std::string expected = review(nullptr);
  const auto cache = CacheFolder::Open(dir, 64 << 20);
  ASSERT_TRUE(cache.ok());
  KeptFindingsFolder store(**cache);
  const auto file = [&] {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
      if (entry.is_regular_file()) return entry.path().string();
    }
    return std::string();
  };
  EXPECT_EQ(review(&store), expected);
  EXPECT_EQ(store.found(), 0);
  EXPECT_EQ(review(&store), expected);
  EXPECT_EQ(store.found(), 1);
  std::ifstream in(file(), std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  ASSERT_GT(whole.size(), 100u);
  int64_t found = store.found();
  for (size_t i = 0; i < 12; ++i) {
    std::string damaged = whole;
    const size_t at = i * whole.size() / 12;
    if (i % 2 == 0) damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    if (i % 2 == 1) damaged.resize(at);
    std::ofstream(file(), std::ios::binary) << damaged;
    EXPECT_EQ(review(&store), expected) << at;
    EXPECT_EQ(store.found(), found) << at;  // it was not used
    EXPECT_EQ(review(&store), expected) << at;
    EXPECT_EQ(store.found(), ++found) << at;  // and is there again
  }
  // What stands under the name of another filing is not taken for it.
  const std::string other = Sha256Of("another filing");
  std::filesystem::create_directories(dir + "/" + other.substr(0, 2));
  std::ofstream(dir + "/" + other.substr(0, 2) + "/" + other + ".found", std::ios::binary) << whole;
  EXPECT_TRUE(store.Load(absl::HexStringToBytes(other)).filing().empty());
}

TEST(FindingsCacheTest, OfManyPacksTheLastAreKept) {
  KeptInMemory store;
  const RulesDigests rules;
  for (int i = 0; i < 100; ++i) {
    FilingFindings findings(store, "filing", rules);
    EXPECT_EQ(findings.Find(FindingsPart::kHolders, "first").has_value(), i > 0);
    if (i == 0) findings.Keep(FindingsPart::kHolders, "first", "found first");
    findings.Keep(FindingsPart::kHolders, std::to_string(i), "found " + std::to_string(i));
    findings.Save();
  }
  EXPECT_EQ(store.stored(), 100);
  FilingFindings findings(store, "filing", rules);
  EXPECT_EQ(findings.Find(FindingsPart::kHolders, "99").value_or(""), "found 99");
  EXPECT_FALSE(findings.Find(FindingsPart::kSignals, "99").has_value());
  EXPECT_FALSE(findings.Find(FindingsPart::kHolders, "10").has_value());
  findings.Save();
  EXPECT_EQ(store.stored(), 100);  // nothing was added
}

}  // namespace
}  // namespace filing_review::service
