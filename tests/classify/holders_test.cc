#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "classify/fold.h"
#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_name.h"
#include "classify/holder_origin.h"
#include "classify/holder_prose.h"
#include "classify/ownership_totals.h"
#include "classify/rule_pack.h"

namespace filing_review::classify {
namespace {

// The rules that the binary carries.
const v1::HolderRules& Rules() {
  static const v1::HolderRules& rules = []() -> const v1::HolderRules& {
    v1::RulePack pack;
    const std::string_view bytes = EmbeddedRulePack();
    EXPECT_TRUE(pack.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    return *new v1::HolderRules(pack.holders());
  }();
  return rules;
}

const HolderLexicon& Lexicon() {
  static const HolderLexicon& lexicon = []() -> const HolderLexicon& {
    auto made = HolderLexicon::Create(Rules(), {});
    EXPECT_TRUE(made.ok()) << made.status();
    return *made->release();
  }();
  return lexicon;
}

const HolderProseReader& Prose() {
  static const HolderProseReader& prose = []() -> const HolderProseReader& {
    auto made = HolderProseReader::Create(Rules(), {}, Lexicon());
    EXPECT_TRUE(made.ok()) << made.status();
    return *made->release();
  }();
  return prose;
}

TEST(HolderRules, CuesMatchTheirExamples) {
  ASSERT_GT(Rules().cues_size(), 40);
  for (const v1::HolderCueRule& rule : Rules().cues()) {
    EXPECT_FALSE(rule.examples().empty()) << rule.id();
    for (const v1::Example& example : rule.examples()) {
      EXPECT_EQ(Lexicon().Has(rule.cue(), FoldText(example.text())), !example.expect().empty())
          << rule.id() << ": " << example.text();
    }
  }
}

TEST(HolderRules, LegalFormsAndKnownInvestorsMatchTheirExamples) {
  for (const v1::LegalForm& form : Rules().legal_forms()) {
    for (const v1::Example& example : form.examples()) {
      const Place* place = Lexicon().ByLegalForm(FoldText(example.text()));
      EXPECT_EQ(place == nullptr ? "" : place->code, example.expect()) << example.text();
    }
  }
  for (const v1::KnownInvestor& known : Rules().known_investors()) {
    for (const v1::Example& example : known.examples()) {
      const Place* place = Lexicon().ByKnownInvestor(FoldText(example.text())).place;
      EXPECT_EQ(place == nullptr ? "" : place->code, example.expect()) << example.text();
    }
  }
}

TEST(HolderRules, SentencesGiveNameAndPercent) {
  for (const v1::HolderProse& rule : Rules().prose()) {
    const Script script =
        rule.language() == v1::RULE_LANGUAGE_ZH ? Script::kChinese : Script::kEnglish;
    for (const v1::Example& example : rule.examples()) {
      const std::string text = FoldText(example.text());
      std::ostringstream found;
      for (const ProseHolding& h : Prose().Read(text, script)) {
        if (h.rule_id != rule.id()) continue;
        if (found.tellp() > 0) found << ';';
        found << text.substr(h.name_begin, h.name_end - h.name_begin) << '|' << h.percent;
      }
      EXPECT_EQ(found.str(), example.expect()) << rule.id() << ": " << example.text();
    }
  }
}

TEST(HolderLexicon, LongestPlaceWins) {
  const std::vector<PlaceHit> hits = Lexicon().Places(
      "a British Virgin Islands company owned by a citizen of Canada; 于英属维尔京群岛注册成立");
  ASSERT_EQ(hits.size(), 3u);
  EXPECT_EQ(hits[0].place->code, "VG");
  EXPECT_EQ(hits[1].place->code, "CA");
  EXPECT_EQ(hits[2].place->code, "VG");
}

TEST(ReadHolderName, TakesMarksAliasesAndAddressesApart) {
  const HolderName en =
      ReadHolderName(Lexicon(), "Alder Growth Ltd. (“Alder”)(2) c/o 1 Pine Street, Bermuda");
  EXPECT_EQ(en.name, "Alder Growth Ltd.");
  EXPECT_EQ(en.other_names, std::vector<std::string>{"Alder"});
  EXPECT_EQ(en.marks, std::vector<int>{2});
  EXPECT_EQ(en.rest, "1 Pine Street, Bermuda");
  const HolderName zh = ReadHolderName(Lexicon(), "明遠投資企業（有限合夥）（「明遠」）(1)");
  EXPECT_EQ(zh.name, "明遠投資企業（有限合夥）");
  EXPECT_EQ(zh.other_names, std::vector<std::string>{"明遠"});
  EXPECT_EQ(zh.marks, std::vector<int>{1});
  EXPECT_EQ(ReadHolderName(Lexicon(), "周 某 某").name, "周某某");
  EXPECT_TRUE(ReadHolderName(Lexicon(), "江南集团（SS）").state_mark);
  EXPECT_EQ(ReadHolderName(Lexicon(), "江南集团（SS）").name, "江南集团");
  EXPECT_EQ(ReadHolderName(Lexicon(), "Birch Fund L.P. ..........").name, "Birch Fund L.P.");
  EXPECT_EQ(ReadHolderName(Lexicon(), "总计").name, "总计");
}

TEST(CellNumber, ReadsFiguresAndNothingElse) {
  EXPECT_EQ(CellNumber("12.80%"), 12.8);
  EXPECT_EQ(CellNumber("1,234,000"), 1234000);
  EXPECT_EQ(CellNumber("5.1% (2)"), 5.1);
  EXPECT_EQ(CellNumber("36,585,147股A股"), 36585147);
  EXPECT_FALSE(CellNumber("—").has_value());
  EXPECT_FALSE(CellNumber("*").has_value());
  EXPECT_FALSE(CellNumber("5% shareholders").has_value());
  EXPECT_FALSE(CellNumber("甲公司").has_value());
}

HolderMention Mention(const std::string& key, double percent, v1::HolderClass holder_class) {
  HolderMention m;
  m.key = key;
  m.holder.set_percent(percent);
  m.holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
  m.holder.set_stage(v1::HOLDING_STAGE_BEFORE);
  m.holder.set_holder_class(holder_class);
  return m;
}

TEST(OwnershipTotals, CountEachHolderOnceAndGiveForeignTwice) {
  std::vector<HolderMention> mentions = {
      Mention("a", 10, v1::HOLDER_CLASS_FOREIGN), Mention("a", 10, v1::HOLDER_CLASS_FOREIGN),
      Mention("b", 5, v1::HOLDER_CLASS_FOREIGN), Mention("c", 7, v1::HOLDER_CLASS_HK_MACAU_TAIWAN)};
  mentions.push_back(Mention("d", 30, v1::HOLDER_CLASS_FOREIGN));
  mentions.back().holder.set_percent_basis(v1::PERCENT_BASIS_OFFER);
  v1::ReviewBrief brief;
  AddOwnershipTotals(Lexicon(), mentions, brief);
  ASSERT_EQ(brief.ownership_totals_size(), 3);
  EXPECT_EQ(brief.ownership_totals(0).percent(), 15);
  EXPECT_FALSE(brief.ownership_totals(0).with_hong_kong());
  EXPECT_EQ(brief.ownership_totals(1).percent(), 22);
  EXPECT_TRUE(brief.ownership_totals(1).with_hong_kong());
  EXPECT_EQ(brief.ownership_totals(2).percent(), 7);
}

TEST(OwnershipTotals, TakeTwoNamesOfOneHolderForOne) {
  std::vector<HolderMention> mentions = {Mention("明远投资", 30, v1::HOLDER_CLASS_FOREIGN),
                                         Mention("明远", 30, v1::HOLDER_CLASS_FOREIGN)};
  mentions[1].holder.add_other_names("明远投资");
  v1::ReviewBrief brief;
  AddOwnershipTotals(Lexicon(), mentions, brief);
  ASSERT_GT(brief.ownership_totals_size(), 0);
  EXPECT_EQ(brief.ownership_totals(0).percent(), 30);
}

TEST(OwnershipTotals, LeaveOutDepositariesAbroad) {
  std::vector<HolderMention> mentions = {Mention("a", 10, v1::HOLDER_CLASS_FOREIGN),
                                         Mention("b", 51, v1::HOLDER_CLASS_FOREIGN)};
  mentions[1].holder.set_kind(v1::HOLDER_KIND_NOMINEE_DEPOSITARY);
  v1::ReviewBrief brief;
  AddOwnershipTotals(Lexicon(), mentions, brief);
  ASSERT_GT(brief.ownership_totals_size(), 0);
  EXPECT_EQ(brief.ownership_totals(0).percent(), 10);
}

TEST(HolderKey, LeavesOutFormsOfAddressAndPlacesOfPersons) {
  EXPECT_EQ(HolderKey(Lexicon(), "王某某（台湾）"), HolderKey(Lexicon(), "王某某先生"));
  EXPECT_NE(HolderKey(Lexicon(), "明远投资（香港）"), HolderKey(Lexicon(), "明远投资"));
}

}  // namespace
}  // namespace filing_review::classify
