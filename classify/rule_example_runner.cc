#include "classify/rule_example_runner.h"

#include <google/protobuf/descriptor.h>

#include <cstdio>
#include <memory>
#include <utility>

#include "classify/conflicts_claims.h"
#include "classify/conflicts_superseded.h"
#include "classify/data_handling.h"
#include "classify/fold.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_prose.h"
#include "classify/influence.h"
#include "classify/metadata_cue.h"
#include "classify/regimes_signals.h"
#include "classify/review_statements.h"
#include "classify/rule_vocabulary.h"
#include "classify/text_document.h"
#include "classify/user_counts.h"

namespace filing_review::classify {

namespace {

void Append(std::string& list, const std::string& word) {
  if (!list.empty()) list += "; ";
  list += word;
}

Script ScriptFor(v1::RuleLanguage language) {
  return language == v1::RULE_LANGUAGE_ZH ? Script::kChinese : Script::kEnglish;
}

}  // namespace

using google::protobuf::Message;

struct ExampleRunner::Impl {
  explicit Impl(const v1::RulePack& pack) : vocabulary_(pack) {}

  absl::Status Make(const v1::RulePack& pack) {
    absl::Status status;
    Create(status, counts_, [&](const MacroTable& m) { return UserCountFinder::Create(pack, m); });
    Create(status, handling_,
           [&](const MacroTable& m) { return DataHandlingFinder::Create(pack, m); });
    Create(status, statements_,
           [&](const MacroTable& m) { return ReviewStatementFinder::Create(pack, m); });
    Create(status, lexicon_,
           [&](const MacroTable& m) { return HolderLexicon::Create(pack.holders(), m); });
    if (!status.ok()) return status;
    Create(status, prose_, [&](const MacroTable& m) {
      return HolderProseReader::Create(pack.holders(), m, *lexicon_);
    });
    Create(status, influence_, [&](const MacroTable& m) {
      return InfluenceFinder::Create(pack.holders(), m, *lexicon_);
    });
    Create(status, signals_,
           [&](const MacroTable& m) { return SignalScanner::Create(pack.regimes(), m); });
    Create(status, superseded_,
           [&](const MacroTable& m) { return SupersededConflicts::Create(pack.regimes(), m); });
    Create(status, claims_,
           [&](const MacroTable& m) { return ClaimConflicts::Create(pack.regimes(), m); });
    return status;
  }

  // `owner` has the example; `list` is the field that owner stands in, `above` what has that.
  void Run(const Message& owner, const std::string& list, const Message& above,
           RuleExample& example) const {
    const auto* type = owner.GetDescriptor();
    const std::string folded = FoldText(example.text);
    if (type == v1::UserCountRules::descriptor()) {
      example.found = Counts(example.text);
      example.right = example.found == example.expect;
    } else if (type == v1::DisclosureRule::descriptor()) {
      Disclosure(static_cast<const v1::DisclosureRule&>(owner), list, example);
    } else if (type == v1::HolderCueRule::descriptor()) {
      const auto& rule = static_cast<const v1::HolderCueRule&>(owner);
      SayWhether(lexicon_->Has(rule.cue(), folded), example);
    } else if (type == v1::LegalForm::descriptor()) {
      SayPlace(lexicon_->ByLegalForm(folded), example);
    } else if (type == v1::KnownInvestor::descriptor()) {
      SayPlace(lexicon_->ByKnownInvestor(folded).place, example);
    } else if (type == v1::HolderProse::descriptor()) {
      Holdings(static_cast<const v1::HolderProse&>(owner), folded, example);
    } else if (type == v1::InfluenceRule::descriptor()) {
      Influence(static_cast<const v1::InfluenceRule&>(owner), folded, example);
    } else if (type == v1::MetadataCue::descriptor()) {
      Metadata(static_cast<const v1::MetadataCue&>(owner), example);
    } else if (type == v1::SupersededText::descriptor()) {
      const auto& rule = static_cast<const v1::SupersededText&>(owner);
      SayWhether(superseded_->Matches(rule.id(), folded), example);
    } else if (type == v1::Pattern::descriptor()) {
      const auto& rule = static_cast<const v1::Pattern&>(owner);
      if (above.GetDescriptor() == v1::TextSignal::descriptor()) {
        const std::string& id = static_cast<const v1::TextSignal&>(above).id();
        bool given = false;
        for (const std::string& found : signals_->Match(folded, rule.language())) {
          given = given || found == id;
        }
        SayWhether(given, example);
      } else {
        SayWhether(claims_->ClaimIn(folded, ScriptFor(rule.language())) != 0, example);
      }
    } else {
      example.found = "examples of this kind of rule are not run";
    }
  }

  template <typename T, typename Maker>
  void Create(absl::Status& status, std::unique_ptr<T>& finder, const Maker& make) {
    if (!status.ok()) return;
    auto made = make(vocabulary_.macros());
    if (made.ok()) {
      finder = *std::move(made);
    } else {
      status = made.status();
    }
  }

  static void SayWhether(bool found, RuleExample& example) {
    example.right = found == !example.expect.empty();
    example.found = !found ? "" : example.expect.empty() ? "a match" : example.expect;
  }

  static void SayPlace(const Place* place, RuleExample& example) {
    example.found = place == nullptr ? "" : place->code;
    example.right = example.found == example.expect;
  }

  std::string Counts(const std::string& text) const {
    const extract::Document document = TextDocument({text});
    v1::ReviewBrief brief;
    counts_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::UserCount& count : brief.user_counts()) {
      Append(all, count.metric() + " " + std::to_string(static_cast<int64_t>(count.value())) + " " +
                      v1::Bound_Name(count.bound()).substr(6) + " " +
                      v1::Attribution_Name(count.attribution()).substr(12));
    }
    return all;
  }

  void Disclosure(const v1::DisclosureRule& rule, const std::string& list,
                  RuleExample& example) const {
    const AnalyzedDocument sentence = SentenceDocument({example.text}, "");
    bool fired = false;
    const auto found = [&](const std::string& label, const std::string& id) {
      fired = fired || label == rule.label();
      Append(example.found, label + " (" + id + ")");
    };
    if (list == "review_statements") {
      for (const PositionStatement& s : statements_->Statements(sentence)) {
        found(s.statement.status(), s.statement.rule_id());
      }
    } else {
      for (const auto& d : handling_->Disclosures(sentence)) found(d.category, d.rule_id);
    }
    example.right = fired == !example.expect.empty();
  }

  void Holdings(const v1::HolderProse& rule, const std::string& folded,
                RuleExample& example) const {
    for (const ProseHolding& h : prose_->Read(folded, ScriptFor(rule.language()))) {
      if (h.rule_id != rule.id()) continue;
      char percent[32];
      std::snprintf(percent, sizeof percent, "%g", h.percent);
      if (!example.found.empty()) example.found += ";";
      example.found += folded.substr(h.name_begin, h.name_end - h.name_begin) + "|" + percent;
    }
    example.right = example.found == example.expect;
  }

  // `expect` is the kind, or the kind and the holder: "PLEDGE|Pine Fund".
  void Influence(const v1::InfluenceRule& rule, const std::string& folded,
                 RuleExample& example) const {
    bool fired = false;
    for (const InfluenceMatch& found : influence_->Read(folded, ScriptFor(rule.language()))) {
      fired = fired || found.kind == rule.kind();
      const std::string name = folded.substr(found.name_begin, found.name_end - found.name_begin);
      const bool named = example.expect.find('|') != std::string::npos;
      Append(example.found, named ? found.kind + "|" + name : found.kind);
    }
    example.right = example.expect.find('|') != std::string::npos
                        ? example.found == example.expect
                        : fired == !example.expect.empty();
  }

  void Metadata(const v1::MetadataCue& rule, RuleExample& example) const {
    const extract::Document document = TextDocument({example.text});
    google::protobuf::RepeatedPtrField<v1::MetadataCue> rules;
    *rules.Add() = rule;
    const auto cues = CompileCues(rules, vocabulary_.macros());
    if (!cues.ok()) return;
    const MetadataPage page = MakeMetadataPage(document.pages.at(0), false);
    if (const auto found = FindReading(cues->front(), page, 0)) example.found = found->value;
    example.right = example.found == example.expect;
  }

  RuleVocabulary vocabulary_;
  std::unique_ptr<UserCountFinder> counts_;
  std::unique_ptr<DataHandlingFinder> handling_;
  std::unique_ptr<ReviewStatementFinder> statements_;
  std::unique_ptr<HolderLexicon> lexicon_;
  std::unique_ptr<HolderProseReader> prose_;
  std::unique_ptr<InfluenceFinder> influence_;
  std::unique_ptr<SignalScanner> signals_;
  std::unique_ptr<SupersededConflicts> superseded_;
  std::unique_ptr<ClaimConflicts> claims_;
};

ExampleRunner::ExampleRunner() = default;
ExampleRunner::~ExampleRunner() = default;

absl::StatusOr<std::unique_ptr<ExampleRunner>> ExampleRunner::Create(const v1::RulePack& pack) {
  std::unique_ptr<ExampleRunner> runner(new ExampleRunner());
  runner->impl_ = std::make_unique<Impl>(pack);
  if (absl::Status made = runner->impl_->Make(pack); !made.ok()) return made;
  return runner;
}

void ExampleRunner::Run(const Message& owner, const std::string& list, const Message& above,
                        RuleExample& example) const {
  impl_->Run(owner, list, above, example);
}

}  // namespace filing_review::classify
